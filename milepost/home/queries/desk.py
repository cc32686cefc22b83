"""What waits for a person, in constant queries."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from milepost.accounts.models import Person
from milepost.reporting.content import Item
from milepost.reporting.models import Answer, Contribution, KeptText, Report, ReportItem, Thread
from milepost.reporting.queries.overview import progress_of
from milepost.reporting.queries.reports import (
    contributions_for,
    contributions_to_decide,
    latest_reports_for,
    reports_for,
)

SENT = 20
"""Texts that a contributor sent, which home still leads to."""


@dataclass(frozen=True)
class Desk:
    """What waits for me, and how far the reports are."""

    asked: list[Contribution]
    to_decide: list[Contribution]
    to_approve: list[Report]
    to_submit: list[Report]
    sent_back: list[Thread]
    kept: list[KeptText]
    carried: list[Report]
    to_write: list[Report]
    sent: list[Contribution]
    reports: list[Report]
    progress: dict[int, tuple[int, int]]
    items: dict[tuple[int, str, int], Item]

    @property
    def waiting(self) -> int:
        """How many things wait."""
        groups = (
            self.asked, self.to_decide, self.to_approve, self.to_submit, self.sent_back, self.kept, self.carried,
            self.to_write,
        )  # fmt: skip
        return sum(len(group) for group in groups)

    def item_of(self, where: Contribution | Thread | KeptText) -> Item | None:
        """The priority or step that a question is about, where it is about one."""
        kind = where.report.edition.edition.question(where.question).each
        return self.items.get((where.report_id, kind or "", where.item))

    def missing(self, report: Report) -> int:
        """How many of the report's answers are not recorded yet."""
        done, total = self.progress[report.pk]
        return total - done


def desk_of(person: Person) -> Desk:
    """The person's desk."""
    reports = list(latest_reports_for(person))
    answering = reports_for(person, "report.answer").filter(state="draft")
    drafts = set(answering.values_list("pk", flat=True))
    unconfirmed = set(Answer.objects.filter(report__in=answering, carried=True).values_list("report", flat=True))
    asked = list(contributions_for(person).filter(state="asked", report__state="draft").order_by("due"))
    sent = list(contributions_for(person).filter(state__in=("offered", "accepted")).order_by("-pk")[:SENT])
    to_decide = list(contributions_to_decide(person).order_by("due"))
    sent_back = list(
        Thread.objects.filter(report__in=answering, sent_back=True, state="open")
        .select_related("report__country", "report__edition", "opened_by")
        .prefetch_related("comments")
        .order_by("id")
    )
    kept = list(
        KeptText.objects.filter(person=person, report__in=answering)
        .select_related("report__country", "report__edition")
        .order_by("id")
    )
    about: list[Contribution | Thread | KeptText] = [*asked, *sent, *to_decide, *sent_back, *kept]
    return Desk(
        asked=asked,
        sent=sent,
        to_decide=to_decide,
        to_approve=list(
            reports_for(person, "report.approve")
            .filter(state="in_review")
            .exclude(rounds__state="open", rounds__sent_by=person)
        ),
        to_submit=list(reports_for(person, "report.submit").filter(state="approved")),
        sent_back=sent_back,
        kept=kept,
        carried=[report for report in reports if report.pk in unconfirmed],
        to_write=[report for report in reports if report.pk in drafts],
        reports=reports,
        progress=progress_of(reports),
        items=_items({each.report_id for each in about}),
    )


def _items(reports: set[int]) -> dict[tuple[int, str, int], Item]:
    """The priorities and steps of several reports, by report, kind and number: one query."""
    rows = ReportItem.objects.filter(report__in=reports).values_list("report", "kind", "number", "title")
    return {(report, kind, number): Item(number, title) for report, kind, number, title in rows}


def today() -> date:
    """The day by which things are due or late."""
    return timezone.localdate()
