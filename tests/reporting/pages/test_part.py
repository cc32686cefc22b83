"""A contributor's part goes out as a Word document and comes back: nothing written in it is dropped."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Choices, Slot, Value, Words
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.importing.writing import saved
from tests.reporting.pages.visitor import Visitor

Ask = Callable[..., Visitor]


@pytest.fixture
def ask(report: Report, cast: Cast) -> Ask:
    """Ask the contributor a question, save a first text, and read the part back with `below` written at its end."""

    def asked(slot: Slot, value: Value, *below: str) -> Visitor:
        made = actions.ask(report, slot, cast.contributor, due=date(2030, 1, 31), by=cast.focal_point)
        actions.draft(made, value, base=0, by=cast.contributor)
        visitor = Visitor(cast.contributor)
        document = docx.Document(BytesIO(visitor.client.get(reverse("reporting:part", args=[made.pk])).content))
        for words in below:
            document.add_paragraph(words)
        page = visitor.go(reverse("reporting:offer", args=[made.pk]))
        return page.press("Read it back in", file=SimpleUploadedFile("part.docx", saved(document)))

    return asked


def test_an_unchanged_part_says_the_same(ask: Ask) -> None:
    page = ask(Slot("priority_progress", 3), Words("Eleven."))
    assert "The document says the same as your text." in page.words
    assert page.typed("Your answer") == "Eleven."


def test_text_below_the_last_box_is_in_the_answer(ask: Ask) -> None:
    page = ask(Slot("priority_progress", 3), Words("Eleven."), "And two more.")
    assert page.typed("Your answer") == "Eleven.\n\nAnd two more."
    assert "The document says the same" not in page.words


def test_text_that_a_choice_has_no_place_for_is_shown(ask: Ask) -> None:
    page = ask(Slot("assessment_tools"), Choices(("surveys",)), "We also counted.")
    assert "This stands in the document and is not in the box." in page.words
    assert "We also counted." in page.words
    assert "The document says the same" not in page.words
