"""How many of a reader's faults the checks find, and how many of their findings a reader would call noise.

Printed with `pytest -s`; the expected findings are in `reports/*.yaml`, labelled by reading.
"""

from typing import NamedTuple

import pytest

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.run import check
from tests.reporting.checks.reports_read import ALBANIA, INVENTED, Expected, Labelled, labelled

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.95
LEAST_RECALL_OF_ALL = 0.80
"""With the faults that only a reader who understands the text can find."""


class Measured(NamedTuple):
    """What one report's findings were worth."""

    true: int
    noise: list[Finding]
    missed: list[Expected]
    beyond: list[Expected]

    @property
    def precision(self) -> float:
        return self.true / (self.true + len(self.noise))

    @property
    def recall(self) -> float:
        return self.true / (self.true + len(self.missed))

    @property
    def recall_of_all(self) -> float:
        return self.true / (self.true + len(self.missed) + len(self.beyond))


def measure(report: Labelled) -> Measured:
    """Each finding is matched with one expected fault at most, and each fault with one finding."""
    left = list(report.expected)
    noise = []
    for finding in check(report.content, report.knowledge):
        match = next((fault for fault in left if fault.matches(finding)), None)
        if match is None:
            noise.append(finding)
        else:
            left.remove(match)
    missed = [fault for fault in left if not fault.beyond]
    beyond = [fault for fault in left if fault.beyond]
    return Measured(len(report.expected) - len(left), noise, missed, beyond)


@pytest.mark.parametrize("name", [ALBANIA, *INVENTED])
def test_the_checks_find_what_a_reader_finds_and_little_else(name: str) -> None:
    measured = measure(labelled(name))
    print(
        f"\n{name}: precision {measured.precision:.2f}, recall {measured.recall:.2f}, "
        f"with faults of meaning {measured.recall_of_all:.2f} ({measured.true} found)"
    )
    for finding in measured.noise:
        print(f"  noise  {finding.slot} {finding.code}: {finding.message}")
    for fault in measured.missed:
        print(f"  missed {fault.slot} {fault.code}: {fault.words}")
    assert measured.precision >= LEAST_PRECISION
    assert measured.recall >= LEAST_RECALL
    assert measured.recall_of_all >= LEAST_RECALL_OF_ALL


def test_a_report_written_with_care_gets_no_warning() -> None:
    careful = labelled("velmark")
    assert not [finding for finding in check(careful.content, careful.knowledge) if finding.severity != "note"]
