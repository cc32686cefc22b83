"""How long a report may be, and the refusal of a file."""

from django.utils.translation import gettext as _

MAX_PAGES = 150
MAX_CHARACTERS = 600_000
"""150 pages of 4,000 characters."""
MAX_PARAGRAPHS = 15_000
"""150 pages of 100 lines."""
MAX_RUNS = 40_000
"""Changes of look, in a document with 40 on a page six times over."""


class Unreadable(ValueError):
    """A file that cannot be read. The message is a sentence that says what to do."""


def too_long() -> str:
    """The sentence for a document that is no annual report by its length."""
    return _(
        "This document is longer than 150 pages, so it is not an annual report in this form. Choose the report alone."
    )
