"""Writing an answer on its page, without a script."""

import json
from datetime import date

import pytest
from django.utils import translation

from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.actions.report import open_report
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.reports import content_of
from milepost.reporting.views import wording
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at, on

PRIORITY = Slot("priority_progress", 1)
STEPS = Slot("next_steps")


def said(report: Report, slot: Slot) -> Value | None:
    return content_of(report).answers.get(slot)


def test_a_text_is_saved_and_shown_with_its_writer(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "Two **day centres** opened.").press("Save")
    assert "Saved." in page.words
    assert "Answered Focal Point AL" in page.words
    assert page.typed("Your answer") == "Two **day centres** opened."
    assert said(report, PRIORITY) == Words("Two **day centres** opened.")


def test_the_question_is_asked_with_its_section_number_and_priority(report: Report, focal_point: Visitor) -> None:
    title = content_of(report).priorities[0].title
    page = focal_point.go(on(report, PRIORITY))
    assert page.all("h1")[0].startswith("1. Since May 2022, what progress has been made to your #1")
    assert title in page.all("h1")[0]
    assert page.all(".govuk-caption-l") == ["Annual progress on roadmap priorities"]


def test_save_and_go_to_the_next_question(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "A text.").press("Save and go to the next question")
    assert page.url == on(report, Slot("priority_progress", 2))
    assert said(report, PRIORITY) == Words("A text.")


def test_the_neighbouring_questions_are_one_key_away(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(report, Slot("priority_progress", 2)))
    keys = {each.get("data-shortcut"): each.get("href") for each in page.select(".mp-neighbours a")}
    assert keys == {"p": on(report, PRIORITY), "n": on(report, Slot("priority_progress", 3))}


def test_one_of_with_its_words(report: Report, focal_point: Visitor) -> None:
    slot = Slot("other_successes")
    page = focal_point.go(on(report, slot)).tick("Yes").fill("Please tell us more", "A new law.").press("Save")
    assert said(report, slot) == Choice("yes", "A new law.")
    assert page.typed("Please tell us more") == "A new law."


def test_the_words_of_an_option_are_a_text_with_paragraphs_and_lists(report: Report, focal_point: Visitor) -> None:
    slot, words = Slot("other_successes"), "Two **things**:\n\n- a law\n- a plan"
    page = focal_point.go(on(report, slot)).tick("Yes").fill("Please tell us more", words).press("Save")
    assert said(report, slot) == Choice("yes", words)
    assert page.typed("Please tell us more") == words
    assert page.box("Please tell us more").tag == "textarea"
    assert "Two things : a law a plan" in focal_point.go(at(report, "whole")).words


def test_a_mark_is_taken_away_again(report: Report, cast: Cast, focal_point: Visitor) -> None:
    slot = Slot("process_useful")
    answers.answer(report, slot, Choice("no"), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, slot)).press("Take the mark away")
    assert said(report, slot) is None
    assert "Not recorded" in page.words


def test_many_of_with_other(report: Report, focal_point: Visitor) -> None:
    slot = Slot("domestic_partners")
    page = focal_point.go(on(report, slot)).tick("Other").tick("Private sector")
    page.fill("Please say which", "Municipalities").press("Save")
    assert said(report, slot) == Choices(("private_sector", "other"), "Municipalities")


def test_words_without_their_tick_are_kept(report: Report, cast: Cast, focal_point: Visitor) -> None:
    slot = Slot("domestic_partners")
    answers.answer(report, slot, Choices((), "Municipalities"), base=0, by=cast.focal_point)
    focal_point.go(on(report, slot)).tick("Private sector").press("Save")
    assert said(report, slot) == Choices(("private_sector",), "Municipalities")


def test_a_point_on_the_scale(report: Report, focal_point: Visitor) -> None:
    slot = Slot("overall_progress")
    page = focal_point.go(on(report, slot))
    assert "1 – No progress" in page.words
    assert "5 – Great progress" in page.words
    page.tick("4").press("Save")
    assert said(report, slot) == Scale(4)


def test_emptying_a_text_makes_it_not_recorded(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, PRIORITY, Words("A text."), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "  \n ").press("Save")
    assert said(report, PRIORITY) is None
    assert "Not recorded" in page.words


@pytest.mark.parametrize(
    ("button", "words", "state"),
    [
        ("We have no information", "No information", "Says nothing"),
        ("It does not apply", "Not applicable", "Not applicable"),
    ],
)
def test_saying_that_there_is_nothing_to_say(
    report: Report, focal_point: Visitor, button: str, words: str, state: str
) -> None:
    page = focal_point.go(on(report, PRIORITY)).press(button)
    assert said(report, PRIORITY) == Words(words)
    assert state in page.words


def test_the_words_for_nothing_are_in_the_language_of_the_report(report: Report, focal_point: Visitor) -> None:
    report.language = "sq"
    report.save()
    page = focal_point.go(on(report, PRIORITY)).press("We have no information")
    assert said(report, PRIORITY) == Words("Nuk ka informacion")
    assert "Says nothing" in page.words


def test_typed_words_are_not_replaced_by_no_information(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "Two centres.").press("We have no information")
    assert page.status == 422
    assert page.typed("Your answer") == "Two centres."
    assert "There are words in the box." in page.all(".govuk-error-summary")[0]
    assert said(report, PRIORITY) is None


def test_a_text_that_is_too_long_is_given_back(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "a" * 60_001).press("Save")
    assert page.status == 422
    assert len(page.typed("Your answer")) == 60_001
    assert page.select("title")[0].text.startswith("Error:")


def test_the_box_is_in_the_language_of_the_report(report: Report, focal_point: Visitor) -> None:
    report.language = "sq"
    report.save()
    assert focal_point.go(on(report, PRIORITY)).box("Your answer").get("lang") == "sq"


def test_a_question_without_translation_says_so(report: Report, cast: Cast, focal_point: Visitor) -> None:
    stored = report.edition
    body = json.loads(json.dumps(stored.body))
    for section in body["sections"]:
        for question in section["questions"]:
            question["text"] = {"en": question["text"]["en"]}
    StoredEdition.objects.filter(pk=stored.pk).update(body=body, digest="only English")
    focal_point.client.post("/language/setlang/", {"language": "sq"})
    page = focal_point.go(on(report, PRIORITY))
    assert page.select("h1 span[lang=en]")
    with translation.override("sq"):
        assert wording.untranslated("en") in page.words


class TestSteps:
    """The list of next steps."""

    def planned(self, report: Report) -> tuple[PlannedStep, ...]:
        value = said(report, STEPS)
        return value.steps if isinstance(value, Steps) else ()

    def test_a_step_is_written_with_all_that_belongs_to_it(self, report: Report, focal_point: Visitor) -> None:
        page = focal_point.go(on(report, STEPS))
        page.fill("Title", "Train field teams").fill("What will be done", "In all counties.")
        page.fill("Responsible body", "State Agency").fill("How one will see that it is done", "teams trained")
        page.fill("Day", "1").fill("Month", "10").fill("Year", "2023").fill("Roadmap priority", "2").press("Save")
        assert self.planned(report) == (
            PlannedStep("Train field teams", "In all counties.", "State Agency", "2023-10-01", "teams trained", 2),
        )

    def test_a_step_is_added_and_what_is_typed_is_saved(self, report: Report, focal_point: Visitor) -> None:
        page = focal_point.go(on(report, STEPS)).fill("Title", "First").press("Add a step")
        assert self.planned(report) == (PlannedStep("First"),)
        assert page.all("legend.govuk-fieldset__legend--m") == ["Next step 1", "Next step 2"]
        page.page.get_element_by_id("id_step-1-title").value = "Second"
        page.press("Save")
        assert [step.title for step in self.planned(report)] == ["First", "Second"]

    def test_a_step_is_taken_out_and_stays_in_the_history(
        self, report: Report, cast: Cast, focal_point: Visitor
    ) -> None:
        three = Steps(tuple(PlannedStep(title) for title in ("First", "Second", "Third")))
        answers.answer(report, STEPS, three, base=0, by=cast.focal_point)
        page = focal_point.go(on(report, STEPS)).press("Take step 2 out")
        assert [step.title for step in self.planned(report)] == ["First", "Third"]
        assert "2. Second" in page.press("History").press("Text 1").words

    def test_a_date_that_cannot_be_is_named_with_all_text_kept(self, report: Report, focal_point: Visitor) -> None:
        page = focal_point.go(on(report, STEPS)).fill("Title", "Train").fill("Day", "31").fill("Month", "2")
        page.fill("Year", "2023").press("Save")
        assert page.status == 422
        assert "Enter a date that exists" in page.all(".govuk-error-summary")[0]
        assert page.typed("Title") == "Train"
        assert page.typed("Day") == "31"
        assert self.planned(report) == ()

    def test_a_step_with_an_error_is_not_lost_by_adding_one(self, report: Report, focal_point: Visitor) -> None:
        page = focal_point.go(on(report, STEPS)).fill("Title", "Train").fill("Day", "31").press("Add a step")
        assert page.status == 422
        assert page.typed("Title") == "Train"

    @pytest.mark.parametrize("count", ["-1", "x", "²", "99999999999", ""])
    def test_a_count_that_was_tampered_with_is_no_fault_of_the_server(
        self, report: Report, focal_point: Visitor, count: str
    ) -> None:
        data = {"base": "0", "count": count, "step-0-title": "Train"}
        assert focal_point.client.post(on(report, STEPS), data).status_code in (302, 422)


def test_a_part_of_a_question_has_a_page_of_its_own(report: Report, focal_point: Visitor) -> None:
    step = content_of(report).steps[1]
    page = focal_point.go(on(report, Slot("step_progress", 2)))
    assert f"Step 2: {step.title}" in page.words
    page.fill("Your answer", "It went on.").press("Save")
    assert said(report, Slot("step_progress", 2)) == Words("It went on.")


def test_a_viewer_reads_and_is_told_who_writes(report: Report, cast: Cast) -> None:
    answers.answer(report, PRIORITY, Words("- One\n- **Two**"), base=0, by=cast.focal_point)
    page = Visitor(cast.viewer).go(on(report, PRIORITY))
    assert "It can be done by: Focal point" in page.words
    assert page.all("main li") == ["One", "Two"]
    assert not page.select("main textarea")


def test_nobody_writes_while_the_report_is_in_review(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    page = focal_point.go(on(report, PRIORITY)).fill("Your answer", "Typed before it was sent.")
    review.send_for_review(report, by=cast.focal_point)
    page.press("Save")
    assert page.status == 403
    assert "in review" in page.words
    assert "Typed before it was sent." in page.body
    assert not focal_point.go(on(report, PRIORITY)).select("main textarea[name=text]")


def test_a_question_that_is_not_asked_keeps_its_answer_and_says_why(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    answers.answer(report, Slot("assessment_tools"), Choices(("not_applicable",)), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, Slot("assessment_detail")))
    assert "This question is not asked, because another answer says that it does not apply." in page.words


def test_the_notes_stand_beside_the_words_they_are_about(report: Report, cast: Cast, focal_point: Visitor) -> None:
    slot = Slot("highlights")
    answers.answer(report, slot, Words("On 3 May 2019 a centre opened in Tirana."), base=0, by=cast.focal_point)
    page = focal_point.go(on(report, slot))
    assert "3 May 2019" in page.all("main mark")
    links = {each.get("href") for each in page.select("main .mp-ref")}
    assert links <= {f"#{each.get('id')}" for each in page.select(".mp-finding")}


def test_last_years_answer_stands_beside(report: Report, cast: Cast, focal_point: Visitor) -> None:
    answers.answer(report, Slot("highlights"), Words("Last year **this**."), base=0, by=cast.focal_point)
    following = open_report(
        report.country, date(2023, 5, 1), date(2024, 4, 30), report.edition, by=cast.focal_point, previous=report
    )
    assert "Last year this." in focal_point.go(on(following, Slot("highlights"))).all("aside details")[0]


@pytest.mark.parametrize("slot", [Slot("nothing_of_the_kind"), Slot("highlights", 1), Slot("priority_progress", 99)])
def test_a_question_that_is_not_in_the_report_is_not_found(report: Report, focal_point: Visitor, slot: Slot) -> None:
    assert focal_point.client.get(on(report, slot)).status_code == 404


def test_the_report_of_another_country_is_not_found(report: Report, cast: Cast) -> None:
    assert Visitor(cast.foreign["focal_point"]).client.get(on(report, PRIORITY)).status_code == 404


def test_whatever_is_typed_is_text_and_never_a_part_of_the_page(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    evil = '<script>alert(1)</script> **<img src=x onerror=alert(1)>** [x](https://a.example/"onclick="y) in 2019'
    for slot in (PRIORITY, Slot("highlights")):
        answers.answer(report, slot, Words(evil), base=0, by=cast.focal_point)
    for url in (on(report, PRIORITY), on(report, PRIORITY, "history")):
        page = focal_point.go(url)
        assert not page.select("main script, main img, aside script, [onclick], [onerror]")
        assert "<script>alert(1)</script>" in page.words


def test_a_choice_that_is_told_more_about_says_how_words_are_marked(report: Report, focal_point: Visitor) -> None:
    assert "Lists, bold words and links" in focal_point.go(on(report, Slot("other_successes"))).words
    assert "Lists, bold words and links" not in focal_point.go(on(report, Slot("process_useful"))).words
