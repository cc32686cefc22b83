"""Which invented children were where and when: pure functions of a seed, without a database.

Two numbers are exact, because Albania's report of 2022-2023 names them: so many different children were managed in a
calendar year for begging or work. Managed: a file about it was open on at least one day of the year, and the child was
under 18 on the first such day. Around them stand files that must not count: other concerns, and a few who came of age.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from milepost.home.demo_country import names
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity

MANAGED = {2021: 228, 2022: 229}
"""Different children managed in the year, from the report."""
_BOTH = 76
"""Of them, in both years: a file that went on over the new year, or a second one."""
_LATER, _OTHERS = 158, 190
"""Children who came in 2023, and those of three years whose files are about something else."""

Span = tuple[date, date]


@dataclass(frozen=True)
class Episode:
    """A file from the day it was opened to the day it was closed (None: still open). `kind`: see `lives`.

    `moved`: the day on which it goes to another place, and which.
    """

    opened: date
    closed: date | None
    kind: str
    moved: tuple[date, str] | None = None


@dataclass(frozen=True, repr=False)
class Invented:
    """A child who does not exist, where they were found (a place's code), and their files, oldest first."""

    place: str
    identity: Identity
    episodes: tuple[Episode, ...]


# How busy a place is. Everything else has a share of 1.5, so a small unit has none to five children in a year.
BUSY: Mapping[str, float] = {
    "AL-11-TIRANE": 42, "AL-02-DURRES": 16, "AL-03-ELBASAN": 14, "AL-10-SHKODER": 13, "AL-04-FIER": 12,
    "AL-12-VLORE": 11, "AL-11-KAMEZ": 10, "AL-06-KORCE": 9, "AL-01-BERAT": 6, "AL-04-LUSHNJE": 6, "AL-08-LEZHE": 5,
    "AL-12-SARANDE": 4, "AL-05-GJIROKASTER": 4, "AL-06-POGRADEC": 4, "AL-07-KUKES": 3, "AL-09-DIBER": 3,
}  # fmt: skip
_QUIET = 1.5
_SCREENED = 45


def population(
    places: Sequence[str], already: Mapping[int, int], receivers: Sequence[str], *, seed: int = 87
) -> list[Invented]:
    """The children of 2020 to 2024, in the order in which they came. `already`: managed children who are there by year.

    Every place has at least one child; some files go on to one of the `receivers`.
    """
    lot = random.Random(seed)
    where = _places(places, lot)
    children = [_child(next(where), stays, lot) for stays in _stays(already, lot)]
    children = _families(children, lot)
    return sorted(_moved(children, receivers, lot), key=lambda child: child.episodes[0].opened)


def screened_out(places: Sequence[str], *, seed: int = 88) -> list[tuple[date, str]]:
    """Days and places of reports that became no file."""
    lot = random.Random(seed)
    where = _places(places, lot, each=False)
    return sorted((_day(lot, date(2021, 1, 10), date(2023, 12, 20)), next(where)) for _ in range(_SCREENED))


def share(place: str) -> float:
    """How busy a place is beside the others."""
    return BUSY.get(place, _QUIET)


def _places(places: Sequence[str], lot: random.Random, *, each: bool = True) -> Iterator[str]:
    """Each place once (the order by lot), then by how busy they are."""
    yield from lot.sample(places, len(places)) if each else ()
    weights = [share(place) for place in places]
    while True:
        yield lot.choices(places, weights)[0]


def _stays(already: Mapping[int, int], lot: random.Random) -> Iterator[tuple[Episode, ...]]:
    """The files of every child. The first three lines are what makes the numbers exact."""
    first, second = (MANAGED[year] - already.get(year, 0) for year in (2021, 2022))
    yield from (_both(lot) for _ in range(_BOTH))
    yield from (_in_first(lot) for _ in range(first - _BOTH))
    yield from (_in_second(lot) for _ in range(second - _BOTH))
    yield from (_about_work(lot, date(2023, 1, 9), date(2023, 12, 12), date(2024, 6, 28)) for _ in range(_LATER))
    yield from (_other(lot) for _ in range(_OTHERS))


def _both(lot: random.Random) -> tuple[Episode, ...]:
    """Managed in 2021 and 2022: one file over the new year, or closed in 2021 and a second one in 2022."""
    if lot.random() < 0.15:
        return _about_work(lot, date(2021, 1, 7), date(2021, 8, 1), date(2021, 11, 30)) + _about_work(
            lot, date(2022, 1, 10), date(2022, 10, 1), date(2023, 3, 1)
        )
    return _over(lot, date(2021, 3, 1), date(2021, 12, 20), date(2022, 1, 12), date(2023, 2, 20))


def _in_first(lot: random.Random) -> tuple[Episode, ...]:
    """Managed in 2021 alone: some since 2020, some twice, a few who came of age before the new year."""
    ends, which = date(2021, 12, 23), lot.random()
    if which < 0.22:
        return _over(lot, date(2020, 9, 10), date(2020, 12, 18), date(2021, 1, 8), ends)
    if which < 0.27:
        return _about_work(lot, date(2021, 1, 7), date(2021, 3, 1), date(2021, 6, 1)) + _about_work(
            lot, date(2021, 6, 10), date(2021, 9, 20), ends
        )
    if which < 0.285:
        return _over(lot, date(2021, 4, 1), date(2021, 9, 1), date(2022, 1, 20), date(2022, 3, 20), kind="grown")
    return _about_work(lot, date(2021, 1, 7), date(2021, 11, 10), ends)


def _in_second(lot: random.Random) -> tuple[Episode, ...]:
    """Managed in 2022: to 2023 some of them, and some after a file that was about something else."""
    stay = _about_work(lot, date(2022, 1, 10), date(2022, 12, 12), date(2023, 10, 20))
    if lot.random() < 0.06:
        return (*_about(lot, "harm", date(2021, 2, 1), date(2021, 6, 1), date(2021, 11, 20)), *stay)
    return stay


def _other(lot: random.Random) -> tuple[Episode, ...]:
    return _about(lot, "harm", date(2021, 1, 7), date(2023, 12, 1), date(2024, 5, 20))


def _about_work(lot: random.Random, since: date, until: date, ends: date) -> tuple[Episode, ...]:
    return _about(lot, "work", since, until, ends)


def _about(lot: random.Random, kind: str, since: date, until: date, ends: date) -> tuple[Episode, ...]:
    """A file that is opened between two days and closed by a third; most last three to nine months."""
    opened = _day(lot, since, until)
    closed = _workday(opened + timedelta(days=round(lot.triangular(25, 330, 130))))
    return (Episode(opened, min(closed, ends), kind),)


def _over(
    lot: random.Random, since: date, until: date, soonest: date, last: date, kind: str = "work"
) -> tuple[Episode, ...]:
    """A file that is opened between two days and closed between two others."""
    return (Episode(_day(lot, since, until), _day(lot, soonest, last), kind),)


def _day(lot: random.Random, since: date, until: date) -> date:
    """A working day from one to another, both included."""
    return min(_workday(since + timedelta(days=lot.randint(0, (until - since).days))), until)


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _child(place: str, stays: tuple[Episode, ...], lot: random.Random) -> Invented:
    return Invented(place, identity(lot, stays), stays)


def identity(lot: random.Random, stays: Sequence[Episode]) -> Identity:
    """Who the child is. The age fits what the files are about, and is under 18 when each is opened."""
    sex = "boy" if lot.random() < (0.45 if stays[0].kind == "harm" else 0.68) else "girl"
    given, surname = names.given(sex, lot), names.surname(lot)
    birth, estimated = _birth(lot, stays)
    return Identity(
        given, surname, other_names=_other_names(given, lot), birth=birth, birth_estimated=estimated, sex=sex,
        address=f"rruga {lot.randint(1, 90)}, nr. {lot.randint(1, 40)} (demo)" if lot.random() < 0.6 else "",
        phone=f"000 {lot.randint(100, 999)} {lot.randint(100, 999)}" if lot.random() < 0.2 else "",
    )  # fmt: skip


def _other_names(given: str, lot: random.Random) -> str:
    other = names.respelt(given, lot) if lot.random() < 0.15 else ""
    return other if other != given else ""


def _birth(lot: random.Random, stays: Sequence[Episode]) -> tuple[PartialDate | None, bool]:
    """A birth as well as it is known: the day for most, a year or a guess for some, nothing for a few."""
    opened, last = stays[0].opened, max(_counted_from(stay) for stay in stays)
    if stays[0].kind == "grown":  # 18 in the autumn of the year, while the file is open
        return PartialDate(opened.year - 18, lot.randint(10, 12), lot.randint(1, 20)), False
    years = (last - opened).days / 365
    oldest = 17.4 - years
    age = min(lot.triangular(0.4, 17.4, 13.2 if stays[0].kind == "work" else 9), oldest)
    born, known = opened - timedelta(days=round(age * 365.25)), lot.random()
    if known < 0.04:
        return None, False
    if known < 0.68 or age > oldest - 1.5 or age < 2:
        return PartialDate(born.year, born.month, born.day), False
    return (PartialDate(born.year, born.month), False) if known < 0.78 else (PartialDate(born.year), known > 0.9)


def _counted_from(stay: Episode) -> date:
    """The first day of the last year in which the file counts: the child is under 18 then too."""
    return max(stay.opened, date(stay.closed.year, 1, 1)) if stay.closed else stay.opened


def _families(children: list[Invented], lot: random.Random) -> list[Invented]:
    """One in five is the brother or sister of another child of the place: the same surname and address."""
    seen: dict[str, Invented] = {}
    found = []
    for child in children:
        other = seen.get(child.place) if lot.random() < 0.2 else None
        seen[child.place] = _kin(child, other) if other else child
        found.append(seen[child.place])
    return found


def _kin(child: Invented, other: Invented) -> Invented:
    same = {name: getattr(other.identity, name) for name in ("surname", "address")}
    return replace(child, identity=replace(child.identity, **same))


_MOVES = 24


def _moved(children: list[Invented], receivers: Sequence[str], lot: random.Random) -> list[Invented]:
    """Some long files go to another place on their way."""
    long = [index for index, child in enumerate(children) if _can_move(child)]
    for index in lot.sample(long, _MOVES):
        child = children[index]
        stay = child.episodes[-1]
        assert stay.closed is not None
        there = lot.choices(receivers, [share(place) for place in receivers])[0]
        if there != child.place:
            day = _workday(
                stay.opened + timedelta(days=round((stay.closed - stay.opened).days * lot.uniform(0.4, 0.6)))
            )
            episodes = (*child.episodes[:-1], replace(stay, moved=(day, there)))
            children[index] = replace(child, episodes=episodes)
    return children


def _can_move(child: Invented) -> bool:
    stay = child.episodes[-1]
    return stay.kind == "work" and stay.closed is not None and (stay.closed - stay.opened).days > 120
