"""Someone at a browser without scripts: opens pages, fills boxes by their labels, presses buttons by their words."""

import re
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from lxml import html

from milepost.accounts.models import Person
from milepost.reporting.content import Slot
from milepost.reporting.models import Report
from tests.conftest import Acting


def at(report: Report, name: str = "report", **more: object) -> str:
    """The address of a page of a report."""
    return reverse(f"reporting:{name}", kwargs=report.address | more)


def on(report: Report, slot: Slot, name: str = "answer", **more: object) -> str:
    """The address of a question's page."""
    place: dict[str, object] = {"question": slot.question} | ({"item": slot.item} if slot.item else {})
    return at(report, name, **place, **more)


def plain(element: Any) -> str:
    """The words a person reads, white space folded."""
    return " ".join(element.text_content().split())


_STEP = re.compile(r"([a-z0-9]*)((?:\.[\w-]+|\[[^]]+\])*)")


def xpath(selector: str) -> str:
    """The XPath of a simple CSS selector: tags, classes, attributes, descendants, commas."""
    return " | ".join("".join(_step(step) for step in each.split()) for each in selector.split(","))


def _step(step: str) -> str:
    found = _STEP.fullmatch(step)
    assert found, f"{step!r} is more than this selector knows"
    tests = ""
    for test in re.findall(r"\.[\w-]+|\[[^]]+\]", found[2]):
        name, is_, value = test.strip("[]").partition("=")
        if test.startswith("."):
            tests += f"[contains(concat(' ', normalize-space(@class), ' '), ' {test[1:]} ')]"
        else:
            tests += f"[@{name}='{value}']" if is_ else f"[@{name}]"
    return f"//{found[1] or '*'}{tests}"


class Visitor:
    """A signed-in person and the page in front of them."""

    def __init__(self, person: Person) -> None:
        self.client = Acting(person)
        self.url = "/"
        self.status = 0
        self.body = ""
        self.page: Any = None

    def go(self, url: str) -> "Visitor":
        """Open an address."""
        return self._arrive(self.client.get(urljoin(self.url, url), follow=True), urljoin(self.url, url))

    def _arrive(self, response: Any, url: str) -> "Visitor":
        self.status, self.body = response.status_code, response.content.decode()
        self.url = response.redirect_chain[-1][0] if response.redirect_chain else url
        self.page = html.fromstring(self.body)
        return self

    def select(self, selector: str) -> list[Any]:
        """The elements that a simple CSS selector finds, in the page's order."""
        found: list[Any] = self.page.xpath(xpath(selector))
        return found

    @property
    def words(self) -> str:
        """All the page says, the frame aside; a space stands between two elements, as they stand apart on the page."""
        return " ".join(
            word for part in self.select("main, aside") for text in part.itertext() for word in text.split()
        )

    def all(self, selector: str) -> list[str]:
        """The words of each element that a CSS selector finds."""
        return [plain(each) for each in self.select(selector)]

    def box(self, label: str) -> Any:
        """The input that a label names."""
        found = [each for each in self.page.iter("label") if plain(each) == label]
        assert found, f"no box {label!r} among {[plain(each) for each in self.page.iter('label')]}"
        return self.page.get_element_by_id(found[0].get("for"))

    def typed(self, label: str) -> str:
        """What stands in a box; the first line end of a text box is not part of it (HTML, section 13.1.2.5)."""
        box = self.box(label)
        return str(box.value or "").removeprefix("\n") if box.tag == "textarea" else str(box.value or "")

    def fill(self, label: str, typed: str) -> "Visitor":
        """Type into a box, or choose from a list by its value."""
        self.box(label).value = typed
        return self

    def tick(self, label: str, on: bool = True) -> "Visitor":
        """Choose a radio or a checkbox."""
        box = self.box(label)
        if box.get("type") == "radio":
            for other in self.page.xpath("//input[@type='radio'][@name=$name]", name=box.get("name")):
                other.attrib.pop("checked", None)
        if on:
            box.set("checked", "checked")
        else:
            box.attrib.pop("checked", None)
        return self

    def press(self, words: str, **files: SimpleUploadedFile) -> "Visitor":
        """Press the first button that says so, or follow the first link; `files` go with the form."""
        for element in self.select("button, a[href]"):
            if element.get("aria-hidden") != "true" and plain(element) == words:
                return self.go(element.get("href")) if element.tag == "a" else self._send(element, files)
        raise AssertionError(f"nothing says {words!r} among {self.all('button, a')}")

    def _send(self, button: Any, files: dict[str, SimpleUploadedFile]) -> "Visitor":
        form = next(each for each in button.iterancestors("form"))
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        if button.get("name"):
            data[button.get("name")] = button.get("value")
        url = urljoin(self.url, form.get("action") or "")
        if form.get("method", "get").lower() == "get":
            return self._arrive(self.client.get(url, data, follow=True), url)
        return self._arrive(self.client.post(url, data | files, follow=True), url)

    def download(self, words: str) -> HttpResponse:
        """What a link gives that leads to a file."""
        link = next(each for each in self.select("a[href]") if plain(each) == words)
        response: HttpResponse = self.client.get(urljoin(self.url, link.get("href")))  # type: ignore[assignment]
        return response
