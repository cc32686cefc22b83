"""Answers as a reviewer reads them: the words, what changed since they were last read, notes, comments, a box."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Content, Printed, Slot
from milepost.reporting.edition import tell
from milepost.reporting.models import Answer, Justification, Report, Thread
from milepost.reporting.queries.history import Change, readable, word_difference
from milepost.reporting.views import wording
from milepost.reporting.views.report import slot_address


@dataclass(frozen=True)
class Reading:
    """One answer to read. `changes`: word by word against the text read before; empty when it is the same."""

    slot: Slot
    number: str
    question: str
    part: str
    html: SafeString
    word: str | Promise
    tone: str
    url: str
    answer: Answer | None
    revision: int
    notes: list[tuple[Finding, Justification | None]]
    threads: list[Thread]
    changes: list[Change]
    box: BoundField | None

    @property
    def anchor(self) -> str:
        """The place on the page."""
        return f"q-{self.slot.question}" + (f"-{self.slot.item}" if self.slot.item else "")


@dataclass(frozen=True)
class Section:
    """A titled group of answers."""

    key: str
    title: str
    readings: list[Reading]


@dataclass(frozen=True)
class Beside:
    """What stands beside the answers: all of it may be empty. `before`: the content as it was read last time."""

    answers: Mapping[Slot, Answer] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    findings: Iterable[Finding] = ()
    explained: Mapping[str, Justification] = field(default_factory=dict)
    threads: Iterable[Thread] = ()
    before: Content | None = None
    boxes: Mapping[Slot, BoundField] = field(default_factory=dict)


def sections(report: Report, content: Content, beside: Beside) -> list[Section]:
    """All answers of a content, by section."""
    threads: defaultdict[Slot, list[Thread]] = defaultdict(list)
    for thread in beside.threads:
        threads[thread.slot].append(thread)
    notes: defaultdict[Slot, list[tuple[Finding, Justification | None]]] = defaultdict(list)
    for finding in beside.findings:
        if finding.slot:
            notes[finding.slot].append((finding, beside.explained.get(finding.fingerprint)))
    grouped: defaultdict[str, list[Reading]] = defaultdict(list)
    for printed in content.printed():
        key = content.edition.section_of(printed.question.key).key
        for slot, _item in printed.slots:
            grouped[key].append(_reading(report, content, printed, slot, beside, notes[slot], threads[slot]))
    return [
        Section(each.key, tell(each.title, wording.language()).text, grouped[each.key])
        for each in content.edition.sections
        if each.key in grouped
    ]


def _reading(
    report: Report,
    content: Content,
    printed: Printed,
    slot: Slot,
    beside: Beside,
    notes: list[tuple[Finding, Justification | None]],
    threads: list[Thread],
) -> Reading:
    value = content.answers.get(slot)
    word, tone = wording.state_words(value)
    item = content.item(slot) if printed.question.parts else None
    return Reading(
        slot=slot,
        number=wording.number(printed, slot),
        question=content.question_text(printed if item else slot, wording.language()),
        part=item.title if item else "",
        html=wording.read_html(content, slot, value),
        word=word,
        tone=tone,
        url=slot_address(report, slot),
        answer=beside.answers.get(slot),
        revision=beside.revisions.get(str(slot), 0),
        notes=notes,
        threads=threads,
        changes=_changes(content, beside.before, slot),
        box=beside.boxes.get(slot),
    )


def _changes(content: Content, before: Content | None, slot: Slot) -> list[Change]:
    if before is None:
        return []
    then, now = before.answers.get(slot), content.answers.get(slot)
    if then == now:
        return []
    plain = [wording.read_value(each, slot, value) for each, value in ((before, then), (content, now))]
    if plain[0] == plain[1]:  # only marks changed, for example bold words
        question = content.edition.question(slot.question)
        plain = [readable(question, value, wording.language()) for value in (then, now)]
    return word_difference(plain[0], plain[1])
