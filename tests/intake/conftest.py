"""Old registers as a unit has them, and bringing one in through the real actions."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from milepost.intake.actions import sheet as sheets
from milepost.intake.actions.take_in import take_in
from milepost.intake.models import Sheet
from milepost.intake.queries.sheets import matching_of
from milepost.intake.queries.trial import Trial, trial_of
from milepost.intake.reading.read import read
from tests.cases.conftest import Unit, other, today, unit
from tests.cases.pages.conftest import head, worker

__all__ = ["head", "other", "today", "unit", "worker"]

HEADINGS = ("Nr", "Emri", "Atësia", "Mbiemri", "Gjinia", "Datëlindja", "Data e hapjes", "Problemi", "Forma", "Burimi",
            "Rreziku", "Data e mbylljes", "Arsyeja e mbylljes", "Shënime")  # fmt: skip
BESA = ("1", "Besa", "Agim", "Hoxha", "F", "12.05.2012", "3.2.2021", "lypje", "lypje", "policia", "i lartë", "10.11.2021",
        "mbushi 18 vjeç", "Lyp te semaforët")  # fmt: skip
ARDI = ("2", "Ardi", "Luan", "Leka", "M", "2011", "15/03/2021", "lypje, situatë rruge", "shitje në rrugë", "ekip në terren",
        "i mesëm", "", "", "")  # fmt: skip
MIRA = ("3", "Mira", "Petrit", "Gjoka", "F", "2013-09-01", "20.06.2022", "neglizhim", "", "", "", "", "", "")


def a_csv(rows: Sequence[Sequence[str]] = (BESA, ARDI, MIRA), encoding: str = "utf-8", separator: str = ";") -> bytes:
    """A CSV file."""
    return "\r\n".join(separator.join(row) for row in (HEADINGS, *rows)).encode(encoding)


def an_xlsx(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, name: str = "2021") -> bytes:
    """An Excel file; dates are written as dates."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "d.m.yyyy"})
    sheet = book.add_worksheet(name)
    for number, row in enumerate((headings, *rows)):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell)
            elif cell != "":
                sheet.write(number, column, cell)
    book.close()
    return made.getvalue()


def uploaded(unit: Unit, data: bytes, name: str = "register.csv") -> Sheet:
    """A sheet of the unit's head."""
    return sheets.upload(unit.body, read(data), name, by=unit.head, opener=unit.opener(unit.head))


def matched(unit: Unit, data: bytes, constants: Mapping[str, str] | None = None) -> Sheet:
    """A sheet whose columns and words were guessed and taken as they are."""
    sheet, opener = uploaded(unit, data), unit.opener(unit.head)
    told = sheets.proposed(sheet, opener)
    return sheets.match(sheet, told.columns, constants or {}, by=unit.head, opener=opener)


def trial(unit: Unit, data: bytes, **decided: Any) -> Trial:
    """What becomes of a file."""
    return trial_of(matched(unit, data), unit.opener(unit.head), decided.get("decisions"))


def taken_in(unit: Unit, data: bytes, decisions: Mapping[int, str] | None = None) -> Sheet:
    """A sheet that was taken in."""
    return take_in(matched(unit, data), decisions or {}, by=unit.head, opener=unit.opener(unit.head))


def words_of(unit: Unit, sheet: Sheet) -> Mapping[str, Mapping[str, str]]:
    """What the words of a sheet mean."""
    return matching_of(sheet, unit.opener(unit.head)).words


@pytest.fixture
def searching(other: Unit, unit: Unit) -> Unit:
    """The first unit, beside one that searches too."""
    return unit
