"""A country's reports in which every text is a word that stands nowhere else: whoever reads the word reads the text."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution as contributions
from milepost.reporting.actions import review, submission
from milepost.reporting.actions.carry import Decision, carry
from milepost.reporting.actions.importing import import_document
from milepost.reporting.actions.report import ItemDraft, open_report
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.edition import Question
from milepost.reporting.importing.read import read
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of
from milepost.roadmap import actions as roadmap
from tests.conftest import Cast
from tests.one_of_everything import ALBANIA

FIRST = (date(2021, 5, 1), date(2022, 4, 30))
SECOND = (date(2022, 5, 1), date(2023, 4, 30))
ASKED = Slot("step_progress", 1)
"""What the contributor was asked: how the first carried step went, which was the second one the year before."""
BEFORE = Slot("step_progress", 2)
ALSO_ASKED = Slot("priority_progress", 2)
SETTLED = Slot("highlights")
DUE = date(2030, 1, 1)
_WORD = re.compile(r"zz[a-p]{12}", re.IGNORECASE)
A_PDF = "a PDF"
"""Words are drawn in it, not written: whoever is given one is given the report."""


@dataclass
class Marks:
    """The words, each with what it is and who is sure to find it."""

    told: dict[str, str] = field(default_factory=lambda: {A_PDF: A_PDF})
    readers: dict[str, str] = field(default_factory=dict)

    def mark(self, what: str, reader: str = "focal_point") -> str:
        """A new word: letters only, unlike any other."""
        digest = hashlib.sha256(f"{len(self.told)} {what}".encode()).hexdigest()
        word = "zz" + "".join(chr(ord("a") + int(digit, 16)) for digit in digest[:12])
        self.told[word], self.readers[word] = what, reader
        return word

    def words_in(self, response: Any) -> set[str]:
        """Those that a response holds: in its headers, in its body, and in what is packed in a file.

        Only known words count: the random letters of a form's token look like one now and then.
        """
        body = bytes(response.content)
        if body.startswith(b"%PDF"):
            return {A_PDF}
        if body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(body)) as package:
                body = b"\n".join(package.read(name) for name in package.namelist())
        found = _WORD.findall(f"{response.headers}\n{body.decode(errors='replace')}")
        return {each.lower() for each in found} & self.told.keys()

    def of(self, reader: str) -> set[str]:
        """The words that this person is to find."""
        return {word for word, who in self.readers.items() if who == reader}


@dataclass
class Marked:
    """Two years of a country: the first submitted and corrected, the second a draft that came back from review once.

    The contributor was asked one question of the draft; another one was asked the same, and two more.
    """

    cast: Cast
    country: Country
    edition: StoredEdition
    marks: Marks = field(default_factory=Marks)

    def make(self) -> None:
        """Everything, through the real actions."""
        draft = self._second_year(self._first_year())
        self._ask_the_contributor(draft)
        self._ask_another(draft)
        self._read_in(draft)
        self._write_over(draft)
        self._through_review(draft)

    def _first_year(self) -> Report:
        by, mark = self.cast.focal_point, self.marks.mark
        roadmap.plan(self.country, *FIRST, [self._planned(number) for number in (1, 2, 3)], by=by)
        titles = [ItemDraft(mark(f"title of priority {number}")) for number in (1, 2, 3, 4)]
        first = open_report(self.country, *FIRST, self.edition, by=by, priorities=titles)
        self._fill(first, {BEFORE: "contributor"})
        self._submit(first)
        corrected = submission.correct(first, reason=mark("reason of a correction"), by=by)
        answers.answer(corrected, SETTLED, Words(mark("corrected answer")), base=1, by=by)
        self._submit(corrected)
        return corrected

    def _second_year(self, first: Report) -> Report:
        by, mark = self.cast.focal_point, self.marks.mark
        decisions = [
            Decision(1, "continue"),
            Decision(2, "split", reason=mark("reason of a split"), titles=(mark("first half"), mark("second half"))),
            Decision(3, "drop", reason=mark("reason of a drop")),
        ]
        second = carry(first, *SECOND, self.edition, decisions, by=by)
        for answer in second.answers.filter(carried=True):
            answers.confirm(answer, by=by)
        self._fill(second, {})
        return second

    def _planned(self, number: int) -> roadmap.Draft:
        mark = self.marks.mark
        return roadmap.Draft(
            mark(f"title of step {number}", "contributor" if number == BEFORE.item else "focal_point"),
            text=mark(f"text of step {number}"), owner=mark(f"owner of step {number}"),
            seen_by=mark(f"indicator of step {number}"),
        )  # fmt: skip

    def _fill(self, report: Report, readers: dict[Slot, str]) -> None:
        content = content_of(report)
        for slot in content.slots():
            if slot not in content.answers:
                question = content.edition.question(slot.question)
                value = self._value(question, report, slot, readers.get(slot, "focal_point"))
                answers.answer(report, slot, value, base=0, by=self.cast.focal_point)

    def _value(self, question: Question, report: Report, slot: Slot, reader: str) -> Value:
        what = f"answer {slot} of {report.start.year}"
        option = next((each for each in question.options if each.with_text), None)
        match question.kind:
            case "one_of":
                return Choice(option.value, self.marks.mark(what)) if option else Choice(question.options[0].value)
            case "many_of":
                first = question.options[0].value
                return Choices((first, option.value), self.marks.mark(what)) if option else Choices((first,))
            case "scale":
                return Scale(3)
            case "step_list":
                return Steps(tuple(self._next_step(report, number) for number in (1, 2, 3)))
        return Words(f"{self.marks.mark(what, reader)} went on in every county of the country.")

    def _next_step(self, report: Report, number: int) -> PlannedStep:
        """The first one goes on with the second step of the first year."""
        mark = self.marks.mark
        goes_on = number == 1 and report.start == FIRST[0]
        title = content_of(report).steps[1].title if goes_on else mark(f"title of planned step {number}")
        return PlannedStep(
            title, mark(f"text of planned step {number}"), mark(f"owner of planned step {number}"), "2022-09-30",
            mark(f"indicator of planned step {number}"), 1,
        )  # fmt: skip

    def _submit(self, report: Report) -> None:
        cast, mark = self.cast, self.marks.mark
        review.send_for_review(report, message=mark(f"message to the approver, {report}"), by=cast.focal_point)
        review.approve(report, note=mark(f"note of the approver, {report}"), by=cast.approver)
        submission.submit(report, by=cast.focal_point)

    def _ask_the_contributor(self, draft: Report) -> None:
        by, person, mark = self.cast.focal_point, self.cast.contributor, self.marks.mark
        asked = contributions.ask(draft, ASKED, person, due=DUE, by=by, message=mark("message to them", "contributor"))
        contributions.draft(asked, Words(mark("their first text", "contributor")), base=0, by=person)
        contributions.offer(asked, by=person)
        contributions.hand_back(asked, comment=mark("why it came back", "contributor"), by=by)
        contributions.draft(asked, Words(mark("their new text", "contributor")), base=0, by=person)

    def _ask_another(self, draft: Report) -> None:
        by, person, mark = self.cast.focal_point, self.cast.other_contributor, self.marks.mark
        for slot in (ASKED, ALSO_ASKED, SETTLED):
            message = mark(f"message to another on {slot}", "other_contributor")
            asked = contributions.ask(draft, slot, person, due=DUE, by=by, message=message)
            if slot == ALSO_ASKED:
                contributions.draft(asked, Words(mark("text handed back", "other_contributor")), base=0, by=person)
                contributions.offer(asked, by=person)
                comment = mark("why another text came back", "other_contributor")
                contributions.hand_back(asked, comment=comment, by=by)
            sent = slot != SETTLED
            what, reader = f"text of another on {slot}", "focal_point" if sent else "other_contributor"
            contributions.draft(asked, Words(mark(what, reader)), base=0, by=person)
            if sent:
                contributions.offer(asked, by=person)

    def _read_in(self, draft: Report) -> None:
        told = ALBANIA.read_text(encoding="utf-8").replace("No information", self.marks.mark("differing answer"))
        data = f"{self.marks.mark('piece without a place')}\n\n{told}".encode()
        name = f"{self.marks.mark('name of a file')}.txt"
        document = import_document(draft, read(data, name, self.edition.edition), name, data, by=self.cast.focal_point)
        assert document.answers.filter(state="waiting").exists()
        assert document.pieces.filter(role="unplaced").exists()

    def _write_over(self, draft: Report) -> None:
        """A later text of an answer with a warning that is explained, and a text that another one was saved before."""
        by, mark = self.cast.focal_point, self.marks.mark
        text = Words(f"On 3 May 2019 {mark('second text')} opened.")
        answers.answer(draft, SETTLED, text, base=1, by=self.cast.second_focal_point)
        with pytest.raises(answers.Conflict):
            answers.answer(draft, SETTLED, Words(mark("kept text")), base=1, by=by)
        warning = next(each for each in findings_of(draft) if each.slot == SETTLED and each.severity == "warning")
        review.justify(draft, warning, mark("explanation of a warning"), by=by)

    def _through_review(self, draft: Report) -> None:
        cast, mark = self.cast, self.marks.mark
        for slot in (ASKED, SETTLED):
            thread = review.comment(draft, slot, mark(f"comment on {slot}"), by=cast.approver)
            review.reply(thread, mark(f"reply on {slot}"), by=cast.focal_point)
            review.resolve(thread, by=cast.approver)
        review.send_for_review(draft, message=mark("message to the approver"), by=cast.focal_point)
        comments = {slot: mark(f"why {slot} came back") for slot in (ASKED, SETTLED)}
        review.send_back(draft, comments, note=mark("note of sending back"), by=cast.approver)
