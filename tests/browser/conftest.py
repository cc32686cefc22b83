"""A real server with the demo's data, and a real browser."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from milepost.home.demo import PASSWORD, address
from tests.conftest import needs
from tests.machine import machine


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`milepost demo` on a free port, with its own database."""
    needs("chromium")
    data = tmp_path_factory.mktemp("demo")
    with machine(data) as told, (data / "log").open("w") as log:
        if "MILEPOST_DATABASE_URL" in told:  # which whoever runs Milepost migrates by hand
            for command in ("migrate", "createcachetable"):
                subprocess.run(
                    [sys.executable, "-m", "milepost", command], env=told, stdout=log, stderr=log, check=True
                )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "milepost", "demo", "--port", str(port)], env=told, stdout=log, stderr=log
        )
        base = f"http://127.0.0.1:{port}"
        for _ in range(1200):
            try:
                urllib.request.urlopen(base + "/sign-in/", timeout=2)
                break
            except OSError:
                assert process.poll() is None, (data / "log").read_text()
                time.sleep(0.25)
        yield base
        process.terminate()
        process.wait(20)


@dataclass
class Visitor:
    """Someone at a browser. Every page they reach is scanned for barriers."""

    page: Page
    base: str
    scanned: set[str]

    def go(self, path: str) -> None:
        """Open an address and scan it."""
        response = self.page.goto(self.base + path)
        assert response is not None
        assert response.status < 400, (path, response.status)
        self.scan()

    def scan(self) -> None:
        """No violation of axe's rules, nothing wider than the window, no fault on the console."""
        where = re.sub(r"\d+", "n", self.page.url.removeprefix(self.base))
        if where in self.scanned:
            return
        self.scanned.add(where)
        results = Axe().run(self.page)
        assert results.violations_count == 0, f"{where}: {results.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{where} is {wide}px too wide"

    def press(self, name: str) -> None:
        """Choose a button or link by its words, and scan where it leads."""
        target = self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        )
        target.first.click()
        self.page.wait_for_load_state()
        self.scan()

    def sees(self, words: str) -> None:
        """The page says so."""
        assert words in self.page.inner_text("body"), self.page.inner_text("main")[:2000]


@pytest.fixture(scope="session")
def scanned() -> set[str]:
    """Addresses scanned so far, numbers aside."""
    return set()


@pytest.fixture
def visit(server: str, browser: Browser, scanned: set[str]) -> Iterator["Visit"]:
    """`visit("al", "focal_point")`: someone signed in, in a window of their own."""
    visits = Visit(server, browser, scanned)
    yield visits
    visits.close()


class Visit:
    """Opens windows."""

    def __init__(self, base: str, browser: Browser, scanned: set[str]) -> None:
        self.base, self.browser, self.scanned = base, browser, scanned
        self.contexts: list[object] = []

    def __call__(self, country: str, role: str, width: int = 1280, *, more: str = "") -> Visitor:
        context = self.browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
        self.contexts.append(context)
        visitor = Visitor(context.new_page(), self.base, self.scanned)
        visitor.go("/sign-in/")
        visitor.page.get_by_label("E-mail address").fill(address(country, role, more))
        visitor.page.get_by_label("Password").fill(PASSWORD)
        visitor.press("Sign in")
        visitor.sees("What waits for you")
        return visitor

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()  # type: ignore[attr-defined]


PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"


def picture(page: Page, name: str) -> None:
    """A picture for the docs, made when asked for (`MILEPOST_PICTURES=1 make test`)."""
    if os.environ.get("MILEPOST_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
