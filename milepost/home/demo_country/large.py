"""A large demo for benchmarks: as many invented children as asked for, one file each, in batches with flat memory.

The first 10,000 are in Tirana, whose people a newcomer knows; the others are spread evenly over the other units. A run
that was broken off goes on: what is missing is what is not there yet.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from milepost.cases.actions.enter import enter
from milepost.cases.facts import Past
from milepost.cases.models import Case
from milepost.home.demo_country.lives import SHORT, told
from milepost.home.demo_country.population import Episode, identity
from milepost.home.demo_country.units import Staffed
from milepost.places.models import Country

FULL_UNIT, FULL = "CPU-AL-11-TIRANE", 10_000
BATCH = 1000
_OPEN = 0.04
_SINCE = date(2021, 1, 4)


def make(country: Country, units: Sequence[Staffed], count: int, tell: Callable[[int, int, float], object]) -> int:
    """Children until there are `count` in the country. `tell`: how many of how many are written, after so many seconds.

    Returns how many were written.
    """
    _sync_seldom()
    missing = _missing(country, units, count)
    total, written, begun = sum(missing.values()), 0, time.monotonic()
    for unit in units:
        lot = random.Random(f"{unit.body.code} {missing[unit.body.pk]}")
        files = _files(unit, missing[unit.body.pk], lot)
        while batch := list(islice(files, BATCH)):
            enter(unit.body, batch, by=unit.head, opener=unit.opener)
            unit.opener.forget()
            written += len(batch)
            tell(written, total, time.monotonic() - begun)
    return written


def _sync_seldom() -> None:
    """SQLite waits for the disk now and then instead of after each batch: what a broken machine loses is made again."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA wal_autocheckpoint=30000")
            cursor.execute("PRAGMA cache_size=-200000")


def _missing(country: Country, units: Sequence[Staffed], count: int) -> dict[int, int]:
    """How many files each unit lacks, by its id."""
    there = dict(Case.objects.filter(country=country).order_by().values_list("unit").annotate(Count("pk")))
    full = min(count, FULL)
    each, more = divmod(count - full, len(units) - 1)
    wanted = {unit.body.pk: each for unit in units if unit.body.code != FULL_UNIT}
    for pk in list(wanted)[:more]:
        wanted[pk] += 1
    wanted |= {unit.body.pk: full for unit in units if unit.body.code == FULL_UNIT}
    return {pk: max(0, number - there.get(pk, 0)) for pk, number in wanted.items()}


def _files(unit: Staffed, count: int, lot: random.Random) -> Iterator[Past]:
    """One by one, so that only a batch is in memory."""
    today = timezone.localdate()
    for _each in range(count):
        stay = _stay(today, lot)
        child = identity(lot, (stay,))
        yield told(child, child, stay, unit.place, lot.choice(unit.workers), lot, SHORT)


def _stay(today: date, lot: random.Random) -> Episode:
    """A file of the years since 2021; the open ones are of the last half year."""
    kind = "work" if lot.random() < 0.6 else "harm"
    if lot.random() < _OPEN:
        return Episode(today - timedelta(days=lot.randint(0, 180)), None, kind)
    lasts = round(lot.triangular(20, 400, 130))
    opened = _SINCE + timedelta(days=lot.randint(0, (today - _SINCE).days - lasts))
    return Episode(opened, opened + timedelta(days=lasts), kind)
