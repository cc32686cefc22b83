"""What someone types in a real browser is kept on the server, and nowhere in the browser."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

KEPT = re.compile(r"^Kept at \d\d:\d\d$")
BOX = "What did you find?"
STORES = """async () => JSON.stringify([{...localStorage}, {...sessionStorage},
    (await indexedDB.databases()).map((each) => each.name), await caches.keys()])"""


def arrives(page: Page, url: str, words: str) -> None:
    """What a page sends on its way out may come a moment after the next page was asked for."""
    for _ in range(20):
        page.goto(url)
        if page.get_by_label(BOX).input_value() == words:
            return
        page.wait_for_timeout(500)
    raise AssertionError(words)


def test_what_is_typed_is_there_after_the_page_was_killed(visit: Visit) -> None:
    worker = visit("al", "case_worker", width=360)
    worker.go("/cases/board/")
    case = worker.page.locator("main a[href^='/cases/al/']").first.get_attribute("href")
    assert case is not None
    page = worker.page
    worker.go(f"{case}assess/")
    page.get_by_label(BOX).fill("Typed and never saved (demo)")
    expect(page.locator("[data-keep-status]")).to_have_text(KEPT, timeout=20_000)
    worker.scan()
    page.close()

    page = page.context.new_page()
    page.goto(f"{worker.base}{case}assess/")
    expect(page.get_by_label(BOX)).to_have_value("Typed and never saved (demo)")
    assert "This is what you typed on" in page.inner_text("main")

    page.get_by_label(BOX).fill("Left at once (demo)")
    page.goto(f"{worker.base}/cases/")
    assert "Typed and not sent" in page.inner_text("main")
    arrives(page, f"{worker.base}{case}assess/", "Left at once (demo)")

    page.context.set_offline(True)
    page.get_by_label(BOX).fill("Typed without a line (demo)")
    expect(page.locator("[data-keep-status]")).to_contain_text("Not kept: no line", timeout=20_000)
    page.context.set_offline(False)
    expect(page.locator("[data-keep-status]")).to_have_text(KEPT, timeout=20_000)

    stores = page.evaluate(STORES)
    assert "demo" not in stores
    assert json.loads(stores)[2:] == [[], []]

    page.get_by_role("button", name="Throw away").click()
    page.goto(f"{worker.base}{case}assess/")
    expect(page.get_by_label(BOX)).not_to_have_value("Typed without a line (demo)")
    page.context.close()


def test_a_report_of_concern_outlives_the_telephone(visit: Visit) -> None:
    field = visit("al", "field_team_member", width=360)
    field.go("/cases/report/")
    field.page.get_by_label("What was seen or heard?").fill("Sleeps at the station (demo)")
    expect(field.page.locator("[data-keep-status]")).to_have_text(KEPT, timeout=20_000)
    another = visit("al", "field_team_member", width=360)
    another.go("/cases/report/")
    expect(another.page.get_by_label("What was seen or heard?")).to_have_value("Sleeps at the station (demo)")
    another.press("Throw away")
