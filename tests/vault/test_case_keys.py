"""A case's key opens to the unit that holds it, to another while a referral is open, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from milepost.accounts.actions import withdraw
from milepost.accounts.rules import Refused
from milepost.vault.actions.case_key import end_share, make_case_key, make_case_keys, share_case_key
from milepost.vault.models import CaseSeal
from milepost.vault.opening import Locked, Opener
from tests.conftest import Cast
from tests.vault.conftest import Unit, read, written

IN_AN_HOUR = timedelta(hours=1)


def test_every_member_of_the_unit_opens_it(unit: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    sealed = written(case, opener, "Besa, seen at the market")
    assert read(case, unit.opener(unit.worker), sealed) == "Besa, seen at the market"


def test_another_unit_does_not(unit: Unit, other: Unit) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    with pytest.raises(Locked):
        other.opener().open_case(case)
    assert not other.opener().open_cases([case.pk])


def test_who_has_no_key_writes_what_they_cannot_read_again(unit: Unit, cast: Cast) -> None:
    field_team = Opener(cast.contributor)
    case = make_case_key(unit.body, by=cast.contributor, opener=field_team)
    sealed = written(case, field_team, "A boy of about ten")
    assert read(case, unit.opener(), sealed) == "A boy of about ten"
    with pytest.raises(Locked):
        Opener(cast.contributor).open_case(case)


def test_a_referral_opens_until_it_ends(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    share_case_key(case, other.body, timezone.now() + IN_AN_HOUR, by=unit.head, opener=opener)
    assert other.opener().open_case(case) == opener.open_case(case)
    share_case_key(case, other.body, timezone.now() - IN_AN_HOUR, by=unit.head, opener=opener)
    with pytest.raises(Locked):
        other.opener().open_case(case)


def test_a_referral_is_ended_before_its_time(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    share_case_key(case, other.body, timezone.now() + IN_AN_HOUR, by=unit.head, opener=opener)
    end_share(case, other.body, by=unit.head)
    with pytest.raises(Locked):
        other.opener().open_case(case)


def test_a_transfer_gives_it_for_good_and_takes_it_from_the_old_unit(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    share_case_key(case, other.body, None, by=unit.head, opener=opener)
    share_case_key(case, other.body, timezone.now() - IN_AN_HOUR, by=unit.head, opener=opener)  # does not shorten it
    end_share(case, unit.body, by=other.head)
    assert other.opener().open_case(case)
    with pytest.raises(Locked):
        unit.opener().open_case(case)


def test_the_last_lasting_seal_stays(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    share_case_key(case, other.body, timezone.now() + IN_AN_HOUR, by=unit.head, opener=opener)
    with pytest.raises(Refused, match="No other unit"):
        end_share(case, unit.body, by=unit.head)


def test_who_cannot_open_cannot_share(unit: Unit, other: Unit) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    with pytest.raises(Refused, match="cannot open"):
        share_case_key(case, other.body, None, by=other.head, opener=other.opener())
    with pytest.raises(Refused, match="cannot open"):
        share_case_key(case, other.body, None, by=unit.head, opener=Opener(unit.head))


def test_a_unit_without_a_key_gets_no_case(unit: Unit, cast: Cast) -> None:
    body = cast.other_head_of_unit.body
    assert body is not None
    with pytest.raises(Refused, match="no key yet"):
        make_case_key(body, by=unit.head, opener=unit.opener())


def test_who_lost_the_role_opens_nothing_though_still_sealed_to(unit: Unit, cast: Cast) -> None:
    case = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    withdraw(unit.worker.held()[0], by=cast.administrator)
    unit.worker.forget_held()
    assert unit.opener(unit.worker).units() == frozenset()
    with pytest.raises(Locked):
        unit.opener(unit.worker).open_case(case)


def test_a_swapped_seal_gives_no_other_case(unit: Unit) -> None:
    """Who can write to the database but holds no key gains nothing by moving seals about."""
    opener = unit.opener()
    mine, theirs = make_case_keys(unit.body, 2, by=unit.head, opener=opener)
    sealed = written(mine, opener, "text")
    CaseSeal.objects.filter(case_key=mine).update(sealed=CaseSeal.objects.get(case_key=theirs).sealed)
    with pytest.raises(Exception, match="do not fit"):
        read(mine, unit.opener(), sealed)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_list_of_cases_opens_with_two_queries(
    unit: Unit, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = make_case_keys(unit.body, count, by=unit.head, opener=unit.opener())
    opener = unit.opener()
    opener.person.held() if opener.person else None  # read once per request, by whatever asked first
    with django_assert_num_queries(2):
        assert len(opener.open_cases([case.pk for case in cases])) == count
        opener.open_case(cases[0])
        opener.units()
        opener.unit_private(unit.body)


def test_an_opener_prints_nothing(unit: Unit) -> None:
    opener = unit.opener()
    private = opener.unit_private(unit.body)
    assert repr(opener) == str(opener) == f"<Opener of person {unit.head.pk}, open>"
    assert not hasattr(opener, "__dict__")
    assert repr(private) not in repr(opener)
    with pytest.raises(TypeError, match="not written"):
        opener.__reduce__()
