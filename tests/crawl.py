"""Reading everything that a person can reach: each link, each search form, each address with each argument."""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from lxml import html

from milepost.accounts.models import Assignment, Person
from milepost.institutions.models import Body
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.models import Contribution, Import, ImportedAnswer, Report, StoredEdition, Thread
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.reports import content_of
from milepost.roadmap.models import Step
from tests.addresses import addresses

FILES = ("/static/",)


def leads_to(response: Any, url: str) -> Iterator[str]:
    """Where a response leads: a redirect, links, and forms that ask and change nothing."""
    if "Location" in response.headers:
        yield urljoin(url, response.headers["Location"])
    if not response.content or not response.headers["Content-Type"].startswith("text/html"):
        return
    page: Any = html.fromstring(response.content)
    for attribute in ("href", "src", "data-margin-from"):
        yield from (urljoin(url, each) for each in page.xpath(f"//@{attribute}"))
    for form in page.forms:
        if form.method == "GET":
            yield urlsplit(urljoin(url, form.action or ""))._replace(query=urlencode(form.form_values())).geturl()


def crawl(client: Client, start: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Each address that a person reaches from the given ones, once, with the response."""
    waiting, seen = deque(start), set[str]()
    while waiting:
        parts = urlsplit(waiting.popleft())
        url = parts._replace(scheme="", netloc="", fragment="").geturl()
        if parts.netloc not in ("", "testserver") or url in seen or url.startswith(FILES):
            continue
        seen.add(url)
        response = client.get(url)
        yield url, response
        waiting.extend(leads_to(response, url))


def every_url() -> list[str]:
    """Every address of the site with every argument that leads to something of a report, an edition or a person."""
    return [
        reverse(name, kwargs=arguments)
        for name, (_view, parameters) in addresses().items()
        for arguments in _arguments(name, parameters)
    ]


def _arguments(name: str, parameters: set[str]) -> Iterator[dict[str, Any]]:
    if "start" in parameters:
        for report in Report.objects.select_related("country", "edition"):
            yield from _product(parameters, report.address, _of_a_report(report, name))
    else:
        yield from _product(parameters, {}, {"country": ["al"]} | _of_the_rest(name))


def _product(parameters: set[str], fixed: dict[str, Any], choices: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of what the address takes; a question goes with the number of its priority or step."""
    names = [each for each in choices if each in parameters]
    for values in itertools.product(*(choices[each] for each in names)):
        arguments = {each: value for each, value in fixed.items() if each in parameters} | dict(
            zip(names, values, strict=True)
        )
        if "question" in arguments:
            slot = arguments["question"]
            arguments |= {"question": slot.question} | ({"item": slot.item} if slot.item else {})
        yield arguments


def _of_a_report(report: Report, name: str) -> dict[str, list[Any]]:
    content = content_of(report)
    documents = [each.pk for each in Import.objects.filter(report=report)]
    threads = [each.pk for each in Thread.objects.filter(report=report)]
    return {
        "question": list(content.slots()),
        "pk": threads if name in ("reporting:reply", "reporting:resolve") else documents,
        "number": [1, 2],
        "answer": [each.pk for each in ImportedAnswer.objects.filter(document__report=report, state="waiting")],
        "fingerprint": [each.fingerprint for each in findings_of(report, content)],
        "format": list(FORMATS),
    }


def _of_the_rest(name: str) -> dict[str, list[Any]]:
    rows: dict[str, type[Model]] = {
        "roadmap:edit": Step, "accounts:withdraw": Assignment, "accounts:assign": Person, "accounts:reset": Person,
    }  # fmt: skip
    units = Body.objects.filter(kind="cpu").order_by("pk")[:2]
    of_rooms = units if name.startswith("vault:") else rows.get(name, Contribution)._default_manager.all()
    return {
        "pk": [each.pk for each in of_rooms],
        "person_pk": [each.pk for each in Person.objects.all()],
        "code": [each.pk for each in StoredEdition.objects.all()],
    }
