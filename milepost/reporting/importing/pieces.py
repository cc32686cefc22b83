"""The pieces of a document with their places: together they are every character of it, none twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from milepost.reporting import text
from milepost.reporting.content import Slot
from milepost.reporting.importing.paragraph import Extent, block_of
from milepost.reporting.importing.place import Placing, Put, Role


@dataclass(frozen=True)
class Piece:
    """A paragraph of the document, or a part of one, as it stood there (`text`); its marked-up words (`source`); and
    where it was put. A line such as "Other: Municipalities" is two pieces: the form's word and the answer's."""

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


def pieces(placing: Placing) -> tuple[Piece, ...]:
    """The pieces in the document's order, numbered from 1."""
    found: list[Piece] = []
    for index in range(len(placing.paragraphs)):
        for put in _merged(_puts(placing, index)):
            block = block_of(put.extent)
            source = text.serialise((block,)) if block else ""
            found.append(Piece(len(found) + 1, put.extent.text.strip(), source, put.role, put.slot, put.note))
    return tuple(found)


def _merged(puts: Iterator[Put]) -> list[Put]:
    """Neighbours that were put in one place as one: a list mark and its label, a ticked label and its words."""
    merged: list[Put] = []
    for put in puts:
        before = merged[-1] if merged else None
        if before and (before.role, before.slot) == (put.role, put.slot) and put.note in ("", before.note):
            extent = replace(before.extent, end=put.extent.end)
            merged[-1] = before._replace(extent=extent)
        else:
            merged.append(put)
    return merged


def _puts(placing: Placing, index: int) -> Iterator[Put]:
    """A paragraph's stretches in order: what overlaps is cut, what nobody put anywhere is unplaced."""
    paragraph = placing.paragraphs[index]
    at, length = 0, len(paragraph.text)
    puts = sorted(placing.puts.get(index, []), key=lambda put: (put.extent.start, put.extent.end))
    for put in puts:
        start, end = max(put.extent.start, at), put.extent.end
        yield from _gap(placing, index, at, start, put)
        if paragraph.text[start:end].strip():
            yield put._replace(extent=Extent(index, paragraph, start, end), note=put.note or paragraph.note)
        at = max(at, end)
    yield from _gap(placing, index, at, length, puts[-1] if puts else None)


def _gap(placing: Placing, index: int, start: int, end: int, beside: Put | None) -> Iterator[Put]:
    """A stretch that nobody put anywhere. Bare signs (a colon, a list mark) go with what stands beside them."""
    paragraph = placing.paragraphs[index]
    words = paragraph.text[start:end]
    if not words.strip():
        return
    extent = Extent(index, paragraph, start, end)
    if beside is not None and not any(letter.isalnum() for letter in words):
        yield Put(extent, "form" if beside.role == "answer" else beside.role, beside.slot, beside.note)
    else:
        yield Put(extent, "unplaced", None, paragraph.note)
