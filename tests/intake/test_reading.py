"""From a file to its table: every usual way of saving one, and what a hostile or mistaken file is answered."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from milepost.intake.reading.read import read
from milepost.intake.reading.refusal import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Unreadable
from tests.intake.conftest import ARDI, BESA, HEADINGS, a_csv, an_xlsx

ENCODINGS = [
    ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
    ("cp1252", "Windows-1252"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "told"), ENCODINGS)
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_csv_of_any_program(encoding: str, told: str, separator: str) -> None:
    found = read(a_csv(encoding=encoding, separator=separator))
    assert (found.kind, found.told) == ("csv", told)
    assert found.table.headings == HEADINGS
    assert found.table.rows[0] == (2, BESA)


def test_letters_of_central_europe_are_told_from_western_ones() -> None:
    found = read("Ime;Prezime\r\nĐorđe;Petrović\r\n".encode("cp1250"))
    assert found.told == "Windows-1250"
    assert found.table.rows[0][1] == ("Đorđe", "Petrović")


def test_commas_with_quotation_marks_and_lines_in_a_cell() -> None:
    found = read(b'Name,Note\r\n"Leka, Ardi","first\r\nsecond"\r\nBesa,x\r\n')
    assert found.table.rows == ((2, ("Leka, Ardi", "first second")), (3, ("Besa", "x")))


def test_excels_name_of_the_separator_is_no_row() -> None:
    assert read(b"sep=;\r\nA;B\r\n1;2\r\n").table.rows == ((3, ("1", "2")),)


def test_excel_with_its_dates_whole_numbers_and_a_title_above() -> None:
    rows: list[list[Any]] = [["", ""], ["Nr", "Data"], [7, date(2014, 5, 12)], [8.0, "2013"]]
    table = read(an_xlsx(rows, ["Register of 2014"])).table
    assert table.headings == ("Nr", "Data")
    assert table.rows == ((4, ("7", "2014-05-12")), (5, ("8", "2013")))


def test_columns_without_heading_or_cell_and_headings_that_stand_twice() -> None:
    table = read(b"A;A;;\r\n1;2;;\r\n3;;4;\r\n").table
    assert table.headings == ("A", "A (2)", "(3)")
    assert table.rows[1][1] == ("3", "", "4")


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return made.getvalue()


def swapped(data: bytes, part: str, body: bytes) -> bytes:
    """An Excel file with one part exchanged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in package.namelist():
            out.writestr(name, body if name == part else package.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
FAR = XML.format(
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
).encode()
FAR_IN_A_ROW = XML.format('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>').encode()
MANY = XML.format("<x/>" * 3_000_001).encode()
WITHOUT_PLACES = XML.format('<row r="1">' + "<c><v>1</v></c>" * 300 + "</row>").encode()
ROWS_WITHOUT_PLACES = XML.format("<row><c><v>1</v></c></row>" * (MAX_ROWS + 101)).encode()
ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("<row/>").encode()
GOOD = an_xlsx([list(ARDI)])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\0" * 100, "empty"),
        (b"x" * (MAX_BYTES + 1), "larger than"),
        (b"%PDF-1.7 something", "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"just some words\nwithout columns", "No columns"),
        (b"A;B\r\n", "no row under"),
        (b"A;B\r\n" + b"1;2\r\n" * (MAX_ROWS + 1), "rows"),
        (b"A;B\r\n" + b"1;2\r\n" * (MAX_ROWS + 500), "rows"),
        (b";".join(b"c%d" % n for n in range(MAX_COLUMNS + 1)) + b"\r\n", "columns"),
        (b"A;B\r\n1;" + b"x" * 30_000, "longer than"),
        (b"\x81\x8d\x8f\x90\x9d;\xff\x98\r\n", "cannot be read"),
        (b"PK\3\4 nothing", "damaged"),
        (zipped(word__document_xml=b"<w/>"), "not an Excel file"),
        (zipped(xl__workbook_xml=b"<w/>"), "damaged"),
        (zipped(xl__workbook_xml=b"<w/>", xl__sharedStrings_xml=b"x" * (61 * 2**20)), "unpacks to more"),
        (swapped(GOOD, SHEET, FAR), "after row"),
        (swapped(GOOD, SHEET, FAR_IN_A_ROW), "columns"),
        (swapped(GOOD, SHEET, MANY), "unpacks to more"),
        (swapped(GOOD, SHEET, WITHOUT_PLACES), "columns"),
        (swapped(GOOD, SHEET, ROWS_WITHOUT_PLACES), "after row"),
        (swapped(GOOD, SHEET, ENTITY), "damaged"),
        (swapped(GOOD, SHEET, b"<worksheet><row"), "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (an_xlsx([list(ARDI)] * (MAX_ROWS + 1)), "rows"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_said(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(data)


def test_a_part_that_lies_about_its_size_is_counted() -> None:
    """The directory says 10 bytes; 70 million would come out."""
    bomb = zipped(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=b" " * (70 * 2**20))
    size = (70 * 2**20).to_bytes(4, "little")
    assert size in bomb
    with pytest.raises(Unreadable):
        read(bomb.replace(size, (10).to_bytes(4, "little")))


def test_a_sheet_under_another_name_is_looked_at_too() -> None:
    """Where a sheet lies is said by a part of the file itself."""
    rels = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        moved = package.read(rels).replace(b"worksheets/sheet1.xml", b"theme/theme1.xml")
    with pytest.raises(Unreadable, match="after row"):
        read(swapped(swapped(GOOD, rels, moved), "xl/theme/theme1.xml", FAR))


def test_nothing_prints_a_cell() -> None:
    assert "Besa" not in repr(read(a_csv()))
