"""The answer to a choice question or a scale, from what is marked in its place in the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from milepost.reporting.content import Choice, Choices, Scale, Value
from milepost.reporting.edition import Question
from milepost.reporting.importing.options import Choosable, options_of
from milepost.reporting.importing.paragraph import Extent, block_of
from milepost.reporting.importing.signs import Hand, Stretch
from milepost.reporting.importing.ticks import Chosen, Mark, Seen, choose, see

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
    reading = Reading()
    if single and len({mark.option.value for mark in chosen.marks}) > 1:
        return _undecided(reading, seen, chosen)
    _sort(reading, seen, chosen, single)
    words = "; ".join(dict.fromkeys(mark.said for mark in chosen.marks if mark.said and _takes_words(mark, single)))
    if single and chosen.marks:
        reading.value = Choice(chosen.marks[0].option.value, words)
    elif chosen.marks:
        reading.value = Choices(tuple(mark.option.value for mark in chosen.marks), words)
    rest = [extent for extent in seen.rest if extent.text.strip()]
    asking = [mark for mark in chosen.marks if mark.option.with_text]
    behind = [extent for extent in rest if not _is_signed(extent)] if asking and not words else []
    if behind:
        _take_words(reading, behind)
    note = _("This question asks for a choice; this text has no place in it.")
    reading.left += [(extent, note) for extent in rest if extent not in behind]
    return reading


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


def _take_words(reading: Reading, rest: list[Extent]) -> None:
    """The words of a chosen option that asks for them stand in the paragraphs below it."""
    words = " ".join(_spoken(extent) for extent in rest)
    reading.answer += rest
    if isinstance(reading.value, Choice):
        reading.value = Choice(reading.value.value, words)
    elif isinstance(reading.value, Choices):
        reading.value = Choices(reading.value.values, words)


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
        return _rest_of_scale(reading, question, lines[:at] + lines[at + 1 :], ends)
    options = options_of(question)
    seen = see(options, plain, single=True)
    chosen = choose(seen, len(options), single=True)
    if len({mark.option.value for mark in chosen.marks}) > 1:
        return _undecided(reading, seen, chosen)
    _sort(reading, seen, chosen, single=True)
    if chosen.marks:
        reading.value = Scale(int(chosen.marks[0].option.value))
    rest = [line for line in lines if any(line.extent == extent for extent in seen.rest)]
    return _rest_of_scale(reading, question, rest, ends)


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
        alone = _ONE.fullmatch(line.text) if numbers == [at] and not signs else None
        if alone and 1 <= int(alone[1]) <= question.points and not re.search(r"\d", line.text[alone.end(1) :]):
            return at, int(alone[1])
    return None


def _unsigned(line: Stretch, hand: Hand) -> str:
    words = list(line.text)
    for sign in hand.signs(line):
        words[sign.start : sign.end] = " " * (sign.end - sign.start)
    return "".join(words)


def _rest_of_scale(reading: Reading, question: Question, lines: Sequence[Stretch], ends: list[str]) -> Reading:
    for line in lines:
        words = _without(line.text, ends)
        both = sum(end.lower() in line.text.lower() for end in ends) >= 2
        if both or not any(letter.isalpha() for letter in words):
            other = re.search(r"\d", words) and reading.value is None and not both
            note = _("This is no point of the scale, which goes from 1 to %(points)s.") % {"points": question.points}
            if other:
                reading.left.append((line.extent, note))
            else:
                reading.form.append(line.extent)
        else:
            reading.left.append((line.extent, _("This question asks for a point of a scale.")))
    return reading


__all__ = ["Choosable", "Mark", "Reading", "read_choice", "read_scale"]
