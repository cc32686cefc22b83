"""Someone of another office is invited to a single case: what that opens, by rule and by key, and how it ends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from milepost.accounts.actions import assign, withdraw
from milepost.accounts.models import Person
from milepost.accounts.roles import VERBS
from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.case import view
from milepost.cases.actions.contact import contact
from milepost.cases.actions.guest import end_guest, invite_guest
from milepost.cases.actions.track import criminal
from milepost.cases.actions.transfer import accept_transfer, refuse_transfer, transfer
from milepost.cases.facts import Proceeding, Visit
from milepost.cases.fields import groups_at
from milepost.cases.models import Case, Guest
from milepost.cases.queries.cases import cases_for, cases_within
from milepost.cases.queries.file import file_of
from milepost.cases.queries.guest import candidates, guests_of, invitations_for
from milepost.cases.rules.access import access
from milepost.people.queries import identity_of
from milepost.vault.actions.person_key import make_key
from milepost.vault.models import PersonCaseSeal
from milepost.vault.opening import Locked, open_with
from tests.cases.conftest import Unit
from tests.conftest import PASSWORD, Cast

CASE_VERBS = sorted(verb for verb in VERBS if verb.startswith("case."))


def granted(person: Person, case: Case) -> set[str]:
    """What the person may do on a case, as the rule and its twin both say."""
    by_rule = {verb for verb in CASE_VERBS if access(person, case, verb)}
    assert by_rule == {verb for verb in CASE_VERBS if cases_for(person, verb).filter(pk=case.pk).exists()}
    return by_rule


def opens(unit: Unit, case: Case, person: Person) -> tuple[bool, bool]:
    """Whether the person's key opens the case, and the child's name."""
    found = unit.opener(person).open_cases([case.key_id, case.child.key_id])
    return case.key_id in found, case.child.key_id in found


def shut(unit: Unit, case: Case, person: Person) -> bool:
    """Whether nothing is left: by rule, by key."""
    return not granted(person, case) and opens(unit, case, person) == (False, False)


def test_invite_guest_of_a_group_grants_the_page_and_nothing_else(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    assert shut(unit, case, guest)
    unit.invited(case, guest)
    assert granted(guest, case) == {"case.view"}
    assert opens(unit, case, guest) == (True, True)
    assert not cases_within(guest)


def test_invite_guest_of_the_prosecution_grants_the_criminal_track_and_nothing_else(unit: Unit, clerk: Person) -> None:
    case = unit.assessed()
    unit.invited(case, clerk)
    assert granted(clerk, case) == {"case.criminal"}
    assert opens(unit, case, clerk) == (True, False)
    with pytest.raises(Locked):
        identity_of(case.child, unit.opener(clerk))


def test_an_invitation_opens_one_case(unit: Unit, guest: Person) -> None:
    from milepost.people.identity import Identity

    unit.invited(unit.assessed(), guest)
    assert shut(unit, unit.assessed(unit.registered(Identity(given_name="Eni"))), guest)


def test_a_guest_reads_their_groups_of_a_file(unit: Unit, guest: Person, clerk: Person) -> None:
    case = unit.assessed(summary="In words")
    step = Proceeding("report_crime", timezone.localdate(), reference="77/26")
    criminal(case, step, by=unit.worker, opener=unit.opener())
    unit.invited(case, guest)
    unit.invited(case, clerk)
    file = file_of(case, by=guest, opener=unit.opener(guest))
    assert file.groups == {"identity", "narrative", "statistics"}
    assert (file.initial[0].texts["summary"], dict(file.criminal[0].texts)) == ("In words", {})
    assert file.identity is not None
    assert not file.reports  # their keys were not given
    theirs = file_of(case, by=clerk, opener=unit.opener(clerk))
    assert (dict(theirs.initial[0].texts), theirs.criminal[0].texts["reference"]) == ({}, "77/26")
    assert theirs.identity is None


def test_without_the_case_a_guest_reads_nothing_at_a_unit(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    assert groups_at(guest, unit.body) == frozenset()
    assert groups_at(guest, unit.body, unit.in_force()) == frozenset()


def test_criminal_steps_of_a_clerk_stand_on_the_file(unit: Unit, clerk: Person) -> None:
    case = unit.assessed()
    unit.invited(case, clerk)
    step = Proceeding("report_crime", timezone.localdate(), article="128/b", reference="77/26")
    criminal(case, step, by=clerk, opener=unit.opener(clerk))
    file = file_of(case, by=unit.worker, opener=unit.opener())
    assert (file.criminal[0].row.by, file.criminal[0].texts["reference"]) == (clerk, "77/26")
    assert Case.objects.get(pk=case.pk).criminal == "reported"


def test_a_guest_of_a_group_notes_nothing(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    today = timezone.localdate()
    with pytest.raises(Refused):
        contact(case, Visit(today, "office"), by=guest, opener=unit.opener(guest))
    with pytest.raises(Refused):
        criminal(case, Proceeding("report_crime", today), by=guest, opener=unit.opener(guest))


def test_an_invitation_ends_with_its_day(unit: Unit, guest: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    case, today = unit.assessed(), timezone.localdate()
    unit.invited(case, guest, today + timedelta(days=1))
    opener = open_with(guest, PASSWORD)
    _on(today + timedelta(days=1), monkeypatch)  # the last day counts
    assert granted(guest, case) == {"case.view"}
    assert opens(unit, case, guest) == (True, True)
    _on(today + timedelta(days=2), monkeypatch)
    assert shut(unit, case, guest)
    assert not opener.open_cases([case.key_id])
    assert PersonCaseSeal.objects.count() == 2  # by its end alone, before anybody tidies up


def test_an_invitation_that_is_over_opens_to_nobody_by_rule_though_the_key_were_there(
    unit: Unit, guest: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = unit.assessed()
    made = unit.invited(case, guest)
    PersonCaseSeal.objects.update(until=timezone.now() + timedelta(days=900))
    Guest.objects.filter(pk=made.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert opens(unit, case, guest) == (True, True)
    assert not granted(guest, case)


def test_end_guest_closes_it_by_rule_and_by_key(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    made = unit.invited(case, guest)
    end_guest(made, by=unit.worker)
    assert shut(unit, case, guest)
    assert not PersonCaseSeal.objects.exists()
    assert end_guest(made, by=unit.worker).ended_by == unit.worker
    assert Event.objects.filter(verb="case.end_guest").count() == 1


def test_end_guest_works_while_the_file_waits_elsewhere(unit: Unit, other: Unit, guest: Person) -> None:
    case = unit.assessed()
    made = unit.invited(case, guest)
    transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    end_guest(made, by=unit.worker)
    assert shut(unit, Case.objects.get(pk=case.pk), guest)


def test_end_guest_is_for_the_caseload(unit: Unit, other: Unit, cast: Cast, guest: Person) -> None:
    made = unit.invited(unit.assessed(), guest)
    for stranger in (cast.second_case_worker, other.head, guest):
        with pytest.raises(Refused):
            end_guest(made, by=stranger)


def test_inviting_again_replaces_the_invitation(unit: Unit, guest: Person, today: date) -> None:
    case = unit.assessed()
    unit.invited(case, guest, today + timedelta(days=30))
    unit.invited(case, guest, today + timedelta(days=3))
    assert [each.until for each in guests_of(case)] == [today + timedelta(days=3)]
    assert {seal.until for seal in PersonCaseSeal.objects.all()} == {guests_of(case)[0].closes_at}


def test_who_lost_the_role_is_no_guest(unit: Unit, cast: Cast, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    withdraw(guest.held()[0], by=cast.administrator)
    guest.forget_held()
    assert shut(unit, case, guest)


def test_another_role_of_a_guest_grants_nothing_by_this_invitation(unit: Unit, cast: Cast, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    withdraw(guest.held()[0], by=cast.administrator)
    assign(guest, "prosecution_clerk", case.country, by=cast.administrator)
    guest.forget_held()
    assert not granted(guest, case)
    assert not invitations_for(guest)


def test_closing_the_file_ends_its_invitations(unit: Unit, guest: Person, clerk: Person) -> None:
    case = unit.in_force()
    for person in (guest, clerk):
        unit.invited(case, person)
    unit.closed(case)
    case.refresh_from_db()
    assert shut(unit, case, guest)
    assert shut(unit, case, clerk)


def test_another_unit_begins_without_guests(unit: Unit, other: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    sent = transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    assert granted(guest, Case.objects.get(pk=case.pk)) == {"case.view"}
    accept_transfer(sent, other.worker, by=other.head, opener=other.opener(other.head))
    assert shut(unit, Case.objects.get(pk=case.pk), guest)


def test_a_refused_transfer_leaves_the_guests(unit: Unit, other: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    sent = transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    refuse_transfer(sent, "No", by=other.head, opener=other.opener(other.head))
    assert opens(unit, case, guest) == (True, True)


def test_the_childs_name_stays_open_while_another_episode_needs_it(unit: Unit, guest: Person, today: date) -> None:
    from milepost.cases.actions.case import reopen

    first = unit.closed()
    second = reopen(first, by=unit.worker, opener=unit.opener())
    third = unit.assessed(second)
    until = today + timedelta(days=5)
    Guest.objects.create(
        country=first.country, case=first, by=unit.worker, person=guest, role="group_guest",
        until=until + timedelta(days=30),
    )  # fmt: skip
    made = unit.invited(third, guest, until)
    child = PersonCaseSeal.objects.get(case_key=third.child.key_id)
    assert child.until == Guest.objects.get(case=first).closes_at
    end_guest(made, by=unit.worker)
    assert opens(unit, third, guest) == (False, True)


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "has passed"), (400, "within a year")]
)  # fmt: skip
def test_invite_guest_needs_a_day_that_fits(unit: Unit, guest: Person, today: date, days: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        unit.invited(unit.assessed(), guest, today + timedelta(days=days))


def test_invite_guest_needs_a_key(unit: Unit, cast: Cast) -> None:
    with pytest.raises(Refused, match="no key yet"):
        unit.invited(unit.assessed(), cast.group_guest)


@pytest.mark.parametrize("role", ["prosecution_clerk", "case_worker", "nonsense"])
def test_invite_guest_needs_the_role_itself(unit: Unit, guest: Person, role: str) -> None:
    with pytest.raises(Refused, match="does not hold this role"):
        unit.invited(unit.assessed(), guest, role=role)


def test_invite_guest_takes_nobody_of_the_unit_and_somebody_of_another(
    unit: Unit, other: Unit, cast: Cast, guest: Person
) -> None:
    case = unit.assessed()
    for colleague in (cast.second_case_worker, other.worker):
        assign(colleague, "group_guest", case.country, by=cast.administrator)
        colleague.forget_held()
    with pytest.raises(Refused, match="works at this unit"):
        unit.invited(case, cast.second_case_worker, role="group_guest")
    unit.invited(case, other.worker, role="group_guest")
    assert granted(other.worker, case) == {"case.view"}
    assert {each.person.pk for each in candidates(case)} == {guest.pk, other.worker.pk}


def test_invite_guest_takes_nobody_of_another_country(unit: Unit, cast: Cast) -> None:
    stranger = cast.foreign["group_guest"]
    make_key(stranger, PASSWORD, by=stranger)
    with pytest.raises(Refused, match="does not hold this role"):
        unit.invited(unit.assessed(), stranger, role="group_guest")


def test_invite_guest_is_for_the_caseload(unit: Unit, other: Unit, cast: Cast, guest: Person, today: date) -> None:
    case = unit.assessed()
    for stranger in (cast.second_case_worker, other.head, guest):
        with pytest.raises(Refused):
            invite_guest(case, guest, "group_guest", today, by=stranger, opener=unit.opener())
    assert invite_guest(case, guest, "group_guest", today, by=unit.head, opener=unit.opener(unit.head))


def test_invite_guest_names_nobody_in_the_audit(unit: Unit, guest: Person) -> None:
    unit.invited(unit.assessed(), guest)
    detail = Event.objects.get(verb="case.invite_guest").detail
    assert detail.keys() == {"number", "guest", "role", "until"}
    assert detail["guest"] == guest.pk


def test_that_a_guest_opened_the_file_stands_on_it(unit: Unit, guest: Person) -> None:
    case = unit.assessed()
    unit.invited(case, guest)
    view(case, by=guest)
    assert Event.objects.filter(verb="case.view").latest("id").detail["guest"] == "group_guest"


def _on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = timezone.now() + (day - timezone.localdate())
    monkeypatch.setattr(timezone, "now", lambda: moment)
