"""A report as tagged PDF (PDF/UA-1). The layout is `report.typ`."""

from pathlib import Path

from django.utils import translation

from milepost.reporting.content import Content
from milepost.reporting.exports.layout import lay_out
from milepost.reporting.exports.pdf_data import Words, data_of
from milepost.ui.typeset import typeset

_TEMPLATE = Path(__file__).parent / "report.typ"


def write(content: Content, language: str = "en") -> bytes:
    """The report as PDF/UA-1. Letters that no font here has are written in Latin ones, and the last line says so."""
    with translation.override(language):
        sheet = lay_out(content, language)
        return typeset(_TEMPLATE, lambda ready: data_of(sheet, Words(ready)), content.dated)
