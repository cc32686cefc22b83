"""Reads open what the reader's keys open, with as many queries for three hundred children as for one."""

import pytest
from pytest_django import DjangoAssertNumQueries

from milepost.people.actions.child import register, register_many
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import children_of, children_where, identity_of, known, names
from milepost.vault.opening import Locked, Opener
from tests.conftest import Cast
from tests.people.conftest import XHEVAHIR
from tests.people.invented import children
from tests.vault.conftest import Unit


def test_known_opens_the_units_children_and_leaves_out_the_others(child: Child, unit: Unit, other: Unit) -> None:
    register(other.body, Identity("Besa", "Gjoka"), by=other.worker, opener=other.opener())
    assert [each.identity for each in known(Child.objects.all(), unit.opener(unit.worker))] == [XHEVAHIR]
    assert len(known(Child.objects.all(), other.opener())) == 1
    assert known(Child.objects.all(), Opener(unit.worker)) == []


def test_names_are_those_of_known(child: Child, unit: Unit, other: Unit) -> None:
    register(unit.body, Identity(surname="Gjoka"), by=unit.worker, opener=unit.opener())
    assert sorted(names(children_of(unit.body), unit.opener()).values()) == ["Gjoka", "Xhevahir Këlmendi"]
    assert names(children_of(unit.body), other.opener()) == {}


@pytest.mark.parametrize("count", [1, 300])
def test_reading_takes_the_same_queries_for_many(
    unit: Unit, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    register_many(unit.body, list(children(count)), by=unit.worker, opener=unit.opener())
    opener = unit.opener()
    opener.units()
    with django_assert_num_queries(2):  # the rows, and the seals of their keys
        assert len(known(children_of(unit.body), opener)) == count


def test_children_where_follows_the_role(child: Child, unit: Unit, other: Unit, cast: Cast) -> None:
    assert list(children_where(unit.worker, "people.change_identity")) == [child]
    for stranger in (other.worker, cast.administrator, cast.focal_point, cast.foreign["case_worker"]):
        assert not children_where(stranger, "people.change_identity")


def test_identity_of_is_shut_without_the_key(child: Child, other: Unit) -> None:
    for opener in (other.opener(), Opener(other.worker)):
        with pytest.raises(Locked):
            identity_of(child, opener)


def test_an_opened_child_prints_no_name(child: Child, unit: Unit) -> None:
    assert "Xhevahir" not in repr(known([child], unit.opener()))
