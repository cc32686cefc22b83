"""DOCX out and in again gives the same answers, exactly, for any content."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milepost.reporting.content import (
    Choice,
    Choices,
    Content,
    Item,
    PlannedStep,
    Scale,
    Slot,
    Steps,
    Value,
    Words,
    normalise,
)
from milepost.reporting.edition import Edition, Question
from milepost.reporting.exports.docx import write
from milepost.reporting.importing.read import read, read_part
from tests.conftest import needs

# Words that could be taken for something else: questions, ticks, marks, labels, numbers of steps.
TRICKY = [
    "1. Since May 2022, what progress has been made?", "☒ Yes", "[x] ILO", "- a", "  - b", "#. c", "**", "**bold**", "Other: x",
    "[link](https://a.al/b)", "Next step #1: Title", "Responsible: nobody", "Not recorded", "\n", "\n\n", " ", "<w:p>", "&amp;",
    "ë ç", "مرحبا", "😀", "{title}", "a\\*b", "Contents\t3", "x", "No", "mp__end", "3", "/", ":",
]  # fmt: skip
text = st.lists(st.sampled_from(TRICKY) | st.text(max_size=12), max_size=8).map("".join)


def contents(edition: Edition, words: st.SearchStrategy[str] = text) -> st.SearchStrategy[Content]:
    line = words.map(lambda each: " ".join(each.split()))

    def value(question: Question) -> st.SearchStrategy[Value | None]:
        match question.kind:
            case "long_text":
                return st.builds(Words, words)
            case "one_of":
                asks = {option.value for option in question.options if option.with_text}
                return st.builds(
                    lambda chosen, said: Choice(chosen, said if chosen in asks else ""),
                    st.sampled_from([option.value for option in question.options]),
                    words,
                )
            case "many_of":
                asks = {option.value for option in question.options if option.with_text}
                return st.builds(
                    lambda chosen, said: Choices(tuple(chosen), said if asks & set(chosen) else ""),
                    st.lists(st.sampled_from([option.value for option in question.options]), unique=True),
                    line,
                )
            case "scale":
                return st.builds(Scale, st.integers(1, question.points))
        step = st.builds(PlannedStep, line, words, line, st.sampled_from(["", "2023-10-01"]), line, st.integers(0, 2))
        return st.builds(lambda steps: Steps(tuple(steps)), st.lists(step, max_size=3))

    @st.composite
    def whole(draw: st.DrawFn) -> Content:
        priorities = tuple(Item(n, f"Priority number {n}") for n in range(1, draw(st.integers(1, 6)) + 1))
        steps = tuple(Item(n, f"Step called {n}") for n in range(1, draw(st.integers(0, 5)) + 1))
        empty = Content("al", "Albania", date(2022, 5, 1), date(2023, 4, 30), edition, priorities, steps)
        answers: dict[Slot, Value] = {}
        for slot in empty.slots():
            question = edition.question(slot.question)
            given_value = normalise(question, draw(st.none() | value(question)))
            if given_value is not None:
                answers[slot] = given_value
        return Content("al", "Albania", date(2022, 5, 1), date(2023, 4, 30), edition, priorities, steps, answers)

    return whole()


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_content_comes_back(form_2023: Edition, data: st.DataObject) -> None:
    content = data.draw(contents(form_2023))
    back = read(write(content, "en"), "report.docx", form_2023)
    assert dict(back.answers) == dict(content.answers)
    assert back.priorities == content.priorities
    assert not [piece for piece in back.pieces if piece.role == "unplaced"]


@pytest.mark.drill
@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_content_comes_back_three_hundred_times(form_2023: Edition, data: st.DataObject) -> None:
    content = data.draw(contents(form_2023))
    assert dict(read(write(content, "en"), "report.docx", form_2023).answers) == dict(content.answers)


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_contributors_part_comes_back(form_2023: Edition, data: st.DataObject) -> None:
    content = data.draw(contents(form_2023))
    slot = Slot("priority_progress", 1)
    back = read_part(write(content, "en", frozenset({slot})), "part.docx", form_2023)
    assert dict(back.answers) == {key: value for key, value in content.answers.items() if key == slot}


def test_a_form_filled_in_libreoffice_comes_back(form_2023: Edition, tmp_path: Path) -> None:
    needs("soffice")
    content = Content(
        "al", "Albania", date(2022, 5, 1), date(2023, 4, 30), form_2023, (Item(1, "One"), Item(2, "Two")), (Item(1, "S"),),
        {
            Slot("priority_progress", 1): Words("A **bold** word.\n\n- one\n- two\n\n[link](https://a.al/)"),
            Slot("step_status", 1): Choice("ongoing"),
            Slot("overall_progress"): Scale(4),
            Slot("domestic_partners"): Choices(("ministries", "other"), "Municipalities"),
            Slot("next_steps"): Steps((PlannedStep("Title", "Text.", "Ministry", "2023-10-01", "Seen", 2),)),
        },
    )  # fmt: skip
    (tmp_path / "out.docx").write_bytes(write(content, "en"))
    for target, source in (("odt", "out.docx"), ("docx", "out.odt")):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", target, source],
            cwd=tmp_path, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    back = read((tmp_path / "out.docx").read_bytes(), "out.docx", form_2023)
    assert dict(back.answers) == dict(content.answers)
