"""A report at a glance: what is answered, asked of others, commented on, to be looked at. Constant queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from milepost.reporting.content import Content, Slot, answer_state
from milepost.reporting.models import Answer, Contribution, Report, ReportItem, Thread
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of


@dataclass(frozen=True)
class Overview:
    """Everything that the task list shows, by slot."""

    content: Content
    carried: frozenset[Slot]
    asked: dict[Slot, str]
    waiting: dict[Slot, str]
    threads: Counter[Slot]
    findings: Counter[Slot]

    @property
    def total(self) -> int:
        """How many answers the form has room for."""
        return sum(1 for _slot in self.content.slots())

    @property
    def done(self) -> int:
        """How many are recorded, whatever they say."""
        return sum(1 for slot in self.content.slots() if slot in self.content.answers)

    @property
    def first_open(self) -> Slot | None:
        """The first question without an answer, of those that are asked."""
        edition = self.content.edition
        for slot in self.content.slots():
            if answer_state(self.content.answers.get(slot)) == "not_recorded":
                question = edition.question(slot.question)
                if (question.required or question.kind != "long_text") and not self.content.hidden(question):
                    return slot
        return None


def overview_of(report: Report) -> Overview:
    """The report at a glance."""
    content = content_of(report)
    contributions = list(report.contributions.filter(state__in=("asked", "offered")).select_related("person"))
    threads = Thread.objects.filter(report=report, state="open").values_list("question", "item")
    findings = findings_of(report, content)
    return Overview(
        content=content,
        carried=frozenset(
            Slot(q, i or None) for q, i in report.answers.filter(carried=True).values_list("question", "item")
        ),
        asked=_names(each for each in contributions if each.state == "asked"),
        waiting=_names(each for each in contributions if each.state == "offered"),
        threads=Counter(Slot(question, item or None) for question, item in threads),
        findings=Counter(
            finding.slot for finding in findings if finding.slot and finding.severity != "note"
        ),
    )  # fmt: skip


def _names(contributions: Iterable[Contribution]) -> dict[Slot, str]:
    return {each.slot: each.person.name for each in contributions}


def progress_of(reports: list[Report]) -> dict[int, tuple[int, int]]:
    """Recorded answers and all answers of several reports: two queries."""
    items = Counter(ReportItem.objects.filter(report__in=reports).values_list("report", "kind"))
    recorded = Counter(Answer.objects.filter(report__in=reports, value__isnull=False).values_list("report", flat=True))
    return {report.pk: (recorded[report.pk], _slots(report, items)) for report in reports}


def changed_at(reports: list[Report]) -> dict[int, datetime]:
    """When an answer of each report was last saved; reports without an answer are not there. One query."""
    rows = Answer.objects.filter(report__in=reports).values_list("report").annotate(Max("at")).order_by()
    return dict(rows)


def _slots(report: Report, items: Counter[tuple[int, str]]) -> int:
    return sum(items[report.pk, question.each] if question.each else 1 for question in report.edition.edition.questions)
