"""What a row says, read under a matching: dates as people write them, and every mistake with its column and what to do."""

from datetime import date

import pytest

from milepost.intake.columns import FIELDS, Matching, fold, guessed
from milepost.intake.lines import Line, lines_of
from milepost.intake.table import Table
from milepost.intake.values import Unclear, age, partial_date
from milepost.people.dates import PartialDate
from tests.intake.conftest import HEADINGS

WORDS = {"concerns": {"lypje": "begging", "te tjera": ""}, "closure": {"u rrit": "turned_18"}}


def a_line(**cells: str) -> Line:
    given = {"opened_on": "3.2.2021", "concerns": "lypje", "given_name": "Besa", **cells}
    codes = list(given)
    table = Table(tuple(f"col {code}" for code in codes), ((7, tuple(given.values())),))
    return lines_of(table, Matching(dict(enumerate(codes)), {}, WORDS))[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12.05.2012", "2012-05-12"), ("12/5/2012", "2012-05-12"), ("12-05-2012", "2012-05-12"), ("12. 5. 2012.", "2012-05-12"),
        ("2012-05-12", "2012-05-12"), ("2012-05-12 08:30", "2012-05-12"), ("12.5.12", "2012-05-12"), ("12.5.98", "1998-05-12"),
        ("5/2012", "2012-05"), ("2012-05", "2012-05"), ("2012", "2012"), ("12 maj 2012", "2012-05-12"),
        ("12 Qershor 2012", "2012-06-12"), ("March 2012", "2012-03"), ("nëntor 2012", "2012-11"),
    ],
)  # fmt: skip
def test_a_date_as_people_write_it(text: str, found: str) -> None:
    assert str(partial_date(text, fold(text))) == found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5/28/2012", "day comes first"),
        ("31.2.2012", "no such day"),
        ("41041", "Excel’s number"),
        ("soon", "day.month.year"),
    ],
)
def test_a_date_that_cannot_be_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence):
        partial_date(text, fold(text))


@pytest.mark.parametrize("text", ["9", "9 vjeç", "9 vjec", "9 years", "9v"])
def test_an_age(text: str) -> None:
    assert age(fold(text)) == 9


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"opened_on": ""}, "opened_on", "Write the day"),
        ({"opened_on": "2021"}, "opened_on", "whole date"),
        ({"opened_on": "1.1.2099"}, "opened_on", "still to come"),
        ({"opened_on": "1.1.1899"}, "opened_on", "before 1990"),
        ({"concerns": ""}, "concerns", "what the concern was"),
        ({"concerns": "vjedhje"}, "concerns", "no meaning yet"),
        ({"concerns": "te tjera"}, "concerns", "what the concern was"),
        ({"birth": "1.1.2022"}, "birth", "born after"),
        ({"birth": "1961"}, "birth", "not be a child"),
        ({"closed_on": "1.1.2021", "closure": "u rrit"}, "closed_on", "before it was opened"),
        ({"closed_on": "1.1.2022"}, "closure", "why it was closed"),
        ({"closure": "u rrit"}, "closed_on", "no day"),
        ({"age": "nine"}, "age", "whole years"),
    ],
)
def test_a_mistake_says_its_column_and_what_to_do(cells: dict[str, str], column: str, sentence: str) -> None:
    line = a_line(**cells)
    assert line.number == 7
    assert line.wrong
    told = [each for each in line.problems if sentence in each.sentence]
    assert told
    assert told[0].column in (f"col {column}", str(FIELDS[column].name))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"given_name": ""}, "no name"),
        ({"birth": "1999"}, "over 18"),
        ({"birth": "2010", "age": "5"}, "do not agree"),
    ],
)
def test_what_is_odd_is_a_warning(cells: dict[str, str], sentence: str) -> None:
    line = a_line(**cells)
    assert not line.wrong
    assert sentence in line.problems[0].sentence


def test_a_whole_line_has_no_problem() -> None:
    line = a_line(surname="Hoxha", birth="2012", closed_on="1.3.2021", closure="u rrit")
    assert not line.problems
    assert line.identity.birth == PartialDate(2012)
    assert line.closed_on == date(2021, 3, 1)
    assert line.concerns == ("begging",)


def test_several_notes_are_joined_under_their_headings() -> None:
    table = Table(("Data", "Problemi", "Lagjja", "Tjetër"), ((2, ("3.2.2021", "lypje", "Qendër", "sheh keq")),))
    matching = Matching({0: "opened_on", 1: "concerns", 2: "note", 3: "note"}, {}, WORDS)
    assert lines_of(table, matching)[0].note == "Lagjja: Qendër\nTjetër: sheh keq"


def test_the_headings_of_an_albanian_register_are_guessed() -> None:
    codes = ["old_number", "given_name", "father", "surname", "sex", "birth", "opened_on", "concerns", "form", "source",
             "risk", "closed_on", "closure", "note"]  # fmt: skip
    assert guessed(HEADINGS, {}) == dict(enumerate(codes))


def test_english_headings_are_guessed_and_unknown_ones_are_not() -> None:
    found = guessed(("First name", "Surname", "Date of birth", "Date opened", "Concern", "Shoe size"), {})
    assert found == {0: "given_name", 1: "surname", 2: "birth", 3: "opened_on", 4: "concerns"}


def test_what_the_unit_said_before_goes_before_a_guess() -> None:
    assert guessed(("Data", "X"), {"data": "birth", "x": ""}) == {0: "birth"}


def test_a_line_prints_its_number_alone() -> None:
    assert repr(a_line()) == "<Line 7>"
