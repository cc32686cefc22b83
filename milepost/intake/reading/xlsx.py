"""Reading an Excel file. What it says of its own size is not believed: what is unpacked is counted as it comes out.

The reader makes room for every cell between the first and the last one, so a file of two cells far apart would take all
memory: the places of cells are read before, by a parser that keeps none of them.
"""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, cast

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from milepost.intake.reading.refusal import MAX_COLUMNS, MAX_ROWS, Unreadable
from milepost.intake.table import LONGEST, Table, table_of

MAX_UNPACKED = 60 * 2**20
"""Bytes; 5,000 rows of 30 columns with long notes are 10 MB."""
MAX_PARTS = 500
MAX_ELEMENTS = 3_000_000
"""5,000 rows of 100 cells with a value each are 1,000,000, and as many for their texts."""
_ROWS_OF_FILE, _COLUMNS_OF_FILE = MAX_ROWS + 100, 256
"""How far away a cell may stand: some lines of a title, some empty columns."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@sensitive_variables()
def read_xlsx(data: bytes) -> tuple[Table, str]:
    """The table of the first sheet that holds one, and that sheet's name. Raises `Unreadable`."""
    packed = _counted(data)
    try:
        book = CalamineWorkbook.from_object(BytesIO(packed))
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                table = table_of((number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1))
                if table is not None:
                    return _within(table), sheet.name
    except (CalamineError, ValueError, KeyError) as error:
        if isinstance(error, Unreadable):
            raise
        raise _damaged() from None
    raise Unreadable(_("No sheet of this file holds a table with headings. Choose another file."))


def _counted(data: bytes) -> bytes:
    """The file packed anew with nothing but what was counted: the reader cannot be told another size."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if "xl/workbook.xml" not in {each.filename for each in parts}:
                raise Unreadable(_("This is not an Excel file. Save the register as .xlsx or CSV and choose it again."))
            if len(parts) > MAX_PARTS or sum(each.file_size for each in parts) > MAX_UNPACKED:
                raise _too_large()
            return _packed_anew(package, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise _damaged() from None


def _packed_anew(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes:
    made, left = BytesIO(), MAX_UNPACKED
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
        for part in parts:
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue  # pictures, macros, settings of printers: nothing of a table
            with package.open(part) as stream:
                body = stream.read(left + 1)
            left -= len(body)
            if left < 0:
                raise _too_large()
            _near(body)  # a sheet may lie under any name
            out.writestr(part.filename, body)
    return made.getvalue()


def _plain(body: bytes) -> None:
    """No part declares anything of its own: entities could grow without end. Both are plain in UTF-8 alone, and Excel
    writes no other encoding."""
    if b"\0" in body or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise _damaged()


def _near(body: bytes) -> None:
    """Whether all cells stand where a register has them. Raises `Unreadable`."""
    _plain(body)
    try:
        etree.fromstring(body, etree.XMLParser(target=cast(Any, _Places()), resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise _damaged() from None


class _Places:
    """Takes the elements of a part one by one and keeps none."""

    def __init__(self) -> None:
        self.left, self.row, self.column = MAX_ELEMENTS, 0, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. One that names no place of its own stands beside or under the one before."""
        self.left -= 1
        if self.left < 0:
            raise _too_large()
        if tag.endswith("}c"):
            self.column += 1
            if where := attributes.get("r"):
                self.row, self.column = _place(where)
        elif tag.endswith("}row"):
            self.row, self.column = self.row + 1, 0
            if number := attributes.get("r"):
                self.row, self.column = _place(f"A{number}")[0], 0
        if self.row > _ROWS_OF_FILE:
            raise _too_long()
        if self.column > _COLUMNS_OF_FILE:
            raise _too_wide()

    def close(self) -> None:
        """The part ends."""


def _place(where: str) -> tuple[int, int]:
    """Row and column of a cell, from 1."""
    found = _CELL.fullmatch(where)
    if found is None:
        raise _damaged()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _within(table: Table) -> Table:
    if len(table.headings) > MAX_COLUMNS:
        raise _too_wide()
    if any(len(cell) > LONGEST for _number, cells in table.rows for cell in cells):
        raise Unreadable(_("A cell of this file is longer than %(most)s characters.") % {"most": LONGEST})
    return table


def _text(cell: Any) -> str:
    """A cell as a text. A number that is whole has no point: "12", not "12.0"."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool | timedelta | time):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _damaged() -> Unreadable:
    return Unreadable(
        _("This Excel file is damaged. Open it in Excel or LibreOffice, save it anew and choose that one.")
    )


def _too_large() -> Unreadable:
    return Unreadable(
        _("This file unpacks to more than 60 MB. Take out pictures and other sheets and choose it again.")
    )


def _too_long() -> Unreadable:
    return Unreadable(
        _("This file has cells after row %(most)s. Delete them, or cut the file into parts of 5,000 rows.")
        % {"most": _ROWS_OF_FILE}
    )


def _too_wide() -> Unreadable:
    return Unreadable(
        _("This file has more than %(most)s columns. Delete those that are not needed.") % {"most": MAX_COLUMNS}
    )
