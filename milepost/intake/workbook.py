"""Making the sheet that goes out, in memory: an Excel file in which nothing runs, then that file under a password.

Every cell is written as a text, never as a formula. What a spreadsheet program would take for one when the cell is
typed anew carries Excel's own mark for "this is a text" besides.
"""

import io
import secrets
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.functional import Promise
from django.views.decorators.debug import sensitive_variables
from msoffcrypto.format.ooxml import OOXMLFile

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None of them is taken for another one on the telephone: no 0 and o, no 1, i and l."""
_GROUPS, _LONG = 5, 4


def new_password() -> str:
    """20 letters and digits in five groups: 99 bits, told by telephone in half a minute."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))


@sensitive_variables()
def workbook(title: str, headings: Sequence[str | Promise], rows: Iterable[Sequence[str]]) -> bytes:
    """An Excel file of one sheet."""
    made = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    book = xlsxwriter.Workbook(made, options)
    sheet = book.add_worksheet(title[:31])
    bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True, "num_format": "@"})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, str(heading), bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, text if cell.startswith(STARTS_FORMULA) else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return made.getvalue()


@sensitive_variables()
def under_password(data: bytes, password: str) -> bytes:
    """The Excel file encrypted as Excel itself does it (MS-OFFCRYPTO, agile: AES-256, SHA-512 a hundred thousand times
    over the password, HMAC over the whole). Excel and LibreOffice ask for the password and open it."""
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, made)
    return made.getvalue()
