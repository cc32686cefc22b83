"""A report goes out as a page that anyone can read, print and find their way in."""

import itertools
import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from milepost.reporting.content import Content, Slot, Words
from milepost.reporting.exports import html
from tests.reporting.exports.exported_reports import EMPTY, FULL, HOSTILE


def page(content: Content, language: str = "en") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.write(content, language).decode())


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section_of(tree: lxml_html.HtmlElement, anchor: str) -> str:
    (heading,) = tree.xpath(f"//h3[@id='{anchor}']")
    return words(heading.getparent())


def test_contents_lead_to_every_question_by_its_key() -> None:
    tree = page(FULL)
    targets = [link.removeprefix("#") for link in tree.xpath("//nav//a/@href")]
    assert "priority_progress-1" in targets
    assert "step_progress" in targets
    assert "overall_progress" in targets
    for target in targets:
        assert len(tree.xpath(f"//*[@id='{target}']")) == 1
    assert tree.xpath("//h4[@id='step_progress-2']")


def test_no_address_stands_twice() -> None:
    for content in (FULL, EMPTY, HOSTILE):
        ids = page(content).xpath("//@id")
        assert len(ids) == len(set(ids))


def test_headings_skip_no_level() -> None:
    levels = [int(element.tag[1]) for element in page(FULL).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_chosen_option_is_named_in_words() -> None:
    tree = page(FULL)
    assert "☒ Ongoing Chosen" in section_of(tree, "step_status-1")
    assert "☐ Not achieved ☒" in section_of(tree, "step_status-1")
    assert "Yes: A new law Chosen" in section_of(tree, "other_successes")
    assert "Other: Municipalities Chosen" in section_of(tree, "tools")


def test_a_scale_is_told_in_words() -> None:
    assert "4 of 5" in section_of(page(FULL), "overall_progress")
    assert "1 – No progress, 5 – Great progress" in section_of(page(FULL), "overall_progress")


def test_what_is_not_recorded_says_so() -> None:
    tree = page(FULL)
    assert "Not recorded" in section_of(tree, "step_status-2")
    assert "Chosen" not in section_of(tree, "step_status-2")
    assert section_of(tree, "anything_else").endswith("Not recorded")
    assert "Not recorded" not in section_of(tree, "overall_progress")


def test_a_question_that_another_answer_rules_out_says_so() -> None:
    from milepost.reporting.content import Choices

    ruled_out = replace(FULL, answers={**FULL.answers, Slot("tools"): Choices(("not_applicable",))})
    assert "Not asked" in section_of(page(ruled_out), "tools_detail")
    kept = replace(ruled_out, answers={**ruled_out.answers, Slot("tools_detail"): Words("Kept")})
    assert section_of(page(kept), "tools_detail").endswith("Not asked, because of another answer")


def test_lists_links_and_bold_words_are_real() -> None:
    written = html.write(FULL).decode()
    assert "<strong>Berat</strong>" in written
    assert 'href="https://example.org/agenda?year=2022&amp;lang=sq"' in written
    assert '<ul><li dir="auto">with the police<ol><li dir="auto">first</li>' in written
    assert "the agenda</a>.<br>The second line" in written


def test_typed_addresses_become_links_without_their_full_stop() -> None:
    content = replace(FULL, answers={Slot("challenges"): Words("See (https://example.org/a_b?c=d).")})
    assert '(<a href="https://example.org/a_b?c=d"' in html.write(content).decode()


def test_a_draft_is_marked_and_a_submitted_report_is_not() -> None:
    assert "Draft" in words(page(EMPTY).xpath("//header")[0])
    assert "Draft" in page(EMPTY).findtext(".//title")
    assert "Draft" not in html.write(FULL).decode()
    assert "Replaced by a correction" in html.write(replace(FULL, state="replaced")).decode()


def test_each_language_is_marked() -> None:
    tree = page(replace(FULL, language="en"), "sq")
    assert tree.get("lang") == "sq"
    assert "Progresi për objektivin 8.7" in words(tree)
    fallback = tree.xpath("//h2/span[@lang='en']")
    assert "Future prospects" in [words(element) for element in fallback]
    answers = tree.xpath("//div[@class='report-answer']")
    assert answers
    assert all(element.get("lang") == "en" for element in answers)


def test_the_page_asks_nothing_of_any_other_address() -> None:
    written = html.write(FULL).decode()
    assert not re.search(r"<(script|link|img|iframe)\b", written)
    assert "url(" not in written
    assert "default-src 'none'" in written


def test_the_fragment_needs_no_inline_style() -> None:
    fragment = html.body(FULL)
    assert "style" not in fragment
    assert "<h1" not in fragment
    assert fragment.startswith('<div class="report">')


@pytest.mark.parametrize("language", ["en", "sq", "ar"])
def test_hostile_words_stay_words(language: str) -> None:
    written = html.write(HOSTILE, language).decode()
    assert "<i>" not in written
    assert "<b>" not in written
    tree = lxml_html.document_fromstring(written)
    assert "{{ x }} {% now %} #eval $x^2$" in words(tree)
    assert "\u05e9\u05dc\u05d5\u05dd" in words(tree)
    assert tree.get("dir") == ("rtl" if language == "ar" else "ltr")


def test_the_same_report_is_the_same_page() -> None:
    assert html.write(FULL) == html.write(FULL)
