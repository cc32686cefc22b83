"""Two children who are one, and two after all."""

import uuid

import pytest
from django.utils import timezone

from milepost.accounts.actions import withdraw
from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import case as cases
from milepost.cases.actions.case import assign, reopen
from milepost.cases.actions.contact import contact
from milepost.cases.actions.draft import draft
from milepost.cases.actions.duplicate import join, separate
from milepost.cases.actions.identity import change_identity
from milepost.cases.actions.transfer import accept_transfer, transfer
from milepost.cases.facts import Visit
from milepost.cases.models import Case, Contact
from milepost.cases.queries.cases import open_case_of
from milepost.cases.queries.duplicate import drafts_on, files_of, parting_of
from milepost.people.identity import Identity
from milepost.people.models import Child, Joining
from tests.cases.conftest import BESA, Unit
from tests.conftest import Cast

TWIN = Identity(given_name="Bese", surname="Hoxhaj")


def pair(unit: Unit) -> tuple[Case, Case]:
    """Two open files of one child, under two children."""
    return unit.assessed(), unit.registered(TWIN)


def joined(unit: Unit, case: Case, other: Child, stays: Child | None = None) -> Joining:
    return join(
        case, other, "The same birth certificate", stays=stays or case.child, by=unit.head,
        opener=unit.opener(unit.head),
    )  # fmt: skip


def parted(unit: Unit, case: Case, joining: Joining) -> Joining:
    return separate(case, joining, "Cousins", by=unit.head, opener=unit.opener(unit.head))


def states(*cases_: Case) -> list[str]:
    return [Case.objects.get(pk=case.pk).state for case in cases_]


def test_join_merges_the_open_file_of_the_child_that_ends(unit: Unit) -> None:
    case, twin = pair(unit)
    joined(unit, case, twin.child)
    assert states(case, twin) == ["initial_assessment", "merged_duplicate"]
    assert Child.objects.get(pk=twin.child_id).merged_into == case.child
    assert {each.number for each in files_of(case.child, unit.head)} == {case.number, twin.number}


def test_join_the_other_way_round(unit: Unit) -> None:
    case, twin = pair(unit)
    joined(unit, case, twin.child, stays=twin.child)
    assert states(case, twin) == ["merged_duplicate", "registered"]


def test_a_worker_joins_where_nothing_is_merged(unit: Unit) -> None:
    case, closed = unit.registered(TWIN), unit.closed()
    join(case, closed.child, "One", stays=case.child, by=unit.worker, opener=unit.opener())
    assert states(case, closed) == ["registered", "closed"]


def test_merging_two_open_files_is_the_heads(unit: Unit) -> None:
    case, twin = pair(unit)
    with pytest.raises(Refused, match="Head of unit"):
        join(case, twin.child, "One", stays=case.child, by=unit.worker, opener=unit.opener())
    assert Child.objects.get(pk=twin.child_id).merged_into is None


def test_the_child_with_the_open_file_stays(unit: Unit) -> None:
    case, closed = unit.registered(TWIN), unit.closed()
    with pytest.raises(Refused, match=f"File {case.number} is open"):
        joined(unit, case, closed.child, stays=closed.child)


def test_a_colleagues_file_is_not_joined_unseen(unit: Unit, cast: Cast) -> None:
    case, theirs = unit.registered(), assign(unit.registered(TWIN), cast.second_case_worker, by=unit.worker)
    with pytest.raises(Refused, match="caseload of a colleague"):
        join(case, theirs.child, "One", stays=case.child, by=unit.worker, opener=unit.opener())


def test_another_units_child_is_not_joined(unit: Unit, other: Unit) -> None:
    case, theirs = unit.registered(), other.registered(TWIN)
    with pytest.raises(Refused, match="Another unit holds"):
        joined(unit, case, theirs.child)


def test_a_file_on_its_way_is_decided_first(unit: Unit, other: Unit) -> None:
    case, twin = unit.registered(), unit.assessed(unit.registered(TWIN))
    transfer(twin, other.body, "moved", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="They decide first"):
        joined(unit, case, twin.child)


def test_a_report_of_a_joined_child_goes_to_the_file_that_goes_on(unit: Unit) -> None:
    case, twin = pair(unit)
    joined(unit, case, twin.child)
    again = cases.register(unit.reported(), Child.objects.get(pk=case.child_id), by=unit.worker, opener=unit.opener())
    assert again.pk == case.pk


def test_an_old_file_of_the_joined_child_reopens_as_the_one_that_stays(unit: Unit) -> None:
    case, old = unit.registered(TWIN), unit.closed()
    joined(unit, case, old.child)
    with pytest.raises(Refused, match=f"open file of this child: {case.number}"):
        reopen(old, by=unit.worker, opener=unit.opener())
    unit.closed(unit.in_force(unit.assessed(case)))
    episode = reopen(old, by=unit.worker, opener=unit.opener())
    assert (episode.child, episode.previous) == (case.child, old)


def test_a_joined_child_is_corrected_where_it_stays(unit: Unit) -> None:
    case, old = unit.registered(TWIN), unit.closed()
    joined(unit, case, old.child)
    with pytest.raises(Refused, match="joined into another"):
        change_identity(old, BESA, base=1, by=unit.worker, opener=unit.opener())


def test_drafts_stay_on_the_file_that_ends_and_are_told(unit: Unit) -> None:
    case, twin = pair(unit)
    draft(twin, "contact", {"note": ["A word"]}, by=unit.worker, opener=unit.opener())
    joined(unit, case, twin.child)
    assert drafts_on(twin) == [unit.worker.name]


def test_separate_gives_each_file_back_as_it_stood(unit: Unit) -> None:
    case, twin = pair(unit)
    joining = joined(unit, twin, case.child, stays=twin.child)
    contact(twin, Visit(timezone.localdate(), "office", note="While joined"), by=unit.worker, opener=unit.opener())
    told = parting_of(joining)
    assert [(each.number, state) for each, state in told.returned] == [(case.number, "initial_assessment")]
    parted(unit, Case.objects.get(pk=twin.pk), joining)
    assert states(case, twin) == ["initial_assessment", "registered"]
    assert open_case_of(case.child_id, unit.body) == case
    assert Contact.objects.get().case == twin
    assert [step.verb for step in case.steps.order_by("at")][-2:] == ["merge", "part"]
    assert not Child.objects.filter(merged_into__isnull=False).exists()


def test_separate_from_the_file_that_ended(unit: Unit) -> None:
    case, twin = pair(unit)
    joining = joined(unit, case, twin.child)
    parted(unit, Case.objects.get(pk=twin.pk), joining)
    assert states(case, twin) == ["initial_assessment", "registered"]


def test_separate_leaves_closed_files_closed_and_tells_of_new_ones(unit: Unit) -> None:
    case, old = unit.registered(TWIN), unit.closed()
    joining = joined(unit, case, old.child)
    unit.closed(unit.in_force(unit.assessed(case)))
    episode = reopen(old, by=unit.worker, opener=unit.opener())
    told = parting_of(joining)
    assert ([each.pk for each in told.kept], told.returned) == ([old.pk], [])
    assert [each.pk for each in told.since] == [episode.pk]
    parted(unit, episode, joining)
    assert states(old) == ["closed"]


def test_separate_twice_is_refused_and_once_with_one_token(unit: Unit) -> None:
    case, twin = pair(unit)
    joining, token = joined(unit, case, twin.child), uuid.uuid4()
    for _ in "12":
        separate(case, joining, "Cousins", by=unit.head, opener=unit.opener(unit.head), token=token)
    with pytest.raises(Refused, match="separate already"):
        parted(unit, case, Joining.objects.get())


def test_a_returned_file_of_someone_who_left_waits_for_a_worker(unit: Unit, cast: Cast) -> None:
    case, twin = pair(unit)
    assign(twin, cast.second_case_worker, by=unit.head)
    joining = joined(unit, case, twin.child)
    withdraw(cast.second_case_worker.held()[0], by=cast.administrator)
    parted(unit, case, joining)
    assert Case.objects.get(pk=twin.pk).worker is None


def test_a_file_that_moved_on_is_sent_back_before_separating(unit: Unit, other: Unit) -> None:
    case, twin = pair(unit)
    joining = joined(unit, case, twin.child)
    sent = transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    moved = accept_transfer(sent, other.worker, by=other.head, opener=other.opener(other.head))
    with pytest.raises(Refused, match="Send this file back"):
        separate(moved, joining, "Cousins", by=other.head, opener=other.opener(other.head))


def test_join_and_separate_leave_numbers_in_the_audit_and_no_word(unit: Unit) -> None:
    case, twin = pair(unit)
    parted(unit, case, joined(unit, case, twin.child))
    details = {event.verb: event.detail for event in Event.objects.filter(verb__in=("case.join", "case.separate"))}
    assert details["case.separate"]["returned"] == [twin.number]
    assert "certificate" not in str(details)
    assert "Cousins" not in str(details)
