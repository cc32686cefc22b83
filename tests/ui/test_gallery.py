"""The gallery: every component draws, fits a phone, and can be used by everyone."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client, override_settings
from playwright.sync_api import Browser

WIDTHS = (360, 768, 1280)


@override_settings(ROOT_URLCONF="tests.ui.site")
def test_the_gallery_draws_every_component() -> None:
    page = Client().get("/gallery/").content.decode()
    assert page.count('class="mp-sample"') == 16
    assert page.count("<tr") > 300


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_gallery_has_no_barrier_and_nothing_hangs_over_the_edge(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/gallery/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    violations = [(found["id"], found["nodes"][0]["target"]) for found in Axe().run(page).response["violations"]]
    page.close()
    assert violations == []
    assert faults == []


@pytest.mark.browser
def test_the_first_view_of_a_page_is_under_100_kb(browser: Browser, address: str) -> None:
    page = browser.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(_packed(response.body()))))
    page.goto(f"{address}/answer/", wait_until="networkidle")
    page.close()
    assert len(sizes) > 8
    assert sum(sizes) < 100_000


def _packed(body: bytes) -> bytes:
    """As the server sends it: compressed where that helps."""
    return min(body, gzip.compress(body), key=len)


@pytest.mark.browser
def test_keys_open_what_they_name_but_never_while_someone_types(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/gallery/")
    page.keyboard.press("n")
    assert page.url.endswith("#tasks")
    page.get_by_label("Title of the step").first.click()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Gallery of components").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.get_by_label("Do not use single keys on this device").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.close()


@pytest.mark.browser
def test_pages_work_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/gallery/")
    assert page.get_by_label("Which other way?").first.is_visible()
    assert not page.get_by_text("Keyboard shortcuts").first.is_visible()
    context.close()
