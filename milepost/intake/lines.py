"""The rows of a table, read under a matching: plain values of one file each, with everything that is wrong with them.

No database and no child of the unit is asked here. Printing a line shows its number.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.cases.facts import Assessment, Concern, Ending, Past, Work
from milepost.intake.columns import FIELDS, Matching, fold
from milepost.intake.table import Table
from milepost.intake.values import Unclear, age, day, partial_date
from milepost.intake.words import parts_of
from milepost.people.dates import PartialDate
from milepost.people.identity import ADDRESS, LINE, Identity
from milepost.people.models import Child

EARLIEST = 1990
"""A file opened before is a slip of the hand."""
ADULT, OLDEST = 18, 30


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell, and what to do. An error is mended before anything is taken in."""

    column: str
    sentence: str
    error: bool = True


@dataclass(frozen=True, repr=False)
class Line:
    """A row as a file. `said`: everything it says, the same whichever program saved it. `worker`: an id, or None."""

    number: int
    identity: Identity = field(default_factory=Identity)
    father: str = ""
    opened_on: date | None = None
    concerns: tuple[str, ...] = ()
    form: str = ""
    source: str = ""
    worker: int | None = None
    risk: str = ""
    closed_on: date | None = None
    closure: str = ""
    old_number: str = ""
    note: str = ""
    said: str = ""
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Line {self.number}>"

    @property
    def wrong(self) -> bool:
        """Whether something must be mended first."""
        return any(problem.error for problem in self.problems)

    @property
    def who(self) -> tuple[str, ...]:
        """Who the child is, as the register tells it: rows that say the same are of one child."""
        known = self.identity
        return (fold(known.given_name), fold(known.surname), fold(self.father), str(known.birth or ""))

    @property
    def known_by(self) -> str:
        """What the row is known by when it comes again: its old number and year, else child and day."""
        year = str(self.opened_on.year) if self.opened_on else ""
        told = [fold(self.old_number), year] if self.old_number else [*self.who, str(self.opened_on)]
        return json.dumps(told)

    def past(self, child: Child | Identity, worker: Person | None) -> Past:
        """The file that `enter` writes."""
        assert self.opened_on is not None
        return Past(
            child=child, opened_on=self.opened_on, concerns=self.concerns, concern=self._concern(), worker=worker,
            assessment=(self.opened_on, Assessment(self.risk)) if self.risk else None,
            work=(self.opened_on, Work(self.form)) if self.form else None,
            ending=(self.closed_on, Ending(self.closure, "", "")) if self.closed_on else None,
        )  # fmt: skip

    def _concern(self) -> Concern | None:
        """What the register says in words stands in the report that the file began with."""
        old = _("Number in the old register: %(number)s") % {"number": self.old_number} if self.old_number else ""
        told = "\n".join(text for text in (self.note, old) if text)
        if not (told or self.source) or self.opened_on is None:
            return None
        seen_at = timezone.make_aware(datetime.combine(self.opened_on, time(8)))
        return Concern(self.source, seen_at, self.concerns, sex=self.identity.sex, narrative=told)


@sensitive_variables()
def lines_of(table: Table, matching: Matching) -> list[Line]:
    """Every row, read."""
    today = timezone.localdate()
    return [_Reader(table, matching, number, cells, today).line() for number, cells in table.rows]


class _Reader:
    """One row while it is read."""

    @sensitive_variables()
    def __init__(self, table: Table, matching: Matching, number: int, cells: tuple[str, ...], today: date) -> None:
        self.table, self.matching, self.number, self.cells, self.today = table, matching, number, cells, today
        self.problems: list[Problem] = []

    def __repr__(self) -> str:
        return f"<_Reader of row {self.number}>"

    @sensitive_variables()
    def line(self) -> Line:
        opened_on, closed_on = self._day("opened_on"), self._day("closed_on")
        birth, estimated = self._birth(opened_on)
        given, surname = self._names()
        identity = Identity(
            given_name=given, surname=surname, birth=birth, birth_estimated=estimated,
            sex=self._word("sex") or "not_recorded", id_number=self._text("id_number", LINE),
            address=self._text("address", ADDRESS), phone=self._text("phone", LINE),
        )  # fmt: skip
        worker = self._word("worker")
        line = Line(
            number=self.number, identity=identity, father=self._text("father", LINE), opened_on=opened_on,
            concerns=self._words("concerns"), form=self._word("form"), source=self._word("source"),
            worker=int(worker) if worker else None, risk=self._word("risk"), closed_on=closed_on,
            closure=self._word("closure", when=closed_on is not None), old_number=self._text("old_number", LINE),
            note=self._text("note", 20_000), said=self._said(),
        )  # fmt: skip
        self._whole(line)
        return Line(**{**vars(line), "problems": tuple(self.problems)})

    def _cells(self, code: str) -> Iterator[tuple[int, str]]:
        return ((index, self.cells[index]) for index in self.matching.of(code) if self.cells[index])

    def _one(self, code: str) -> tuple[str, str]:
        """Heading and cell of a field, both empty where there is none."""
        return next(((self.table.headings[index], cell) for index, cell in self._cells(code)), ("", ""))

    def _problem(self, code: str, sentence: str, *, error: bool = True) -> None:
        heading = next((self.table.headings[index] for index in self.matching.of(code)), str(FIELDS[code].name))
        self.problems.append(Problem(heading, sentence, error))

    def _text(self, code: str, longest: int) -> str:
        found = list(self._cells(code))
        texts = [cell if len(found) == 1 else f"{self.table.headings[index]}: {cell}" for index, cell in found]
        whole = ("\n" if code == "note" else ", ").join(texts)
        if len(whole) > longest:
            self._problem(code, _("This is longer than %(most)s characters. Shorten it.") % {"most": longest})
        return whole[:longest]

    def _names(self) -> tuple[str, str]:
        given, surname = self._text("given_name", LINE), self._text("surname", LINE)
        whole = self._text("whole_name", LINE)
        first, _space, rest = whole.partition(" ")
        return given or first, surname or rest

    def _day(self, code: str) -> date | None:
        _heading, cell = self._one(code)
        if not cell:
            return None
        try:
            found = day(cell, fold(cell))
        except Unclear as unclear:
            self._problem(code, str(unclear))
            return None
        if found > self.today:
            self._problem(code, _("This day is still to come. Check the year."))
        elif found.year < EARLIEST:
            self._problem(code, _("This day lies before %(year)s. Check the year.") % {"year": EARLIEST})
        else:
            return found
        return None

    def _birth(self, opened_on: date | None) -> tuple[PartialDate | None, bool]:
        """The birth and whether it is an estimate: from the age where no birth is written."""
        told = self._age()
        _heading, cell = self._one("birth")
        if not cell:
            guessed = told is not None and opened_on is not None
            return (
                (PartialDate(opened_on.year - told), True)
                if guessed and opened_on and told is not None
                else (None, False)
            )
        try:
            birth = partial_date(cell, fold(cell))
        except Unclear as unclear:
            self._problem("birth", str(unclear))
            return None, False
        if opened_on and told is not None and abs(opened_on.year - birth.year - told) > 1:
            self._problem("age", _("Age and birth do not agree. The birth is taken."), error=False)
        return (birth, False) if self._possible(birth, opened_on) else (None, False)

    def _possible(self, birth: PartialDate, opened_on: date | None) -> bool:
        if birth.first > (opened_on or self.today):
            self._problem("birth", _("The child was born after the file was opened. Check both dates."))
        elif birth.year < self.today.year - OLDEST - 20 or (opened_on and birth.year < opened_on.year - OLDEST):
            self._problem("birth", _("Born then this would not be a child. Check the year."))
        else:
            return True
        return False

    def _age(self) -> int | None:
        _heading, cell = self._one("age")
        try:
            return age(fold(cell)) if cell else None
        except Unclear as unclear:
            self._problem("age", str(unclear))
            return None

    def _words(self, code: str) -> tuple[str, ...]:
        """The codes of a cell; where it says nothing, what was told for every row."""
        _heading, cell = self._one(code)
        meanings: Mapping[str, str] = self.matching.words.get(code, {})
        parts = parts_of(cell, FIELDS[code])
        unknown = [part for part in parts if part not in meanings]
        if unknown:
            self._problem(
                code, _("“%(word)s” has no meaning yet. Say on the page of words what it means.") % {"word": unknown[0]}
            )
        found = tuple(dict.fromkeys(meanings[part] for part in parts if meanings.get(part)))
        constant = self.matching.constants.get(code, "")
        return found or ((constant,) if constant and not unknown else ())

    def _word(self, code: str, *, when: bool = True) -> str:
        """One code. `when`: whether what was told for every row counts for this one."""
        if not when and not self._one(code)[1]:
            return ""
        return next(iter(self._words(code)), "")

    def _whole(self, line: Line) -> None:
        """What is wrong with the row as a whole."""
        if line.opened_on is None and not any(problem.error for problem in self.problems):
            self._problem("opened_on", _("Write the day on which the file was opened."))
        if not line.concerns and not any(problem.column == self._heading("concerns") for problem in self.problems):
            self._problem("concerns", _("Say what the concern was, in the row or for all rows on the page of columns."))
        if line.closed_on and line.opened_on and line.closed_on < line.opened_on:
            self._problem("closed_on", _("The file was closed before it was opened. Check both dates."))
        if line.closed_on and not line.closure:
            self._problem("closure", _("Say why it was closed, in the row or for all rows on the page of columns."))
        if (
            line.closure
            and not line.closed_on
            and not any(each.column == self._heading("closed_on") for each in self.problems)
        ):
            self._problem(
                "closed_on", _("There is a reason for closing and no day. Write the day, or delete the reason.")
            )
        if not line.identity.name:
            self._problem("given_name", _("There is no name: nobody will find this child by a search."), error=False)
        birth = line.identity.birth
        if birth and line.opened_on and line.opened_on.year - birth.year > ADULT:
            self._problem("birth", _("The child was over 18 when the file was opened."), error=False)

    def _heading(self, code: str) -> str:
        return next((self.table.headings[index] for index in self.matching.of(code)), str(FIELDS[code].name))

    def _said(self) -> str:
        """All that the row says by field, dates as days: not by column, so that it may stand elsewhere next time."""
        told = {
            code: _same(FIELDS[code].kind, [cell for _index, cell in self._cells(code)])
            for code in sorted(set(self.matching.columns.values()))
        }
        return json.dumps({code: cells for code, cells in told.items() if cells}, sort_keys=True)


def _same(kind: str, cells: list[str]) -> list[str]:
    if kind not in ("day", "birth"):
        return [fold(cell) for cell in cells]
    found = []
    for cell in cells:
        try:
            found.append(str(partial_date(cell, fold(cell))))
        except Unclear:
            found.append(fold(cell))
    return found
