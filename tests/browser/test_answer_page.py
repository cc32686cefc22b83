"""What a script adds to the page of an answer: notes that follow each save, steps taken out for good."""

import pytest

from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

REPORT = "/reports/demo/2023-01-01/1/"


def saved(writer: Visitor) -> None:
    writer.page.locator("[data-autosave-status][data-state=saved]").wait_for(timeout=15_000)


def test_the_notes_follow_what_is_saved(visit: Visit) -> None:
    writer = visit("demo", "focal_point")
    writer.go(f"{REPORT}answers/lessons/")
    writer.page.get_by_label("Your answer").fill("In May 2019 the ministry shared its cars.")
    saved(writer)
    writer.page.locator("main mark", has_text="May 2019").wait_for(timeout=10_000)
    writer.page.locator("aside .mp-finding", has_text="May 2019").wait_for()
    writer.page.get_by_label("Your answer").fill("In May 2023 the ministry shared its cars with the inspectors.")
    writer.page.locator("aside .mp-finding", has_text="May 2019").wait_for(state="detached", timeout=15_000)


def test_a_step_that_was_taken_out_does_not_come_back(visit: Visit) -> None:
    writer = visit("demo", "focal_point")
    writer.go(f"{REPORT}answers/next_steps/")
    writer.page.get_by_label("Title").first.fill("The first step")
    writer.press("Add a step")
    writer.page.locator("#id_step-1-title").fill("The second step")
    writer.press("Add a step")
    writer.page.locator("#id_step-2-title").fill("The third step")
    saved(writer)
    # Typed and not yet saved when the other step is taken out: it is saved with the same press.
    writer.page.locator("#id_step-2-owner").fill("Ministry of Labour")
    writer.press("Take step 1 out")
    titles = writer.page.locator("input[name$=-title]")
    assert [box.input_value() for box in titles.all()] == ["The second step", "The third step"]
    assert writer.page.locator("#id_step-1-owner").input_value() == "Ministry of Labour"
    writer.go(f"{REPORT}answers/next_steps/")
    assert [box.input_value() for box in titles.all()] == ["The second step", "The third step"]


def test_the_enter_key_saves_and_takes_nothing_out(visit: Visit) -> None:
    writer = visit("demo", "focal_point")
    writer.go(f"{REPORT}answers/next_steps/")
    before = writer.page.locator("input[name$=-title]").count()
    writer.page.locator("#id_step-0-owner").fill("State Agency")
    writer.page.locator("#id_step-0-owner").press("Enter")
    writer.page.wait_for_load_state()
    writer.sees("Saved.")
    assert writer.page.locator("input[name$=-title]").count() == before
    assert writer.page.locator("#id_step-0-owner").input_value() == "State Agency"


def test_a_mark_is_taken_away_with_a_script_too(visit: Visit) -> None:
    writer = visit("demo", "focal_point")
    writer.go(f"{REPORT}answers/pathfinder_useful/")
    writer.page.get_by_label("Yes", exact=True).check()
    saved(writer)
    writer.go(f"{REPORT}answers/pathfinder_useful/")
    writer.press("Take the mark away")
    writer.sees("Not recorded")
    writer.go(f"{REPORT}answers/pathfinder_useful/")
    assert not writer.page.get_by_label("Yes", exact=True).is_checked()


def test_single_keys_lead_through_the_questions(visit: Visit) -> None:
    reader = visit("demo", "focal_point")
    reader.go(f"{REPORT}answers/highlights/")
    reader.page.keyboard.press("n")
    reader.page.wait_for_url("**/answers/other_successes/")
    reader.page.keyboard.press("p")
    reader.page.wait_for_url("**/answers/highlights/")
