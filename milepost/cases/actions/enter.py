"""Entering files that were kept elsewhere until now: an old register, many at once.

The same rules as one by one: the right at the unit, the country's words, the table of states, two people where two are
asked for, the child's age on the day. What differs is that days lie in the past, and that the rows of many files are
written together, under one event. `Case.entered_at` keeps when all this became known here.
"""

from collections.abc import Sequence
from itertools import count
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.case import code_of, hold_unit
from milepost.cases.actions.story import WRITTEN, Story, Unfit
from milepost.cases.facts import Past
from milepost.cases.models import Case
from milepost.cases.rules.case import can_enter
from milepost.institutions.models import Body
from milepost.people.actions import child as children
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import known
from milepost.places.codes import check
from milepost.vault.actions.case_key import make_case_keys
from milepost.vault.opening import Opener
from milepost.vault.rows import insert


@sensitive_variables()
@transaction.atomic
def enter(unit: Body, files: Sequence[Past], *, by: Person, opener: Opener) -> list[Case]:
    """Write down old files of a unit, all or none, in the order given. A handful of queries for any number.

    Raises `Refused` without the right, `UnknownCode`, and `Unfit` for the first file whose days or steps do not follow.
    Search for the children first: nobody else does. A child comes once in a call.
    """
    require(can_enter(by, unit), "case.enter", unit.country_id)
    if not files:
        return []
    check(unit.country_id, **_words(files))
    made = _children(unit, files, by=by, opener=opener)
    episodes = _episodes(unit, made)
    keys = make_case_keys(unit, len(files), by=by, opener=opener)
    serials = _serials(unit, files)
    now = timezone.now()
    stories = []
    for index, (past, (child, identity), key) in enumerate(zip(files, made, keys, strict=True)):
        case = Case(
            country_id=unit.country_id, unit=unit, opened_unit=unit, child=child, key=key, entered_at=now,
            opened_by=past.worker or by, worker=past.worker or by, sex=identity.sex,
            previous=_previous(index, past, episodes.get(child.pk, [])),
            **serials[index],
        )  # fmt: skip
        stories.append(Story(index, case, past, identity, opener.open_case(key), by=by))
    for story in stories:
        story.tell()
    insert([story.case for story in stories])
    _reports(unit, stories, by=by, opener=opener)
    for model in WRITTEN:
        insert([row for story in stories for row in story.rows if type(row) is model])
    record("case.enter", by=by, on=unit, unit=unit.code, count=len(files))
    return [story.case for story in stories]


def _words(files: Sequence[Past]) -> dict[str, set[str]]:
    """Every code of every file by its list, for one look into the country's words."""
    found: dict[str, set[str]] = {}
    for past in files:
        for list_, codes in past.words():
            found.setdefault(list_, set()).update(codes)
    return found


@sensitive_variables()
def _children(unit: Body, files: Sequence[Past], *, by: Person, opener: Opener) -> list[tuple[Child, Identity]]:
    """The child of each file with who it is: new ones are registered together, the others opened together."""
    new = [past.child for past in files if isinstance(past.child, Identity)]
    registered = iter(children.register_many(unit, new, by=by, opener=opener) if new else [])
    ours = {past.child.pk for past in files if isinstance(past.child, Child)}
    there = Child.objects.filter(country=unit.country_id, unit=unit, merged_into=None, pk__in=ours)
    opened = {each.child.pk: (each.child, each.identity) for each in known(there, opener)}
    found = []
    for index, past in enumerate(files):
        if isinstance(past.child, Identity):
            found.append((next(registered), past.child))
        elif past.child.pk in opened:
            found.append(opened.pop(past.child.pk))
        else:
            raise Unfit(index, _("This child is not one of the unit, or stands in the list twice."))
    return found


def _episodes(unit: Body, made: Sequence[tuple[Child, Identity]]) -> dict[UUID, list[Case]]:
    """The files that the unit has of these children already, oldest first."""
    cases = Case.objects.filter(country=unit.country_id, unit=unit, child__in=[child.pk for child, _known in made])
    found: dict[UUID, list[Case]] = {}
    for case in cases.only("id", "child_id", "opened_at", "closed_at", "merged_into_id").order_by("opened_at"):
        found.setdefault(case.child_id, []).append(case)
    return found


def _previous(index: int, past: Past, episodes: Sequence[Case]) -> Case | None:
    """The episode before this one. Raises `Unfit` where one of the child's files was open in the same time."""
    ends = past.ending[0] if past.ending else None
    before = None
    for case in episodes:
        if case.merged_into_id is not None:
            continue
        began = timezone.localdate(case.opened_at)
        ended = timezone.localdate(case.closed_at) if case.closed_at else None
        if (ended is None or ended > past.opened_on) and (ends is None or began < ends):
            raise Unfit(index, _("The child has a file here that was open in the same time."))
        if began <= past.opened_on:
            before = case
    return before


def _serials(unit: Body, files: Sequence[Past]) -> list[dict[str, object]]:
    """Number, year and serial of each file; the lock on the unit keeps two from getting the same."""
    hold_unit(unit)
    opened = Case.objects.filter(country=unit.country_id, opened_unit=unit).order_by()
    last = dict(opened.values_list("year").annotate(last=Max("serial")))
    counters = {year: count(last.get(year, 0) + 1) for year in {past.opened_on.year for past in files}}
    serials = ((past.opened_on.year, next(counters[past.opened_on.year])) for past in files)
    return [
        {"number": f"{code_of(unit)}-{year}-{serial:04}", "year": year, "serial": serial} for year, serial in serials
    ]


@sensitive_variables()
def _reports(unit: Body, stories: Sequence[Story], *, by: Person, opener: Opener) -> None:
    """The reports of concern that some files began with, each under a key of its own as always."""
    told = [story for story in stories if story.past.concern is not None]
    if not told:
        return
    keys = make_case_keys(unit, len(told), by=by, opener=opener)
    rows = [story.report(key, opener.open_case(key)) for story, key in zip(told, keys, strict=True)]
    insert(rows)
