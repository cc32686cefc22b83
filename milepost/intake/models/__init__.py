"""Sheets that come in, what was taken of them, and files that go out. What they say is sealed to the unit."""

from milepost.intake.models.export import Export
from milepost.intake.models.habit import Habit
from milepost.intake.models.sheet import Sheet
from milepost.intake.models.taken import Taken

__all__ = ["Export", "Habit", "Sheet", "Taken"]
