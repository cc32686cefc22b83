"""The whole job in a real browser: import, answer, delegate, send back, approve, submit, download, next year."""

from pathlib import Path

import pytest

import milepost
from tests.browser.conftest import Visit, Visitor, picture

pytestmark = pytest.mark.browser

REPORT = "/reports/al/2022-05-01/1/"
ALBANIA = Path(milepost.__file__).parent / "packs" / "al" / "reports" / "albania-2022-2023-report.txt"

CHOICES = {
    "step_status/1": "Ongoing", "step_status/2": "Ongoing", "step_status/3": "Ongoing", "overall_progress": "3",
    "other_successes": "No", "regional_initiatives": "No", "domestic_collaboration_increased": "Yes",
    "process_useful": "Yes", "revise_priorities": "No",
}  # fmt: skip


def answer(visitor: Visitor, question: str, option: str) -> None:
    visitor.go(f"{REPORT}answers/{question}/")
    visitor.page.get_by_label(option, exact=True).check()
    visitor.press("Save")
    visitor.sees("Saved.")


def test_from_a_word_report_to_a_submitted_one(visit: Visit, tmp_path: Path) -> None:
    focal = visit("al", "focal_point")
    picture(focal.page, "home")

    # Albania's report is there; reading the document in again changes nothing and asks nothing.
    focal.go(REPORT)
    picture(focal.page, "report")
    focal.press("Read in a document")
    focal.page.get_by_label("The document").set_input_files(ALBANIA)
    focal.press("Read the document")
    focal.sees("Every piece of the document has its place.")

    # What a reviewer would ask, and what blocks.
    focal.go(f"{REPORT}checks/")
    focal.sees("these block submission")
    picture(focal.page, "checks")
    focal.go(f"{REPORT}review/send/")
    focal.sees("To be mended before the report can be sent")

    # Answer what the document lost.
    for question, option in CHOICES.items():
        answer(focal, question, option)
    answer(focal, "assessment_tools", "Interviews")
    answer(focal, "international_partners", "ILO")
    focal.go(f"{REPORT}answers/highlights/")
    focal.page.get_by_label("Your answer").fill("Field teams work in 20 municipalities.\n\n- **Berat**\n- Vlorë")
    focal.page.get_by_text("Saved", exact=False).first.wait_for()
    focal.press("Save")
    picture(focal.page, "answer")
    focal.press("History")
    focal.sees("imported from a document")

    # Ask the contributor about priority 3.
    focal.go(f"{REPORT}answers/priority_progress/3/ask/")
    focal.page.get_by_label("Who answers").select_option(index=1)
    for box, value in (("Day", "31"), ("Month", "1"), ("Year", "2030")):
        focal.page.get_by_role("group", name="Due on").get_by_label(box).fill(value)
    focal.page.get_by_label("Message").fill("How many proceedings began?")
    focal.press("Ask them")
    focal.sees("Besnik Demo")

    writer = visit("al", "contributor", width=360)
    picture(writer.page, "phone")
    writer.page.locator("main article a").first.click()
    writer.scan()
    writer.sees("How many proceedings began?")
    writer.page.get_by_label("Your answer").fill("Eleven proceedings began in 2022.")
    writer.page.get_by_role("button", name="Send to", exact=False).click()
    writer.page.wait_for_load_state()
    writer.scan()
    writer.sees("Your text was sent.")

    focal.go("/")
    focal.press("Decide on the text of Besnik Demo")
    focal.press("Accept this text as the answer")
    focal.sees("Both names stay with the text.")

    # Explain a warning, send for review.
    focal.go(f"{REPORT}checks/?severity=warning")
    focal.page.get_by_role("link", name="Say why it stays").first.click()
    focal.scan()
    focal.page.get_by_label("Why does it stay as it is?").fill("The record is kept by calendar year.")
    focal.press("Keep this explanation")
    focal.go(f"{REPORT}review/send/")
    focal.page.get_by_label("Message").fill("Please read.")
    focal.press("Send to the approver")
    focal.sees("In review")

    # Sent back, changed, approved.
    approver = visit("al", "approver")
    approver.go(f"{REPORT}review/approve/")
    approver.sees("The record is kept by calendar year.")
    approver.page.get_by_label("Considering the progress").fill("Name all municipalities.")
    approver.press("Send back to the focal point")

    focal.go("/")
    focal.sees("Sent back by Drita Demo")
    focal.go(f"{REPORT}answers/highlights/")
    focal.sees("Name all municipalities.")
    focal.press("Resolve")
    focal.go(f"{REPORT}review/send/")
    focal.press("Send to the approver")
    approver.go("/")
    approver.page.locator("main article a").first.click()
    approver.press("Approve this report")
    approver.sees("Approved")

    # Submit, take away, open next year's.
    focal.go(REPORT)
    focal.press("Submit to the Alliance")
    focal.press("Submit this report")
    focal.sees("SHA-256")
    picture(focal.page, "submission")
    with focal.page.expect_download() as download:
        focal.page.get_by_role("link", name=".docx").click()
    target = tmp_path / "report.docx"
    download.value.save_as(target)
    assert target.read_bytes()[:2] == b"PK"
    focal.go(f"{REPORT}carry/")
    focal.press("Open the report")
    focal.sees("May 2023 – April 2024")
    focal.sees("Implementation of the National Agenda")
    focal.go("/roadmap/al/timeline/")
    focal.go("/roadmap/al/")
    picture(focal.page, "roadmap")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_page_of_a_report_has_no_barrier(visit: Visit, width: int) -> None:
    reader = visit("demo", "focal_point", width)
    reader.scanned = set()
    report = "/reports/demo/2022-01-01/1/"
    for page in (
        "", "all/", "events/", "answers/priority_progress/1/", "answers/priority_progress/1/history/", "answers/next_steps/",
        "answers/domestic_partners/", "answers/overall_progress/", "checks/", "import/", "export/", "compare/",
        "contributions/", "review/", "review/1/", "submission/", "correct/", "carry/",
    ):  # fmt: skip
        reader.go(report + page)
    for path in ("/", "/reports/", "/reports/open/", "/roadmap/demo/", "/roadmap/demo/timeline/", "/password/"):
        reader.go(path)


def test_the_administrators_pages_have_no_barrier(visit: Visit) -> None:
    administrator = visit("al", "administrator")
    for path in ("/", "/people/", "/people/al/add/", "/audit/", "/audit/?verb=report.import"):
        administrator.go(path)
    administrator.sees("read in a document")


def test_a_line_that_drops_loses_nothing(visit: Visit) -> None:
    writer = visit("demo", "focal_point")
    page = "/reports/demo/2023-01-01/1/answers/highlights/"
    writer.go(page)
    writer.page.context.set_offline(True)
    writer.page.get_by_label("Your answer").fill("Typed while the line was down.")
    writer.page.get_by_text("No line.", exact=False).wait_for()
    writer.page.context.set_offline(False)
    writer.page.locator("[data-autosave-status]", has_text="Saved").wait_for(timeout=30_000)
    writer.go(page)
    assert writer.page.get_by_label("Your answer").input_value() == "Typed while the line was down."


def test_two_windows_on_one_answer_meet_in_both_texts(visit: Visit) -> None:
    page = "/reports/demo/2023-01-01/1/answers/challenges/"
    one, two = visit("demo", "focal_point"), visit("demo", "focal_point")
    one.go(page)
    two.go(page)
    one.page.get_by_label("Your answer").fill("The first text.")
    one.press("Save")
    two.page.get_by_label("Your answer").fill("The second text.")
    two.page.get_by_role("link", name="Look at both texts").wait_for(timeout=30_000)
    two.press("Look at both texts")
    two.sees("The first text.")
    two.sees("The second text.")
    picture(two.page, "both-texts")
    two.press("Use my text instead")
    two.sees("Decided.")
    assert two.page.get_by_label("Your answer").input_value() == "The second text."
