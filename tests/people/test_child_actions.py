"""Writing down a child, changing what is known, handing over: who may, what stands in the row, what the audit learns."""

import dataclasses
import json

import pytest
from pytest_django import DjangoAssertNumQueries

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.people.actions.child import Conflict, change_identity, register, register_many, tag_unit, take_over
from milepost.people.actions.search import search
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child, Tag
from milepost.people.queries import identity_of
from milepost.vault.actions.case_key import share_case_key
from milepost.vault.actions.unit_key import share_tags
from milepost.vault.opening import Locked
from tests.conftest import Cast
from tests.people.conftest import XHEVAHIR
from tests.vault.conftest import Unit

NEWER = dataclasses.replace(XHEVAHIR, surname="Kelmendi", phone="")


def last(verb: str) -> Event:
    return Event.objects.filter(verb=verb).latest("id")


def test_register_keeps_the_identity_for_the_whole_unit(child: Child, unit: Unit) -> None:
    row = Child.objects.get(pk=child.pk)
    assert identity_of(row, unit.opener(unit.head)) == XHEVAHIR
    assert (row.unit, row.made_by, row.version) == (unit.body, unit.worker, 1)


def test_register_leaves_in_clear_only_what_is_counted(child: Child) -> None:
    row = Child.objects.get(pk=child.pk)
    assert (row.sex, row.birth_known) == ("boy", "exact")
    assert {kind for kind, in Tag.objects.filter(child=row).values_list("kind")} == {
        "name_year", "sound", "bones", "surname_birth",
    }  # fmt: skip


def test_register_tells_the_audit_unit_and_number_only(child: Child, unit: Unit) -> None:
    event = last("people.register")
    assert (event.on_id, event.detail) == (str(child.pk), {"unit": unit.body.code, "count": 1})


def test_register_of_a_child_of_whom_nothing_is_known(unit: Unit) -> None:
    child = register(unit.body, Identity(), by=unit.worker, opener=unit.opener())
    row = Child.objects.get(pk=child.pk)
    assert (row.birth_known, row.sex, row.given_name) == ("unknown", "not_recorded", None)
    assert not Tag.objects.filter(child=row).exists()


def test_register_many_is_one_event_and_few_queries(
    unit: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(60):  # SQLite takes about 40 rows of this width in one insert
        made = register_many(unit.body, [XHEVAHIR] * 300, by=unit.worker, opener=unit.opener())
    assert len({child.reference for child in made}) == 300
    assert Event.objects.filter(verb="people.register").count() == 1


def test_register_is_refused_to_another_units_worker(unit: Unit, other: Unit, cast: Cast) -> None:
    for stranger in (other.worker, cast.focal_point, cast.administrator):
        with pytest.raises(Refused, match="Case worker or Head of unit"):
            register(unit.body, XHEVAHIR, by=stranger, opener=other.opener())


def test_another_unit_cannot_open_the_child(child: Child, other: Unit) -> None:
    with pytest.raises(Locked):
        identity_of(child, other.opener())


def test_change_identity_tells_the_audit_the_fields(child: Child, unit: Unit) -> None:
    changed = change_identity(child, NEWER, base=1, by=unit.head, opener=unit.opener())
    assert identity_of(Child.objects.get(pk=child.pk), unit.opener()) == NEWER
    assert changed.version == 2
    assert last("people.change_identity").detail == {"fields": ["surname", "phone"]}


def test_change_identity_to_the_same_words_changes_nothing(child: Child, unit: Unit) -> None:
    again = change_identity(child, XHEVAHIR, base=99, by=unit.head, opener=unit.opener())
    assert again.version == 1
    assert not Event.objects.filter(verb="people.change_identity").exists()


def test_change_identity_never_overwrites_another_persons_change(child: Child, unit: Unit) -> None:
    change_identity(child, NEWER, base=1, by=unit.head, opener=unit.opener())
    with pytest.raises(Conflict) as raised:
        change_identity(child, dataclasses.replace(XHEVAHIR, sex="girl"), base=1, by=unit.worker, opener=unit.opener())
    assert raised.value.current == 2
    assert identity_of(Child.objects.get(pk=child.pk), unit.opener()) == NEWER


def test_change_identity_is_refused_to_others(child: Child, unit: Unit, other: Unit) -> None:
    with pytest.raises(Refused, match="of that unit"):
        change_identity(child, NEWER, base=1, by=other.worker, opener=other.opener())
    with pytest.raises(Refused, match="cannot open"):  # the right, without the key
        change_identity(child, NEWER, base=1, by=unit.worker, opener=other.opener())


def test_change_identity_moves_the_search_along(child: Child, unit: Unit) -> None:
    renamed = dataclasses.replace(XHEVAHIR, given_name="Altin", surname="Prifti", other_names="")
    change_identity(child, renamed, base=1, by=unit.head, opener=unit.opener())
    words = Identity(given_name="Altin", surname="Prifti")
    assert [each.child for each in search(unit.body, words, by=unit.worker, opener=unit.opener()).matches] == [child]
    former = Identity(given_name="Xhevahir", surname="Këlmendi")
    assert not search(unit.body, former, by=unit.worker, opener=unit.opener()).matches


def test_take_over_follows_the_key(child: Child, unit: Unit, searching: Unit) -> None:
    with pytest.raises(Refused, match="not handed over"):
        take_over(child, searching.body, by=searching.worker, opener=searching.opener())
    share_case_key(child.key, searching.body, None, by=unit.head, opener=unit.opener())
    take_over(child, searching.body, by=searching.worker, opener=searching.opener())
    assert Child.objects.get(pk=child.pk).unit == searching.body
    assert last("people.take_over").detail == {"from_unit": unit.body.code, "to_unit": searching.body.code}


def test_register_works_while_the_tag_key_is_locked_and_tag_unit_makes_up_for_it(unit: Unit, other: Unit) -> None:
    child = register(other.body, XHEVAHIR, by=other.worker, opener=other.opener())
    assert not Tag.objects.filter(child=child).exists()
    with pytest.raises(Refused, match="cannot search yet"):
        tag_unit(other.body, by=other.worker, opener=other.opener())
    share_tags(other.body, by=unit.head, opener=unit.opener())
    words = Identity(given_name="Xhevahir", surname="Këlmendi")
    before = search(other.body, words, by=other.worker, opener=other.opener())
    assert (before.matches, before.unsearchable) == ((), 1)
    assert tag_unit(other.body, by=other.worker, opener=other.opener()) == 1
    after = search(other.body, words, by=other.worker, opener=other.opener())
    assert ([each.child for each in after.matches], after.unsearchable) == ([child], 0)


def test_no_event_holds_a_word_of_the_child(child: Child, unit: Unit) -> None:
    change_identity(child, NEWER, base=1, by=unit.head, opener=unit.opener())
    told = json.dumps(list(Event.objects.values("verb", "on_type", "on_id", "detail")), ensure_ascii=False).lower()
    for word in ("xhevahir", "lmendi", "xhevo", "furr", "k30409012x", "2013", "000 0000"):
        assert word not in told


def test_a_child_born_in_a_year_has_no_tag_of_a_day(unit: Unit) -> None:
    made = dataclasses.replace(XHEVAHIR, birth=PartialDate(2013), birth_estimated=True)
    child = register(unit.body, made, by=unit.worker, opener=unit.opener())
    assert not Tag.objects.filter(child=child, kind="surname_birth").exists()
