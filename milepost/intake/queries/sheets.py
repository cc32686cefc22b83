"""Which sheets and exports a person sees, and opening a sheet."""

import json

from django.db.models import QuerySet
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.institutions.models import Body
from milepost.intake.columns import FIELDS, Matching
from milepost.intake.models import Export, Habit, Sheet
from milepost.intake.table import Table
from milepost.people.sealed import read
from milepost.vault.models import UnitKey
from milepost.vault.opening import Opener


def sheets_for(person: Person, verb: str) -> QuerySet[Sheet]:
    """The sheets of the units at which the person holds the verb, without what they say."""
    rows = Sheet.objects.filter(unit__in=bodies_where(person, verb)).defer("content")
    return rows.select_related("unit", "country", "uploaded_by", "ended_by")


def exports_for(person: Person, verb: str) -> QuerySet[Export]:
    """The exports of those units, without the files."""
    rows = Export.objects.filter(unit__in=bodies_where(person, verb)).defer("content")
    return rows.select_related("unit", "country", "made_by")


def units_for(person: Person, verb: str) -> QuerySet[Body]:
    """The units with a key at which the person holds the verb."""
    keyed = UnitKey.objects.filter(replaced_at=None).values("unit")
    return bodies_where(person, verb).filter(pk__in=keyed)


def overdue_sheets() -> QuerySet[Sheet]:
    """Sheets whose time is over and that still say something."""
    return Sheet.objects.filter(until__lte=timezone.now(), content__isnull=False)


def overdue_exports() -> QuerySet[Export]:
    """Exports whose time is over and that still hold their file."""
    return Export.objects.filter(until__lte=timezone.now(), content__isnull=False)


@sensitive_variables()
def table_of(sheet: Sheet, opener: Opener) -> Table:
    """What a sheet says. Raises `Locked`."""
    return Table.from_json(read(sheet, "content", opener.open_case(sheet.key_id)))


@sensitive_variables()
def matching_of(sheet: Sheet, opener: Opener) -> Matching:
    """What was told of its columns and words; an empty matching before. Raises `Locked`."""
    text = read(sheet, "matching", opener.open_case(sheet.key_id))
    told = json.loads(text) if text else {}
    columns = {int(index): code for index, code in told.get("columns", {}).items() if code in FIELDS}
    return Matching(columns, told.get("constants", {}), told.get("words", {}))


@sensitive_variables()
def habit_of(unit: Body, opener: Opener) -> Matching | None:
    """What the unit told last time, its headings in place of columns; None before the first."""
    kept = Habit.objects.filter(country=unit.country_id, unit=unit).first()
    if kept is None or kept.matching is None:
        return None
    told = json.loads(read(kept, "matching", opener.open_case(kept.key_id)))
    return Matching(told["headings"], told["constants"], told["words"])
