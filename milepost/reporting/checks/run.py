"""Running the checks over a report."""

from collections.abc import Callable, Iterable

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.reading.report import Reading
from milepost.reporting.checks.registry import all_checks
from milepost.reporting.content import Content, Slot
from milepost.reporting.knowledge import Knowledge


def check(content: Content, knowledge: Knowledge, *, previous: Content | None = None) -> tuple[Finding, ...]:
    """What a careful reviewer would ask, in the form's order, then by place in the text. Never raises."""
    reading = Reading(content, knowledge, previous)
    findings = [finding for one in all_checks() for finding in one.find(reading)]
    return tuple(sorted(dict.fromkeys(_best(findings)), key=_order(content)))


def check_slot(content: Content, knowledge: Knowledge, slot: Slot) -> tuple[Finding, ...]:
    """The findings of one answer, for the margin while a person writes: the same as in `check`."""
    return tuple(finding for finding in check(content, knowledge) if finding.slot == slot)


def _best(findings: list[Finding]) -> Iterable[Finding]:
    """The findings without those that another check's finding on the same words says better."""
    gives_way = {one.code: one.gives_way_to for one in all_checks()}
    for finding in findings:
        rivals = gives_way[finding.code]
        if not rivals or not any(other.code in rivals and _same_words(finding, other) for other in findings):
            yield finding


def _same_words(one: Finding, other: Finding) -> bool:
    return one.slot == other.slot and one.start < other.end and other.start < one.end


def _order(content: Content) -> Callable[[Finding], tuple[int, int, int]]:
    places = {slot: index for index, slot in enumerate(content.slots())}
    return lambda finding: (
        places.get(finding.slot, len(places)) if finding.slot else -1,
        finding.start,
        finding.end,
    )
