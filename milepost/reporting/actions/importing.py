"""Documents into a report: read, place, and let a person decide where document and report differ."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.documents.actions import keep
from milepost.reporting import text
from milepost.reporting.actions.answer import locked, write
from milepost.reporting.actions.report import ItemDraft, hold, roadmap_priorities, roadmap_steps, set_items
from milepost.reporting.content import Item, Slot, Value, Words, from_json, to_json
from milepost.reporting.importing.blank import is_blank_title
from milepost.reporting.importing.contradiction import contradicted
from milepost.reporting.importing.fit import SAME_TITLE, fit, matched
from milepost.reporting.importing.read import Imported
from milepost.reporting.models import Import, ImportedAnswer, Piece, Report
from milepost.reporting.rules.report import can_answer, can_import, can_place
from milepost.roadmap.models import Priority, Step

__all__ = ["SAME_TITLE", "fitted", "import_document", "items_from", "leave", "place", "take"]


@transaction.atomic
def import_document(report: Report, imported: Imported, filename: str, data: bytes, *, by: Person) -> Import:
    """Put a read document into a draft: empty slots are filled, a differing answer waits for a person's decision.

    The original is kept with its hash; every piece of it is placed or shown as unplaced.
    """
    require(can_import(by, hold(report)), "report.import", report.country_id)
    if not report.answers.exists() and not report.imports.exists():
        items_from(report, imported)
    imported = fitted(report, imported)
    document = Import.objects.create(
        report=report,
        file=keep(filename, imported.media_type, data, report.country, by=by),
        by=by,
        at=timezone.now(),
    )
    Piece.objects.bulk_create(
        Piece(
            document=document, number=piece.number, text=piece.text, source=piece.source, role=piece.role,
            question=piece.slot.question if piece.slot else "",
            item=(piece.slot.item or 0) if piece.slot else 0, note=piece.note[:300],
        )
        for piece in imported.pieces
    )  # fmt: skip
    for slot, value in imported.answers.items():
        _place_answer(document, slot, value, by=by)
    record("report.import", by=by, on=document, country=report.country_id, sha256=document.file.sha256)
    return document


def _place_answer(document: Import, slot: Slot, value: Value, *, by: Person) -> None:
    current = locked(document.report, slot)
    state = "placed" if current.value in (None, to_json(value)) else "waiting"
    if current.value is None:
        write(current, value, how="imported", by=by)
    ImportedAnswer.objects.create(
        document=document, question=slot.question, item=slot.item or 0, value=to_json(value), state=state
    )


def fitted(report: Report, imported: Imported) -> Imported:
    """The document with the report's priorities and steps, which are known by their titles in every language, and with
    notes where it contradicts the report's country or period."""
    titles: dict[str, list[tuple[str, ...]]] = {"priority": [], "step": []}
    for item in report.items.select_related("priority", "step").order_by("number"):
        titles[item.kind].append((item.title, *_roadmap_titles(item.priority, item.step)))
    imported = contradicted(imported, _names(report), report.start, report.end)
    return fit(imported, report.edition.edition, titles["priority"], titles["step"])


def _names(report: Report) -> tuple[str, ...]:
    """The country's names, the one in the report's language first."""
    return tuple(dict.fromkeys((report.country.name(report.language), *report.country.names.values())))


def items_from(report: Report, imported: Imported) -> None:
    """The document quotes its own priorities and steps: these are what its answers are about.

    Each is tied to the roadmap's row of the same title; a document that quotes none keeps the roadmap's.
    """
    known_priorities = roadmap_priorities(report.country, report.language)
    known_steps = roadmap_steps(report.country, report.start, report.language)
    report.items.all().delete()
    set_items(report, _drafts(imported.priorities, known_priorities), _drafts(imported.steps, known_steps))


def _drafts(items: tuple[Item, ...], known: list[ItemDraft]) -> list[ItemDraft]:
    """The document's items, those without a title under the roadmap's; the roadmap's when the document quotes none."""
    if known and all(is_blank_title(item.title) for item in items):
        return known
    ties = matched(items, [(draft.title, *_roadmap_titles(draft.priority, draft.step)) for draft in known])
    return [
        _tied(item, known[ties[item.number] - 1]) if item.number in ties else ItemDraft(item.title) for item in items
    ]


def _tied(item: Item, known: ItemDraft) -> ItemDraft:
    return known if is_blank_title(item.title) else replace(known, title=item.title)


def _roadmap_titles(priority: Priority | None, step: Step | None) -> tuple[str, ...]:
    """The titles of a roadmap's row in every language."""
    if priority is not None:
        return tuple(priority.titles.values())
    return (step.title, *step.titles.values()) if step is not None else ()


@transaction.atomic
def take(imported: ImportedAnswer, *, by: Person) -> ImportedAnswer:
    """The document's answer becomes the report's; the former one stays in the history."""
    report = hold(imported.document.report)
    require(can_answer(by, report), "report.answer", report.country_id)
    question = report.edition.edition.question(imported.question)
    write(locked(report, imported.slot), from_json(question, imported.value), how="imported", by=by)
    return _settle(imported, "taken", by=by)


@transaction.atomic
def leave(imported: ImportedAnswer, *, by: Person) -> ImportedAnswer:
    """The report's answer stays; what the document says stays readable with the document."""
    report = hold(imported.document.report)
    require(can_answer(by, report), "report.answer", report.country_id)
    return _settle(imported, "left", by=by)


def _settle(imported: ImportedAnswer, state: str, *, by: Person) -> ImportedAnswer:
    imported.state = state
    imported.save()
    verb = {"taken": "report.take", "left": "report.leave"}[state]
    record(verb, by=by, on=imported, country=imported.document.report.country_id, slot=str(imported.slot))
    return imported


@transaction.atomic
def place(piece: Piece, slot: Slot | None, *, by: Person) -> Piece:
    """Put an unplaced piece at the end of a long text's answer, or (no slot) confirm that it belongs to none.

    Raises ValueError for a question that is no long text: a tick is set on the question's own page.
    """
    report = hold(piece.document.report)
    require(can_place(by, report), "report.place", report.country_id)
    if slot is not None:
        question = report.edition.edition.question(slot.question)
        if question.kind != "long_text":
            raise ValueError(f"{slot} is no long text")
        current = locked(report, slot)
        before = from_json(question, current.value)
        source = before.source + "\n\n" if isinstance(before, Words) else ""
        write(current, Words(text.normalise(source + (piece.source or piece.text))), how="imported", by=by)
        piece.question, piece.item = slot.question, slot.item or 0
    piece.role = "answer" if slot else "set_aside"
    piece.settled_by, piece.settled_at = by, timezone.now()
    piece.save()
    record("report.place", by=by, on=piece, country=report.country_id, slot=str(slot or ""))
    return piece
