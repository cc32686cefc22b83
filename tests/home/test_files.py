"""What home says of the file room, and what it says of one's own reading."""

from django.test import Client

from milepost.cases.actions.purpose import state_purpose
from tests.cases.conftest import Unit, other, unit  # noqa: F401
from tests.cases.pages.conftest import at, send, signed_in
from tests.conftest import Acting, Cast
from tests.costs import constant_cost


def test_home_counts_what_waits_on_the_desk(unit: Unit, cast: Cast) -> None:  # noqa: F811
    assert "Nothing waits for you now." in Acting(unit.worker).get("/").content.decode()
    case = unit.registered()
    page = Acting(unit.worker).get("/").content.decode()
    assert "1 thing is due this week in your files" in page
    assert "Nothing waits for you now." not in page
    colleague = cast.second_case_worker
    state_purpose(case, "cover", "She is ill", by=colleague, opener=unit.opener(colleague))
    assert "Read why a colleague opened 1 file" in Acting(unit.head).get("/").content.decode()
    assert "colleague" not in Acting(cast.auditor).get("/").content.decode().partition("<h1")[2]


def test_home_tells_a_field_team_of_its_reports(unit: Unit, cast: Cast) -> None:  # noqa: F811
    unit.reported(by=cast.field_team_member)
    page = Acting(cast.field_team_member).get("/").content.decode()
    assert "1 report of yours waits for the unit" in page
    assert "/cases/reported/" in page


def test_home_costs_the_same_for_few_and_many_files(unit: Unit) -> None:  # noqa: F811
    def add(number: int) -> None:
        unit.registered()

    assert constant_cost(Acting(unit.worker), {"home": "/cases/"}, add, (1, 3, 20))
    client = Acting(unit.worker)
    from tests.costs import cost

    before = cost(client, "/")[0]
    for number in range(5):
        add(number)
    assert cost(client, "/")[0] == before


def test_accesses_are_ones_own_without_a_name(unit: Unit, cast: Cast) -> None:  # noqa: F811
    case, worker = unit.assessed(), signed_in(unit.worker)
    worker.get(at(case))
    worker.get("/cases/all/?number=Besa")
    page = worker.get("/accesses/").content.decode()
    assert case.number in page
    assert "opened the file" in page
    assert "looked at a list of files" in page
    assert "Besa" not in page
    assert case.number not in signed_in(unit.head).get("/accesses/").content.decode()
    assert send(worker, at(case, "contact/"), {"note": "x"}).status_code == 422
    assert "noted a contact" not in page


def test_accesses_of_nobody() -> None:
    assert Client().get("/accesses/").status_code == 302
