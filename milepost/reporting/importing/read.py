"""A report's document, read into the form: `read` is the way in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from milepost.reporting.content import Item, Slot, Value
from milepost.reporting.edition import Edition
from milepost.reporting.importing import docx, front, own, plain
from milepost.reporting.importing.contents import contents
from milepost.reporting.importing.cut import cut
from milepost.reporting.importing.guard import DOCX, media_type, unpack
from milepost.reporting.importing.outline import outline
from milepost.reporting.importing.pages import MAX_CHARACTERS, MAX_PARAGRAPHS, Unreadable, too_long
from milepost.reporting.importing.paragraph import Paragraph
from milepost.reporting.importing.pieces import Piece, pieces
from milepost.reporting.importing.place import Placing, place
from milepost.reporting.importing.wording import Form

FEWEST = 4
"""A document in which fewer different questions of the form are recognised is no report in this form."""

__all__ = ["Imported", "Piece", "Unreadable", "read", "read_part"]


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
    parts = unpack(data) if kind == DOCX else {}
    paragraphs = docx.paragraphs(parts) if kind == DOCX else plain.paragraphs(plain.decode(data))
    if len(paragraphs) > MAX_PARAGRAPHS or sum(len(each.text) for each in paragraphs) > MAX_CHARACTERS:
        raise Unreadable(too_long())
    form = Form(edition)
    ours = own.is_ours(paragraphs)
    placing = own.place(paragraphs, form) if ours else _recognise(paragraphs, form, fewest)
    found = pieces(placing)
    start, end = (own.period(parts) if ours else None) or _period(found, docx.headers(parts))
    return Imported(
        country_name=placing.country,
        start=start,
        end=end,
        priorities=placing.priorities,
        steps=placing.steps,
        answers=placing.answers,
        pieces=found,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind,
    )


def _period(found: Sequence[Piece], headers: Sequence[str]) -> tuple[date | None, date | None]:
    """The period as the form's own words in the document tell it, else as the head of its pages does."""
    told = front.period(piece.text for piece in found if piece.role == "form")
    return told if any(told) else front.period(headers)


def _recognise(paragraphs: list[Paragraph], form: Form, fewest: int) -> Placing:
    """Place a document by its words. Raises `Unreadable` when too few of the form's questions stand in it."""
    paragraphs, listed = _cut(paragraphs, contents(paragraphs), form)
    beside = {index for index, each in enumerate(paragraphs) if each.aside}
    headings = outline(paragraphs, frozenset(listed) | beside, form)
    questions = {heading.question.key for heading in headings if heading.question and not heading.by_place}
    if len(questions) < min(fewest, len(list(form.edition.questions))):
        raise Unreadable(
            _(
                "In this document only %(count)d questions of the form were found, so it is not a report in this form. "
                "Choose the report itself, or the form of its year."
            )
            % {"count": len(questions)}
        )
    return place(paragraphs, headings, listed, form)


def _cut(paragraphs: list[Paragraph], listed: Mapping[int, str], form: Form) -> tuple[list[Paragraph], dict[int, str]]:
    """The paragraphs with questions cut off their answers; the contents page stays whole, at its new indexes."""
    parts: list[Paragraph] = []
    moved: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        if index in listed:
            moved[len(parts)] = listed[index]
            parts.append(paragraph)
        else:
            parts += cut(paragraph, form)
    return parts, moved
