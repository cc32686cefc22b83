"""Whatever is written, the checks answer, and their spans lie inside the text."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.reporting.checks.finding import plain_text
from milepost.reporting.checks.reading.dates import read as read_dates
from milepost.reporting.checks.reading.figures import read as read_figures
from milepost.reporting.checks.run import check
from milepost.reporting.content import Content, PlannedStep, Slot, Steps, Words
from milepost.reporting.knowledge import Knowledge
from tests.reporting.checks.a_report import report
from tests.reporting.checks.knowledge_of_albania import knowledge
from tests.reporting.checks.reports_read import albania

KNOWN = knowledge()
PIECES = st.sampled_from(
    "229 children |20 field teams|10 municipalities: Berat, Vlorë and Tirana|all 61 districts|(|)|\n\n|- |. |, |: |; |"
    "3.11.2023|31 June 2022|May 2022-2023|first half of 2022|2021-2026|0000|99.99.9999|2022-13-45|"
    "PMF (Prevention of Minors' Fund)|VT/VMT (a/b)|ASHMDF|State Agency for Child Protection Rights|"
    "Decision No. 659, dated |"
    '“|”|"|**|[a](https://example.org)|#. |this workshop |workshop|No information|N/A|-|é|ß|\u0130|ﬀ|😀|\u200b|½|٣|'
    "the the |, The State|Label: text |should |approximately |%|1,250 |1.5 |million |and |Vlora".split("|")
)
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)
)


def spans_lie_inside(content: Content, knowledge_: Knowledge) -> None:
    for finding in check(content, knowledge_):
        length = len(plain_text(content.answers.get(finding.slot))) if finding.slot else 0
        assert 0 <= finding.start <= finding.end <= length
        assert finding.message
        assert finding.advice
        assert len(finding.fingerprint) == 16


@given(first=TEXTS, second=TEXTS, third=TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_checks(first: str, second: str, third: str) -> None:
    content = report(
        {
            "priority_progress/1": first,
            "step_progress/1": second,
            "challenges": third,
            "lessons": first + third,
            "next_steps": Steps((PlannedStep(second[:60], third), PlannedStep(first[:60], second, due=third[:10]))),
        }
    )
    spans_lie_inside(content, KNOWN)
    spans_lie_inside(content, Knowledge())


@given(titles=st.lists(TEXTS, min_size=2, max_size=2))
@settings(max_examples=40, deadline=None)
def test_no_title_breaks_the_checks(titles: list[str]) -> None:
    content = report(
        {"step_progress/1": "A meeting was held.", "priority_progress/1": "N/A"},
        priorities=(*titles,),
        steps=(*titles,),
    )
    spans_lie_inside(content, KNOWN)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_dates_and_figures_stand_where_they_are_said_to(text: str) -> None:
    dates = read_dates(text)
    for when in dates:
        assert 0 <= when.start < when.end <= len(text)
        assert when.first <= when.last
    for figure in read_figures(text, dates):
        assert 0 <= figure.start <= figure.number_start < figure.number_end <= figure.end <= len(text)


@given(cut=st.integers(min_value=0, max_value=1500), slot=st.sampled_from(sorted(albania().content.answers, key=str)))
@settings(max_examples=60, deadline=None)
def test_a_half_written_answer_breaks_nothing(cut: int, slot: Slot) -> None:
    whole = albania().content
    value = whole.answers[slot]
    if isinstance(value, Words):
        half = {**whole.answers, slot: Words(value.source[:cut])}
        spans_lie_inside(replace(whole, answers=half), KNOWN)
