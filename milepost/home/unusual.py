"""Unusual reads: pure functions from counts to findings. What is usual is measured; what is too much is a setting.

A finding is a question to ask, not a fault. It names a person of the staff or the number of a file; never a child.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median


@dataclass(frozen=True)
class Thresholds:
    """From how many on something is looked at, and how many times the usual it must be. See settings.UNUSUAL."""

    hour_files: int
    hour_times: float
    off_hours: int
    off_hours_times: float
    purposes: int
    purposes_times: float
    searches: int
    searches_per_registration: float
    refusals: int
    readers: int
    night_from: int
    night_until: int


@dataclass(frozen=True)
class Finding:
    """Something to ask about: `who` (a person's id, or a file's id), how many, and what is usual. `at`: since when."""

    who: str
    count: int
    usual: float
    at: datetime | None = None


def many_in_an_hour(hours: Iterable[tuple[str, datetime, int]], since: datetime, limits: Thresholds) -> list[Finding]:
    """(person, hour, files opened in it) of 60 days: hours since a moment with far more files than their own median."""
    of_person: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for who, hour, files in hours:
        of_person[who].append((hour, files))
    found = []
    for who, counted in of_person.items():
        for hour, files in counted:
            usual = median([n for at, n in counted if at != hour] or [0])
            if hour >= since and files >= limits.hour_files and files > limits.hour_times * usual:
                found.append(Finding(who, files, usual, hour))
    return _worst(found)


def is_off_hours(at: datetime, limits: Thresholds) -> bool:
    """At night or on a Saturday or Sunday, in the time of the reader's country."""
    return at.weekday() >= 5 or at.hour >= limits.night_from or at.hour < limits.night_until


def off_hours(
    reads: Iterable[tuple[str, datetime, int]], unit_of: Mapping[str, str], limits: Thresholds
) -> list[Finding]:
    """(person, hour, files): who reads at night and on weekends far more than the colleagues of their unit do."""
    count: dict[str, int] = defaultdict(int)
    for who, hour, files in reads:
        count[who] += files if is_off_hours(hour, limits) else 0
    return _above_unit(count, unit_of, limits.off_hours, limits.off_hours_times)


def many_purposes(stated: Mapping[str, int], unit_of: Mapping[str, str], limits: Thresholds) -> list[Finding]:
    """Purposes stated by person: who opens colleagues' files far more often than the unit's median."""
    return _above_unit(stated, unit_of, limits.purposes, limits.purposes_times)


def _above_unit(count: Mapping[str, int], unit_of: Mapping[str, str], least: int, times: float) -> list[Finding]:
    of_unit: dict[str, dict[str, int]] = defaultdict(dict)
    for who, unit in unit_of.items():
        of_unit[unit][who] = count.get(who, 0)
    found = []
    for who, n in count.items():
        others = [m for other, m in of_unit[unit_of.get(who, "")].items() if other != who]
        usual = median(others) if others else 0
        if n >= least and n > times * usual:
            found.append(Finding(who, n, usual))
    return _worst(found)


def searches_without_registration(
    searches: Mapping[str, int], registered: Mapping[str, int], limits: Thresholds
) -> list[Finding]:
    """Who searches for children again and again and registers few: `usual` is how many they registered."""
    found = [
        Finding(who, n, registered.get(who, 0))
        for who, n in searches.items()
        if n >= limits.searches and n > limits.searches_per_registration * registered.get(who, 0)
    ]
    return _worst(found)


def refused_again_and_again(hours: Iterable[tuple[str, datetime, int]], limits: Thresholds) -> list[Finding]:
    """(person, hour, refusals): hours in which someone was refused many times."""
    return _worst([Finding(who, n, 0, hour) for who, hour, n in hours if n >= limits.refusals])


def opened_by_many(readers: Iterable[tuple[str, int]], limits: Thresholds) -> list[Finding]:
    """(file, people who opened it): files that many people opened, beside what is usual for a file."""
    counted = list(readers)
    usual = median([n for _file, n in counted]) if counted else 0
    return _worst([Finding(file, n, usual) for file, n in counted if n >= limits.readers])


def _worst(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda each: (-each.count, each.who, str(each.at)))
