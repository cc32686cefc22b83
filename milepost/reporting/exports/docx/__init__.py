"""A report as DOCX: to read, to fill in, and to import again exactly.

The importer finds every answer by the bookmarks ``mp__<question>__<number>`` on the headings; see `bookmarks`.
"""

from django.utils import translation

from milepost.reporting.content import Content, Slot
from milepost.reporting.exports.docx.body import chapters
from milepost.reporting.exports.docx.front import front
from milepost.reporting.exports.docx.package import pack
from milepost.reporting.exports.docx.runs import Sheaf
from milepost.reporting.exports.layout import lay_out


def write(content: Content, language: str = "en", slots: frozenset[Slot] | None = None) -> bytes:
    """The report as DOCX in the form's `language`; with `slots`, only those questions (one contributor's part).

    A content without answers gives the empty form. The same content gives the same bytes.
    """
    with translation.override(language):
        sheet = lay_out(content, language, slots)
        sheaf = Sheaf(language)
        body = chapters(sheet, sheaf)
        return pack(sheet, sheaf, front(sheet, sheaf) + body)
