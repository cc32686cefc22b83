"""The answer to a choice question or a scale, from what is marked in its place in the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from milepost.reporting import text
from milepost.reporting.content import Choice, Choices, Scale, Value
from milepost.reporting.edition import Question
from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.join import document_of
from milepost.reporting.importing.labels import SMALL
from milepost.reporting.importing.options import Choosable, options_of
from milepost.reporting.importing.paragraph import Extent, block_of
from milepost.reporting.importing.signs import Hand, Stretch
from milepost.reporting.importing.ticks import Chosen, Mark, Seen, choose, see
from milepost.reporting.text import Block, Span

_OF = re.compile(r"(?:[^\d\n]{0,40}[\s:])?(\d{1,2})\s*(?:/|out of|of|nga|sur|de|from)\s*(\d{1,2})\s*\.?\s*", re.I)
_ONE = re.compile(r"(?:[^\d\n]{0,40}[\s:])?(\d{1,2})\s*(?:[-–—.:(].*)?", re.I | re.S)


MOST_LINES = 200
"""Lines of one paragraph in which options are looked for."""


@dataclass
class Reading:
    """A value, and what of the question's place is answer, form or neither, each with a note."""

    value: Value | None = None
    answer: list[Extent] = field(default_factory=list)
    form: list[Extent] = field(default_factory=list)
    left: list[tuple[Extent, str]] = field(default_factory=list)


def read_choice(question: Question, rows: Sequence[Extent]) -> Reading:
    """The marked option or options; no value when nothing is marked, or when two of one are."""
    single = question.kind == "one_of"
    options = options_of(question)
    seen = see(options, [line for row in rows for line in _lines(row)], single)
    chosen = choose(seen, len(options), single)
    seen = _without_words(seen, chosen)
    reading = Reading()
    if single and len({mark.option.value for mark in chosen.marks}) > 1:
        return _undecided(reading, seen, chosen)
    _sort(reading, seen, chosen, single)
    rest = [extent for extent in seen.rest if extent.text.strip()]
    behind = [extent for extent in rest if _is_behind(extent, chosen.marks, single)]
    if single and chosen.marks:
        reading.value = Choice(chosen.marks[0].option.value, _text(chosen.marks, behind))
    elif chosen.marks:
        reading.value = Choices(tuple(mark.option.value for mark in chosen.marks), _line(chosen.marks, behind))
    reading.answer += behind
    note = _("This question asks for a choice; this text has no place in it.")
    reading.left += [(extent, note) for extent in rest if extent not in behind]
    return reading


def _is_behind(extent: Extent, chosen: Sequence[Mark], single: bool) -> bool:
    """Whether a text below the options is the words of a chosen one that asks for them.

    One line of words that stands on the option's own line is all there is room for beside several options.
    """
    asking = [mark for mark in chosen if mark.option.with_text]
    if not asking or _is_signed(extent):
        return False
    return extent.index >= asking[0].label.index if single else not any(mark.said for mark in asking)


def _text(chosen: Sequence[Mark], behind: Sequence[Extent]) -> str:
    """The words of the one chosen option, with their paragraphs and lists."""
    blocks = [block for mark in chosen if mark.said for block in _said(mark)]
    return text.serialise((*blocks, *document_of(_whole_paragraphs(behind))))


def _said(mark: Mark) -> text.Document:
    """The words on an option's own line; a bracket that the label opened before them is not closed in them."""
    block = block_of(mark.words) if mark.words else None
    exact = block is not None and text.clean_line(text.plain_of((block,))) == mark.said
    lines = block.lines if block and exact else ((Span(mark.said),),)
    return (Block("paragraph", lines),)


def _whole_paragraphs(extents: Sequence[Extent]) -> list[Extent]:
    """Neighbouring lines of one paragraph as one stretch again."""
    whole: list[Extent] = []
    for extent in extents:
        before = whole[-1] if whole else None
        if before and before.index == extent.index and not before.paragraph.text[before.end : extent.start].strip():
            whole[-1] = replace(before, end=extent.end)
        else:
            whole.append(extent)
    return whole


def _line(chosen: Sequence[Mark], behind: Sequence[Extent]) -> str:
    """The words of the options that ask for them, on one line."""
    told = dict.fromkeys(mark.said for mark in chosen if mark.said and _takes_words(mark, single=False))
    return "; ".join(told) or " ".join(_spoken(extent) for extent in behind)


def _without_words(seen: Seen, chosen: Chosen) -> Seen:
    """What was found without lines below a ticked "Other" that only resemble an option: they are its words."""
    asking = next((mark for mark in chosen.marks if mark.option.with_text and not mark.said), None)
    if asking is None or chosen.way != "sign":
        return seen
    words = [
        mark
        for mark in seen.marks
        if mark.loose and mark.ticked is None and mark not in chosen.marks and mark.label.index > asking.label.index
    ]
    lines = [replace(mark.label, end=max(mark.label.end, mark.words.end if mark.words else 0)) for mark in words]
    rest = sorted((*seen.rest, *lines), key=lambda extent: (extent.index, extent.start))
    return Seen(tuple(mark for mark in seen.marks if mark not in words), tuple(rest))


def _takes_words(mark: Mark, single: bool) -> bool:
    """Whether the answer has room for an option's words: one that is chosen alone, or that asks for them."""
    return single or mark.option.with_text


def _is_signed(extent: Extent) -> bool:
    """Whether a sign says that this is an option, though none of the form's."""
    line = Stretch(extent.index, extent.paragraph, extent.start, extent.text)
    return bool(Hand([extent.paragraph]).signs(line))


def _lines(row: Extent) -> list[Stretch]:
    """The lines of a paragraph. One of more lines than any list of options stays whole."""
    lines: list[Stretch] = []
    at = max(row.start, row.paragraph.skip)
    if row.text.count("\n") > MOST_LINES:
        return [Stretch(row.index, row.paragraph, at, row.paragraph.text[at : row.end])]
    for line in row.paragraph.text[at : row.end].split("\n"):
        if line.strip():
            lines.append(Stretch(row.index, row.paragraph, at, line))
        at += len(line) + 1
    return lines


def _undecided(reading: Reading, seen: Seen, chosen: Chosen) -> Reading:
    note = _("More than one option is marked here, where one can be chosen. Choose it in the answer.")
    for mark in seen.marks:
        extents = [each for each in (mark.label, mark.words, mark.sign) if each]
        if mark in chosen.marks:
            reading.left += [(extent, note) for extent in extents]
        else:
            reading.form += extents
    reading.left += [(extent, "") for extent in seen.rest]
    return reading


def _sort(reading: Reading, seen: Seen, chosen: Chosen, single: bool) -> None:
    """A marked option is an answer, an unmarked one the form's; words are the answer where the option asks for them."""
    for mark in seen.marks:
        picked = mark in chosen.marks
        if mark.run_on and not picked:
            reading.left += [
                (extent, _("The form has no such option.")) for extent in (mark.label, mark.words) if extent
            ]
            continue
        marked = picked and (chosen.way != "words" and (chosen.way != "sign" or mark.ticked is True))
        (reading.answer if marked else reading.form).append(mark.label)
        if mark.sign:
            (reading.answer if picked else reading.form).append(mark.sign)
        if mark.words and picked and _takes_words(mark, single):
            reading.answer.append(mark.words)
        elif mark.words:
            reading.left.append((mark.words, _("This option asks for no words.")))


def _spoken(extent: Extent) -> str:
    """The words on one line; the address of a link behind its words."""
    block = block_of(extent)
    spans = [span for line in block.lines for span in (*line, None)] if block else []
    return "".join(f"{s.text} ({s.href})" if s and s.href else s.text if s else " " for s in spans).strip()


def read_scale(question: Question, rows: Sequence[Extent]) -> Reading:
    """The marked point: ticked, highlighted, alone, "4/5", or the fourth of five boxes in a row."""
    reading = Reading()
    ends = [*question.low.values(), *question.high.values()]
    lines = [line for row in rows for line in _lines(row)]
    plain = [replace(line, text=_without(line.text, ends)) for line in lines]
    if told := _told(question, plain):
        at, value = told
        reading.value = Scale(value)
        reading.answer.append(lines[at].extent)
        return _rest_of_scale(reading, question, lines[:at] + lines[at + 1 :], lines)
    options = options_of(question)
    seen = see(options, plain, single=True)
    chosen = choose(seen, len(options), single=True)
    if len({mark.option.value for mark in chosen.marks}) > 1:
        return _undecided(reading, seen, chosen)
    _sort(reading, seen, chosen, single=True)
    if chosen.marks:
        reading.value = Scale(int(chosen.marks[0].option.value))
    rest = [line for line in lines if any(line.extent == extent for extent in seen.rest)]
    return _rest_of_scale(reading, question, rest, lines)


def _without(words: str, ends: list[str]) -> str:
    """A line with the words of the scale's ends read as white space."""
    for end in ends:
        words = re.sub(re.escape(end), lambda match: " " * len(match[0]), words, flags=re.I)
    return words


def _told(question: Question, lines: Sequence[Stretch]) -> tuple[int, int] | None:
    """The line that gives the point as "4/5", as a row of boxes, or as the only number there is."""
    hand = Hand([line.paragraph for line in lines])
    numbers = [at for at, line in enumerate(lines) if re.search(r"\d", line.text)]
    for at, line in enumerate(lines):
        found = _OF.fullmatch(line.text)
        if found and int(found[2]) == question.points and 1 <= int(found[1]) <= question.points:
            return at, int(found[1])
        signs = hand.signs(line)
        ticked = [number for number, sign in enumerate(signs, 1) if sign.ticked]
        if not re.search(r"\w", _unsigned(line, hand)) and len(signs) == question.points and len(ticked) == 1:
            return at, ticked[0]
        if replaced := _replaced(line.text, question.points):
            return at, replaced
        alone = _ONE.fullmatch(line.text) if numbers == [at] and not signs else None
        if alone and 1 <= int(alone[1]) <= question.points and not re.search(r"\d", line.text[alone.end(1) :]):
            return at, int(alone[1])
    return None


def _replaced(words: str, points: int) -> int:
    """The point of a row in whose place an x stands, "1 2 x 4 5"; 0 for none."""
    told = re.findall(r"\w+", words)
    asked = [str(point) for point in range(1, points + 1)]
    crossed = [number for number, word in enumerate(told, 1) if word.lower() == "x"]
    whole = len(crossed) == 1 and len(told) == points
    return (
        crossed[0]
        if whole and all(word == each for word, each in zip(told, asked, strict=True) if word.lower() != "x")
        else 0
    )


def _unsigned(line: Stretch, hand: Hand) -> str:
    words = list(line.text)
    for sign in hand.signs(line):
        words[sign.start : sign.end] = " " * (sign.end - sign.start)
    return "".join(words)


def _rest_of_scale(reading: Reading, question: Question, rest: Sequence[Stretch], lines: Sequence[Stretch]) -> Reading:
    """What of the lines is no point: the words at the ends once each, and signs, are the form's."""
    printed = [told for line in lines if len(told := _ends_in(line.text, question)) > 1]
    seen: set[str] = set()
    all_told = set().union(*(_ends_in(line.text, question) for line in lines))
    outside = _("This is no point of the scale, which goes from 1 to %(points)s.") % {"points": question.points}
    for line in lines:
        told = _ends_in(line.text, question)
        again = bool(told & seen) or (len(told) == 1 and (len(all_told) == 1 or bool(printed)))
        seen |= told if len(told) > 1 or not printed else set()
        if line not in rest:
            reading.form += [] if line.extent in reading.answer else _ends_of(line, question)
            continue
        words = _without(line.text, [*question.low.values(), *question.high.values()])
        if again or not _says_nothing(words):
            reading.left.append((line.extent, _("This question asks for a point of a scale.")))
        elif re.search(r"\d", words) and reading.value is None and len(told) < 2:
            reading.left.append((line.extent, outside))
        else:
            reading.form.append(line.extent)
    return reading


def _ends_in(words: str, question: Question) -> set[str]:
    """Which ends of the scale a line names."""
    ends = {"low": question.low, "high": question.high}
    return {name for name, texts in ends.items() if any(end.lower() in words.lower() for end in texts.values())}


def _ends_of(line: Stretch, question: Question) -> list[Extent]:
    """Where the words of the scale's ends stand beside its points."""
    ends = [re.escape(end) for end in (*question.low.values(), *question.high.values())]
    found = re.finditer("|".join(ends), line.text, re.I) if ends else ()
    return [line.cut(match.start(), match.end()).extent for match in found]


def _says_nothing(words: str) -> bool:
    """Whether only numbers, signs and words such as "from" and "to" are there."""
    return all(word in SMALL or word.isdigit() for word in fold(words).split())


__all__ = ["Choosable", "Mark", "Reading", "read_choice", "read_scale"]
