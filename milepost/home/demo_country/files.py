"""The files of the demo's children, through the real actions: entered together, then sent to other units one by one."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.actions import closure, concern_report, contact, transfer
from milepost.cases.actions.enter import enter
from milepost.cases.facts import Concern, Ending, Visit
from milepost.cases.models import Case
from milepost.home.demo_country.clock import morning, put, story
from milepost.home.demo_country.lives import told
from milepost.home.demo_country.population import Episode, Invented, population, screened_out
from milepost.home.demo_country.units import SINCE, Staffed
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.places.models import Code, Country
from milepost.vault.opening import Opener

WORK = "CRC-32"
"""The term of the concerns that are begging or work: article 32 of the Convention on the Rights of the Child."""


@dataclass
class _Known:
    """An invented child and, once it is written down, the row."""

    invented: Invented
    row: Child | None = None

    @property
    def child(self) -> Child | Identity:
        return self.row or self.invented.identity


def make(country: Country, units: Sequence[Staffed]) -> int:
    """Every file of the population. Returns how many files there are more."""
    before = Case.objects.filter(country=country).count()
    by_place = {unit.place.code: unit for unit in units}
    receivers = sorted(code for code, unit in by_place.items() if unit.closer)
    lot = random.Random(87)
    known = [_Known(each) for each in population(sorted(by_place), _already(country), receivers)]
    for turn in range(max(len(each.invented.episodes) for each in known)):
        _enter_turn(known, turn, by_place, lot)
    with story(SINCE):
        _move(known, by_place, lot)
        _screen_out(by_place, lot)
    return Case.objects.filter(country=country).count() - before


def managed(country: Country, year: int) -> int:
    """Different children with a file about begging or work that was open on a day of the year: the count of the report.

    Their age is not asked here: the few children of the hand-made stories are young.
    """
    words = Code.objects.filter(country=country, list="concern", term=WORK).values_list("code", flat=True)
    rows = Case.objects.filter(country=country, opened_at__date__lte=date(year, 12, 31), merged_into=None)
    rows = rows.filter(Q(closed_at=None) | Q(closed_at__date__gte=date(year, 1, 1)))
    return len({child for child, concerns in rows.values_list("child", "concerns") if {*words} & {*concerns}})


def _already(country: Country) -> Mapping[int, int]:
    return {year: managed(country, year) for year in (2021, 2022)}


def _enter_turn(known: Sequence[_Known], turn: int, by_place: Mapping[str, Staffed], lot: random.Random) -> None:
    """The first files of all children, unit by unit; then the second ones, of children whom the unit knows by now."""
    for place, unit in by_place.items():
        here = [each for each in known if each.invented.place == place and len(each.invented.episodes) > turn]
        files = [
            told(each.child, each.invented.identity, each.invented.episodes[turn], unit.place, _worker(unit, lot), lot)
            for each in here
        ]
        cases = enter(unit.body, files, by=unit.head, opener=unit.opener)
        for each, case in zip(here, cases, strict=True):
            each.row = case.child


def _worker(unit: Staffed, lot: random.Random) -> Person:
    return lot.choice(unit.workers)


def _move(known: Iterable[_Known], by_place: Mapping[str, Staffed], lot: random.Random) -> None:
    """Files that go to another unit half-way: sent and accepted on the day, gone on with and closed there."""
    for each in known:
        stay = each.invented.episodes[-1]
        if stay.moved is not None and each.row is not None:
            _send(each.row, stay, by_place[each.invented.place], by_place[stay.moved[1]], lot)


def _send(child: Child, stay: Episode, here: Staffed, there: Staffed, lot: random.Random) -> None:
    assert stay.moved is not None
    assert stay.closed is not None
    case = Case.objects.get(child=child, closed_at=None)
    put(morning(stay.moved[0]))
    reason = lot.choice(("moved", "moved", "found_elsewhere", "placed"))
    sent = transfer.transfer(case, there.body, reason, "(demo)", by=here.head, opener=here.opener)
    put(morning(stay.moved[0] + timedelta(days=lot.choice((1, 1, 2, 6)))))
    assert there.closer is not None
    case = transfer.accept_transfer(sent, there.closer, by=there.head, opener=there.opener)
    _go_on(case, stay, there)


def _go_on(case: Case, stay: Episode, there: Staffed) -> None:
    """A visit, then the closing, by the two people of the receiving unit."""
    worker, opener = there.closer, there.closing
    assert worker is not None
    assert opener is not None
    assert stay.moved is not None
    assert stay.closed is not None
    case = _now(case)
    put(morning(stay.moved[0] + timedelta(days=14)))
    contact.contact(case, Visit(timezone.localdate(), "home_visit", child_seen=True), by=worker, opener=opener)
    put(morning(stay.closed - timedelta(days=1)))
    ending = Ending("no_longer_at_risk", "told", "told")
    proposed = closure.propose_close(case, ending, by=worker, opener=opener)
    put(morning(stay.closed))
    closure.approve_close(proposed, by=there.head)


def _screen_out(by_place: Mapping[str, Staffed], lot: random.Random) -> None:
    """Reports that became no file: a worker proposed it, the head confirmed."""
    for day, place in screened_out(sorted(by_place)):
        unit = by_place[place]
        worker = _worker(unit, lot)
        opener = Opener(worker)
        put(morning(day))
        source = lot.choice(("citizen", "school", "helpline", "police"))
        words = (lot.choice(("begging", "out_of_school", "street_situation")),)
        seen = timezone.now() - timedelta(hours=2)
        concern = Concern(source, seen, words, narrative="Seen once. (demo)", place=unit.place)
        made = concern_report.report(unit.body, concern, by=worker, opener=opener)
        reason = lot.choice(("no_need", "adult", "other_unit", "not_found", "already_open", "false_report"))
        concern_report.screen_out(made, reason, by=worker, opener=opener)
        put(morning(day) + timedelta(hours=5))
        concern_report.confirm_screen_out(made, by=unit.head)


def _now(case: Case) -> Case:
    return Case.objects.select_related("unit", "country", "child").get(pk=case.pk)
