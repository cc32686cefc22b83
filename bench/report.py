"""The report benchmarks."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import count

from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from bench import raw
from bench.measure import HEADER, Figure, measure, once, row
from milepost.accounts.models import Person
from milepost.home import demo, packs
from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions.report import open_report
from milepost.reporting.checks.run import check
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Steps, Value, Words
from milepost.reporting.edition import Edition, Question
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.importing.read import Unreadable, read
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.checks import findings_of, knowledge_of
from milepost.reporting.queries.reports import content_of
from tests.reporting.importing.test_hostile import FILES, a_report_of_150_pages

LIMITS: dict[str, Callable[..., object]] = {
    "json": raw.bare_json,
    "html": raw.bare_html,
    "docx": raw.bare_docx,
    "pdf": raw.bare_pdf,
}
PARAGRAPHS = 6
SENTENCE = (
    "In {month} 2022 the agency met {number} workers of the child protection units in {place} and agreed on {number} "
    "visits. "
)


def value_for(question: Question, numbers: "count[int]") -> Value:
    """An answer of the question's kind; long texts hold `PARAGRAPHS` paragraphs and the next numbers."""
    match question.kind:
        case "one_of":
            return Choice(question.options[0].value, "Some words" if question.options[0].with_text else "")
        case "many_of":
            return Choices(tuple(o.value for o in question.options if not o.exclusive and not o.with_text))
        case "scale":
            return Scale(3)
        case "step_list":
            return Steps(
                tuple(PlannedStep(f"Step {n}", long_text(numbers), "Ministry", "2023-10-01", "seen") for n in range(5))
            )
        case _:
            return Words(long_text(numbers))


def long_text(numbers: "count[int]") -> str:
    """Paragraphs, a list and bold words; every third sentence with a new number."""
    parts = [SENTENCE.format(month="June", number=next(numbers), place="Vlorë") * 3 for _ in range(PARAGRAPHS)]
    return "\n\n".join([*parts, "- **First** point\n- Second point, [source](https://example.org/a)"])


def filled(by: Person) -> Report:
    """A report of which every question is answered."""
    report = open_report(
        Country.objects.get(pk="al"), date(2022, 5, 1), date(2023, 4, 30), StoredEdition.objects.get(pk="2023"), by=by
    )
    content = content_of(report)
    numbers = count(11)
    for slot in content.slots():
        answers.answer(report, slot, value_for(content.edition.question(slot.question), numbers), base=0, by=by)
    return report


def browser() -> Client:
    """Signed in as the focal point."""
    client = Client()
    person = Person.objects.get(email=demo.address("al", "focal_point"))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def main() -> None:
    """Make the data through the real actions, measure, print."""
    call_command("collectstatic", interactive=False, verbosity=0)
    by = packs.command_line()
    packs.editions(by=by)
    for code in ("al", "demo"):
        packs.load(code, by=by)
    for person in demo.PEOPLE:
        demo.add_person(*person, by=by)
    report = filled(by)
    client = browser()
    print(HEADER)
    pages(report, client)
    saving(report, client)
    documents(report)


def pages(report: Report, client: Client) -> None:
    """Pages, beside the frame alone with as many rows."""
    request = RequestFactory().get("/")
    request.user = Person.objects.get(email=demo.address("al", "focal_point"))
    bare = measure(lambda: raw.bare_page(request, []))
    slot = {"question": "priority_progress", "item": 1}
    addresses = {
        "report page": reverse("reporting:report", kwargs=report.address),
        "question page": reverse("reporting:answer", kwargs=report.address | slot),
        "all on one page": reverse("reporting:whole", kwargs=report.address),
        "checks page": reverse("reporting:checks", kwargs=report.address),
        "home": reverse("home:home"),
    }
    for name, address in addresses.items():
        print(row(name, measure(partial(_get, client, address)), bare, "a bare view in the same frame"))


def _get(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def saving(report: Report, client: Client) -> None:
    """Autosave of one answer, each time with another text, beside the same two writes by SQL."""
    address = reverse("reporting:answer", kwargs=report.address | {"question": "highlights"})
    answer = report.answers.get(question="highlights")
    texts = count()

    def save() -> None:
        answer.refresh_from_db()
        body = {"text": f"Saved text {next(texts)}", "base": answer.revision}
        response = client.post(address, body, headers={"X-Autosave": "1"})
        assert response.status_code == 200, response.content

    print(row("autosave of an answer", measure(save), measure(lambda: raw.bare_write(answer.pk)), "one UPDATE by SQL"))


def documents(report: Report) -> None:
    """Import and the four exports."""
    edition = report.edition.edition
    data = demo.ALBANIA.read_bytes()
    none: Figure | None = None
    print(row("import: Albania's text", measure(lambda: read(data, "report.txt", edition)), none))
    written = FORMATS["docx"].write(content_of(report), "en")
    print(
        row(f"import: DOCX of {len(written) // 1024} KB", measure(lambda: read(written, "report.docx", edition)), none)
    )
    print(
        row("import: DOCX of 150 pages", once(partial(read, a_report_of_150_pages(edition), "r.docx", edition)), none)
    )
    hostile = ((make(), filename) for make, filename, _sentence in FILES.values())
    refused = (once(partial(_refused, data, filename, edition)) for data, filename in hostile)
    slowest = max(refused, key=lambda each: each.milliseconds)
    print(row(f"the slowest of {len(FILES)} hostile files", slowest, none))
    content, knowledge = content_of(report), knowledge_of(report.country)
    print(row("checks of a text not seen before", measure(lambda: check(content, knowledge)), none))
    print(row("checks of a text seen before", measure(lambda: findings_of(report)), none))
    names = {
        "json": "json module",
        "html": "one template loop",
        "docx": "python-docx, same texts",
        "pdf": "typst, same texts",
    }
    for name, fmt in FORMATS.items():
        ours = measure(partial(_export, report, fmt.write))
        limit = measure(partial(_export, report, LIMITS[name]))
        print(row(f"export: {name}", ours, limit, names[name]))


def _refused(data: bytes, filename: str, edition: Edition) -> None:
    with suppress(Unreadable):
        read(data, filename, edition)


def _export(report: Report, write: Callable[..., object]) -> object:
    return write(content_of(report), "en") if write not in LIMITS.values() else write(content_of(report))
