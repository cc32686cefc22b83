"""A register comes in: uploaded, its columns and words told, tried, dropped. Taking it in is in `take_in.py`."""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.intake.columns import FIELDS, JOINED, Matching, fold, guessed
from milepost.intake.models import Habit, Sheet
from milepost.intake.queries.sheets import habit_of, matching_of, table_of
from milepost.intake.queries.trial import Trial, trial_of
from milepost.intake.reading.read import Read
from milepost.intake.rules import can, can_try, can_upload
from milepost.intake.words import guessed_words, vocabulary_of
from milepost.people.sealed import read, write, write_all
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def upload(unit: Body, found: Read, name: str, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Sheet:
    """Keep what was read of a file, sealed, until it is taken in. `token`: the form, so that it is kept once."""
    require(can_upload(by, unit), "intake.upload", unit.country_id)
    sent = Sheet.objects.filter(pk=token).first() if token else None
    if sent is not None:
        require(can_upload(by, sent.unit), "intake.upload", unit.country_id)
        return sent
    key = make_case_key(unit, by=by, opener=opener)
    days = settings.MILEPOST.register_days
    sheet = Sheet(
        pk=token or uuid.uuid4(), country_id=unit.country_id, unit=unit, key=key, kind=found.kind,
        told=found.told if found.kind == "csv" else "", number=len(found.table.rows), width=len(found.table.headings),
        uploaded_by=by, until=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    shown = name if found.kind == "csv" else f"{name}: {found.told}"
    write_all(sheet, {"name": shown[:200], "content": found.table.to_json()}, opener.open_case(key.pk))
    sheet.save(force_insert=True)
    record("intake.upload", by=by, on=sheet, unit=unit.code, kind=found.kind, rows=sheet.number, columns=sheet.width)
    return sheet


class Overlapping(ValueError):
    """Two columns are told to be one field. `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@sensitive_variables()
@transaction.atomic
def match(
    sheet: Sheet, columns: Mapping[int, str], constants: Mapping[str, str], *, by: Person, opener: Opener
) -> Sheet:
    """Say what the columns are; what their words mean is guessed until it is told. Raises `Overlapping`."""
    sheet = hold(sheet)
    require(can(by, sheet, "match"), "intake.match", sheet.country_id)
    for code in FIELDS:
        if code not in JOINED and sum(told == code for told in columns.values()) > 1:
            raise Overlapping(code)
    table, told = table_of(sheet, opener), Matching(columns, constants)
    before = matching_of(sheet, opener).words or _habitual_words(sheet.unit, opener)
    words = guessed_words(table, told, vocabulary_of(sheet.unit), before)
    _keep(sheet, Matching(columns, constants, words), opener=opener, by=by)
    record("intake.match", by=by, on=sheet, unit=sheet.unit.code, fields=sorted(set(columns.values())))
    return sheet


@sensitive_variables()
@transaction.atomic
def match_words(sheet: Sheet, words: Mapping[str, Mapping[str, str]], *, by: Person, opener: Opener) -> Sheet:
    """Say what the values of the columns of words mean."""
    sheet = hold(sheet)
    require(can(by, sheet, "match_words"), "intake.match_words", sheet.country_id)
    told = matching_of(sheet, opener)
    _keep(sheet, Matching(told.columns, told.constants, words), opener=opener, by=by)
    record("intake.match_words", by=by, on=sheet, unit=sheet.unit.code, fields=sorted(words))
    return sheet


@sensitive_variables()
@transaction.atomic
def try_out(sheet: Sheet, *, by: Person, opener: Opener) -> Trial:
    """What would be made of each row. Nothing is written but the event, which says how many."""
    require(can_try(by, sheet, "try_out", opener), "intake.try_out", sheet.country_id)
    trial = trial_of(sheet, opener)
    record("intake.try_out", by=by, on=sheet, unit=sheet.unit.code, rows=sheet.number, outcomes=trial.counts)
    return trial


@transaction.atomic
def drop(sheet: Sheet, *, by: Person) -> Sheet:
    """Delete what a sheet says; nothing of it is taken in. A dropped one stays so."""
    sheet = hold(sheet)
    if sheet.state == "dropped":
        return sheet
    require(can(by, sheet, "drop"), "intake.drop", sheet.country_id)
    end(sheet, "dropped", by=by)
    record("intake.drop", by=by, on=sheet, unit=sheet.unit.code, rows=sheet.number)
    return sheet


def hold(sheet: Sheet) -> Sheet:
    """The sheet as it stands, locked until the transaction ends."""
    rows = Sheet.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "country", "uploaded_by")
    return rows.get(pk=sheet.pk)


def end(sheet: Sheet, state: str, *, by: Person) -> None:
    """Delete what a sheet says, and keep that it was there. Part of the acts that end it."""
    sheet.name = sheet.content = sheet.matching = None
    sheet.state, sheet.ended_at, sheet.ended_by = state, timezone.now(), by
    sheet.save()


@sensitive_variables()
def _keep(sheet: Sheet, told: Matching, *, by: Person, opener: Opener) -> None:
    """With the sheet, and by headings for the unit's next one."""
    texts = {"columns": dict(told.columns), "constants": dict(told.constants), "words": _plain(told.words)}
    write(sheet, "matching", json.dumps(texts), opener.open_case(sheet.key_id))
    sheet.state = "matched"
    sheet.save(update_fields=["matching", "state"])
    habit = _habit(sheet.unit, by=by, opener=opener)
    key, table = opener.open_case(habit.key_id), table_of(sheet, opener)
    before = json.loads(read(habit, "matching", key) or '{"headings": {}, "words": {}}')
    headings = {fold(heading): told.columns.get(index, "") for index, heading in enumerate(table.headings)}
    words = before["words"] | {code: before["words"].get(code, {}) | dict(each) for code, each in told.words.items()}
    kept = {"headings": before["headings"] | headings, "constants": dict(told.constants), "words": words}
    write(habit, "matching", json.dumps(kept), key)
    habit.saved_at = timezone.now()
    habit.save()


def _plain(words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {code: dict(each) for code, each in words.items()}


def _habit(unit: Body, *, by: Person, opener: Opener) -> Habit:
    kept = Habit.objects.select_for_update(no_key=True).filter(country=unit.country_id, unit=unit).first()
    return kept or Habit(country_id=unit.country_id, unit=unit, key=make_case_key(unit, by=by, opener=opener))


@sensitive_variables()
def _habitual_words(unit: Body, opener: Opener) -> Mapping[str, Mapping[str, str]]:
    habit = habit_of(unit, opener)
    return habit.words if habit else {}


@sensitive_variables()
def proposed(sheet: Sheet, opener: Opener) -> Matching:
    """The matching that the page of columns begins with: as told, else as the unit told before, else guessed."""
    told = matching_of(sheet, opener)
    if sheet.state == "matched":
        return told
    habit = habit_of(sheet.unit, opener)
    headings = table_of(sheet, opener).headings
    before = {heading: str(code) for heading, code in habit.columns.items()} if habit else {}
    return Matching(guessed(headings, before), habit.constants if habit else {})  # type: ignore[arg-type]
