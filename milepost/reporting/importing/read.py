"""A report's document, read into the form: `read` is the way in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import Item, Slot, Value
from milepost.reporting.edition import Edition
from milepost.reporting.importing import docx, plain
from milepost.reporting.importing.guard import MAX_CHARACTERS, Unreadable, media_type, too_long
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.period import period
from milepost.reporting.importing.place import Role, place
from milepost.reporting.importing.recognise import questions

FEWEST = 4
"""A document in which fewer different questions of the form are recognised is no report in this form."""

__all__ = ["Imported", "Piece", "Unreadable", "read", "read_part"]


@dataclass(frozen=True)
class Piece:
    """A paragraph of the document as it stood there (`text`), its marked-up words, and where it was put."""

    number: int
    text: str
    source: str
    role: Role
    slot: Slot | None
    note: str = ""

    @property
    def characters(self) -> int:
        """How many characters, white space aside."""
        return len("".join(self.text.split()))


@dataclass(frozen=True)
class Imported:
    """A document read into the form. `answers` holds only what is recorded: a choice without a mark is not there."""

    country_name: str
    start: date | None
    end: date | None
    priorities: tuple[Item, ...]
    steps: tuple[Item, ...]
    answers: Mapping[Slot, Value]
    pieces: tuple[Piece, ...]
    sha256: str
    media_type: str

    def _characters(self, *roles: str) -> int:
        return sum(piece.characters for piece in self.pieces if piece.role in roles)

    @property
    def body_characters(self) -> int:
        """Characters of the document without its contents page, white space aside."""
        return self._characters("form", "answer", "unplaced")

    @property
    def form_characters(self) -> int:
        """Characters of the form's own words."""
        return self._characters("form")

    @property
    def placed_characters(self) -> int:
        """Characters placed in answers."""
        return self._characters("answer")

    @property
    def unplaced_characters(self) -> int:
        """Characters that have no place."""
        return self._characters("unplaced")


def read(data: bytes, filename: str, edition: Edition) -> Imported:
    """Read a DOCX or plain-text report. Raises `Unreadable` with a sentence for any file that is none."""
    return _read(data, filename, edition, FEWEST)


def read_part(data: bytes, filename: str, edition: Edition) -> Imported:
    """Read one contributor's part: a single question is enough."""
    return _read(data, filename, edition, 1)


def _read(data: bytes, filename: str, edition: Edition, fewest: int) -> Imported:
    kind = media_type(data, filename)
    paragraphs = plain.paragraphs(plain.decode(data)) if kind == "text/plain" else docx.paragraphs(data)
    if sum(len(each.text) for each in paragraphs) > MAX_CHARACTERS:
        raise Unreadable(too_long())
    found = questions(paragraphs, edition)
    if len({each.question.key for each in found if each.question}) < min(fewest, len(list(edition.questions))):
        raise Unreadable(
            _("In this document only %(count)d questions of the form were found, so it is not a report in this form.")
            % {"count": len(found)}
        )
    placing = place(paragraphs, found, edition)
    start, end = period(paragraphs)
    return Imported(
        country_name=placing.country,
        start=start,
        end=end,
        priorities=placing.priorities,
        steps=placing.steps,
        answers=placing.answers,
        pieces=tuple(_pieces(paragraphs, placing.roles)),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
    )


def _pieces(paragraphs: list[Paragraph], roles: Mapping[int, tuple[Role, Slot | None, str]]) -> list[Piece]:
    pieces = []
    for index, paragraph in enumerate(paragraphs):
        role, slot, note = roles[index]
        block = paragraph.block()
        source = text.serialise((block,)) if block else ""
        pieces.append(Piece(index + 1, paragraph.text, source, role, slot, note or paragraph.note))
    return pieces
