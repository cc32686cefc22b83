"""A text that a mail program broke into lines of one width reads as the unbroken one."""

import textwrap
from collections.abc import Callable

import pytest

from milepost.reporting.content import Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import as_text, lines

WIDTHS = [60, 72, 76, 100]


def filled(text: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width) if line.strip() else "" for line in text.split("\n"))


def hanging(text: str, width: int) -> str:
    """As an editor breaks list items: further lines stand under the words of the first."""
    wrapped = (
        textwrap.fill(line, width, subsequent_indent="  " if line.startswith("- ") else "") if line.strip() else ""
        for line in text.split("\n")
    )
    return "\n".join(wrapped)


def same(wrapped: Imported, whole: Imported) -> None:
    assert (wrapped.priorities, wrapped.steps) == (whole.priorities, whole.steps)
    assert wrapped.answers == whole.answers
    assert (wrapped.country_name, wrapped.start, wrapped.end) == (whole.country_name, whole.start, whole.end)
    assert wrapped.unplaced_characters == whole.unplaced_characters == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("wrap", [filled, hanging])
def test_albania_wrapped_reads_as_albania(
    form_2023: Edition, albania_text: bytes, wrap: Callable[[str, int], str], width: int
) -> None:
    wrapped = wrap(albania_text.decode(), width).encode()
    same(read(wrapped, "r.txt", form_2023), read(albania_text, "r.txt", form_2023))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_a_wrapped_text_is_lost(form_2023: Edition, albania_text: bytes, width: int) -> None:
    wrapped = filled(albania_text.decode(), width)
    imported = read(wrapped.encode(), "r.txt", form_2023)
    assert "".join("".join(piece.text for piece in imported.pieces).split()) == "".join(wrapped.split())


def test_short_lines_of_an_address_stay_lines(form_2023: Edition) -> None:
    answer = "State Agency\nRruga e Kavajës 1\nTirana"
    told = lines(form_2023, answers={Slot("challenges"): [answer]})
    assert read(as_text(told), "r.txt", form_2023).answers[Slot("challenges")] == Words(answer)
