"""What a person types in an answer keeps every character, and one document has one spelling."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.reporting.text import Block, Span, normalise, parse, plain, serialise

typed = st.text(
    st.one_of(st.sampled_from("ab \n\n-#.*[]()\\:/ëç1"), st.characters()),
    max_size=60,
) | st.lists(
    st.sampled_from(
        ["**", "bold", " ", "\n", "\n\n", "- ", "#. ", "  ", "\\", "[", "](https://a.al)", "a", "*", "](", "1. ", ")"]
    ),
    max_size=20,
).map("".join)


@given(typed)
@example("****")
@example("**a")
@example("[a](https://a.al)**")
@example("\\- a")
@example("- a\n  - b\n    c")
@settings(max_examples=600)
def test_a_document_has_one_spelling(source: str) -> None:
    document = parse(source)
    assert parse(serialise(document)) == document
    assert normalise(normalise(source)) == normalise(source)


def test_marks_are_read() -> None:
    assert parse("One **two** [three](https://a.al)\nfour\n\n- five\n  - six\n#. seven") == (
        Block(
            "paragraph",
            (
                (Span("One "), Span("two", bold=True), Span(" "), Span("three", href="https://a.al")),
                (Span("four"),),
            ),
        ),
        Block("bullet", ((Span("five"),),)),
        Block("bullet", ((Span("six"),),), level=1),
        Block("number", ((Span("seven"),),)),
    )


def test_what_is_no_mark_stays_as_typed() -> None:
    for text in ("2 * 3 ** 4", "1. first", "[sic]", "a_b", "C:\\temp", "-5 degrees", "#hashtag", "<b>not bold</b>"):
        assert plain(text) == text
        assert normalise(text) == text


def test_plain_text_has_one_sign_for_every_list() -> None:
    assert plain("Two:\n\n- **one**\n#. two") == "Two:\n\n- one\n- two"


@given(typed)
@settings(max_examples=300)
def test_no_line_has_white_space_at_its_ends_or_a_look_on_white_space(source: str) -> None:
    for block in parse(source):
        for line in block.lines:
            words = "".join(span.text for span in line)
            assert words == words.strip() != ""
            assert all(span.text.strip() or not (span.bold or span.href) for span in line)
