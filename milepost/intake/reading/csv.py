"""Reading a CSV file: whichever encoding and separator the program that wrote it uses."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.intake.reading.refusal import MAX_COLUMNS, MAX_ROWS, Unreadable
from milepost.intake.table import LONGEST, Table, table_of

_SEPARATORS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)  # fmt: skip
# Letters that one of the two has where the other has something rare: ć đ Ć Đ Ł ł ą Ą Ż ż, and à À ù Ù ñ Ñ.
_CENTRAL = frozenset(b"\xe6\xf0\xc6\xd0\xa3\xb3\xb9\xa5\xaf\xbf")
_WESTERN = frozenset(b"\xe0\xc0\xf9\xd9\xf1\xd1")
_SAMPLE = 50
_NAMED_SEPARATOR = re.compile(r"\Asep=.(?=\r|\n)", re.I)


@sensitive_variables()
def read_csv(data: bytes) -> tuple[Table, str]:
    """The table and the name of the encoding that was taken. Raises `Unreadable`."""
    text, encoding = decoded(data)
    if "\0" in text:
        raise Unreadable(_("This file holds no table. Choose an Excel file (.xlsx) or a CSV file."))
    # A first line "sep=;" is Excel's own way to name the separator, which is found anyway.
    table = table_of(_numbered(_NAMED_SEPARATOR.sub("", text, count=1)))
    if table is None:
        raise Unreadable(_("No columns were found in this file. Save it again as Excel (.xlsx) or as CSV."))
    return table, encoding


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. A file says nothing of it, so it is told from the bytes."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), name
    if wide := _wide(data):
        return data.decode(wide, "replace"), "UTF-16"
    for codec, name in (("utf-8", "UTF-8"), *_single(data)):
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it again as “CSV UTF-8” or as Excel (.xlsx)."))


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of a Latin text is empty."""
    sample = data[:2000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if half and sample[0::2].count(0) > half * 0.6 else ""


def _single(data: bytes) -> tuple[tuple[str, str], tuple[str, str]]:
    """Windows-1252 before 1250, unless the letters are those of central Europe; ë and ç are the same in both."""
    western, central = ("cp1252", "Windows-1252"), ("cp1250", "Windows-1250")
    counts = Counter(data)
    east = sum(counts[byte] for byte in _CENTRAL) > sum(counts[byte] for byte in _WESTERN)
    return (central, western) if east else (western, central)


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows by the number that a spreadsheet program gives them: a cell of several lines is in one row."""
    separator = _separator(text)
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), start=1):
            if number > MAX_ROWS + 100:
                raise Unreadable(_("This file has more than %(most)s rows. Cut it into parts.") % {"most": MAX_ROWS})
            _within(cells)
            yield number, cells
    except csv.Error:
        raise Unreadable(_("A quotation mark is open in this file. Save it as Excel (.xlsx) instead.")) from None


def _within(cells: list[str]) -> None:
    if len(cells) > MAX_COLUMNS:
        raise Unreadable(
            _("This file has more than %(most)s columns. Delete those that are not needed.") % {"most": MAX_COLUMNS}
        )
    if any(len(cell) > LONGEST for cell in cells):
        raise Unreadable(_("A cell of this file is longer than %(most)s characters.") % {"most": LONGEST})


def _separator(text: str) -> str:
    """The one that cuts the first lines into the same number of cells, and into the most."""

    def regular(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(
                len(row) for row in islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _SAMPLE)
            )
        except csv.Error:
            return (0, 0)
        width, lines = max(widths.items(), key=lambda each: (each[0] > 1, each[1], each[0]), default=(0, 0))
        return (lines, width) if width > 1 else (0, 0)

    return max(_SEPARATORS, key=regular)
