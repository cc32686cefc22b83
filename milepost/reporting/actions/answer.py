"""Writing an answer. Nothing is ever overwritten silently: a save names the revision it was made on."""

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.reporting.actions.report import hold
from milepost.reporting.content import Slot, Value, normalise, to_json
from milepost.reporting.models import Answer, KeptText, Report, Revision
from milepost.reporting.rules.report import can_answer


class Conflict(Exception):
    """Someone else saved the answer meanwhile. What this person typed is kept beside it (`kept`)."""

    def __init__(self, kept: KeptText) -> None:
        super().__init__(str(kept))
        self.kept = kept


def answer(report: Report, slot: Slot, value: Value | None, *, base: int, by: Person) -> Answer:
    """Save what a person typed on revision `base` of the answer (0 when there was none).

    Raises `Conflict` when the answer has moved on with another text: the typed one is then kept for `settle`.
    """
    saved = _save_or_keep(report, slot, value, base=base, by=by)
    if isinstance(saved, KeptText):
        raise Conflict(saved)
    return saved


@transaction.atomic
def _save_or_keep(report: Report, slot: Slot, value: Value | None, *, base: int, by: Person) -> Answer | KeptText:
    require(can_answer(by, hold(report)), "report.answer", report.country_id)
    value = normalise(report.edition.edition.question(slot.question), value)
    current = locked(report, slot)
    if current.pk and current.value == to_json(value):
        return current
    if current.revision != base:
        return keep(report, slot, value, base=base, by=by)
    if not current.pk and value is None:
        return current
    written = write(current, value, how="typed", by=by)
    record("report.answer", by=by, on=written, country=report.country_id, slot=str(slot), revision=written.revision)
    return written


@transaction.atomic
def keep(report: Report, slot: Slot, value: Value | None, *, base: int, by: Person) -> KeptText:
    """Keep a person's text beside the answer that moved on, until they decide between both."""
    kept, _made = KeptText.objects.update_or_create(
        report=report,
        question=slot.question,
        item=slot.item or 0,
        person=by,
        defaults={"value": to_json(value), "base": base, "at": timezone.now()},
    )
    record("report.keep_text", by=by, on=kept, country=report.country_id, slot=str(slot))
    return kept


@transaction.atomic
def settle(kept: KeptText, value: Value | None, *, base: int, by: Person) -> Answer:
    """Decide between both texts: `value` becomes the answer, both former texts stay readable in its history.

    Raises `Conflict` when the answer moved on once more since the page was made (`base` is what the page showed).
    """
    report = kept.report
    require(can_answer(by, hold(report)), "report.answer", report.country_id)
    value = normalise(report.edition.edition.question(kept.question), value)
    current = locked(report, kept.slot)
    if current.revision != base:
        raise Conflict(kept)
    if kept.value is not None and kept.value != to_json(value):
        _write_json(current, kept.value, how="typed", by=kept.person)
    if current.value != to_json(value):
        write(current, value, how="settled", by=by)
    kept.delete()
    record("report.settle", by=by, on=current, country=report.country_id, slot=str(current.slot))
    return current


@transaction.atomic
def confirm(current: Answer, *, by: Person) -> Answer:
    """A text carried from last year holds this year too."""
    require(can_answer(by, hold(current.report)), "report.answer", current.report.country_id)
    _write_json(current, current.value, how="confirmed", by=by)
    record("report.confirm", by=by, on=current, country=current.report.country_id, slot=str(current.slot))
    return current


@transaction.atomic
def restore(revision: Revision, *, by: Person) -> Answer:
    """An earlier text becomes the answer again, as a new revision."""
    report = hold(revision.answer.report)
    require(can_answer(by, report), "report.answer", report.country_id)
    current = locked(report, revision.answer.slot)
    _write_json(current, revision.value, how="restored", by=by)
    record("report.restore", by=by, on=current, country=current.report.country_id, revision=revision.number)
    return current


def locked(report: Report, slot: Slot) -> Answer:
    """The slot's answer, locked until the transaction ends; a new unsaved one when there is none."""
    place = {"report": report, "question": slot.question, "item": slot.item or 0}
    return Answer.objects.select_for_update().filter(**place).first() or Answer(**place)


def write(current: Answer, value: Value | None, *, how: str, by: Person, contributor: Person | None = None) -> Answer:
    """Put a value on an answer, with its revision. Part of the acts that write answers; they check and record."""
    return _write_json(current, to_json(value), how=how, by=by, contributor=contributor)


def _write_json(current: Answer, value: object, *, how: str, by: Person, contributor: Person | None = None) -> Answer:
    current.value, current.revision = value, current.revision + 1
    current.by, current.at, current.carried = by, timezone.now(), how == "carried"
    current.save()
    Revision.objects.create(
        answer=current, number=current.revision, value=value, how=how, by=by, contributor=contributor, at=current.at
    )
    return current
