"""Opening a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.places.models import Country
from milepost.reporting.models import Report, ReportItem, StoredEdition
from milepost.reporting.rules.period import Fault, period_fault
from milepost.reporting.rules.report import can_open
from milepost.roadmap.models import Priority, Step
from milepost.roadmap.queries import carried_into, priorities_of


@dataclass(frozen=True)
class ItemDraft:
    """A priority or carried step as the report's questions will quote it."""

    title: str
    priority: Priority | None = None
    step: Step | None = None


class WrongPeriod(ValueError):
    """No report can have this period; the text says why, `day` which of its two days it is about."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.day = fault.day


@transaction.atomic
def open_report(
    country: Country,
    start: date,
    end: date,
    edition: StoredEdition,
    *,
    by: Person,
    language: str = "en",
    due: date | None = None,
    previous: Report | None = None,
    priorities: Sequence[ItemDraft] | None = None,
    steps: Sequence[ItemDraft] | None = None,
) -> Report:
    """A new draft. Its repeated questions are about the roadmap's priorities and the steps planned for the period.

    `priorities` and `steps` replace what the roadmap says (a document quotes its own). Raises `WrongPeriod`.
    """
    require(can_open(by, country), "report.open", country.pk)
    if fault := period_fault(country, start, end, after=previous.end if previous else None):
        raise WrongPeriod(fault)
    report = Report.objects.create(
        country=country, start=start, end=end, edition=edition, language=language, due=due, previous=previous,
        opened_by=by, opened_at=timezone.now(),
    )  # fmt: skip
    set_items(
        report,
        roadmap_priorities(country, language) if priorities is None else priorities,
        roadmap_steps(country, start, language) if steps is None else steps,
    )
    record("report.open", by=by, on=report, start=start, edition=edition.pk)
    return report


def roadmap_priorities(country: Country, language: str) -> list[ItemDraft]:
    """The roadmap's priorities as items."""
    return [ItemDraft(priority.title(language), priority=priority) for priority in priorities_of(country)]


def roadmap_steps(country: Country, start: date, language: str) -> list[ItemDraft]:
    """The steps planned for the period as items."""
    return [ItemDraft(step.title_in(language), step=step) for step in carried_into(country, start)]


def set_items(report: Report, priorities: Sequence[ItemDraft], steps: Sequence[ItemDraft]) -> None:
    """Write what the repeated questions are asked about. Part of opening and importing; no act of its own."""
    ReportItem.objects.bulk_create(
        ReportItem(
            report=report, kind=kind, number=number, title=draft.title[:500], priority=draft.priority, step=draft.step
        )
        for kind, drafts in (("priority", priorities), ("step", steps))
        for number, draft in enumerate(drafts, 1)
    )


def hold(report: Report) -> Report:
    """Lock the report until the transaction ends and read its state again: rules decide on what is true now."""
    report.state = Report.objects.select_for_update().values_list("state", flat=True).get(pk=report.pk)
    return report


def move(report: Report, state: str) -> None:
    """Put the report in a state. Part of the acts that lead there; they check and record."""
    report.state = state
    report.save(update_fields=["state"])
