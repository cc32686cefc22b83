"""From the bytes of a file to its table. Everything happens in memory; nothing of it is written anywhere."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.intake.reading.csv import read_csv
from milepost.intake.reading.refusal import MAX_BYTES, MAX_ROWS, Unreadable
from milepost.intake.reading.xlsx import read_xlsx
from milepost.intake.table import Table

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


@dataclass(frozen=True)
class Read:
    """What was read. `kind` is "xlsx" or "csv"; `told` the sheet's name or the encoding that was taken."""

    table: Table
    kind: str
    told: str


@sensitive_variables()
def read(data: bytes) -> Read:
    """Raises `Unreadable` with a sentence that says what to do."""
    if len(data) > MAX_BYTES:
        raise Unreadable(too_large())
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(_("This file is empty. Choose the file that holds the register."))
    if data.startswith(_OLD_OR_LOCKED):
        raise Unreadable(_("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without one."))
    if data.startswith(_OTHERS):
        raise Unreadable(_("This is not a table. Choose an Excel file (.xlsx) or a CSV file."))
    table, kind, told = _table(data)
    if not table.rows:
        raise Unreadable(_("This file has headings and no row under them. Choose the file that holds the register."))
    if len(table.rows) > MAX_ROWS:
        raise Unreadable(_("This file has more than %(most)s rows. Cut it into parts.") % {"most": MAX_ROWS})
    return Read(table, kind, told)


def too_large() -> str:
    """The form and the reader say it alike."""
    return _("This file is larger than %(most)s MB. Take out pictures and other sheets and choose it again.") % {
        "most": MAX_BYTES // 2**20
    }


def _table(data: bytes) -> tuple[Table, str, str]:
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        table, told = read_xlsx(data)
        return table, "xlsx", told
    table, told = read_csv(data)
    return table, "csv", told
