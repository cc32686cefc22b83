"""Many rows at once below the ORM: what the database holds is what `bulk_create` would have put there."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from milepost.cases.models import Case, CaseStep, Contact
from milepost.vault.in_use import live_unit_key
from milepost.vault.models import CaseKey, CaseSeal
from milepost.vault.rows import insert
from tests.cases.conftest import Unit


def columns(row: object) -> dict[str, object]:
    meta = row._meta  # type: ignore[attr-defined]
    return {field.attname: getattr(row, field.attname) for field in meta.concrete_fields if field.name != "id"}


def test_a_row_reads_back_as_it_was(unit: Unit) -> None:
    case = unit.registered()
    at = datetime(2022, 3, 1, 10, 0, 1, 5, tzinfo=UTC)
    contact = Contact(
        country_id="al", case=case, by=unit.worker, at=at, on=date(2022, 3, 1), kind="office", note=b"\x00\xff sealed"
    )
    empty = Contact(country_id="al", case=case, by=unit.worker, at=at, on=date(2022, 3, 2), kind="school")
    insert([contact, empty])
    for row in (contact, empty):
        stands = Contact.objects.get(pk=row.pk)
        stands.note = None if stands.note is None else bytes(stands.note)
        assert columns(stands) == columns(row)


def test_lists_flags_and_nothing_read_back(unit: Unit) -> None:
    case = unit.registered(concerns=("begging", "neglect"))
    other = Case.objects.get(pk=case.pk)
    other.pk, other.number, other.serial, other.closed_at = CaseKey().pk, "OTHER-2022-0001", 77, datetime.now(UTC)
    other.state, other.closed_by, other.closure = "closed", unit.head, "plan_met"
    insert([other])
    assert columns(Case.objects.get(pk=other.pk)) == columns(other)
    assert Case.objects.get(pk=other.pk).concerns == ["begging", "neglect"]


def test_an_automatic_number_is_the_databases(unit: Unit) -> None:
    key, unit_key = CaseKey(country_id="al"), live_unit_key(unit.body)
    insert([key])
    insert([CaseSeal(country_id="al", case_key=key, unit_key=unit_key, sealed=b"one")])
    assert bytes(CaseSeal.objects.get(case_key=key).sealed) == b"one"


def test_what_was_inserted_is_saved_again_as_a_change(unit: Unit) -> None:
    case = unit.registered()
    step = CaseStep(country_id="al", case=case, verb="contact", before="registered", after="registered", by=unit.worker)
    insert([step])
    step.verb = "review"
    step.save()
    assert CaseStep.objects.get(pk=step.pk).verb == "review"


def test_the_constraints_of_the_database_hold(unit: Unit) -> None:
    case = unit.registered()
    twin = Case.objects.get(pk=case.pk)
    twin.pk = CaseKey().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([twin])
    assert Case.objects.count() == 1


def test_nothing_to_insert_asks_nothing(db: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert([])
