"""Someone leaves, and every file of theirs goes to someone."""

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.case import assign
from milepost.cases.actions.draft import draft
from milepost.cases.actions.hand_over import hand_over
from milepost.cases.actions.transfer import transfer
from milepost.cases.models import Case, Draft
from milepost.cases.queries.caseload import caseloads, open_files_of
from milepost.people.identity import Identity
from tests.cases.conftest import Unit
from tests.conftest import Cast


def two(unit: Unit) -> list[Case]:
    return [unit.registered(Identity(given_name=name)) for name in ("Ana", "Ben")]


def test_hand_over_gives_each_file_and_says_so_on_each(unit: Unit, cast: Cast) -> None:
    first, second = two(unit)
    assert hand_over(unit.worker, {first: cast.second_case_worker, second: unit.head}, by=unit.head) == 2
    assert caseloads([unit.body.pk]) == {cast.second_case_worker.pk: 1, unit.head.pk: 1}
    for case in (first, second):
        assert case.steps.filter(verb="hand_over").count() == 1
        event = Event.objects.get(verb="case.hand_over", on_id=str(case.pk))
        assert event.detail["number"] == case.number


def test_hand_over_is_all_or_nothing(unit: Unit, other: Unit, cast: Cast) -> None:
    first, second = sorted(two(unit), key=lambda case: str(case.pk))  # the refused one comes last
    with pytest.raises(Refused, match="no role at this unit"):
        hand_over(unit.worker, {first: cast.second_case_worker, second: other.worker}, by=unit.head)
    assert caseloads([unit.body.pk]) == {unit.worker.pk: 2}
    assert not Event.objects.filter(verb="case.hand_over").exists()


def test_hand_over_forgets_what_they_typed_and_keeps_what_others_did(unit: Unit, cast: Cast) -> None:
    first, second = two(unit)
    for case, by in ((first, unit.worker), (first, unit.head), (second, unit.worker)):
        draft(case, "contact", {"note": ["A word"]}, by=by, opener=unit.opener(by))
    hand_over(unit.worker, {first: cast.second_case_worker}, by=unit.head)
    kept = set(Draft.objects.values_list("case__number", "person"))
    assert kept == {(first.number, unit.head.pk), (second.number, unit.worker.pk)}
    assert Event.objects.get(verb="case.hand_over").detail["drafts"] == 1


def test_a_file_that_went_to_someone_meanwhile_stays_there(unit: Unit, cast: Cast) -> None:
    first, second = two(unit)
    assign(first, unit.head, by=unit.head)
    assert hand_over(unit.worker, dict.fromkeys((first, second), cast.second_case_worker), by=unit.head) == 1
    assert Case.objects.get(pk=first.pk).worker == unit.head


def test_a_file_on_its_way_to_another_unit_goes_too(unit: Unit, other: Unit, cast: Cast) -> None:
    case = unit.assessed()
    transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    assert hand_over(unit.worker, {case: cast.second_case_worker}, by=unit.head) == 1


def test_hand_over_is_the_heads(unit: Unit, cast: Cast) -> None:
    first, _second = two(unit)
    with pytest.raises(Refused, match="Head of unit"):
        hand_over(unit.worker, {first: cast.second_case_worker}, by=unit.worker)
    assert not open_files_of(unit.worker.pk, unit.worker).exists()


def test_closed_files_stay_with_who_closed_them(unit: Unit) -> None:
    unit.closed()
    assert not open_files_of(unit.worker.pk, unit.head).exists()
