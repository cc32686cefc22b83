"""The flat blocks of a text as paragraphs and nested lists, the way pages and PDF need them."""

from dataclasses import dataclass, field

from milepost.reporting.text import Block, Document, Kind, Line


@dataclass
class Listing:
    """A list of one kind at one level."""

    kind: Kind
    level: int
    items: list["Entry"] = field(default_factory=list)


@dataclass
class Entry:
    """An item: its lines, and the lists under it."""

    lines: tuple[Line, ...]
    below: list[Listing] = field(default_factory=list)


def nest(document: Document) -> list[Block | Listing]:
    """Paragraphs as they are, list items gathered in lists. A skipped level nests once; a new kind starts a new list."""
    tree: list[Block | Listing] = []
    open_lists: list[Listing] = []
    for block in document:
        if block.kind == "paragraph":
            open_lists = []
            tree.append(block)
            continue
        while open_lists and open_lists[-1].level > block.level:
            open_lists.pop()
        if open_lists and open_lists[-1].level == block.level and open_lists[-1].kind != block.kind:
            open_lists.pop()
        if not open_lists or open_lists[-1].level < block.level:
            opened = Listing(block.kind, block.level)
            if open_lists:
                open_lists[-1].items[-1].below.append(opened)
            else:
                tree.append(opened)
            open_lists.append(opened)
        open_lists[-1].items.append(Entry(block.lines))
    return tree
