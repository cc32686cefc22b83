"""A report as tagged PDF (PDF/UA-1), which typst checks while it writes.

The layout is `report.typ`; the words go in as JSON and are never part of its markup. Only the fonts in `fonts/` are
used, so that the same report is the same file on every machine.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils import translation

from milepost.reporting.content import Content
from milepost.reporting.exports.glyphs import FONTS, plain_latin, settable
from milepost.reporting.exports.layout import lay_out
from milepost.reporting.exports.pdf_data import Words, data_of

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "report.typ"
_NO_GLYPH = "could not be displayed"


def write(content: Content, language: str = "en") -> bytes:
    """The report as PDF/UA-1. Letters that no font here has are written in Latin ones, and the last line says so."""
    with translation.override(language):
        sheet = lay_out(content, language)
        try:
            return _set(data_of(sheet, Words(settable)), content)
        except BaseException as error:
            if not _stumbled(error):
                raise
            # Each character has a glyph, but some rare combination of letter and marks cannot be set.
            return _set(data_of(sheet, Words(plain_latin)), content)


def _stumbled(error: BaseException) -> bool:
    """Whether typst failed on the letters. Its own faults come as a `PanicException`, which no module exports."""
    return _NO_GLYPH in str(error) if isinstance(error, typst.TypstError) else type(error).__name__ == "PanicException"


def _set(data: dict[str, Any], content: Content) -> bytes:
    made = typst.compile(
        str(_TEMPLATE),
        root=str(_HERE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=content.dated,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
