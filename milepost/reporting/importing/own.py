"""Documents that Milepost wrote: bookmarks and styles say what is what, so any answer comes back exactly.

The names of the bookmarks are those of `exports.docx.bookmarks`. What a person added without them is read as in any
other document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from milepost.reporting.content import Item
from milepost.reporting.edition import Question
from milepost.reporting.importing import front, own_answers
from milepost.reporting.importing.fold import bare
from milepost.reporting.importing.items import title_of
from milepost.reporting.importing.outline import Heading, outline
from milepost.reporting.importing.paragraph import Extent, Paragraph, whole
from milepost.reporting.importing.place import Placing
from milepost.reporting.importing.wording import Form, Wording

_MARK = re.compile(r"mp__(?P<name>.+)__(?P<number>\d{1,4})")
_FRONT = ("title", "subtitle", "report mark", "form note", "table text", "table contents")
_KEYWORDS = re.compile(rb"keywords>\s*\S+ (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d) \S+\s*<")
UNLIKE = 70
"""Below this likeness (0-100) a heading with our bookmark holds other words than its question."""


def is_ours(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a document carries our bookmarks."""
    return any(mark.startswith("mp__") for each in paragraphs for mark in each.bookmarks)


def period(parts: Mapping[str, bytes]) -> tuple[date, date] | None:
    """The period that our exports write into the properties of the file."""
    found = _KEYWORDS.search(parts.get("docProps/core.xml", b""))
    try:
        return (date.fromisoformat(found[1].decode()), date.fromisoformat(found[2].decode())) if found else None
    except ValueError:
        return None


def place(paragraphs: Sequence[Paragraph], form: Form) -> Placing:
    """Place a document by its bookmarks."""
    placing = Placing(paragraphs, form)
    anchors = {index: found for index, each in enumerate(paragraphs) if (found := _anchor(each, form))}
    anchors |= _unmarked(paragraphs, anchors, form)
    starts = sorted(anchors)
    limits = [index for index, each in enumerate(paragraphs) if index not in anchors and _ends_answers(each, form)]
    first = min([*starts, *limits], default=len(paragraphs))
    _front(placing, [whole(index, paragraphs[index]) for index in range(first)])
    _name_items(placing, anchors)
    for start in starts:
        end = min((index for index in chain(starts, limits) if index > start), default=len(paragraphs))
        _region(placing, start, *anchors[start], _rows(placing, range(start + 1, end)))
    for index in limits:
        end = min((each for each in chain(starts, limits) if each > index), default=len(paragraphs))
        _between(placing, whole(index, paragraphs[index]), _rows(placing, range(index + 1, end)))
    return placing


def _ends_answers(paragraph: Paragraph, form: Form) -> bool:
    """Whether a section, the end, or a question that this form does not have begins here."""
    return any(
        mark.startswith("mp__section__") or mark == "mp__end" or _is_foreign(mark, form) for mark in paragraph.bookmarks
    )


def _is_foreign(mark: str, form: Form) -> bool:
    found = _MARK.fullmatch(mark)
    return bool(found and found["name"] not in form.edition and not own_answers.is_detail(mark))


def _between(placing: Placing, here: Extent, rows: list[Extent]) -> None:
    """What stands below a section's title, after the end, or below a question of another form."""
    marks = here.paragraph.bookmarks
    if any(_is_foreign(mark, placing.form) for mark in marks):
        placing.put([here, *rows], "unplaced", None, _("The form has no such question."))
        return
    placing.put([here], "form")
    note = _("This stands after the end of the form.") if "mp__end" in marks else ""
    placing.put(rows, "unplaced", None, note)


def _anchor(paragraph: Paragraph, form: Form) -> tuple[Wording, int] | None:
    """The question of a paragraph with our bookmark, and the number of its item (0 for none)."""
    for mark in paragraph.bookmarks:
        found = _MARK.fullmatch(mark)
        if not found or mark.startswith("mp__section__"):
            continue
        wording = next((each for each in form.wordings if each.question and each.question.key == found["name"]), None)
        planned = wording is not None and wording.question is not None and wording.question.kind == "step_list"
        if wording and not (planned and int(found["number"])):
            return wording, int(found["number"])
    return None


def _unmarked(
    paragraphs: Sequence[Paragraph], anchors: Mapping[int, tuple[Wording, int]], form: Form
) -> dict[int, tuple[Wording, int]]:
    """Questions whose heading lost its bookmark, by their words; only headings that no bookmark speaks for."""
    known = {wording.place for wording, _number in anchors.values()}
    others = frozenset(
        index for index, each in enumerate(paragraphs) if each.bookmarks or not each.style.startswith("heading")
    )
    return {
        heading.index: (heading.wording, 0)
        for heading in outline(paragraphs, others, form)
        if heading.wording and heading.question and not heading.question.each and heading.wording.place not in known
    }


def _rows(placing: Placing, indexes: Iterable[int]) -> list[Extent]:
    """The paragraphs of a place without the form's own."""
    rows: list[Extent] = []
    for index in indexes:
        paragraph = placing.paragraphs[index]
        row = whole(index, paragraph)
        if paragraph.style in ("form text", "form note") or paragraph.aside in ("placeholder", "page"):
            placing.put([row], "form")
        elif paragraph.aside:
            placing.put([row], "unplaced", None, paragraph.note)
        else:
            rows.append(row)
    return rows


def _front(placing: Placing, rows: list[Extent]) -> None:
    """Title page, contents, overview: made by the export, so the form's; what a person added is unplaced."""
    for row in rows:
        paragraph = row.paragraph
        if paragraph.style == "title" and not placing.country:
            placing.country = row.flat
        if paragraph.style.startswith(("toc", "contents")):
            placing.put([row], "contents")
        elif paragraph.style in _FRONT or paragraph.cell or front.is_of_the_form(row, placing.form):
            placing.put([row], "form")


def _name_items(placing: Placing, anchors: Mapping[int, tuple[Wording, int]]) -> None:
    told: dict[str, dict[int, str]] = {"priority": {}, "step": {}}
    for parts_too in (False, True):
        for index, (wording, number) in anchors.items():
            question = wording.question
            if question and question.each and number and question.parts is parts_too:
                told[question.each].setdefault(number, _title(wording, placing.paragraphs[index], number, index))
    placing.priorities, placing.steps = (_items(told["priority"], _("Priority")), _items(told["step"], _("Next step")))


def _items(titles: dict[int, str], name: str) -> tuple[Item, ...]:
    """The items; one of which this document has no part gets a name of its kind, so that the others keep theirs."""
    return tuple(Item(n, titles.get(n, f"{name} {n}")) for n in range(1, max(titles, default=0) + 1))


def _title(wording: Wording, paragraph: Paragraph, number: int, index: int) -> str:
    if wording.question and wording.question.parts:
        return own_answers.label_ends(paragraph, number)[1]
    return title_of(Heading(index, wording), paragraph)


def _region(placing: Placing, index: int, wording: Wording, number: int, rows: list[Extent]) -> None:
    question = wording.question
    if question is None:
        return
    here = whole(index, placing.paragraphs[index])
    if number or not question.parts or not rows:
        slot = own_answers.slot_of(question, number)
        _head(placing, wording, here, slot if number or not question.each else None)
    else:
        _head(placing, wording, here, None)
    if question.each and not number:
        own_answers.between_parts(placing, question, rows)
    else:
        own_answers.answer(placing, question, own_answers.slot_of(question, number), rows)


def _head(placing: Placing, wording: Wording, here: Extent, slot: object) -> None:
    """The heading is the form's, unless somebody wrote something else there."""
    question: Question | None = wording.question
    part = question is not None and question.parts
    plain, untitled = bare(here.flat), bare(here.flat, without_title=True)
    likeness = max(wording.likeness(plain, untitled), *(fuzz.ratio(each, untitled) for each in wording.spellings))
    known = part or wording.titled or likeness >= UNLIKE
    note = "" if known else _("This stands in the place of a question's heading.")
    placing.put([here], "form" if known else "unplaced", slot if known else None, note)  # type: ignore[arg-type]
