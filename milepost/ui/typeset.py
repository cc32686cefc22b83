"""Words set as tagged PDF (PDF/UA-1), which typst checks while it writes. In memory: no file is written anywhere.

A template stands in the room that prints; the words go in as JSON (`sys.inputs.data`) and are never part of its markup.
Only the fonts in `fonts/` are used, so that the same words are the same file on every machine.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from milepost.ui.glyphs import FONTS, plain_latin, settable

_NO_GLYPH = "could not be displayed"

Ready = Callable[[str], str]
"""Makes a text ready for the fonts."""


def typeset(template: Path, data_of: Callable[[Ready], dict[str, Any]], dated: datetime) -> bytes:
    """The PDF. `data_of` gives what the template prints, each text made ready by the function that it is given.

    Letters that no font here has are written in Latin ones.
    """
    try:
        return _set(template, data_of(settable), dated)
    except BaseException as error:
        if not _stumbled(error):
            raise
        # Each character has a glyph, but some rare combination of letter and marks cannot be set.
        return _set(template, data_of(plain_latin), dated)


def _stumbled(error: BaseException) -> bool:
    """Whether typst failed on the letters. Its own faults come as a `PanicException`, which no module exports."""
    return _NO_GLYPH in str(error) if isinstance(error, typst.TypstError) else type(error).__name__ == "PanicException"


def _set(template: Path, data: dict[str, Any], dated: datetime) -> bytes:
    made = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=dated.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
