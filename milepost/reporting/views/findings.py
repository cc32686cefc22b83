"""Findings as pages show them: in the margin of an answer, and in groups."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from milepost.reporting.checks.finding import Finding
from milepost.reporting.models import Report
from milepost.ui import parts


def in_margin(report: Report, findings: Sequence[Finding]) -> list[parts.Finding]:
    """The notes beside an answer, numbered in the order of the words they are about."""
    return [
        parts.Finding(
            number,
            finding.severity,
            finding.message,
            finding.advice,
            finding.start,
            finding.end,
            finding.quote if finding.end > finding.start else "",
            url=justify_address(report, finding) if finding.severity == "warning" and report.state == "draft" else "",
            action=_("Say why it stays"),
        )
        for number, finding in enumerate(sorted(findings, key=lambda each: each.start), 1)
    ]


def justify_address(report: Report, finding: Finding) -> str:
    """Where a warning is explained."""
    return reverse("reporting:justify", kwargs=report.address | {"fingerprint": finding.fingerprint})
