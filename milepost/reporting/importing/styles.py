"""What the styles of a DOCX mean for its words: which are bold or struck through, which make a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Looks:
    """By style: `bold` and `struck` character styles; `lists`: (list number, level); `slim`: the part, names only."""

    bold: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    slim: bytes = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'

    @classmethod
    def read(cls, root: etree._Element | None) -> Looks:
        """The looks of a styles part; none without one."""
        if root is None:
            return cls()
        w = root.tag.removesuffix("styles")
        styles = {str(style.get(f"{w}styleId", "")): style for style in root.findall(f"{w}style")}
        characters = {name for name, style in styles.items() if style.get(f"{w}type") == "character"}
        lists = {name: found for name in styles if (found := _list_of(w, styles, name))}
        return cls(
            bold=frozenset(name for name in characters if _has(w, styles[name], "b")),
            struck=frozenset(name for name in characters if _has(w, styles[name], "strike")),
            lists=lists,
            slim=_slim(w, root),
        )


def _has(w: str, style: etree._Element, look: str) -> bool:
    found = style.find(f"{w}rPr/{w}{look}")
    return found is not None and str(found.get(f"{w}val", "")).lower() not in _OFF


def _list_of(w: str, styles: dict[str, etree._Element], name: str) -> tuple[str, str] | None:
    """The list of a style or of the one it is based on."""
    for _generation in range(8):
        style = styles.get(name)
        if style is None:
            return None
        number = style.find(f"{w}pPr/{w}numPr/{w}numId")
        if number is not None:
            level = style.find(f"{w}pPr/{w}numPr/{w}ilvl")
            return str(number.get(f"{w}val", "0")), str(level.get(f"{w}val", "0")) if level is not None else "0"
        based = style.find(f"{w}basedOn")
        name = str(based.get(f"{w}val", "")) if based is not None else ""
    return None


def _slim(w: str, root: etree._Element) -> bytes:
    for child in list(root):
        if child.tag != f"{w}style":
            root.remove(child)
            continue
        for part in list(child):
            if part.tag != f"{w}name" and not (child.get(f"{w}type") == "numbering" and part.tag == f"{w}pPr"):
                child.remove(part)
    return bytes(etree.tostring(root, encoding="utf-8"))
