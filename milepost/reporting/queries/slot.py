"""Everything about one question of a report, in a handful of queries."""

from dataclasses import dataclass

from milepost.reporting.content import Content, Slot, Value
from milepost.reporting.models import Answer, Contribution, Piece, Report, Thread
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.review import threads_on


@dataclass(frozen=True)
class SlotView:
    """The answer as it stands, last year's, the paragraphs it came from, comments, and whom it was asked of."""

    answer: Answer | None
    last_year: tuple[Content, Slot, Value] | None
    pieces: list[Piece]
    threads: list[Thread]
    contributions: list[Contribution]


def slot_view(report: Report, slot: Slot) -> SlotView:
    """Read it."""
    place = {"question": slot.question, "item": slot.item or 0}
    return SlotView(
        answer=report.answers.filter(**place).select_related("by__body").first(),
        last_year=last_year(report, slot),
        pieces=list(
            Piece.objects.filter(document__report=report, role="answer", **place)
            .select_related("document__file")
            .defer("document__file__content")[:40]
        ),
        threads=list(threads_on(report, slot)),
        contributions=list(
            report.contributions.filter(**place)
            .exclude(state="withdrawn")
            .select_related("person__body")
            .prefetch_related("proposals__decided_by")
        ),
    )  # fmt: skip


def last_year(report: Report, slot: Slot) -> tuple[Content, Slot, Value] | None:
    """What last year's report says for the same question, whose key may differ between editions.

    A priority keeps its number; a step is numbered anew each year and is followed along the roadmap.
    """
    if report.previous is None:
        return None
    former = content_of(report.previous)
    here = report.edition.edition
    about_a_step = here.question(slot.question).each == "step"
    number = _number_last_year(report, report.previous, slot.item) if slot.item and about_a_step else slot.item
    for old, value in former.answers.items():
        if old.item == number and here.key_in(former.edition, old.question) == slot.question:
            return former, old, value
    return None


def _number_last_year(report: Report, previous: Report, number: int) -> int | None:
    """The number of the step that this one came out of: by itself, by being split off or merged into, by its title."""
    item = report.items.select_related("step").filter(kind="step", number=number).first()
    former = previous.items.filter(kind="step")
    if item is None:
        return None
    if item.step:
        for link in ("step__led_to__after", "step__led_to__after__led_to__after"):
            if found := former.filter(**{link: item.step}).first():
                return found.number
    found = former.filter(title=item.title).first()
    return found.number if found else None
