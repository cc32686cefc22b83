"""The few shapes that stand beside a word, 16 units wide. A state is always told by word, shape and colour together."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_DISC = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Z"

SHAPES = {
    # An empty ring: nothing yet.
    "empty": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z",
    # Half a disc: under way.
    "half": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 0 0 0 10Z",
    # A ring with hands: waits for someone.
    "waiting": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3ZM7.2 4.5h1.6v3.2l2.2 1.3"
    "-.8 1.4-3-1.8Z",
    # A disc with a tick: done.
    "done": _DISC + "Zm3.6 3.9L7 9.7 4.7 7.5 3.5 8.7 7 12.1l5.8-6Z",
    # A diamond with a stroke: something stops it.
    "alert": "M8 .4 15.6 8 8 15.6.4 8ZM7.1 4v5h1.8V4Zm0 6.3v1.8h1.8v-1.8Z",
    # A triangle with a stroke: look at this.
    "warning": "M8 1.2 15.7 14.8H.3ZM7.2 6v4.5h1.6V6Zm0 5.5v1.7h1.6v-1.7Z",
    # A disc with an i: for information.
    "note": _DISC + "ZM7.1 4v1.8h1.8V4Zm0 3v5h1.8V7Z",
    # A square with a bar: closed, kept, not to be changed.
    "closed": "M2 2h12v12H2Zm2.5 5v2h7V7Z",
}


def icon(name: str) -> SafeString:
    """The shape as SVG, hidden from screen readers (the word beside it says the same). Raises KeyError if unknown."""
    return format_html(
        '<svg class="mp-icon mp-icon--{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path fill-rule="evenodd" d="{}"/></svg>',
        name,
        mark_safe(SHAPES[name]),  # noqa: S308 - our own constants
    )
