"""The sections of the document: headings with bookmarks, help, and the places of the answers."""

from itertools import pairwise

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import PlannedStep
from milepost.reporting.edition import Told
from milepost.reporting.exports.docx import bookmarks
from milepost.reporting.exports.docx.runs import Sheaf, lines_runs, paragraph, run
from milepost.reporting.exports.lists import linked
from milepost.reporting.exports.sheet import (
    Asked,
    Chapter,
    Place,
    Sheet,
    Tick,
    none_asked,
    reads_right_to_left,
    step_label,
    words_of,
)
from milepost.reporting.text import Block

BLANK_STEPS = 3
"""Next steps that a form offers while none is planned."""

_STYLES = {"paragraph": "Answer", "bullet": "AnswerBullet", "number": "AnswerNumber"}
# A pale frame round an empty answer, so that a person sees where to write; it stays when they have written.
_FRAME = (
    "<w:pBdr>"
    + "".join(
        f'<w:{s} w:val="single" w:sz="4" w:space="6" w:color="B1B4B6"/>' for s in ("top", "left", "bottom", "right")
    )
    + '</w:pBdr><w:spacing w:before="120" w:after="200"/><w:ind w:left="142" w:right="142"/>'
)
_NEW_PAGE = "<w:pageBreakBefore/>"
_UNDER_OPTION = '<w:spacing w:before="0" w:after="60"/><w:ind w:left="425"/>'


def chapters(sheet: Sheet, sheaf: Sheaf) -> str:
    """All sections, and the note at the end with the mark of the end.

    Without a note there is no mark: an empty paragraph for it would make an empty page after a full one.
    """
    parts = [_chapter(sheet, sheaf, chapter, number) for number, chapter in enumerate(sheet.chapters)]
    note = "" if sheet.partial else sheet.end_note.text
    end = paragraph("FormText", run(note) + sheaf.bookmark("", bookmarks.END)) if note else ""
    return "".join(parts) + end


def _chapter(sheet: Sheet, sheaf: Sheaf, chapter: Chapter, number: int) -> str:
    name = bookmarks.of_section(chapter.section.key)
    new_page = _NEW_PAGE if number == 0 and not sheet.partial else ""
    title = _heading(sheaf, 1, chapter.title, name, new_page)
    return (
        title + _form_text(sheaf, chapter.intro) + "".join(_asked(sheet, sheaf, asked) for asked in chapter.questions)
    )


def _asked(sheet: Sheet, sheaf: Sheaf, asked: Asked) -> str:
    words = f"{asked.number}. {asked.words.text}" + (" *" if asked.question.required else "")
    name = bookmarks.of_question(asked.question.key, asked.item.number if asked.item else 0)
    heading = _heading(sheaf, 2, Told(words, asked.words.language), name)
    if not asked.places:
        return heading + paragraph("FormText", run(none_asked()))
    return (
        heading + _form_text(sheaf, asked.help) + "".join(_place(sheet, sheaf, asked, place) for place in asked.places)
    )


def _place(sheet: Sheet, sheaf: Sheaf, asked: Asked, place: Place) -> str:
    label = ""
    if place.label and place.item:
        name = bookmarks.of_question(asked.question.key, place.item.number)
        label = _heading(sheaf, 3, Told(place.label, sheaf.language), name)
    if not place.asked and (sheet.closed or place.value is not None):
        label += paragraph("FormText", run(_("Not asked, because of another answer")))
        if sheet.closed:
            return label
    elif sheet.closed and place.value is None:
        label += paragraph("FormText", run(_("Not recorded")))
    if place.ticks:
        return label + "".join(_option(sheaf, tick, last=tick is place.ticks[-1]) for tick in place.ticks)
    if asked.question.kind == "step_list":
        steps = place.steps or (PlannedStep(""),) * (0 if sheet.closed else BLANK_STEPS)
        return label + "".join(_step(sheet, sheaf, asked, number, step) for number, step in enumerate(steps, 1))
    return label + _answer(sheet, sheaf, place.document)


def _heading(sheaf: Sheaf, level: int, words: Told, name: str, properties: str = "") -> str:
    """A heading inside its bookmarks; sections and questions also stand in the contents."""
    inner = run(words.text, language=_foreign(sheaf, words))
    names = [name]
    if level < 3:
        target = f"_Toc8700{len(sheaf.headings) + 1:04}"
        sheaf.headings.append((level, words.text, target))
        names.append(target)
    return paragraph(f"Heading{level}", sheaf.bookmark(inner, *names), properties)


def _form_text(sheaf: Sheaf, told: Told, properties: str = "") -> str:
    language = _foreign(sheaf, told)
    lines = [tuple(linked(line) for line in block.lines) for block in text.parse(told.text)]
    return "".join(paragraph("FormText", lines_runs(sheaf, block, language), properties) for block in lines)


def _foreign(sheaf: Sheaf, told: Told) -> str:
    """The language of a text that is not in the form's, to mark it; empty otherwise."""
    return told.language if told.language != sheaf.language else ""


def _option(sheaf: Sheaf, tick: Tick, last: bool) -> str:
    words = tick.label.text + (": " if tick.words or tick.asks_words else "")
    box = sheaf.tick(tick.value, tick.label.text, tick.ticked)
    inner = box + "<w:r><w:tab/></w:r>" + run(words, language=_foreign(sheaf, tick.label)) + run(tick.words)
    keep = "" if last else "<w:keepNext/>"
    option = paragraph("Option", inner, keep) + _form_text(sheaf, tick.help, keep + _UNDER_OPTION)
    return option + (_blocks(sheaf, tick.document) if tick.document else "")


def _step(sheet: Sheet, sheaf: Sheaf, asked: Asked, number: int, step: PlannedStep) -> str:
    name = bookmarks.of_question(asked.question.key, number)
    heading = _heading(sheaf, 3, Told(step_label(number, step.title), sheaf.language), name)
    details = (
        (_("Responsible"), step.owner),
        (_("Due"), step.due),
        (_("Seen by"), step.indicator),
        (_("Priority"), str(step.priority or "")),
    )
    lines = [
        paragraph(
            "StepDetail",
            sheaf.bookmark(
                run(f"{label}: ", style="Label") + run(text.clean_line(words)), bookmarks.of_step(detail, number)
            ),
            "" if detail == bookmarks.STEP_DETAILS[-1] else "<w:keepNext/>",
        )
        for detail, (label, words) in zip(bookmarks.STEP_DETAILS, details, strict=True)
        if words or not sheet.closed
    ]
    return heading + _answer(sheet, sheaf, text.parse(step.source)) + "".join(lines)


def _answer(sheet: Sheet, sheaf: Sheaf, document: text.Document) -> str:
    """The paragraphs of a long text; an empty one for none, with a frame while it can be filled in."""
    if not document:
        return paragraph("Answer", "", "" if sheet.closed else _FRAME)
    return _blocks(sheaf, document)


def _blocks(sheaf: Sheaf, document: text.Document) -> str:
    numbers = _list_numbers(sheaf, document)
    return "".join(_block(sheaf, block, number) for block, number in zip(document, numbers, strict=True))


def _block(sheaf: Sheaf, block: Block, number: int) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    if reads_right_to_left(words_of(block.lines)):
        properties += "<w:bidi/>"
    return paragraph(_STYLES[block.kind], lines_runs(sheaf, block.lines), properties)


def _list_numbers(sheaf: Sheaf, document: text.Document) -> list[int]:
    """The Word list of every block: 0 for paragraphs, 1 for bullets, a new one wherever numbers start again."""
    numbers: list[int] = []
    running: dict[int, int] = {}
    for before, block in pairwise((None, *document)):
        if block is None:
            continue
        if before is None or block.kind == "paragraph":
            running = {}
        running = {level: number for level, number in running.items() if level <= block.level}
        if block.kind == "number":
            running.setdefault(block.level, 0)
            running[block.level] = running[block.level] or sheaf.number_list(block.level)
        else:
            running.pop(block.level, None)
        numbers.append({"paragraph": 0, "bullet": 1}.get(block.kind, running.get(block.level, 0)))
    return numbers
