"""What a sheet would become, row by row, with nothing written: the same answer that taking it in acts on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from milepost.cases.models import Case
from milepost.institutions.models import Body
from milepost.intake.columns import FIELDS
from milepost.intake.lines import Line, Problem, lines_of
from milepost.intake.models import Habit, Sheet, Taken
from milepost.intake.queries.children import Alike, alike, chunks
from milepost.intake.queries.sheets import matching_of, table_of
from milepost.vault.opening import Opener

NEW = "new"
"""The decision that a row is a child of its own; another decision is the reference of the child that it is."""
MADE = ("new", "found", "also")
"""What makes a file."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of a row. `what`: new, found, also (another file of the child of an earlier row), choose, again,
    changed, there, error. `first`: the row of the same child that comes first. `numbers`: files that are there already.
    """

    line: Line = field(repr=False)
    what: str
    row: bytes
    said: bytes
    alike: tuple[Alike, ...] = ()
    first: int | None = None
    numbers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Trial:
    """Every row with what becomes of it."""

    outcomes: tuple[Outcome, ...]

    def of(self, *whats: str) -> list[Outcome]:
        """The rows of which this becomes."""
        return [each for each in self.outcomes if each.what in whats]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows by what becomes of them: what the audit is told."""
        found: dict[str, int] = {}
        for each in self.outcomes:
            found[each.what] = found.get(each.what, 0) + 1
        return found

    @property
    def can_be_taken(self) -> bool:
        """Whether nothing is wrong, nothing is undecided, and there is something to make."""
        return not self.of("error", "choose") and bool(self.of(*MADE))


@sensitive_variables()
def trial_of(sheet: Sheet, opener: Opener, decisions: Mapping[int, str] | None = None) -> Trial:
    """Try a sheet. `decisions`: row -> `NEW` or the reference of the child that it is. Raises `Locked`."""
    table, matching = table_of(sheet, opener), matching_of(sheet, opener)
    lines = lines_of(table, matching)
    marks = _marks(sheet.unit, lines, opener)
    outcomes = _against_earlier(sheet.unit, lines, marks)
    firsts = _first_of_child(outcomes)
    outcomes = _namesakes(outcomes, firsts)
    return Trial(tuple(_against_unit(sheet.unit, outcomes, firsts, decisions or {}, opener)))


@sensitive_variables()
def _marks(unit: Body, lines: Sequence[Line], opener: Opener) -> list[tuple[bytes, bytes]]:
    """Both marks of every row, under the key of the unit's habit, which is made with the first sheet."""
    key = opener.open_case(Habit.objects.get(country=unit.country_id, unit=unit).key_id)
    return [(_mark(key, b"milepost row", line.known_by), _mark(key, b"milepost said", line.said)) for line in lines]


@sensitive_variables()
def _mark(key: bytes, kind: bytes, words: str) -> bytes:
    return blake2b(words.encode(), digest_size=16, key=key, person=kind, encoder=RawEncoder)


def _against_earlier(unit: Body, lines: Sequence[Line], marks: Sequence[tuple[bytes, bytes]]) -> list[Outcome]:
    """Rows that were taken in before, rows that stand twice, and rows that must be mended, told apart from the rest."""
    taken = Taken.objects.filter(country=unit.country_id, unit=unit).values_list("row", "said", "case__number")
    before = {bytes(row): (bytes(said), number) for row, said, number in taken}
    seen: dict[bytes, int] = {}
    found = []
    for line, (row, said) in zip(lines, marks, strict=True):
        what, problems = "new", line.problems
        numbers: tuple[str, ...] = ()
        if line.wrong:
            what = "error"
        elif row in before:
            what, numbers = ("again" if before[row][0] == said else "changed"), (before[row][1],)
        elif row in seen:
            what, problems = "error", (*problems, Problem(_stands_as(line), _twice(line, seen[row])))
        seen.setdefault(row, line.number)
        found.append(Outcome(line, what, row, said, numbers=numbers, problems=problems))
    return found


def _stands_as(line: Line) -> str:
    return str(FIELDS["old_number" if line.old_number else "given_name"].name)


def _twice(line: Line, number: int) -> str:
    if line.old_number:
        return _("Row %(number)s has the same number in the same year. Give each file its own, or delete one row.") % {
            "number": number
        }
    return _("Row %(number)s tells of the same child and day. Delete one of them.") % {"number": number}


def _first_of_child(outcomes: Iterable[Outcome]) -> dict[int, int]:
    """Row -> the row of the same child that was opened first. Equal names are of one child where the day of birth or
    the father's name says so; else `_namesakes` warns."""
    groups: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for each in outcomes:
        given, surname, father, _birth = each.line.who
        known = each.line.identity.birth
        certain = known is not None and not each.line.identity.birth_estimated and bool(known.full or father)
        if each.what == "new" and given and surname and certain:
            groups[each.line.who].append(each.line)
    firsts: dict[int, int] = {}
    for lines in groups.values():
        lines.sort(key=lambda line: (line.opened_on or date.min, line.number))
        firsts |= {line.number: lines[0].number for line in lines}
    return firsts


def _namesakes(outcomes: Sequence[Outcome], firsts: Mapping[int, int]) -> list[Outcome]:
    """Two rows of one name that are taken as two children: the second one says so."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for each in outcomes:
        given, surname, *_rest = each.line.who
        other = seen.setdefault((given, surname), each.line.number)
        if (
            each.what == "new"
            and given
            and surname
            and firsts.get(other, other) != firsts.get(each.line.number, each.line.number)
        ):
            sentence = _("Row %(number)s has the same name. They are taken as two children.") % {"number": other}
            problem = Problem(str(FIELDS["given_name"].name), sentence, error=False)
            found.append(replace(each, problems=(*each.problems, problem)))
        else:
            found.append(each)
    return found


@sensitive_variables()
def _against_unit(
    unit: Body, outcomes: list[Outcome], firsts: Mapping[int, int], decisions: Mapping[int, str], opener: Opener
) -> list[Outcome]:
    """Rows whose child the unit has already, and rows of one child that do not fit each other."""
    heads = [
        each
        for each in outcomes
        if each.what == "new" and firsts.get(each.line.number, each.line.number) == each.line.number
    ]
    answers = alike(unit, [each.line.identity for each in heads], opener)
    found = {each.line.number: _decided(each, answer, decisions) for each, answer in zip(heads, answers, strict=True)}
    spans = _spans_of(unit, [each.alike[0].child.pk for each in found.values() if each.what == "found"])
    for each in sorted(outcomes, key=lambda each: (each.line.opened_on or date.min, each.line.number)):
        number = each.line.number
        if each.what != "new":
            found[number] = each
            continue
        first = firsts.get(number, number)
        if number != first:
            found[number] = replace(each, what="also", alike=found[first].alike, first=first)
        if found[number].what in MADE:
            there = found[first].what != "choose" and found[first].alike
            found[number] = _fits(found[number], spans[there[0].child.pk if there else first])
    return [found[each.line.number] for each in outcomes]


@sensitive_variables()
def _decided(outcome: Outcome, answer: Sequence[Alike], decisions: Mapping[int, str]) -> Outcome:
    """Whether the row's child is one of the unit: surely, as a person decided, or a person must decide."""
    said = decisions.get(outcome.line.number, "")
    sure = [each for each in answer if each.sure]
    chosen = [each for each in answer if each.child.reference == said]
    if chosen or len(sure) == 1:
        return replace(outcome, what="found", alike=tuple(chosen or sure))
    if not answer or said == NEW:
        return outcome
    return replace(outcome, what="choose", alike=tuple(answer[:5]))


@dataclass(frozen=True)
class _Span:
    """From when to when a file is open, and which: one of the unit by its number, or a row of the sheet."""

    began: date
    ended: date | None
    number: str = ""
    row: int = 0

    def overlaps(self, line: Line) -> bool:
        """Whether both are open at the same time; one may begin on the day on which the other ends."""
        assert line.opened_on is not None
        begins_before = line.closed_on is None or self.began < line.closed_on
        return begins_before and (self.ended is None or self.ended > line.opened_on)


def _spans_of(unit: Body, children: Sequence[UUID]) -> dict[UUID | int, list[_Span]]:
    """When each child's files here were open."""
    found: dict[UUID | int, list[_Span]] = defaultdict(list)
    for chunk in chunks(children):
        rows = Case.objects.filter(country=unit.country_id, unit=unit, child__in=chunk, merged_into=None)
        for child, opened, closed, number in rows.values_list("child_id", "opened_at", "closed_at", "number"):
            ended = timezone.localdate(closed) if closed else None
            found[child].append(_Span(timezone.localdate(opened), ended, number))
    return found


def _fits(outcome: Outcome, spans: list[_Span]) -> Outcome:
    """A child has one open file at a time: what overlaps a file of the unit is there already, what overlaps another row
    must be mended."""
    line = outcome.line
    assert line.opened_on is not None
    other = next((span for span in spans if span.overlaps(line)), None)
    if other is None:
        spans.append(_Span(line.opened_on, line.closed_on, row=line.number))
        return outcome
    if other.number:
        return replace(outcome, what="there", numbers=(other.number,))
    sentence = _("Row %(number)s is a file of the same child that was open in the same time. Check both.")
    problem = Problem(str(FIELDS["opened_on"].name), sentence % {"number": other.row})
    return replace(outcome, what="error", problems=(*outcome.problems, problem))
