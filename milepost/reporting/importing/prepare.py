"""The parts of a DOCX made ready for mammoth: what it would drop is written as it can read it, the rest left out.

mammoth keeps every kind of tick box, but not hidden text, symbols of other fonts, new text boxes, list styles,
simple fields or drop-down fields. What is deleted under tracked changes and formatting go; of a picture stays that it
was there.
"""

import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO

from lxml import etree
from mammoth.docx.dingbats import dingbats

from milepost.reporting.importing.pages import MAX_CHARACTERS, MAX_PARAGRAPHS, MAX_RUNS, Unreadable, too_long
from milepost.reporting.importing.styles import Looks

HIDDEN, PLACEHOLDER, PICTURE = "mp-hidden", "mp-placeholder", "mp-picture"
"""Character styles given to text that is hidden, to "click here to write", and to the words that a picture leaves."""
TICK = "mp-tick:"
"""A bookmark of this name before a tick box holds the value that our own exports gave the box."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BODIES = ("document", "footnotes", "endnotes", "comments")
_DROPPED = (
    "proofErr lastRenderedPageBreak bookmarkEnd sectPr tblPr tblGrid permStart permEnd moveFrom "
    "commentRangeStart commentRangeEnd noProof webHidden"
).split()
_LOOKS = frozenset({"rStyle", "b", "strike", "highlight", "rFonts"})
_OFF = ("0", "false", "off", "none")
_PICTURES = frozenset({"blip", "imagedata", "chart", "relIds"})
"""What the drawing of a picture, a chart or a diagram holds, and lines and boxes do not."""
_UNWRAPPED = ("fldSimple", "dir", "bdo", "smartTag", "customXml")


def prepared(parts: Mapping[str, bytes]) -> bytes:
    """A small DOCX with the same words. Raises etree.XMLSyntaxError for what is no XML."""
    looks = Looks.read(_part(parts, "styles"))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            if name.startswith("word/") and _stem(name).rstrip("0123456789") in _BODIES:
                packed.writestr(name, _body(content, looks))
            elif _stem(name) == "styles":
                packed.writestr(name, looks.slim)
            elif name.endswith(".rels") or _stem(name) in ("numbering", "[Content_Types]"):
                packed.writestr(name, content)
    return out.getvalue()


def parse(content: bytes) -> etree._Element:
    """The XML tree: no entities, no network, no document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _part(parts: Mapping[str, bytes], stem: str) -> etree._Element | None:
    return next((parse(content) for name, content in parts.items() if _stem(name) == stem), None)


def _body(content: bytes, looks: Looks) -> bytes:
    root = parse(content)
    w = "{" + (STRICT if root.tag.startswith("{" + STRICT) else W) + "}"
    for deleted in root.findall(f".//{w}del"):
        if (parent := deleted.getparent()) is not None and parent.tag not in (f"{w}rPr", f"{w}trPr"):
            parent.remove(deleted)
    etree.strip_elements(root, *(w + name for name in _DROPPED), with_tail=False)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if change := _CHANGES.get(name):
            change(w, looks, element)
    etree.strip_tags(root, *(w + name for name in _UNWRAPPED))
    _merge_runs(w, root)
    _refuse_length(w, root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _merge_runs(w: str, root: etree._Element) -> None:
    """Neighbouring runs of one look become one: word processors cut a sentence into dozens."""
    for run in list(root.iter(f"{w}r")):
        before = run.getprevious()
        parent = run.getparent()
        if before is None or parent is None or before.tag != run.tag or _looks(w, before) != _looks(w, run):
            continue
        last = before[-1] if len(before) else None
        words = [child for child in run if child.tag != f"{w}rPr"]
        if last is not None and last.tag == f"{w}t" and all(child.tag == f"{w}t" for child in words):
            last.text = (last.text or "") + "".join(child.text or "" for child in words)
            parent.remove(run)


def _looks(w: str, run: etree._Element) -> list[tuple[str, dict[str, str]]]:
    properties = run.find(f"{w}rPr")
    found = [
        (str(child.tag), {str(k): str(v) for k, v in child.attrib.items()})
        for child in (() if properties is None else properties)
    ]
    return sorted(found, key=lambda look: look[0])


def _refuse_length(w: str, root: etree._Element) -> None:
    """Refuse what is longer than any report before mammoth builds its trees of it."""
    paragraphs = sum(1 for _each in root.iter(f"{w}p"))
    runs = sum(1 for _each in root.iter(f"{w}r"))
    letters = sum(len(each.text or "") for each in root.iter(f"{w}t"))
    if paragraphs > MAX_PARAGRAPHS or runs > MAX_RUNS or letters > MAX_CHARACTERS:
        raise Unreadable(too_long())


def _run(w: str, looks: Looks, run: etree._Element) -> None:
    """Reduce a run to the looks that mean something; hidden runs and symbols of a font are named."""
    properties = run.find(f"{w}rPr")
    if properties is not None:
        _reduce(w, looks, properties)
    font = _font(w, properties)
    if font.startswith(("Wingdings", "Webdings", "Symbol")):
        for words in run.iter(f"{w}t"):
            words.text = "".join(_dingbat(font, letter) for letter in words.text or "")


def _reduce(w: str, looks: Looks, properties: etree._Element) -> None:
    on = {
        etree.QName(child).localname: child
        for child in properties
        if str(child.get(f"{w}val", "")).lower() not in _OFF or child.tag == f"{w}shd"
    }
    style = on["rStyle"].get(f"{w}val", "") if "rStyle" in on else ""
    if ("dstrike" in on or style in looks.struck) and "strike" not in on:
        etree.SubElement(properties, f"{w}strike")
    if style in looks.bold and properties.find(f"{w}b") is None:
        etree.SubElement(properties, f"{w}b")
    if "highlight" not in on and (_is_shaded(w, on.get("shd")) or ("u" in on and not _in_link(w, properties))):
        etree.SubElement(properties, f"{w}highlight").set(f"{w}val", "yellow")
    for child in list(properties):
        if etree.QName(child).localname not in _LOOKS:
            properties.remove(child)
    if "vanish" in on or "specVanish" in on:
        _name(w, properties, HIDDEN)


def _is_shaded(w: str, shading: etree._Element | None) -> bool:
    return shading is not None and str(shading.get(f"{w}fill", "auto")).lower() not in ("auto", "ffffff", "")


def _in_link(w: str, properties: etree._Element) -> bool:
    return any(parent.tag == f"{w}hyperlink" for parent in properties.iterancestors())


def _name(w: str, properties: etree._Element, style: str) -> None:
    named = properties.find(f"{w}rStyle")
    if named is None:
        named = etree.SubElement(properties, f"{w}rStyle")
    named.set(f"{w}val", style)


def _font(w: str, properties: etree._Element | None) -> str:
    fonts = properties.find(f"{w}rFonts") if properties is not None else None
    return str(fonts.get(f"{w}ascii") or fonts.get(f"{w}hAnsi") or "") if fonts is not None else ""


def _dingbat(font: str, letter: str) -> str:
    code = ord(letter) - 0xF000 if 0xF000 <= ord(letter) <= 0xF0FF else ord(letter)
    return chr(dingbats.get((font, code), ord(letter)))


def _symbol(w: str, looks: Looks, symbol: etree._Element) -> None:
    """A symbol of a font that mammoth does not know stays visible as the sign for "unknown character"."""
    font, code = str(symbol.get(f"{w}font", "")), str(symbol.get(f"{w}char", ""))
    try:
        number = int(code, 16) & 0xFFFF
    except ValueError:
        number = 0xFFFD
    known = dingbats.get((font, number)) or dingbats.get((font, number - 0xF000))
    symbol.tag = f"{w}t"
    symbol.text = chr(known) if known else (chr(number) if 0x20 < number < 0xE000 else "\ufffd")


def _content_control(w: str, looks: Looks, control: etree._Element) -> None:
    properties = control.find(f"{w}sdtPr")
    if properties is None:
        return
    tag = properties.find(f"{w}tag")
    if tag is not None and properties.find(f"{{{W14}}}checkbox") is not None:
        mark = etree.Element(f"{w}bookmarkStart")
        mark.set(f"{w}name", TICK + str(tag.get(f"{w}val", "")))
        control.addprevious(mark)
    if properties.find(f"{w}showingPlcHdr") is not None:
        for run in control.iter(f"{w}r"):
            inner = run.find(f"{w}rPr")
            if inner is None:
                inner = etree.Element(f"{w}rPr")
                run.insert(0, inner)
            _name(w, inner, PLACEHOLDER)


def _paragraph(w: str, looks: Looks, paragraph: etree._Element) -> None:
    """Write the list of a paragraph's style into the paragraph."""
    properties = paragraph.find(f"{w}pPr")
    style = properties.find(f"{w}pStyle") if properties is not None else None
    if properties is None or style is None or properties.find(f"{w}numPr") is not None:
        return
    if found := looks.lists.get(str(style.get(f"{w}val", ""))):
        numbering = etree.SubElement(properties, f"{w}numPr")
        etree.SubElement(numbering, f"{w}ilvl").set(f"{w}val", found[1])
        etree.SubElement(numbering, f"{w}numId").set(f"{w}val", found[0])


def _say_picture(w: str, looks: Looks, drawing: etree._Element) -> None:
    """Say behind the run of a picture that there was one, and what it shows if it tells."""
    run = next(drawing.iterancestors(f"{w}r"), None)
    inner = [etree.QName(each).localname for each in drawing.iter(etree.Element)]
    if run is None or run.getparent() is None or not _PICTURES.intersection(inner):
        return
    shows = next((str(each.get("descr") or "") for each in drawing.iter() if str(each.tag).endswith("}docPr")), "")
    told = etree.Element(f"{w}r")
    _name(w, etree.SubElement(told, f"{w}rPr"), PICTURE)
    etree.SubElement(told, f"{w}t").text = (
        "[picture: " + " ".join(shows.split()) + "]" if shows.strip() else "[picture]"
    )
    run.addnext(told)


def _alternatives(w: str, looks: Looks, alternatives: etree._Element) -> None:
    """Of two drawings of one thing keep the words of the one that has any."""
    _say_picture(w, looks, alternatives)
    boxes = [box for choice in alternatives if choice.tag.endswith("}Choice") for box in choice.iter(f"{w}txbxContent")]
    boxes = boxes or list(alternatives.iter(f"{w}txbxContent"))
    for child in list(alternatives):
        alternatives.remove(child)
    fallback = etree.SubElement(alternatives, alternatives.tag.replace("AlternateContent", "Fallback"))
    picture = etree.SubElement(fallback, f"{w}pict")
    picture.extend(boxes)


def _drawing(w: str, looks: Looks, drawing: etree._Element) -> None:
    _say_picture(w, looks, drawing)
    boxes = [] if drawing.getparent() is None else list(drawing.iter(f"{w}txbxContent"))
    for child in list(drawing):
        drawing.remove(child)
    drawing.tag = f"{w}pict"
    drawing.extend(boxes)


def _bookmark(w: str, looks: Looks, bookmark: etree._Element) -> None:
    parent = bookmark.getparent()
    if parent is not None and not str(bookmark.get(f"{w}name", "")).startswith(("mp__", TICK)):
        parent.remove(bookmark)


def _field(w: str, looks: Looks, field: etree._Element) -> None:
    """The chosen entry of an old drop-down field becomes words."""
    choices = field.find(f"{w}ffData/{w}ddList")
    run = field.getparent()
    if choices is None or run is None:
        return
    entries = [str(entry.get(f"{w}val", "")) for entry in choices.findall(f"{w}listEntry")]
    chosen = choices.find(f"{w}result")
    number = int(chosen.get(f"{w}val", "0")) if chosen is not None else -1
    if 0 <= number < len(entries):
        etree.SubElement(run, f"{w}t").text = entries[number]


def _become(tag: str, w: str, looks: Looks, element: etree._Element) -> None:
    element.tag = w + tag


def _formula(w: str, looks: Looks, element: etree._Element) -> None:
    """A formula's letters stay as a run of words."""
    words = "".join(str(text) for text in element.itertext())
    tail = element.tail
    element.clear()
    element.tag, element.tail = f"{w}r", tail
    etree.SubElement(element, f"{w}t").text = words


_CHANGES: dict[str, Callable[[str, Looks, etree._Element], None]] = {
    "r": _run, "sym": _symbol, "sdt": _content_control, "p": _paragraph, "AlternateContent": _alternatives,
    "drawing": _drawing, "bookmarkStart": _bookmark, "fldChar": _field, "cr": partial(_become, "br"),
    "pict": _say_picture, "object": _say_picture, "ptab": partial(_become, "tab"), "oMath": _formula,
    "oMathPara": _formula,
}  # fmt: skip
