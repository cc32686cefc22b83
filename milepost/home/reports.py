"""A document to a report in one call, for the command line and the demo."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from milepost.accounts.models import Person
from milepost.places.models import Country
from milepost.reporting.actions.importing import import_document
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.checks.finding import Finding
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.models import Import, Report, StoredEdition
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import report_of


class Result(NamedTuple):
    """What an import did."""

    report: Report
    imported: Imported
    document: Import
    findings: tuple[Finding, ...]


@transaction.atomic
def import_file(
    data: bytes, filename: str, country: Country, start: date, end: date, edition: str, *, by: Person
) -> Result:
    """Read a file into the country's report of the period, which is opened when there is none.

    Raises `Unreadable` with a sentence, ValueError for an unknown edition or a period that ends before it starts.
    """
    if end <= start:
        raise ValueError(f"The period ends on {end}, before it starts on {start}. Give --start and --end in order.")
    stored = StoredEdition.objects.filter(pk=edition).first()
    if stored is None:
        known = ", ".join(StoredEdition.objects.order_by("pk").values_list("pk", flat=True))
        raise ValueError(f"There is no edition {edition}. There are: {known}.")
    imported = read(data, filename, stored.edition)
    report = report_of(country.pk, start) or _open(country, start, end, stored, imported, by=by)
    document = import_document(report, imported, filename, data, by=by)
    return Result(report, imported, document, findings_of(report))


def _open(
    country: Country, start: date, end: date, edition: StoredEdition, imported: Imported, *, by: Person
) -> Report:
    """A country without a pack takes its priorities and steps from the document."""
    if country.has_pack:
        return open_report(country, start, end, edition, by=by)
    return open_report(
        country, start, end, edition, by=by,
        priorities=[ItemDraft(item.title) for item in imported.priorities],
        steps=[ItemDraft(item.title) for item in imported.steps],
    )  # fmt: skip


def summary(result: Result) -> str:
    """What was placed, unplaced and found, as lines."""
    imported = result.imported
    lines = [
        f"{result.report.country.name('en')}, {result.report.start} to {result.report.end}, "
        f"edition {result.report.edition_id}",
        f"priorities: {len(imported.priorities)}, carried steps: {len(imported.steps)}, "
        f"answers recorded: {len(imported.answers)}",
        f"characters of the body: {imported.body_characters} = form's own words {imported.form_characters} "
        f"+ placed in answers {imported.placed_characters} + unplaced {imported.unplaced_characters}",
        "placed:",
    ]
    lines += [f"  {slot}" for slot in imported.answers]
    unplaced = [piece for piece in imported.pieces if piece.role == "unplaced"]
    lines.append(f"unplaced: {len(unplaced)}")
    lines += [f"  {piece.number}: {piece.text}" for piece in unplaced]
    lines.append(f"found: {len(result.findings)}")
    lines += [f"  {finding.severity} {finding.slot or '-'}: {finding.message}" for finding in result.findings]
    return "\n".join(lines)
