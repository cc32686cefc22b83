"""Two files of one child are joined, and separated again when that was wrong; nothing is lost by either."""

import pytest

from milepost.accounts.rules import Refused
from milepost.people.actions.carer import add_carer
from milepost.people.actions.child import register
from milepost.people.actions.joining import join, separate
from milepost.people.actions.search import search
from milepost.people.dates import PartialDate
from milepost.people.identity import Care, Identity
from milepost.people.models import Child
from milepost.people.queries import carers_of, children_of, joinings_of, rows_of
from milepost.vault.actions.case_key import share_case_key
from tests.people.conftest import XHEVAHIR
from tests.vault.conftest import Unit

SECOND = Identity(given_name="Xhevo", surname="Kelmend", birth=PartialDate(2013), sex="boy")


@pytest.fixture
def second(child: Child, unit: Unit) -> Child:
    """The same boy, written down again by a colleague who knew only his nickname."""
    return register(unit.body, SECOND, by=unit.head, opener=unit.opener())


def test_join_leaves_one_child_with_two_rows(child: Child, second: Child, unit: Unit) -> None:
    join(child, second, "Same mother, same school", by=unit.worker, opener=unit.opener())
    assert list(children_of(unit.body)) == [child]
    assert set(rows_of(second)) == set(rows_of(child)) == {child, second}


def test_join_is_answered_by_a_search_for_either(child: Child, second: Child, unit: Unit) -> None:
    join(child, second, "Same mother", by=unit.worker, opener=unit.opener())
    for words in (XHEVAHIR, SECOND):
        assert [each.child for each in search(unit.body, words, by=unit.worker, opener=unit.opener()).matches] == [
            child
        ]


def test_join_shows_the_carers_of_both(child: Child, second: Child, unit: Unit) -> None:
    add_carer(second, Care("mother", name="Drita"), by=unit.worker, opener=unit.opener())
    join(child, second, "Same mother", by=unit.worker, opener=unit.opener())
    assert [each.care.name for each in carers_of(child, unit.opener())] == ["Drita"]


def test_separate_brings_both_back_and_keeps_both_reasons(child: Child, second: Child, unit: Unit) -> None:
    joining = join(child, second, "Same mother", by=unit.worker, opener=unit.opener())
    separate(joining, "They are cousins", by=unit.head, opener=unit.opener())
    assert set(children_of(unit.body)) == {child, second}
    [told] = joinings_of(child, unit.opener())
    assert (told.reason, told.parting_reason) == ("Same mother", "They are cousins")
    assert (told.joining.made_by, told.joining.parted_by) == (unit.worker, unit.head)


def test_separate_happens_once_and_a_new_joining_may_follow(child: Child, second: Child, unit: Unit) -> None:
    joining = join(child, second, "Same mother", by=unit.worker, opener=unit.opener())
    separate(joining, "Cousins", by=unit.head, opener=unit.opener())
    with pytest.raises(Refused, match="separate already"):
        separate(joining, "Cousins", by=unit.head, opener=unit.opener())
    join(second, child, "The birth certificate says so", by=unit.head, opener=unit.opener())
    assert list(children_of(unit.body)) == [second]


def test_join_makes_no_chains(child: Child, second: Child, unit: Unit) -> None:
    third = register(unit.body, SECOND, by=unit.head, opener=unit.opener())
    join(child, second, "Same", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="joined into another"):
        join(third, second, "Same", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="other way round"):
        join(third, child, "Same", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="not the same"):
        join(third, third, "Same", by=unit.worker, opener=unit.opener())


def test_join_across_units_needs_both_files_open(child: Child, unit: Unit, searching: Unit) -> None:
    theirs = register(searching.body, SECOND, by=searching.worker, opener=searching.opener())
    with pytest.raises(Refused, match="cannot open"):
        join(child, theirs, "Same", by=unit.worker, opener=unit.opener())
    share_case_key(theirs.key, unit.body, None, by=searching.head, opener=searching.opener())
    join(child, theirs, "Same", by=unit.worker, opener=unit.opener())
    assert Child.objects.get(pk=theirs.pk).merged_into == child
    # Whoever meets the joined row without the key of the kept one is sent to the unit that keeps it.
    found = search(searching.body, SECOND, by=searching.worker, opener=searching.opener())
    assert [(each.unit, each.reference) for each in found.elsewhere] == [(unit.body, child.reference)]
    assert not found.matches
