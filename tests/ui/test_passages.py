"""Marked words and word differences: exact, and safe to print."""

from datetime import date

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from milepost.ui.parts import Finding
from milepost.ui.passages import pieces, word_changes

TEXT = "In 2022 <b>229</b> children were managed."


def drawn(template: str, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


def found(number: int, words: str, tone: str = "warning") -> Finding:
    start = TEXT.index(words)
    return Finding(number, tone, "", "", start, start + len(words), words)


def test_the_words_of_a_finding_are_marked_and_lead_to_its_note() -> None:
    html = drawn("{% highlighted text findings %}", text=TEXT, findings=[found(1, "2022")])
    assert '<mark class="mp-mark mp-mark--warning">2022</mark>' in html
    assert 'id="words-1"' in html
    assert 'href="#finding-1"' in html


def test_markup_in_a_marked_text_stays_text() -> None:
    html = drawn("{% highlighted text findings %}", text=TEXT, findings=[found(1, "<b>229</b>")])
    assert "&lt;b&gt;229&lt;/b&gt;" in html
    assert "<b>" not in html


def test_overlapping_findings_keep_both_notes_and_the_graver_colour() -> None:
    both = [found(1, "229</b> children", "note"), found(2, "children were", "error")]
    html = drawn("{% highlighted text findings %}", text=TEXT, findings=both)
    assert '<mark class="mp-mark mp-mark--error">children</mark>' in html
    assert "#finding-1" in html
    assert "#finding-2" in html


def test_a_finding_outside_the_text_marks_nothing() -> None:
    outside = Finding(1, "note", "", "", 500, 510)
    whole = Finding(2, "note", "", "", 0, 0)
    assert "<mark" not in drawn("{% highlighted text findings %}", text=TEXT, findings=[outside, whole])


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_marking_never_changes_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    findings = [Finding(n, "note", "", "", start, end) for n, (start, end) in enumerate(spans)]
    assert "".join(piece.text for piece in pieces(text, findings)) == text


@given(st.text(alphabet="ab ,.\nëç"), st.text(alphabet="ab ,.\nëç"))
def test_a_difference_gives_both_texts_back(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert "".join(text for operation, text in changes if operation != "added") == before
    assert "".join(text for operation, text in changes if operation != "removed") == after


def test_a_difference_names_the_words_that_changed() -> None:
    assert word_changes("229 children were managed.", "229 children were identified.") == [
        ("same", "229 children were "),
        ("removed", "managed"),
        ("added", "identified"),
        ("same", "."),
    ]


def test_two_texts_that_share_few_words_are_told_whole() -> None:
    before, after = "Eleven proceedings began in Tirana.", "No information is at hand today."
    assert word_changes(before, after) == [("removed", before), ("added", after)]


def test_a_lone_comma_between_two_changes_is_no_word_that_stayed() -> None:
    before, after = "Centres opened in Berat, Fier and Elbasan.", "Centres opened in Vlora, Durres and Elbasan."
    assert word_changes(before, after)[1:3] == [("removed", "Berat, Fier"), ("added", "Vlora, Durres")]


def test_the_longest_texts_are_compared() -> None:
    before = " ".join(f"word{number % 7}" for number in range(9_000))
    after = " ".join(f"word{number % 5}" for number in range(9_000))
    changes = word_changes(before, after)
    assert "".join(text for operation, text in changes if operation != "added") == before
    marks = "." * 60_000
    assert word_changes(marks, marks + "!") == [("removed", marks), ("added", marks + "!")]


def test_a_difference_is_told_by_word_and_sign_and_escapes_markup() -> None:
    html = drawn("{% difference changes %}", changes=word_changes("a <i>", "a <b>"))
    assert "&lt;" in html
    assert "<del" in html
    assert "<ins" in html
    assert "added:" in html
    assert "<i>" not in html


def test_a_day_to_keep_is_said_in_words() -> None:
    today = date(2023, 5, 12)
    said = [drawn("{% due day today %}", day=date(2023, 5, day), today=today) for day in (8, 11, 12, 13, 15, 31)]
    for html, words in zip(
        said, ["4 days late", "1 day late", "due today", "due in 1 day", "due in 3 days"], strict=False
    ):
        assert words in html
    assert "due in" not in said[5]
    assert "31 May 2023" in said[5]


def test_progress_says_its_numbers() -> None:
    html = drawn('{% progress 18 29 "questions answered" %}')
    assert "18 of 29 questions answered" in html
    assert 'max="29" value="18"' in html
    assert 'max="1" value="0"' in drawn("{% progress 0 0 %}")
