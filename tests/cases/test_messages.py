"""What a worker and the head write to each other about a file."""

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.case import assign
from milepost.cases.actions.message import read_message, send_message
from milepost.cases.actions.transfer import accept_transfer, transfer
from milepost.cases.models import Case, Message
from milepost.cases.queries.duties import desk_of
from milepost.cases.queries.message import readers_of
from tests.cases.conftest import Unit
from tests.conftest import Cast


def to_head(unit: Unit, case: Case) -> Message:
    return send_message(case, unit.head, "Shall we ask the court?", by=unit.worker, opener=unit.opener())


def test_a_message_stands_on_the_desk_until_it_is_read(unit: Unit) -> None:
    message = to_head(unit, unit.registered())
    assert desk_of(unit.head).messages == [message]
    assert not desk_of(unit.worker).messages
    read_message(message, by=unit.head)
    assert not desk_of(unit.head).messages


def test_read_message_is_for_whom_it_was_written(unit: Unit) -> None:
    with pytest.raises(Refused, match="someone else"):
        read_message(to_head(unit, unit.registered()), by=unit.worker)


def test_a_message_goes_to_those_who_read_the_file(unit: Unit, other: Unit, cast: Cast) -> None:
    case = unit.registered()
    assert list(readers_of(case, but=unit.worker)) == [unit.head]
    for nobody in (cast.second_case_worker, other.head):
        with pytest.raises(Refused, match="only they read it"):
            send_message(case, nobody, "Psst", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="someone else"):
        send_message(case, unit.worker, "Me", by=unit.worker, opener=unit.opener())


def test_a_message_about_a_file_that_went_away_leaves_the_desk(unit: Unit, other: Unit) -> None:
    case = unit.assessed()
    to_head(unit, case)
    sent = transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    accept_transfer(sent, other.worker, by=other.head, opener=other.opener(other.head))
    assert not desk_of(unit.head).messages


def test_the_new_worker_does_not_find_the_old_ones_messages(unit: Unit, cast: Cast) -> None:
    case = unit.registered()
    send_message(case, unit.worker, "Please call", by=unit.head, opener=unit.opener(unit.head))
    assign(case, cast.second_case_worker, by=unit.head)
    assert not desk_of(cast.second_case_worker).messages
    assert not desk_of(unit.worker).messages


def test_the_audit_knows_whom_and_not_what(unit: Unit) -> None:
    case = unit.registered()
    to_head(unit, case)
    assert Event.objects.get(verb="case.send_message").detail == {"number": case.number, "to": unit.head.pk}
