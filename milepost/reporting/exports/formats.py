"""The formats a report goes out in: one table for the command line and the pages."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from milepost.reporting.content import Content
from milepost.reporting.exports import docx, html, json, pdf


class Format(NamedTuple):
    """A format: the file's extension with its dot, its media type, and what writes it."""

    extension: str
    media_type: str
    write: Callable[[Content, str], bytes]


FORMATS: Mapping[str, Format] = {
    "json": Format(".json", "application/json", json.write),
    "html": Format(".html", "text/html; charset=utf-8", html.write),
    "docx": Format(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.write),
    "pdf": Format(".pdf", "application/pdf", pdf.write),
}


def file_name(content: Content, name: str) -> str:
    """The name of a report's file: country, period, which version of a corrected one, "draft" until it is submitted."""
    version = f"-v{content.version}" if content.version > 1 else ""
    draft = "" if content.state == "submitted" else f"-{content.state.replace('_', '-')}"
    period = f"{content.start:%Y-%m}-{content.end:%Y-%m}"
    return f"{content.country.lower()}-{period}{version}{draft}{FORMATS[name].extension}"
