"""Who opened a child's file, when and why: on the file, over all its episodes, page by page."""

from django.db import transaction
from django.test import Client

from milepost.audit.record import record
from milepost.cases.actions.case import reopen, view
from milepost.cases.queries.accesses import is_access
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, send, signed_in
from tests.conftest import Cast
from tests.costs import constant_cost


def test_the_file_tells_who_opened_it_and_why(unit: Unit, cast: Cast, worker: Client) -> None:
    case = unit.assessed()
    send(signed_in(cast.second_case_worker), at(case, "purpose/"), {"reason": "cover", "text": "She is ill"})
    page = worker.get(at(case, "accesses/")).content.decode()
    assert cast.second_case_worker.name in page
    assert "stated why they open a colleague’s file" in page
    assert "She is ill" not in page


def test_an_earlier_episode_is_counted_in(unit: Unit, worker: Client) -> None:
    closed = unit.closed()
    with transaction.atomic():
        view(closed, by=unit.head)
    episode = reopen(closed, by=unit.worker, opener=unit.opener())
    page = worker.get(at(episode, "accesses/")).content.decode()
    assert unit.head.name in page
    assert closed.number in page


def test_another_childs_accesses_are_not_there(unit: Unit, worker: Client) -> None:
    case, another = unit.assessed(), unit.registered()
    with transaction.atomic():
        view(another, by=unit.head)
    assert unit.head.name not in worker.get(at(case, "accesses/")).content.decode().partition("<h1")[2]


def test_a_print_is_an_access_before_there_are_words_for_it() -> None:
    assert [verb for verb in ("case.print", "case.view_attachment", "case.export") if not is_access(verb)] == []
    assert not [verb for verb in ("case.contact", "case.list", "case.assess") if is_access(verb)]


def test_a_long_history_has_pages_and_a_constant_cost(unit: Unit, worker: Client) -> None:
    case = unit.registered()

    def add(number: int) -> None:
        with transaction.atomic():
            record("case.view", by=unit.head, on=case, number=case.number)

    constant_cost(worker, {"accesses": at(case, "accesses/")}, add, (1, 3, 40))
    for number in range(30):
        add(number)
    page = worker.get(at(case, "accesses/")).content.decode()
    assert page.count("<li><time") == 50
    assert "?before=" in page
