"""Bringing a register in, and giving files out, on the pages: as the head of a unit does it."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from milepost.cases.models import Case
from milepost.intake.actions.export import make
from milepost.intake.models import Export, Sheet
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import hidden, send, signed_in
from tests.conftest import Cast
from tests.costs import constant_cost
from tests.intake.conftest import ARDI, BESA, MIRA, a_csv, an_xlsx, matched, uploaded
from tests.intake.test_export import an_order, cells, opened

pytestmark = pytest.mark.django_db


def a_file(data: bytes, name: str = "register.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def proposed(page: Any) -> dict[str, str]:
    """What a form of drop-downs would send as it is shown."""
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_from_the_file_to_the_files_of_the_unit(head: Client, unit: Unit) -> None:
    page = send(head, "/intake/upload/", {"file": a_file(a_csv(encoding="cp1252"))})
    sheet = Sheet.objects.get()
    assert page["Location"] == reverse("intake:match", args=[sheet.pk])
    columns = head.get(page["Location"])
    assert "Windows-1252" in columns.content.decode()
    assert "Besa · Ardi · Mira" in columns.content.decode()
    page = head.post(page["Location"], proposed(columns))
    words = head.get(page["Location"])
    assert "“lypje”" in words.content.decode()
    page = head.post(page["Location"], proposed(words))
    trial = head.get(page["Location"])
    assert "new child, new file" in trial.content.decode()
    assert not Case.objects.exists()
    page = head.post(reverse("intake:take_in", args=[sheet.pk]), follow=True)
    assert "3 files were taken in." in page.content.decode()
    assert Case.objects.count() == 3


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "empty"), (b"%PDF-1.4", "not a table"), (b"x" * (10 * 2**20 + 1), "larger than 10 MB")],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(head: Client, data: bytes, sentence: str) -> None:
    page = send(head, "/intake/upload/", {"file": a_file(data)})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Sheet.objects.exists()


def test_a_file_beyond_what_a_request_holds_is_said_to_be_too_large(head: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    page = send(head, "/intake/upload/", {"file": a_file(b"x" * (11 * 2**20))})
    assert page.status_code == 422
    assert "larger than 10 MB" in page.content.decode()


def test_no_upload_is_ever_written_to_a_disk(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", never)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", never)
    rows = [(*BESA[:13], "x" * 900)] + [(str(n), *MIRA[1:13], "y" * 900) for n in range(4000)]
    page = send(head, "/intake/upload/", {"file": a_file(a_csv(rows))})
    assert page.status_code == 302
    assert settings.FILE_UPLOAD_HANDLERS == ["milepost.ui.uploads.InMemory"]


def test_the_same_upload_form_sent_twice_keeps_one_sheet(head: Client) -> None:
    typed = hidden(head.get("/intake/upload/"))
    for _ in range(2):
        head.post("/intake/upload/", {**typed, "file": a_file(a_csv())})
    assert Sheet.objects.count() == 1


def test_two_columns_of_one_field_and_a_missing_day_are_said_and_nothing_is_lost(head: Client, unit: Unit) -> None:
    sheet = uploaded(unit, a_csv())
    url = reverse("intake:match", args=[sheet.pk])
    told = proposed(head.get(url)) | {"column_3": "given_name", "column_6": ""}
    page = head.post(url, told)
    assert page.status_code == 422
    assert "“Emri” is told to be the same" in page.content.decode()
    assert "Say which column holds the day" in page.content.decode()
    assert page.context["form"]["column_3"].value() == "given_name"


def test_what_was_said_is_remembered_for_the_next_file(head: Client, unit: Unit) -> None:
    sheet = uploaded(unit, an_xlsx([["Besa", "3.2.2021", "rrugë"]], ["Kush", "Kur", "Pse"]))
    told = {"column_0": "given_name", "column_1": "opened_on", "column_2": "concerns"}
    head.post(reverse("intake:match", args=[sheet.pk]), told)
    head.post(reverse("intake:match_words", args=[sheet.pk]), {"concerns_0": "street_situation"})
    later = uploaded(unit, an_xlsx([["Ardi", "4.2.2021", "rrugë"]], ["Kush", "Kur", "Pse"]))
    page = head.get(reverse("intake:match", args=[later.pk]))
    assert proposed(page)["column_1"] == "opened_on"
    head.post(reverse("intake:match", args=[later.pk]), proposed(page))
    assert proposed(head.get(reverse("intake:match_words", args=[later.pk])))["concerns_0"] == "street_situation"


def test_a_wrong_row_is_shown_first_and_nothing_can_be_taken_in(head: Client, unit: Unit) -> None:
    sheet = matched(unit, a_csv([BESA, (*MIRA[:6], "31.2.2022", *MIRA[7:])]))
    page = head.get(reverse("intake:try_out", args=[sheet.pk]))
    shown = page.content.decode()
    assert shown.index("There is no such day") < shown.index("Besa Hoxha")
    assert "Take all of it in" not in shown
    answer = head.post(reverse("intake:take_in", args=[sheet.pk]))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_child_that_may_be_the_same_is_asked_for(head: Client, unit: Unit) -> None:
    child = unit.closed(unit.registered(Identity("Ardi", "Leka", birth=PartialDate(2011), sex="boy"))).child
    sheet = matched(unit, a_csv([ARDI]))
    url = reverse("intake:take_in", args=[sheet.pk])
    assert "Is it one of these children" in head.get(reverse("intake:try_out", args=[sheet.pk])).content.decode()
    page = head.post(url, {"row_2": ""})
    assert page.status_code == 422
    assert "Choose for row 2 whether it is the same child." in page.content.decode()
    assert head.post(url, {"row_2": "new"}).status_code == 302
    assert Case.objects.exclude(child=child).count() == 1


def test_what_is_over_leads_back_with_its_sentence(head: Client, unit: Unit) -> None:
    sheet = uploaded(unit, a_csv())
    page = head.get(reverse("intake:try_out", args=[sheet.pk]), follow=True)
    assert "Say first what the columns are." in page.content.decode()
    head.post(reverse("intake:drop", args=[sheet.pk]))
    page = head.get(reverse("intake:match", args=[sheet.pk]), follow=True)
    assert "taken in or deleted" in page.content.decode()


def test_an_upload_whose_time_is_over_is_gone_when_someone_looks(head: Client, unit: Unit) -> None:
    sheet = uploaded(unit, a_csv())
    Sheet.objects.update(until=sheet.uploaded_at)
    head.get("/intake/")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.content, sheet.name) == ("dropped", None, None)


def test_files_go_out(head: Client, unit: Unit) -> None:
    unit.registered()
    assert "The unit has 1 file." in head.get("/intake/exports/make/").content.decode()
    typed = {"state": "any", "scope": "identity", "purpose": "request", "reason": "Asked for", "recipient": "Court"}
    page = send(head, "/intake/exports/make/", typed)
    password = page.context["password"]
    assert password in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert password not in head.get("/intake/").content.decode()
    export = Export.objects.get()
    answer = head.post(reverse("intake:fetch", args=[export.pk]))
    assert "attachment" in answer["Content-Disposition"]
    assert cells(opened(answer.content, password))[1][5] == "Besa"
    assert head.get(reverse("intake:fetch", args=[export.pk])).status_code == 405
    head.post(reverse("intake:end", args=[export.pk]))
    assert head.post(reverse("intake:fetch", args=[export.pk])).status_code == 403


def test_too_many_files_are_said_and_nothing_typed_is_lost(head: Client, unit: Unit, settings: Any) -> None:
    settings.MILEPOST = settings.MILEPOST.model_copy(update={"export_rows": 1})
    unit.registered()
    unit.registered(Identity("Other"))
    typed = {"state": "any", "scope": "statistics", "purpose": "request", "reason": "Asked for", "recipient": "Court X"}
    page = send(head, "/intake/exports/make/", typed)
    assert page.status_code == 422
    assert "These are 2 files" in page.content.decode()
    assert "Court X" in page.content.decode()


def test_the_page_of_sheets_costs_the_same_however_many_there_are(head: Client, unit: Unit) -> None:
    costs = constant_cost(head, {"sheets": "/intake/"}, lambda _n: uploaded(unit, a_csv([BESA])), rows=(1, 3, 8))
    assert costs["sheets"] < 30


def test_the_report_of_rows_costs_the_same_however_many_there_are(head: Client, unit: Unit) -> None:
    counts = []
    for many in (2, 60):
        rows = [(str(n), f"Emri{n}", *MIRA[2:]) for n in range(many)]
        sheet = matched(unit, a_csv(rows))
        counts.append(_queries(head, reverse("intake:try_out", args=[sheet.pk])))
    assert counts[0] == counts[1]


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


MARK = "zqxjvkw"


def test_nobody_else_receives_a_byte_of_a_sheet(unit: Unit, other: Unit, cast: Cast) -> None:
    """A marker in every cell and in the file's name; every address of the room, for everyone but the head."""
    marked = [
        "1",
        *(f"{MARK}{n}" for n in range(1, 5)),
        "2012",
        "3.2.2021",
        "lypje",
        *(f"{MARK}{n}" for n in range(8, 14)),
    ]
    sheet = matched(unit, a_csv([marked]))
    export = _an_export(unit)
    own = "".join(_pages(signed_in(unit.head), sheet, export).values())
    assert all(f"{MARK}{number}" in own for number in (1, 2, 3, 8, 13))
    for person in (unit.worker, cast.second_case_worker, other.head, other.worker, cast.auditor, cast.administrator,
                   cast.national_analyst, cast.field_team_member, cast.foreign["head_of_unit"]):  # fmt: skip
        client = signed_in(person)
        for url, page in _pages(client, sheet, export).items():
            assert MARK not in page.lower(), (person.email, url)
    sheet.refresh_from_db()
    assert sheet.is_open
    assert Export.objects.get(pk=export.pk).state == "ready"


def _an_export(unit: Unit) -> Export:
    unit.registered(Identity(f"{MARK}x", f"{MARK}y"))
    return make(an_order(unit), by=unit.head, opener=unit.opener(unit.head))[0]


def _pages(client: Client, sheet: Sheet, export: Export) -> dict[str, str]:
    urls = ["/intake/", "/intake/upload/", "/intake/exports/make/"]
    urls += [reverse(f"intake:{verb}", args=[sheet.pk]) for verb in ("match", "match_words", "try_out")]
    found = {url: client.get(url).content.decode(errors="replace") for url in urls}
    if "/intake/" in found and client.get("/intake/").status_code != 200:
        for verb, pk in (("take_in", sheet.pk), ("drop", sheet.pk), ("fetch", export.pk), ("end", export.pk)):
            url = reverse(f"intake:{verb}", args=[pk])
            answer = client.post(url)
            assert answer.status_code in (403, 404), (url, answer.status_code)
            found[url] = answer.content.decode(errors="replace")
    return found
