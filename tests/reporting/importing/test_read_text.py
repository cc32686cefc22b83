"""Plain text in any encoding, with lines broken by an editor or not, reads the same."""

import textwrap

import pytest

from milepost.reporting.content import Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Unreadable, read
from tests.reporting.importing.told import as_text, lines

ALBANIAN = "Në Korçë dhe Dibër u mbajtën takime për mbrojtjen e fëmijëve."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "cp1250"])
def test_any_encoding(form_2023: Edition, encoding: str) -> None:
    data = as_text(lines(form_2023, answers={Slot("challenges"): [ALBANIAN]})).decode().encode(encoding)
    assert read(data, "r.txt", form_2023).answers[Slot("challenges")] == Words(ALBANIAN)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_ends(form_2023: Edition, ends: str) -> None:
    text = as_text(lines(form_2023)).decode()
    assert (
        read(text.replace("\n", ends).encode(), "r.txt", form_2023).answers
        == read(text.encode(), "r.txt", form_2023).answers
    )


def test_without_blank_lines_every_line_is_a_paragraph(form_2023: Edition) -> None:
    told = list(lines(form_2023, answers={Slot("challenges"): ["First one.", "Second one."]}))
    answers = read("\n".join(told).encode(), "r.txt", form_2023).answers
    assert answers[Slot("challenges")] == Words("First one.\n\nSecond one.")


def test_with_blank_lines_a_single_line_end_stays_one(form_2023: Edition) -> None:
    told = lines(form_2023, answers={Slot("challenges"): ["First one.\nSecond one.", "Third."]})
    assert read(as_text(told), "r.txt", form_2023).answers[Slot("challenges")] == Words(
        "First one.\nSecond one.\n\nThird."
    )


def test_lines_that_an_editor_broke_are_whole_again(form_2023: Edition) -> None:
    long = " ".join(["Training and capacity building for professionals is an ongoing process without an end."] * 20)
    told = list(lines(form_2023, answers={Slot("challenges"): [long, "- one", "- two"]}))
    broken = "\n\n".join("\n".join(textwrap.wrap(line, 72)) for line in told)
    imported = read(broken.encode(), "r.txt", form_2023)
    assert imported.answers == read(as_text(iter(told)), "r.txt", form_2023).answers
    assert imported.priorities == read(as_text(iter(told)), "r.txt", form_2023).priorities


def test_page_numbers_at_the_edge_of_pages_are_the_forms(form_2023: Edition) -> None:
    told = lines(
        form_2023,
        answers={Slot("challenges"): ["The collaboration with the coordinator has improved by\n\n7\n\fmeetings."]},
    )
    imported = read(as_text(told), "r.txt", form_2023)
    assert imported.answers[Slot("challenges")] == Words(
        "The collaboration with the coordinator has improved by meetings."
    )


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 500, bytes(range(256)) * 20, b"\xff\xfe\x00\xd8" * 100])
def test_what_is_no_text_is_refused(form_2023: Edition, data: bytes) -> None:
    with pytest.raises(Unreadable, match="not text"):
        read(data, "r.txt", form_2023)
