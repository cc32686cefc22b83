"""Who cares for a child: sealed under the child's own key."""

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.people.actions.carer import add_carer, change_carer
from milepost.people.actions.child import Conflict
from milepost.people.identity import Care
from milepost.people.models import Child
from milepost.people.queries import carers_of
from tests.vault.conftest import Unit

MOTHER = Care("mother", name="Drita", contact="+355 68 111", lives_with=True)


def test_add_carer(child: Child, unit: Unit) -> None:
    carer = add_carer(child, MOTHER, by=unit.worker, opener=unit.opener())
    assert [each.care for each in carers_of(child, unit.opener())] == [MOTHER]
    event = Event.objects.latest("id")
    assert (event.verb, event.detail) == ("people.add_carer", {"child": str(child.pk), "relation": "mother"})
    assert event.on_id == str(carer.pk)


def test_a_carer_of_whom_little_is_known(child: Child, unit: Unit) -> None:
    add_carer(child, Care("none"), by=unit.worker, opener=unit.opener())
    [known] = carers_of(child, unit.opener())
    assert known.care == Care("none", name="", contact="", lives_with=None)


def test_change_carer_tells_the_fields_and_overwrites_nobody(child: Child, unit: Unit) -> None:
    carer = add_carer(child, MOTHER, by=unit.worker, opener=unit.opener())
    moved = Care("mother", name="Drita", contact="+355 68 111", lives_with=False)
    change_carer(carer, moved, base=1, by=unit.head, opener=unit.opener())
    assert Event.objects.latest("id").detail == {"child": str(child.pk), "fields": ["lives_with"]}
    with pytest.raises(Conflict):
        change_carer(carer, Care("guardian"), base=1, by=unit.worker, opener=unit.opener())
    assert carers_of(child, unit.opener())[0].care == moved


def test_carers_are_shut_to_other_units(child: Child, unit: Unit, other: Unit) -> None:
    carer = add_carer(child, MOTHER, by=unit.worker, opener=unit.opener())
    assert carers_of(child, other.opener()) == []
    with pytest.raises(Refused):
        add_carer(child, MOTHER, by=other.worker, opener=other.opener())
    with pytest.raises(Refused):
        change_carer(carer, Care("other"), base=1, by=other.worker, opener=other.opener())
