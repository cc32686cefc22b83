"""Running the checks over a report."""

from collections import defaultdict
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


def _best(findings: list[Finding]) -> Iterable[Finding]:
    """The findings without those that another check's finding on the same words says better."""
    gives_way = {one.code: one.gives_way_to for one in all_checks()}
    there: dict[tuple[str, Slot | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        there[finding.code, finding.slot].append(finding)
    for finding in findings:
        rivals = (other for code in gives_way[finding.code] for other in there.get((code, finding.slot), ()))
        if not any(_overlap(finding, other) for other in rivals):
            yield finding


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _order(content: Content) -> Callable[[Finding], tuple[int, int, int]]:
    places = {slot: index for index, slot in enumerate(content.slots())}
    return lambda finding: (
        places.get(finding.slot, len(places)) if finding.slot else -1,
        finding.start,
        finding.end,
    )
