"""The light markup that answers are written and kept in, and its document tree.

A person types plain text; five marks mean something, everything else stays as typed:

* a blank line starts a new paragraph, a single line end is a line break;
* ``- `` at the start of a line is a list item, ``#. `` a numbered one; two spaces before it nest it once;
* ``**bold**``; ``[words](https://address)``; ``\\`` before a mark takes its meaning away.

`parse` and `serialise` are exact inverses on normal text: ``parse(serialise(doc)) == doc`` for every document that
`parse` can return. That is what makes "DOCX out and in again gives the same answer" a fact and not a hope.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MAX_LEVEL = 3
"""Lists nest to levels 0, 1, 2 and 3; deeper items are kept at the deepest level."""

Kind = Literal["paragraph", "bullet", "number"]


@dataclass(frozen=True)
class Span:
    """A run of characters of one look. `text` is never empty and holds no line end; `href` is empty for no link."""

    text: str
    bold: bool = False
    href: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item: one or more lines, none of them empty. `level` is 0 for paragraphs."""

    kind: Kind
    lines: tuple[Line, ...]
    level: int = 0


Document = tuple[Block, ...]

# Line ends of every kind a paste can bring; characters that XML 1.0 (section 2.2) cannot hold, so no file could either.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f\ufeff]")
_ITEM = re.compile(r"( *)(-|#\.) +(?=\S)")
_ESCAPABLE = "\\*[]-#"
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\(((?:https?://|mailto:)[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)")
_MARKERS: dict[Kind, str] = {"paragraph": "", "bullet": "- ", "number": "#. "}


def parse(source: str) -> Document:
    """The document tree of a typed text. Never fails: what is not a mark is text."""
    blocks: list[Block] = []
    paragraph: list[Line] = []

    def close_paragraph() -> None:
        if paragraph:
            blocks.append(Block("paragraph", tuple(paragraph)))
            paragraph.clear()

    item_open = False
    for raw in _clean(source).split("\n"):
        item = _ITEM.match(raw)
        line = trim(parse_line(raw[item.end() :] if item else raw))
        if not line:
            close_paragraph()
            item_open = False
        elif item:
            close_paragraph()
            kind: Kind = "bullet" if item[2] == "-" else "number"
            level = min(len(item[1]) // 2, MAX_LEVEL)
            blocks.append(Block(kind, (line,), level))
            item_open = True
        elif item_open and raw.startswith("  "):
            last = blocks.pop()
            blocks.append(Block(last.kind, (*last.lines, line), last.level))
        else:
            item_open = False
            paragraph.append(line)
    close_paragraph()
    return tuple(blocks)


def parse_line(line: str) -> Line:
    """The spans of one line: bold and links read, escapes undone, equal neighbours merged."""
    spans: list[Span] = []
    bold = False
    position = 0
    literal: list[str] = []

    def flush() -> None:
        if literal:
            spans.append(Span("".join(literal), bold))
            literal.clear()

    while position < len(line):
        if line[position] == "\\" and line[position + 1 : position + 2] and line[position + 1] in _ESCAPABLE:
            literal.append(line[position + 1])
            position += 2
        elif line.startswith("**", position) and (bold or _closes(line, position + 2)):
            flush()
            bold = not bold
            position += 2
        elif line[position] == "[" and (link := _LINK.match(line, position)):
            flush()
            spans.append(Span(re.sub(r"\\([\\*\[\]\-#])", r"\1", link[1]), bold, link[2]))
            position = link.end()
        else:
            literal.append(line[position])
            position += 1
    flush()
    return merge(spans)


def _closes(line: str, start: int) -> bool:
    """Whether a ``**`` with at least one character before it follows, so that an opening one is a mark."""
    position = start
    while position < len(line):
        if line[position] == "\\" and line[position + 1 : position + 2] and line[position + 1] in _ESCAPABLE:
            position += 2
        elif line.startswith("**", position):
            return position > start
        elif line[position] == "[" and (link := _LINK.match(line, position)):
            position = link.end()
        else:
            position += 1
    return False


def merge(spans: Iterable[Span]) -> Line:
    """Spans with neighbours of the same look joined, so that one look has one spelling. White space has no look."""
    merged: list[Span] = []
    for given in spans:
        if not given.text:
            continue
        span = given if given.text.strip() else Span(given.text)
        if merged and (merged[-1].bold, merged[-1].href) == (span.bold, span.href):
            merged[-1] = Span(merged[-1].text + span.text, span.bold, span.href)
        else:
            merged.append(span)
    return tuple(merged)


def trim(line: Line) -> Line:
    """A line without white space at its ends, whatever its look."""
    spans = list(line)
    while spans and not spans[0].text.strip():
        spans.pop(0)
    while spans and not spans[-1].text.strip():
        spans.pop()
    if spans:
        spans[0] = Span(spans[0].text.lstrip(), spans[0].bold, spans[0].href)
        spans[-1] = Span(spans[-1].text.rstrip(), spans[-1].bold, spans[-1].href)
    return merge(spans)


def serialise(document: Document) -> str:
    """The text a person would type for this document."""
    parts: list[str] = []
    previous: Block | None = None
    for block in document:
        if previous is not None:
            parts.append("\n" if block.kind != "paragraph" and previous.kind != "paragraph" else "\n\n")
        indent = "  " * block.level
        marker = _MARKERS[block.kind]
        hanging = "\n" + indent + ("  " if marker else "")
        parts.append(indent + marker + hanging.join(_write_line(line, bool(marker)) for line in block.lines))
        previous = block
    return "".join(parts)


def _write_line(line: Line, in_item: bool) -> str:
    """One line of markup; escapes only where the plain spelling would be read as something else."""
    for escape in (False, True):
        written = "".join(_write_span(span, escape) for span in line)
        if _ITEM.match(written):
            written = "\\" + written
        if parse_line(written) == line:
            return written
    return written


def _write_span(span: Span, escape: bool) -> str:
    text = re.sub(r"[\\*\[\]]", r"\\\g<0>", span.text) if escape else span.text
    if span.href:
        text = f"[{text}]({span.href})"
    return f"**{text}**" if span.bold else text


def normalise(source: str) -> str:
    """The one spelling of a typed text: what is stored, compared and hashed."""
    return serialise(parse(source))


def plain(source: str) -> str:
    """The text without marks: ``- `` for list items, a blank line between paragraphs. Checks count in this text."""
    return plain_of(parse(source))


def plain_of(document: Document) -> str:
    """`plain` for a document tree."""
    parts: list[str] = []
    previous: Block | None = None
    for block in document:
        if previous is not None:
            parts.append("\n" if block.kind != "paragraph" and previous.kind != "paragraph" else "\n\n")
        indent = "  " * block.level
        marker = "- " if block.kind != "paragraph" else ""
        hanging = "\n" + indent + ("  " if marker else "")
        parts.append(indent + marker + hanging.join("".join(span.text for span in line) for line in block.lines))
        previous = block
    return "".join(parts)


def plain_line(document: Document) -> str | None:
    """The words of a document that is one line without any mark, empty for none; None for any other document."""
    if not document:
        return ""
    block, spans = document[0], document[0].lines[0]
    alone = len(document) == 1 and block.kind == "paragraph" and len(block.lines) == 1 and len(spans) == 1
    return spans[0].text if alone and not (spans[0].bold or spans[0].href) else None


def clean_line(text: str) -> str:
    """One line of plain text (a title, a name): every kind of white space folded to single spaces."""
    return " ".join(_clean(text).split())


def _clean(source: str) -> str:
    return _NOT_XML.sub("", _LINE_ENDS.sub("\n", source).replace("\t", " "))
