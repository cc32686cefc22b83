"""Documents into a report: read, place, and let a person decide where document and report differ."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.documents.actions import keep
from milepost.reporting import text
from milepost.reporting.actions.answer import locked, write
from milepost.reporting.actions.report import ItemDraft, hold, roadmap_priorities, roadmap_steps, set_items
from milepost.reporting.content import Item, Slot, Value, Words, from_json, to_json
from milepost.reporting.importing.read import Imported
from milepost.reporting.models import Import, ImportedAnswer, Piece, Report
from milepost.reporting.rules.report import can_answer, can_import, can_place

SAME_TITLE = 85
"""How alike two titles are (0-100, rapidfuzz's token sort ratio) to be one priority or step."""


@transaction.atomic
def import_document(report: Report, imported: Imported, filename: str, data: bytes, *, by: Person) -> Import:
    """Put a read document into a draft: empty slots are filled, a differing answer waits for a person's decision.

    The original is kept with its hash; every piece of it is placed or shown as unplaced.
    """
    require(can_import(by, hold(report)), "report.import", report.country_id)
    if not report.answers.exists() and not report.imports.exists():
        items_from(report, imported)
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
    known = set(_slots(report))
    for slot, value in imported.answers.items():
        if slot in known:
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


def items_from(report: Report, imported: Imported) -> None:
    """The document quotes its own priorities and steps: these are what its answers are about.

    Each is tied to the roadmap's row of the same title; a document that quotes none keeps the roadmap's.
    """
    known_priorities = roadmap_priorities(report.country, report.language)
    known_steps = roadmap_steps(report.country, report.start, report.language)
    report.items.all().delete()
    set_items(
        report,
        _match(imported.priorities, known_priorities) or known_priorities,
        _match(imported.steps, known_steps) or known_steps,
    )


def _match(items: tuple[Item, ...], known: list[ItemDraft]) -> list[ItemDraft]:
    drafts = []
    for item in items:
        best = max(known, key=lambda draft: fuzz.token_sort_ratio(draft.title, item.title), default=None)
        same = best is not None and fuzz.token_sort_ratio(best.title, item.title) >= SAME_TITLE
        drafts.append(replace(best, title=item.title) if best and same else ItemDraft(item.title))
    return drafts


def _slots(report: Report) -> list[Slot]:
    counts = {"priority": 0, "step": 0}
    for kind in report.items.values_list("kind", flat=True):
        counts[kind] += 1
    slots: list[Slot] = []
    for question in report.edition.edition.questions:
        numbers = range(1, counts[question.each] + 1) if question.each else (None,)
        slots.extend(Slot(question.key, number) for number in numbers)
    return slots


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
