"""A document to a report in one call, for the command line and the demo."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from milepost.accounts.models import Person
from milepost.places.models import Country
from milepost.reporting.actions.importing import fitted, import_document
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Slot
from milepost.reporting.importing.contradiction import warnings
from milepost.reporting.importing.read import Imported, read
from milepost.reporting.models import Import, Report, StoredEdition
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of, report_of

EDITION = "2023"
"""The form of a report that is opened without naming one."""


class Result(NamedTuple):
    """What an import did. `imported` is fitted to the report; `before`: the slots that had an answer already."""

    report: Report
    imported: Imported
    document: Import
    findings: tuple[Finding, ...]
    before: frozenset[Slot] = frozenset()


@transaction.atomic
def import_file(
    data: bytes, filename: str, country: Country, start: date, end: date, edition: str | None = None, *, by: Person
) -> Result:
    """Read a file into the country's report of the period, which is opened when there is none.

    Raises `Unreadable` with a sentence; `Refused` for a report that is no draft; ValueError for an unknown edition, a
    period that no report can have, or an end or edition that is not the report's.
    """
    report = report_of(country.pk, start)
    if report:
        _must_be_of(report, end, edition)
    stored = report.edition if report else _edition(edition or EDITION)
    imported = read(data, filename, stored.edition)
    report = report or _open(country, start, end, stored, imported, by=by)
    before = frozenset(content_of(report).answers)
    document = import_document(report, imported, filename, data, by=by)
    return Result(report, fitted(report, imported), document, findings_of(report), before)


def _must_be_of(report: Report, end: date, edition: str | None) -> None:
    if end != report.end:
        raise ValueError(
            f"The report of {report.country_id} that starts on {report.start} ends on {report.end}, not on {end}. "
            "Give the --end that it has."
        )
    if edition not in (None, report.edition_id):
        raise ValueError(
            f"The report of {report.country_id} that starts on {report.start} is in edition {report.edition_id}, not "
            f"in {edition}. Leave --edition out."
        )


def _edition(code: str) -> StoredEdition:
    stored = StoredEdition.objects.filter(pk=code).first()
    if stored is None:
        known = ", ".join(StoredEdition.objects.order_by("pk").values_list("pk", flat=True))
        raise ValueError(f"There is no edition {code}. There are: {known}.")
    return stored


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
        *(f"look at this: {warning}" for warning in warnings(imported)),
        f"priorities: {len(imported.priorities)}, carried steps: {len(imported.steps)}, "
        f"answers recorded: {len(imported.answers)}",
        f"characters of the body: {imported.body_characters} = form's own words {imported.form_characters} "
        f"+ placed in answers {imported.placed_characters} + unplaced {imported.unplaced_characters}",
        *_answers(result),
    ]
    unplaced = [piece for piece in imported.pieces if piece.role == "unplaced"]
    lines.append(f"unplaced: {len(unplaced)}")
    lines += [f"  {piece.number}: {piece.text}" + (f" ({piece.note})" if piece.note else "") for piece in unplaced]
    lines.append(f"found: {len(result.findings)}")
    lines += [f"  {finding.severity} {finding.slot or '-'}: {finding.message}" for finding in result.findings]
    return "\n".join(lines)


def _answers(result: Result) -> list[str]:
    """What became of the document's answers: written into the report, said there already, or waiting for a person."""
    states = {answer.slot: answer.state for answer in result.document.answers.all()}
    sorts: dict[str, list[Slot]] = {"placed": [], "same as in the report": [], "waiting for a decision": []}
    for slot in result.imported.answers:
        here = "placed" if slot not in result.before else "same as in the report"
        sorts["waiting for a decision" if states[slot] == "waiting" else here].append(slot)
    told = {name: slots for name, slots in sorts.items() if slots or name == "placed"}
    return [
        line for name, slots in told.items() for line in (f"{name}: {len(slots)}", *(f"  {slot}" for slot in slots))
    ]
