"""A file goes to another unit, whole; keys go with it and leave where it came from."""

import pytest

from milepost.accounts.rules import Refused
from milepost.cases.actions.assessment import assess
from milepost.cases.actions.case import reopen
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.transfer import accept_transfer, refuse_transfer, transfer
from milepost.cases.facts import Assessment, Ending
from milepost.cases.models import Case, Transfer
from milepost.cases.queries.cases import cases_for
from milepost.cases.queries.file import file_of
from milepost.people.models import Child
from milepost.people.queries import identity_of
from milepost.people.sealed import read
from milepost.vault.opening import Locked
from tests.cases.conftest import Unit
from tests.conftest import Cast


@pytest.fixture
def sent(unit: Unit, other: Unit) -> Transfer:
    """A case with an assessment, on its way."""
    case = unit.assessed(summary="Seen at home")
    return transfer(case, other.body, "moved", "To an uncle", by=unit.worker, opener=unit.opener())


def test_transfer_makes_the_file_read_only(unit: Unit, sent: Transfer) -> None:
    case = Case.objects.get(pk=sent.case.pk)
    assert (case.state, case.unit, sent.before) == ("transferred", unit.body, "initial_assessment")
    with pytest.raises(Refused, match="read-only"):
        assess(case, Assessment("low"), base=1, by=unit.worker, opener=unit.opener())
    assert file_of(case, by=unit.worker, opener=unit.opener()).initial[0].texts["summary"] == "Seen at home"


def test_the_receiving_head_reads_before_deciding_and_nobody_else_there(sent: Transfer, other: Unit) -> None:
    assert cases_for(other.head, "case.view").get() == sent.case
    assert not cases_for(other.worker, "case.view")
    assert not cases_for(other.head, "case.contact")
    read_there = file_of(sent.case, by=other.head, opener=other.opener(other.head))
    assert read_there.identity is not None
    assert read_there.reports[0].texts["identity"] == "perhaps Besa"


def test_accept_transfer_moves_the_file_and_the_keys(unit: Unit, other: Unit, sent: Transfer) -> None:
    case = accept_transfer(sent, other.worker, by=other.head, opener=other.opener(other.head))
    assert (case.unit, case.worker, case.state, case.opened_unit) == (
        other.body, other.worker, "initial_assessment", unit.body,
    )  # fmt: skip
    assert Child.objects.get(pk=case.child_id).unit == other.body
    assert identity_of(case.child, other.opener()).name == "Besa Hoxha"
    for person in (unit.worker, unit.head):
        assert not cases_for(person, "case.view")
        with pytest.raises(Locked):
            unit.opener(person).open_case(case.key_id)
        with pytest.raises(Locked):
            unit.opener(person).open_case(case.child.key_id)
    assess(case, Assessment("low"), base=1, by=other.worker, opener=other.opener())


def test_accept_transfer_twice_is_once(other: Unit, sent: Transfer) -> None:
    for _ in "12":
        accept_transfer(sent, other.worker, by=other.head, opener=other.opener(other.head))
    assert sent.case.steps.filter(verb="accept_transfer").count() == 1


def test_the_old_unit_keeps_the_child_for_its_own_earlier_file(unit: Unit, other: Unit) -> None:
    closed = unit.closed()
    case = reopen(closed, by=unit.worker, opener=unit.opener())
    made = transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    accept_transfer(made, other.worker, by=other.head, opener=other.opener(other.head))
    assert identity_of(closed.child, unit.opener()).name == "Besa Hoxha"
    with pytest.raises(Locked):
        unit.opener().open_case(case.key_id)
    with pytest.raises(Locked):
        other.opener().open_case(closed.key_id)


def test_accept_transfer_is_refused_to_the_sender_and_to_workers(unit: Unit, other: Unit, sent: Transfer) -> None:
    for person, opener in ((unit.head, unit.opener(unit.head)), (other.worker, other.opener())):
        with pytest.raises(Refused, match="Head of unit"):
            accept_transfer(sent, other.worker, by=person, opener=opener)


def test_accept_transfer_gives_it_to_someone_of_the_unit(unit: Unit, other: Unit, sent: Transfer) -> None:
    with pytest.raises(Refused, match="no role at this unit"):
        accept_transfer(sent, unit.worker, by=other.head, opener=other.opener(other.head))


def test_refuse_transfer_gives_it_back_and_takes_the_keys(unit: Unit, other: Unit, sent: Transfer) -> None:
    case = refuse_transfer(sent, "They live in Vlora", by=other.head, opener=other.opener(other.head))
    assert (case.state, case.transferred_to) == ("initial_assessment", None)
    assert not cases_for(other.head, "case.view")
    with pytest.raises(Locked):
        other.opener(other.head).open_case(case.key_id)
    refused = Transfer.objects.get(pk=sent.pk)
    assert read(refused, "answer", unit.opener().open_case(case.key_id)) == "They live in Vlora"
    with pytest.raises(Refused, match="decided already"):
        accept_transfer(refused, other.worker, by=other.head, opener=other.opener(other.head))


def test_transfer_is_refused_to_ones_own_unit_and_while_closing(unit: Unit, other: Unit) -> None:
    case = unit.assessed()
    with pytest.raises(Refused, match="Your unit holds"):
        transfer(case, unit.body, "moved", by=unit.worker, opener=unit.opener())
    propose_close(case, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="Closing was proposed"):
        transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())


def test_transfer_abroad_is_refused(unit: Unit, cast: Cast) -> None:
    abroad = cast.foreign["head_of_unit"].body
    assert abroad is not None
    with pytest.raises(Refused, match="of this country"):
        transfer(unit.assessed(), abroad, "moved", by=unit.worker, opener=unit.opener())
