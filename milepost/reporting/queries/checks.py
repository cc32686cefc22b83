"""A report's findings, and what the country knows of itself that checks use."""

from milepost.places.models import Country
from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.run import check
from milepost.reporting.content import Content
from milepost.reporting.knowledge import Knowledge
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of, previous_content


def findings_of(report: Report, content: Content | None = None) -> tuple[Finding, ...]:
    """What a careful reviewer would ask about the report as it stands, in the form's order."""
    found = check(content or content_of(report), knowledge_of(report.country), previous=previous_content(report))
    return (*found, *unconfirmed(report))


def errors_of(report: Report) -> tuple[Finding, ...]:
    """The findings that block sending and submission."""
    return tuple(finding for finding in findings_of(report) if finding.severity == "error")


def knowledge_of(country: Country) -> Knowledge:
    """The words, bodies, places and decisions of a country, as plain values for the checks."""
    raise NotImplementedError


def unconfirmed(report: Report) -> tuple[Finding, ...]:
    """Answers carried from last year that nobody confirmed: an error, because last year's text is not this year's."""
    raise NotImplementedError
