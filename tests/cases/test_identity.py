"""What is known of a child and of carers, corrected from a file."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.assessment import record_exploitation
from milepost.cases.actions.carer import add_carer, change_carer
from milepost.cases.actions.identity import change_identity
from milepost.cases.actions.step import MovedOn
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Work
from milepost.cases.models import Case, Exploitation
from milepost.people.actions.search import search
from milepost.people.dates import PartialDate, age_on
from milepost.people.identity import Care, Identity
from milepost.people.models import Child
from milepost.people.queries import carers_of, identity_of
from tests.cases.conftest import BESA, Unit
from tests.conftest import Cast

OLDER = PartialDate(2012, 3, 9)


def corrected(unit: Unit, case: Case, identity: Identity, base: int = 1) -> Child:
    return change_identity(case, identity, base=base, by=unit.worker, opener=unit.opener())


def test_change_identity_is_found_by_the_search(unit: Unit) -> None:
    case = unit.registered()
    corrected(unit, case, replace(BESA, surname="Marku"))
    found = search(unit.body, Identity(given_name="Besa", surname="Marku"), by=unit.worker, opener=unit.opener())
    assert [each.child.pk for each in found.matches] == [case.child_id]
    assert case.steps.filter(verb="change_identity").count() == 1


def test_a_corrected_birth_corrects_the_age_at_each_opening(unit: Unit) -> None:
    closed = unit.closed()
    Case.objects.filter(pk=closed.pk).update(opened_at=timezone.now() - timedelta(days=800))
    case = unit.registered(Identity(given_name="Somebody else"))
    record_exploitation(case, Work("begging"), base=0, by=unit.worker, opener=unit.opener())
    Case.objects.filter(pk=case.pk).update(child=closed.child, previous=closed)
    case.refresh_from_db()
    corrected(unit, case, replace(BESA, birth=OLDER))
    for each in (closed, case):
        each.refresh_from_db()
        day = timezone.localtime(each.opened_at).date()
        assert (each.age_months, each.age_estimated) == (age_on(day, OLDER).months, False)
        assert each.steps.filter(verb="correct_age").count() == 1
    assert Exploitation.objects.get().age_months == case.age_months
    detail = Event.objects.get(verb="case.change_identity").detail
    assert sorted(detail["corrected"]) == sorted([closed.number, case.number])


def test_a_corrected_name_leaves_ages_alone(unit: Unit) -> None:
    case = unit.registered()
    Case.objects.filter(pk=case.pk).update(age_months=7)  # whatever stands there
    corrected(unit, case, replace(BESA, surname="Marku"))
    assert Case.objects.get(pk=case.pk).age_months == 7
    assert not case.steps.filter(verb="correct_age").exists()


def test_a_corrected_sex_is_counted(unit: Unit) -> None:
    case = unit.registered()
    corrected(unit, case, replace(BESA, sex="boy"))
    assert Case.objects.get(pk=case.pk).sex == "boy"


def test_a_birth_that_is_not_known_after_all_leaves_no_age(unit: Unit) -> None:
    case = unit.registered()
    corrected(unit, case, replace(BESA, birth=None))
    case.refresh_from_db()
    assert (case.age_months, case.age_estimated) == (None, False)


def test_a_child_born_after_the_opening_is_refused(unit: Unit) -> None:
    case = unit.registered()
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(days=900))
    with pytest.raises(Refused, match=f"born when file {case.number} was opened"):
        corrected(unit, case, replace(BESA, birth=PartialDate(timezone.localdate().year - 1)))


def test_two_who_correct_at_once_meet(unit: Unit) -> None:
    case = unit.registered()
    corrected(unit, case, replace(BESA, surname="Marku"))
    with pytest.raises(MovedOn) as met:
        corrected(unit, case, replace(BESA, address="Rruga e re 4"))
    assert met.value.number == 2
    assert (met.value.stands["surname"], met.value.typed["surname"]) == ("Marku", "Hoxha")
    assert identity_of(Child.objects.get(pk=case.child_id), unit.opener()).address == ""


def test_the_same_form_twice_corrects_once(unit: Unit) -> None:
    case, token = unit.registered(), uuid.uuid4()
    for _ in "12":
        change_identity(case, replace(BESA, phone="069"), base=1, by=unit.worker, opener=unit.opener(), token=token)
    assert Child.objects.get(pk=case.child_id).version == 2
    assert case.steps.filter(verb="change_identity").count() == 1


def test_change_identity_writes_no_word_into_the_audit(unit: Unit) -> None:
    case = unit.registered()
    corrected(unit, case, replace(BESA, surname="Zogaj", address="Lagjja 5"))
    told = " ".join(str(event.detail) for event in Event.objects.all())
    assert "Zogaj" not in told
    assert "Lagjja" not in told


def test_change_identity_of_a_colleagues_file_asks_why(unit: Unit, cast: Cast) -> None:
    case, second = unit.registered(), cast.second_case_worker
    with pytest.raises(Refused, match="caseload of a colleague"):
        change_identity(case, BESA, base=1, by=second, opener=unit.opener(second))


def test_a_file_on_its_way_is_not_corrected(unit: Unit, other: Unit) -> None:
    case = unit.assessed()
    transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="read-only"):
        corrected(unit, case, replace(BESA, surname="Marku"))


def test_add_and_change_a_carer(unit: Unit) -> None:
    case = unit.registered()
    made = add_carer(case, Care("mother", "Drita", "069", True), by=unit.worker, opener=unit.opener())
    change_carer(case, made, Care("guardian", "Drita", "067", False), base=1, by=unit.worker, opener=unit.opener())
    (known,) = carers_of(case.child, unit.opener())
    assert (known.care.relation, known.care.contact, known.care.lives_with) == ("guardian", "067", False)
    assert sorted(case.steps.filter(verb__endswith="carer").values_list("verb", flat=True)) == [
        "add_carer",
        "change_carer",
    ]


def test_two_who_correct_a_carer_at_once_meet(unit: Unit) -> None:
    case, act = unit.registered(), {"by": unit.worker, "opener": unit.opener()}
    made = add_carer(case, Care("mother", "Drita"), **act)  # type: ignore[arg-type]
    change_carer(case, made, Care("mother", "Drita Hoxha"), base=1, **act)  # type: ignore[arg-type]
    with pytest.raises(MovedOn) as met:
        change_carer(case, made, Care("mother", "Drita H."), base=1, **act)  # type: ignore[arg-type]
    assert met.value.stands["name"] == "Drita Hoxha"


def test_a_carer_of_another_child_is_refused(unit: Unit) -> None:
    case, another = unit.registered(), unit.registered(Identity(given_name="Ana"))
    made = add_carer(another, Care("mother", "Eva"), by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="another child"):
        change_carer(case, made, Care("father", "Eva"), base=1, by=unit.worker, opener=unit.opener())
