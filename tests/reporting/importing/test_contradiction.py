"""A document of another country or period says so in a sentence, and is read all the same."""

import re
from datetime import date

import pytest

from milepost.reporting.content import Content
from milepost.reporting.edition import Edition
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.blank import country_name
from milepost.reporting.importing.contradiction import contradicted, warnings
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import END, START, as_text, lines
from tests.reporting.importing.writing import saved, written

NAMES = ("Varenia", "Varenien")
PERIOD = "The document is of May 2023 – April 2024; this report is of {}."
COUNTRY = "The document says that it is of Varenia; this report is of {}."


def document(edition: Edition, **more: object) -> Imported:
    return read(as_text(lines(edition, **more)), "r.txt", edition)  # type: ignore[arg-type]


def test_the_reports_own_document_is_warned_of_nothing(form_2023: Edition) -> None:
    imported = document(form_2023)
    assert contradicted(imported, NAMES, START, END) == imported


@pytest.mark.parametrize("title", ["Varenia", "Republic of Varenia", "VARENIA", "Varenien"])
def test_the_countrys_name_in_other_words(form_2023: Edition, title: str) -> None:
    imported = document(form_2023, title=(title, "Progress on SDG Target 8.7"))
    assert not warnings(contradicted(imported, NAMES, START, END))


def test_another_country(form_2023: Edition) -> None:
    found = contradicted(document(form_2023), ("Albania", "Shqipëria"), START, END)
    assert warnings(found) == (COUNTRY.format("Albania"),)
    assert [piece.text for piece in found.pieces if piece.note] == ["Varenia"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2022, 5, 1), date(2023, 4, 30), "May 2022 – April 2023"),
        (date(2023, 5, 1), date(2024, 12, 31), "May 2023 – December 2024"),
    ],
)
def test_another_period(form_2023: Edition, start: date, end: date, told: str) -> None:
    found = contradicted(document(form_2023), NAMES, start, end)
    assert warnings(found) == (PERIOD.format(told),)


def test_a_period_that_begins_on_another_day_of_the_month_is_the_same(form_2023: Edition) -> None:
    assert not warnings(contradicted(document(form_2023), NAMES, date(2023, 5, 8), date(2024, 4, 28)))


def test_a_document_that_tells_only_since_when(form_2023: Edition) -> None:
    told = (line.replace(" and April 2024", "").replace("-April 2024", "") for line in lines(form_2023))
    imported = read(as_text(told), "r.txt", form_2023)
    assert imported.end is None
    found = contradicted(imported, NAMES, date(2022, 5, 1), date(2023, 4, 30))
    assert warnings(found) == ("The document is of May 2023; this report is of May 2022 – April 2023.",)


def test_a_period_that_only_the_head_of_the_pages_tells(form_2023: Edition) -> None:
    document = written(
        re.sub(r"(since|between) [^,?]*20\d\d|, what progress|2023|2024", "", x, flags=re.I) for x in lines(form_2023)
    )
    document.sections[0].header.paragraphs[0].text = "Varenia, May 2023 – April 2024"
    imported = read(saved(document), "r.docx", form_2023)
    assert (imported.start, imported.end) == (START, END)


def test_an_empty_form_without_a_country_is_of_none(form_2023: Edition) -> None:
    content = Content("form", country_name(), START, END, form_2023)
    imported = read(write(content), "r.docx", form_2023)
    assert not warnings(contradicted(imported, ("Albania",), START, END))
