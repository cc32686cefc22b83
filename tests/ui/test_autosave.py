"""What a person who writes is promised: saved silently, kept when the line drops, never lost, never sent twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.site import Kept

pytestmark = pytest.mark.browser

SAVE_AFTER = 2500


def write(page: Page, text: str, wait: int = SAVE_AFTER) -> None:
    page.get_by_label("Challenges").fill(text)
    page.clock.run_for(wait)


def kept_on_device(page: Page) -> int:
    count: int = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('milepost/')).length")
    return count


def test_writing_is_saved_by_itself_and_the_time_is_shown(writer: Page, kept: Kept) -> None:
    write(writer, "Fourteen teams have no vehicle.")
    expect(writer.locator("[data-autosave-status]")).to_have_text("Saved 10:42")
    assert kept.text == "Fourteen teams have no vehicle."
    expect(writer.locator("input[name=base]")).to_have_value("8")
    assert kept_on_device(writer) == 0


def test_a_second_save_builds_on_the_first(writer: Page, kept: Kept) -> None:
    write(writer, "One.")
    expect(writer.locator("[data-autosave-status]")).to_have_text("Saved 10:42")
    write(writer, "One. Two.")
    expect(writer.locator("input[name=base]")).to_have_value("9")
    assert kept.text == "One. Two."


def test_without_a_line_the_text_is_kept_and_sent_when_the_line_is_back(writer: Page, kept: Kept) -> None:
    writer.context.set_offline(True)
    write(writer, "Written in the mountains.")
    expect(writer.locator("[data-autosave-status]")).to_contain_text("No line. Your text is kept on this device")
    assert kept_on_device(writer) == 1
    writer.context.set_offline(False)
    writer.clock.run_for(5000)
    expect(writer.locator("[data-autosave-status]")).to_have_text("Saved 10:42")
    assert kept.text == "Written in the mountains."


def test_text_that_was_not_saved_is_back_in_the_box_after_the_page_was_closed(writer: Page, kept: Kept) -> None:
    kept.signed_in = False
    write(writer, "Typed before the battery died.")
    expect(writer.locator("[data-autosave-status]")).to_contain_text("You were signed out")
    kept.signed_in = True
    writer.on("dialog", lambda dialog: dialog.accept())
    writer.reload()
    expect(writer.get_by_label("Challenges")).to_have_value("Typed before the battery died.")
    expect(writer.locator("[data-autosave-status]")).to_contain_text("was not saved; it is back in the box")
    # The hour as the server writes it, of 24, also where an English browser would say "10:23 PM".
    expect(writer.locator("[data-autosave-status]")).to_contain_text(re.compile(r"at [0-2]\d:\d\d was not saved"))


def test_the_saved_text_can_be_shown_instead_of_the_typed_one(writer: Page, kept: Kept) -> None:
    kept.text, kept.signed_in = "The saved text.", False
    write(writer, "Half a sentence")
    expect(writer.locator("[data-autosave-status]")).to_contain_text("You were signed out")
    kept.signed_in = True
    writer.on("dialog", lambda dialog: dialog.accept())
    writer.reload()
    writer.get_by_role("button", name="Show the saved text instead").click()
    expect(writer.get_by_label("Challenges")).to_have_value("The saved text.")
    writer.get_by_role("button", name="Show the typed text again").click()
    expect(writer.get_by_label("Challenges")).to_have_value("Half a sentence")


def test_kept_text_of_an_older_revision_meets_the_newer_text_instead_of_replacing_it(writer: Page, kept: Kept) -> None:
    kept.signed_in = False
    write(writer, "Mine, typed on revision 7.")
    expect(writer.locator("[data-autosave-status]")).to_contain_text("You were signed out")
    kept.signed_in, kept.revision, kept.text = True, 9, "Theirs, saved meanwhile."
    writer.on("dialog", lambda dialog: dialog.accept())
    writer.reload()
    writer.clock.run_for(12000)
    expect(writer.locator("[data-autosave-status]")).to_contain_text("Someone else changed this answer")
    assert kept.text == "Theirs, saved meanwhile."


def test_someone_elses_change_stops_saving_and_leads_to_both_texts(writer: Page, kept: Kept) -> None:
    kept.revision = 8
    write(writer, "My words.")
    expect(writer.get_by_role("link", name="Look at both texts")).to_have_attribute("href", "/both/")
    sent = len(kept.received)
    write(writer, "My words, and more.", wait=10000)
    assert len(kept.received) == sent
    assert kept_on_device(writer) == 1


def test_after_signing_in_again_the_text_is_saved_with_a_fresh_token(writer: Page, kept: Kept) -> None:
    kept.signed_in = False
    write(writer, "Written after lunch.")
    expect(writer.get_by_role("link", name="Sign in (opens a new tab)")).to_have_attribute("href", "/in/")
    other = writer.context.new_page()
    other.goto("/in/")
    writer.get_by_role("button", name="Save again").click()
    expect(writer.locator("[data-autosave-status]")).to_have_text("Saved 10:42")
    assert kept.text == "Written after lunch."


def test_a_text_that_is_refused_says_why(writer: Page) -> None:
    write(writer, "long " * 50)
    expect(writer.locator("[data-autosave-status]")).to_contain_text("at most 200 characters")


def test_signing_out_leaves_no_text_on_the_device(writer: Page, kept: Kept) -> None:
    kept.revision = 8
    write(writer, "Words on a shared computer.")
    expect(writer.get_by_role("link", name="Look at both texts")).to_be_visible()
    assert kept_on_device(writer) == 1
    writer.on("dialog", lambda dialog: dialog.accept())
    writer.get_by_role("button", name="Leave").click()
    writer.wait_for_url("**/answer/")
    assert kept_on_device(writer) == 0


def test_a_form_sent_twice_arrives_once(writer: Page, kept: Kept) -> None:
    writer.get_by_label("Challenges").fill("Once.")
    writer.evaluate(
        "const form = document.querySelector('form[data-autosave]'); form.requestSubmit(); form.requestSubmit()"
    )
    expect(writer.get_by_label("Challenges")).to_have_value("Once.")
    assert kept.received == ["Once."]
