"""The light markup of answers as HTML: escaped here, once, and nowhere else."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from milepost.reporting.exports.lists import Entry, Listing, linked, nest
from milepost.reporting.text import Document, Line, Span


def document_html(document: Document) -> SafeString:
    """An answer's paragraphs, nested lists, bold words and links; `dir="auto"` lets each block read its own way."""
    return mark_safe(  # noqa: S308 - every text and address below goes through `escape`
        "\n".join(
            _listing(node) if isinstance(node, Listing) else f'<p dir="auto">{_lines(node.lines)}</p>'
            for node in nest(document)
        )
    )


def _listing(listing: Listing) -> str:
    tag = "ul" if listing.kind == "bullet" else "ol"
    return f"<{tag}>{''.join(_entry(entry) for entry in listing.items)}</{tag}>"


def _entry(entry: Entry) -> str:
    return f'<li dir="auto">{_lines(entry.lines)}{"".join(_listing(below) for below in entry.below)}</li>'


def _lines(lines: tuple[Line, ...]) -> str:
    return "<br>".join("".join(_span(span) for span in linked(line)) for line in lines)


def _span(span: Span) -> str:
    words = f"<strong>{escape(span.text)}</strong>" if span.bold else escape(span.text)
    return f'<a href="{escape(span.href)}" rel="noopener noreferrer">{words}</a>' if span.href else words
