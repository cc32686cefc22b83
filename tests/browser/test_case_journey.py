"""The work of a child protection unit in a real browser: from a report of concern on a phone to a closed file."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit, Visitor, picture

pytestmark = pytest.mark.browser

CHILD = {"First name": "Shpresa", "Surname": "Kodra Demo"}


def fill_day(visitor: Visitor, label: str, on: date) -> None:
    group = visitor.page.get_by_role("group", name=label)
    for box, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.first.get_by_label(box).fill(str(value))


def choose(visitor: Visitor, question: str, option: str) -> None:
    """One of the radios or ticks under a question."""
    visitor.page.get_by_role("group", name=question).first.get_by_label(option, exact=True).first.check()


def test_from_a_report_of_concern_on_a_phone_to_a_closed_file(visit: Visit) -> None:
    field_team = visit("al", "field_team_member", width=360)
    field_team.press("Report a concern")
    page = field_team.page
    page.get_by_label("Unit", exact=True).select_option(label="Child Protection Unit of Tirana")
    page.get_by_label("The child is in danger now").check()
    choose(field_team, "What is the concern?", "begging")
    fill_day(field_team, "When was the child seen?", timezone.localdate())
    page.get_by_label("Where?", exact=True).fill("By the bridge (demo)")
    choose(field_team, "Who is with the child?", "nobody")
    page.get_by_label("What was seen or heard?").fill("Sits there since the morning (demo)")
    page.get_by_label("Who reports?", exact=True).select_option(label="field team")
    field_team.press("Send to the unit")
    field_team.sees("Reported to Child Protection Unit of Tirana.")

    worker = visit("al", "case_worker")
    worker.press("Files")
    worker.sees("Decide on the report of")
    worker.sees("immediate risk")
    picture(worker.page, "desk")
    number = register(worker)
    case = f"/cases/al/{number}/"
    assess(worker)
    write_plan(worker)

    head = visit("al", "head_of_unit")
    head.go("/cases/")
    head.page.get_by_role("link", name=f"Approve the plan: {number}").click()
    head.page.wait_for_load_state()
    head.scan()
    head.page.get_by_role("button", name="Approve the plan").click()
    head.page.wait_for_load_state()
    head.scan()
    head.sees("Approved. The plan is in force.")

    worker.go(case)
    worker.sees("Plan in force")
    worker.press("Note a contact")
    choose(worker, "What kind of contact?", "home visit")
    worker.page.get_by_label("I saw the child").check()
    worker.page.get_by_label("What did you see and agree?").fill("At the table, with a book (demo)")
    worker.press("Note the contact")
    worker.sees("The contact is noted.")
    worker.go(case)
    picture(worker.page, "case")
    worker.press("Propose to close")
    choose(worker, "Why is the case closed?", "aims of the plan met")
    choose(worker, "Was the child told?", "told")
    choose(worker, "Was the family told?", "told")
    worker.press("Propose to the head of the unit")

    head.go("/cases/")
    head.page.get_by_role("link", name=f"Decide about closing: {number}").click()
    head.page.wait_for_load_state()
    head.scan()
    head.press("Close the file")
    head.sees("Closed.")
    worker.go(case)
    worker.sees("At the table, with a book (demo)")
    worker.press("Open again")
    field_team.press("Home")
    field_team.go("/cases/reported/")
    field_team.sees("Accepted")


def register(worker: Visitor) -> str:
    """From the newest report on the desk to a file: the search comes first. Returns the file's number."""
    links = worker.page.get_by_role("link", name="Decide on the report of").all()
    for url in [link.get_attribute("href") for link in links]:
        worker.go(str(url))
        if "Sits there since the morning" in worker.page.inner_text("main"):
            break
    worker.press("Register")
    for label, words in CHILD.items():
        worker.page.get_by_label(label, exact=True).fill(words)
    birth = worker.page.get_by_role("group", name="Date of birth")
    birth.get_by_label("Month").fill("5")
    birth.get_by_label("Year").fill("2015")
    choose(worker, "Sex", "Girl")
    worker.press("Search")
    worker.sees("The search found nobody like this.")
    worker.press("A child we do not have yet: register")
    worker.sees("Registered. The file is in your caseload.")
    return worker.page.url.rstrip("/").rsplit("/", 1)[-1]


def assess(worker: Visitor) -> None:
    worker.press("Assess the risk")
    choose(worker, "How great is the risk?", "medium")
    choose(worker, "What makes it so?", "no income")
    fill_day(worker, "When did you see the child?", timezone.localdate())
    worker.page.get_by_label("What did you find?").fill("Alone all day (demo)")
    choose(worker, "Do you suspect trafficking?", "No")
    worker.press("Save the assessment")
    worker.sees("The assessment is saved.")
    worker.press("Record the exploitation")
    worker.page.get_by_label("What does the child do?").select_option(label="begging")
    worker.page.get_by_label("Hours in a week").fill("40")
    choose(worker, "What is dangerous about it?", "work in traffic")
    choose(worker, "Who gains?", "the family")
    worker.press("Save the facts")
    worker.sees("The facts are saved.")


def write_plan(worker: Visitor) -> None:
    worker.press("Write the plan")
    choose(worker, "Protection measure", "support to child and family")
    worker.page.get_by_label("What is to be better, and how will you see it?").fill("At school by spring (demo)")
    action = worker.page.get_by_role("group", name="Action 1", exact=True)
    action.get_by_label("What kind of help?").select_option(label="return to school")
    soon = timezone.localdate() + timedelta(days=20)
    for box, value in (("Day", soon.day), ("Month", soon.month), ("Year", soon.year)):
        action.get_by_role("group", name="Until when?").get_by_label(box).fill(str(value))
    worker.press("Save the plan")
    worker.sees("Ask parents and child now.")
    worker.press("Note the agreement")
    choose(worker, "Do the parents agree?", "agreed")
    choose(worker, "Does the child agree?", "agreed")
    worker.press("Note and send for approval")
    worker.sees("To be approved")


CASE = (
    "assign/", "assess/", "assess-fully/", "exploitation/", "plan/", "plan/agree/", "contact/", "review/", "close/",
    "transfer/", "place/", "nrm/", "criminal/", "reopen/",
)  # fmt: skip


def files(visitor: Visitor, state: str) -> list[str]:
    """The addresses of the files in a state, from the list."""
    visitor.go(f"/cases/all/?state={state}")
    found = [str(each.get_attribute("href")) for each in visitor.page.locator("main a[href^='/cases/al/']").all()]
    assert found, state
    return found


STATES = ("registered", "initial_assessment", "planning", "plan_active", "under_review", "transferred", "closed")
NARROWEST = 360
"""Every file is looked at in this width, where a page breaks first; in the others two of each state."""


@pytest.mark.parametrize("width", [NARROWEST, 768, 1280])
def test_every_page_of_the_files_has_no_barrier(visit: Visit, width: int) -> None:
    head = visit("al", "head_of_unit", width)
    head.scanned = set()
    for path in ("/", "/cases/", "/cases/all/", "/cases/all/?state=any", "/cases/board/", "/cases/report/"):
        head.go(path)
    head.go("/cases/reported/")
    reports = head_reports(head)
    for url in reports:
        head.go(url)
    for verb in ("register/", "screen-out/"):
        head.go(reports[0] + verb)
    for state in STATES:
        for url in files(head, state)[: None if width == NARROWEST else 2]:
            head.scanned = set()
            head.go(url)
    for verb in CASE:
        head.go(files(head, "plan_active")[0] + verb)
    head.go(files(head, "planning")[0] + "plan/agree/")
    head.go(files(head, "closed")[0] + "reopen/")


def head_reports(head: Visitor) -> list[str]:
    head.go("/cases/")
    links = head.page.locator("main a[href*='/cases/reports/']").all()
    return [str(link.get_attribute("href")) for link in links]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_page_of_keys_has_no_barrier(visit: Visit, width: int) -> None:
    head = visit("al", "head_of_unit", width)
    head.scanned = set()
    head.go("/keys/")
    unit = str(head.page.locator("main a[href*='/keys/units/']").first.get_attribute("href"))
    head.go(unit)
    for verb in ("rotate/", "recover/", "found/"):
        head.go(unit + verb)
    for link in [str(each.get_attribute("href")) for each in head.page.locator(f"a[href^='{unit}']").all()]:
        head.go(link)
    for path in ("/keys/open/", "/keys/renew/"):
        head.go(path)
    head.page.goto(head.base + "/keys/make/")  # refused: they have a key
    head.scan()


def test_another_units_head_and_a_colleague_find_no_barrier(visit: Visit) -> None:
    other = visit("al", "head_of_unit", 360, more="vlore")
    other.go("/cases/")
    other.page.get_by_role("link", name="Accept or refuse the file").first.click()
    other.page.wait_for_load_state()
    other.scan()
    colleague = visit("al", "case_worker", 360, more="2")
    for url in files(colleague, "plan_active"):
        colleague.scanned = set()
        colleague.go(url)
