"""The clock of a story: the real actions ask the time, and get the time of the story. The audit keeps the real one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, ClassVar
from unittest.mock import patch

from django.utils import timezone


class _Then(datetime):
    """Stands where it was set, and goes on a minute with each look at it."""

    moment: ClassVar[datetime]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The moment of the story."""
        cls.moment += timedelta(minutes=1)
        return cls.moment.astimezone(tz)


def put(moment: datetime) -> None:
    """It is now this moment, inside a `story`."""
    _Then.moment = moment


@contextmanager
def story(begins: date) -> Iterator[Callable[[datetime], None]]:
    """The time of a story from its first day; gives `put`."""
    put(morning(begins))
    with patch.object(timezone, "datetime", _Then):
        yield put


def morning(day: date) -> datetime:
    """Ten o'clock."""
    return timezone.make_aware(datetime.combine(day, time(10)))


def ago(days: float) -> datetime:
    """So many days before the real moment."""
    return datetime.now(tz=timezone.get_current_timezone()) - timedelta(days=days)
