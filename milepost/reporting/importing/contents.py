"""Which paragraphs are a contents page: it repeats the headings and is not the body."""

import re
from collections.abc import Sequence

from milepost.reporting.importing.fold import fold
from milepost.reporting.importing.paragraph import Paragraph

_TITLE = re.compile(
    r"(?:table of contents?|contents?|list of contents?|përmbajtja|tabela e përmbajtjes|pasqyra e lëndës|"
    r"table des matières|sommaire|índice|tabla de contenidos?|contenido)\W*",
    re.I,
)
_ENTRY = re.compile(r"(?P<words>.*?\S)(?:\s*\t\s*|\s*(?:[.·_…] ?){3,}\s*|\s*…\s*|\s{3,})(?P<page>\d{1,3})\s*", re.S)
_LONGEST = 1_000
"""No entry is longer (characters)."""
_FAR = 3
"""Lines between two entries that may belong to them: a long entry runs over several."""


def contents(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """The indexes of the contents page's paragraphs, each with the words of its entry, folded."""
    styled = {
        index: fold(_words(each)) for index, each in enumerate(paragraphs) if each.style.startswith(("toc", "contents"))
    }
    return styled or _by_words(paragraphs)


def _by_words(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    title = next((index for index, each in enumerate(paragraphs) if _TITLE.fullmatch(each.flat)), None)
    last = _last_seen(paragraphs)
    entries: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        near = entries[-1] if entries else title
        if near is not None and index - near > _FAR and len(entries) > 1:
            break
        words = _listed_words(paragraph, last)
        listed = _entry(paragraph) is not None or (title is not None and near is not None and index > near)
        if listed and words and last.get(words, index) > index:
            entries.append(index)
    if len(entries) < 2:
        return {title: ""} if title is not None else {}
    first = title if title is not None and title < entries[0] <= title + 1 + _FAR else entries[0]
    end = _end(paragraphs, entries[-1])
    return {index: _listed_words(paragraphs[index], last) for index in range(first, end + 1)}


def _end(paragraphs: Sequence[Paragraph], last: int) -> int:
    """The last line with a page number right after the last entry that is found again."""
    while last + 1 < len(paragraphs) and _entry(paragraphs[last + 1]):
        last += 1
    return last


def _last_seen(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    return {fold(_words(each)): index for index, each in enumerate(paragraphs) if len(each.text) <= _LONGEST}


def _listed_words(paragraph: Paragraph, last: dict[str, int]) -> str:
    """An entry's words, folded; a page number behind a single space (a tab that a mail program wrote so) is none."""
    words = fold(_words(paragraph))
    without = words.rstrip("0123456789").rstrip()
    return without if words not in last or (without in last and last[without] > last[words]) else words


def _words(paragraph: Paragraph) -> str:
    entry = _entry(paragraph)
    return entry["words"] if entry else paragraph.flat


def _entry(paragraph: Paragraph) -> re.Match[str] | None:
    return _ENTRY.fullmatch(paragraph.text) if len(paragraph.text) <= _LONGEST else None
