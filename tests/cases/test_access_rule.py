"""The one function that decides, and its twin over many rows: they never say different things."""

from datetime import timedelta

import pytest
from django.utils import timezone

from milepost.accounts import actions as accounts
from milepost.accounts.models import Person
from milepost.accounts.roles import VERBS
from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.case import assign, reopen
from milepost.cases.actions.contact import contact
from milepost.cases.actions.draft import draft
from milepost.cases.actions.guest import end_guest
from milepost.cases.actions.purpose import see_purpose, state_purpose
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Visit
from milepost.cases.fields import COLUMNS, GROUPS, READS, groups_at
from milepost.cases.models import Case, Guest, Purpose
from milepost.cases.queries.cases import cases_for, cases_within
from milepost.cases.queries.file import file_of
from milepost.cases.queries.wanted import Wanted, filtered
from milepost.cases.rules.access import access
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.sealed import read, sealed_columns
from milepost.vault.opening import Locked
from tests.cases.conftest import Unit
from tests.conftest import CAST, Cast

CASE_VERBS = sorted(verb for verb in VERBS if verb.startswith("case."))
PEOPLE = [*CAST, "system"]


def everyone(cast: Cast) -> list[Person]:
    return [*(cast.of(name) for name in PEOPLE), *cast.foreign.values()]


def test_the_rule_and_its_twin_agree(unit: Unit, other: Unit, cast: Cast, guest: Person, clerk: Person) -> None:
    """Every person, every verb, cases in every relation: own, a colleague's, closed, sent away, invited to, another
    unit's."""
    closed = unit.closed()
    reopen(closed, by=unit.worker, opener=unit.opener())
    assign(unit.registered(Identity()), cast.second_case_worker, by=unit.worker)
    unit.registered(Identity(given_name="Ana"))
    sent = unit.assessed(unit.registered(Identity(given_name="Eni")))
    transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
    other.registered()
    for person in (guest, clerk):
        made = [unit.invited(unit.registered(Identity(given_name=name)), person) for name in ("Ida", "Ola", "Uma")]
        end_guest(made[0], by=unit.worker)
        Guest.objects.filter(pk=made[1].pk).update(until=timezone.localdate() - timedelta(days=1))
    mine = Case.objects.filter(worker=cast.second_case_worker)[0]
    assign(mine, unit.worker, by=unit.head)
    state_purpose(mine, "cover", "She is ill", by=cast.second_case_worker, opener=unit.opener(cast.second_case_worker))
    cases = list(Case.objects.select_related("unit", "country", "transferred_to"))
    asked = 0
    for person in everyone(cast):
        for verb in CASE_VERBS:
            allowed = {case.pk for case in cases if access(person, case, verb)}
            assert allowed == {case.pk for case in cases_for(person, verb)}, (person, verb)
            asked += len(cases)
    assert asked > 3000


@pytest.mark.parametrize("verb", ["case.view", "case.contact", "case.propose_close"])
def test_only_these_three_relations_open_a_file(unit: Unit, cast: Cast, verb: str) -> None:
    case = unit.registered()
    assert access(unit.worker, case, verb)
    assert access(unit.head, case, verb)
    allowed = {person.name for person in everyone(cast) if not person.is_service and access(person, case, verb)}
    assert allowed == {unit.worker.name, unit.head.name}


def test_state_purpose_opens_for_three_hours(unit: Unit, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case, colleague = unit.registered(), cast.second_case_worker
    assert case in cases_within(colleague)
    assert not access(colleague, case, "case.view")
    made = state_purpose(case, "cover", "She is ill today", by=colleague, opener=unit.opener(colleague))
    assert access(colleague, case, "case.view")
    contact(case, Visit(timezone.localdate(), "telephone"), by=colleague, opener=unit.opener(colleague))
    later = timezone.now() + timedelta(hours=3, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not access(colleague, case, "case.view")
    assert not made.is_open


def test_state_purpose_is_read_by_the_head_at_once(unit: Unit, cast: Cast) -> None:
    case, colleague = unit.registered(), cast.second_case_worker
    made = state_purpose(case, "cover", "She is ill today", by=colleague, opener=unit.opener(colleague))
    key = unit.opener(unit.head).open_case(case.key_id)
    assert read(Purpose.objects.get(seen_at=None), "text", key) == "She is ill today"
    with pytest.raises(Refused):
        see_purpose(made, by=colleague)
    assert see_purpose(made, by=unit.head).seen_at is not None
    assert "ill" not in str(Event.objects.filter(verb="case.state_purpose").latest("id").detail)


@pytest.mark.parametrize(("reason", "text"), [("", "I must"), ("cover", "  ")])
def test_state_purpose_needs_a_reason_and_a_sentence(unit: Unit, cast: Cast, reason: str, text: str) -> None:
    colleague = cast.second_case_worker
    with pytest.raises(Refused, match="in a sentence"):
        state_purpose(unit.registered(), reason, text, by=colleague, opener=unit.opener(colleague))


def test_state_purpose_opens_no_other_units_file(unit: Unit, other: Unit) -> None:
    with pytest.raises(Refused, match="of that unit"):
        state_purpose(unit.registered(), "emergency", "Now", by=other.worker, opener=other.opener())


def test_state_purpose_for_ones_own_file_is_not_needed(unit: Unit) -> None:
    with pytest.raises(Refused, match="is open to you"):
        state_purpose(unit.registered(), "cover", "Why", by=unit.worker, opener=unit.opener())


def test_who_lost_the_role_has_no_case(unit: Unit, cast: Cast) -> None:
    case = unit.registered()
    accounts.withdraw(unit.worker.held()[0], by=cast.administrator)
    unit.worker.forget_held()
    assert not cases_for(unit.worker, "case.view")
    assert not access(unit.worker, case, "case.view")


def test_every_sealed_column_is_in_a_group() -> None:
    from django.apps import apps

    models = {model.__name__: set(sealed_columns(model)) for model in apps.get_app_config("cases").get_models()}
    assert {name: columns for name, columns in models.items() if columns} == {
        name: set(columns) for name, columns in COLUMNS.items()
    }
    assert {group for columns in COLUMNS.values() for group in columns.values()} <= set(GROUPS)
    assert all(groups <= set(GROUPS) for groups in READS.values())


def test_groups_are_those_of_the_unit(unit: Unit, other: Unit, cast: Cast) -> None:
    assert groups_at(unit.worker, unit.body) == frozenset(GROUPS)
    assert groups_at(unit.worker, other.body) == frozenset()
    assert groups_at(cast.field_team_member, unit.body) == frozenset()
    assert groups_at(cast.national_analyst, unit.body) == frozenset()


def test_a_file_holds_no_text_of_a_group_that_is_not_ones_own(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    case = unit.assessed(summary="In words")
    monkeypatch.setitem(READS, "case_worker", frozenset({"statistics"}))
    opened = file_of(case, by=unit.worker, opener=unit.opener())
    assert opened.identity is None
    assert not opened.initial[0].texts
    assert not opened.reports[0].texts
    assert "In words" not in repr(opened)


def test_a_file_opens_in_a_fixed_number_of_queries(unit: Unit, django_assert_max_num_queries: object) -> None:
    case = unit.in_force()
    for _ in range(5):
        contact(case, Visit(timezone.localdate(), "office", note="n"), by=unit.worker, opener=unit.opener())
    opener = unit.opener()
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        file_of(case, by=unit.worker, opener=opener)


def test_draft_is_refused_outside_the_caseload(unit: Unit, cast: Cast) -> None:
    colleague = cast.second_case_worker
    with pytest.raises(Refused, match="colleague"):
        draft(unit.registered(), "contact", {}, by=colleague, opener=unit.opener(colleague))


def test_a_file_of_another_unit_does_not_open_though_the_rule_were_gone(unit: Unit, other: Unit) -> None:
    with pytest.raises(Locked):
        file_of(unit.registered(), by=other.worker, opener=other.opener())
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"plan", "plain"}), ({"state": "any"}, {"plan", "plain", "closed"}), ({"state": "closed"}, {"closed"}),
        ({"risk": "none"}, {"plain"}), ({"risk": "medium"}, {"plan"}), ({"worker": "me"}, {"plan"}),
        ({"worker": "none"}, set()), ({"concern": "begging"}, {"plan"}), ({"concern": "violence"}, {"plain"}),
        ({"track": "nrm"}, set()), ({"worker": "x1"}, set()), ({"unknown": "1"}, {"plan", "plain"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_its_address(unit: Unit, cast: Cast, wanted: dict[str, str], found: set[str]) -> None:
    cases = {
        "plan": unit.in_force(),
        "plain": assign(
            unit.registered(Identity(), concerns=("violence",)), cast.second_case_worker, by=unit.worker
        ),
        "closed": unit.closed(unit.in_force(unit.assessed(unit.registered(Identity(given_name="Eni"))))),
    }  # fmt: skip
    names = {case.pk: name for name, case in cases.items()}
    listed = filtered(cases_within(unit.worker), Wanted.of(wanted), unit.worker)
    assert {names[case.pk] for case in listed} == found
