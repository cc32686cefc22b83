"""When something is due: the pack's limits, in hours or days, calendar or working. Overdue is computed, never stored.

A limit's key is a stem, perhaps a risk level, and its unit: `initial_high_h` is hours, `review_d` days. A country that
sets no limit has none. `working_hours: 1` in a pack's limits counts only working time: Monday to Friday, from
`day_starts_h` to `day_ends_h` (8 and 16 where not set); a day is then a working day. Public holidays are not known yet.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from milepost.places.models import Country

UNKNOWN_RISK = "medium"
"""The limits that count while no risk level is known."""

_FRIDAY = 4


def key_for(country: Country, stem: str, risk: str | None = None) -> str | None:
    """The pack's key of a limit: the one for this risk level, else the general one, else None: no limit."""
    level = risk or UNKNOWN_RISK
    keys = (f"{stem}_{level}_h", f"{stem}_{level}_d", f"{stem}_h", f"{stem}_d")
    return next((key for key in keys if key in country.limits), None)


def due(country: Country, stem: str, since: datetime, risk: str | None = None) -> datetime | None:
    """The moment a limit ends; None where the country sets none. A limit in days ends with its last day."""
    key = key_for(country, stem, risk)
    if key is None:
        return None
    amount, local = int(country.limits[key]), timezone.localtime(since)
    if key.endswith("_d"):
        return _end_of(_days_on(local.date(), amount, working=_working(country)))
    return _working_hours_on(local, amount, country) if _working(country) else local + timedelta(hours=amount)


def shortest(country: Country, stem: str) -> timedelta | None:
    """The least time that a limit can take: working days take longer. To leave rows out before they are read."""
    key = key_for(country, stem)
    if key is None:
        return None
    amount = int(country.limits[key])
    return timedelta(days=amount) if key.endswith("_d") else timedelta(hours=amount)


def overdue(moment: datetime | None, now: datetime | None = None) -> bool:
    """Whether a limit has passed."""
    return moment is not None and moment < (now or timezone.now())


def _working(country: Country) -> bool:
    return bool(country.limits.get("working_hours"))


def _days_on(day: date, amount: int, *, working: bool) -> date:
    if not working:
        return day + timedelta(days=amount)
    while amount:
        day += timedelta(days=1)
        amount -= day.weekday() <= _FRIDAY
    return day


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _working_hours_on(moment: datetime, amount: int, country: Country) -> datetime:
    starts, ends = _hours(country)
    left = timedelta(hours=amount)
    while True:
        closes = moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=ends)
        opens = closes - timedelta(hours=ends - starts)
        moment = max(moment, opens)
        open_for = closes - moment if moment.weekday() <= _FRIDAY else timedelta()
        if left <= open_for:
            return moment + left
        left -= max(open_for, timedelta())
        moment = opens + timedelta(days=1)


def _hours(country: Country) -> tuple[int, int]:
    starts, ends = country.limits.get("day_starts_h", 8), country.limits.get("day_ends_h", 16)
    return (starts, ends) if starts < ends else (8, 16)
