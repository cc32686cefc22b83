"""Stating a legal basis or a consent, and withdrawing it. Nothing is ever blocked by it."""

import json
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.basis import state_basis, withdraw_basis
from milepost.cases.facts import Ground
from milepost.cases.models import Basis, Case
from milepost.cases.queries.basis import age_in_years, bases_of, without_carer
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.sealed import read
from milepost.places.codes import UnknownCode
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, send, signed_in
from tests.cases.test_attachments import attached
from tests.conftest import Cast


def a_ground(today: date, **more: str) -> Ground:
    """A parent's consent to photographs."""
    given = {"kind": "carer_consent", "purpose": "photograph", "given_by": "parent", "note": "Read to her in Romani"}
    return Ground(given_on=today, **{**given, **more})


def stated(unit: Unit, case: Case, today: date, **more: str) -> Basis:
    return state_basis(case, a_ground(today, **more), by=unit.worker, opener=unit.opener())


@pytest.fixture
def worker(unit: Unit) -> Client:
    return signed_in(unit.worker)


def of_age(years: int) -> Identity:
    """A child born in a year."""
    return Identity(given_name="Besa", birth=PartialDate(date.today().year - years, 1))  # noqa: DTZ011


def test_state_basis_seals_its_note_and_counts_its_words(unit: Unit, today: date) -> None:
    case, token = unit.registered(), uuid.uuid4()
    first, again = (state_basis(case, a_ground(today), by=unit.worker, opener=unit.opener(), token=token) for _ in "12")
    assert first.pk == again.pk
    row = Basis.objects.get()
    assert (row.kind, row.purpose, row.given_by, row.in_force) == ("carer_consent", "photograph", "parent", True)
    assert read(row, "note", unit.opener().open_case(case.key_id)) == "Read to her in Romani"
    event = Event.objects.get(verb="case.state_basis")
    assert "Romani" not in json.dumps(event.detail)


def test_state_basis_takes_only_the_countrys_words(unit: Unit, today: date) -> None:
    with pytest.raises(UnknownCode):
        stated(unit, unit.registered(), today, purpose="marketing")


def test_state_basis_is_refused_outside_the_caseload(unit: Unit, cast: Cast, today: date) -> None:
    colleague = cast.second_case_worker
    with pytest.raises(Refused, match="colleague"):
        state_basis(unit.registered(), a_ground(today), by=colleague, opener=unit.opener(colleague))


def test_withdraw_basis_keeps_the_row_and_is_noted_once(unit: Unit, today: date) -> None:
    row = stated(unit, unit.registered(), today)
    for token in [uuid.uuid4()] * 2:
        withdraw_basis(row, today, "She changed her mind", by=unit.worker, opener=unit.opener(), token=token)
    row = Basis.objects.get()
    assert (row.in_force, row.withdrawn_by) == (False, unit.worker)
    assert read(row, "withdrawn_note", unit.opener().open_case(row.case.key_id)) == "She changed her mind"
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_basis(row, today, "Other words", by=unit.worker, opener=unit.opener(), token=uuid.uuid4())


def test_withdraw_basis_is_open_in_a_closed_file(unit: Unit, today: date) -> None:
    row = stated(unit, unit.registered(), today)
    unit.closed(unit.in_force(unit.assessed(row.case)))
    row = Basis.objects.select_related("case__unit").get()
    assert not withdraw_basis(row, today, by=unit.worker, opener=unit.opener()).in_force
    with pytest.raises(Refused, match="closed"):
        stated(unit, Case.objects.get(), today)


def test_withdraw_basis_is_not_before_it_was_given(unit: Unit, worker: Client, today: date) -> None:
    row = stated(unit, unit.registered(), today)
    with pytest.raises(Refused, match="before it was given"):
        withdraw_basis(row, today - timedelta(days=1), by=unit.worker, opener=unit.opener())
    answer = send(worker, at(row.case, f"basis/{row.pk}/withdraw/"), day("on", today - timedelta(days=1)))
    assert answer.status_code == 422
    assert "before the day on which it was given" in answer.content.decode()


def test_the_page_shows_what_is_in_force_and_what_was_withdrawn(unit: Unit, worker: Client, today: date) -> None:
    case = unit.registered()
    typed = {
        "kind": "carer_consent", "purpose": "photograph", "given_by": "parent", **day("given_on"), "note": "By telephone",
    }  # fmt: skip
    assert send(worker, at(case, "basis/"), typed).status_code == 302
    page = worker.get(at(case)).content.decode()
    assert "By telephone" in page
    assert "In force" in page
    row = Basis.objects.get()
    assert send(worker, at(case, f"basis/{row.pk}/withdraw/"), {**day("on"), "note": "By letter"}).status_code == 302
    page = worker.get(at(case)).content.decode()
    assert "By letter" in page
    assert "In force" not in page


def test_photos_without_a_basis_get_a_quiet_note_and_are_kept(unit: Unit, worker: Client, today: date) -> None:
    note = "There are photos in this file, and no basis for photographs is stated."
    case = unit.registered()
    assert note not in worker.get(at(case)).content.decode()
    attached(unit, case)
    assert note in worker.get(at(case)).content.decode()
    row = stated(unit, case, today)
    assert note not in worker.get(at(case)).content.decode()
    withdraw_basis(row, today, by=unit.worker, opener=unit.opener())
    assert note in worker.get(at(case)).content.decode()


def test_a_young_childs_consent_alone_is_told_and_blocks_nothing(unit: Unit, worker: Client, today: date) -> None:
    case = unit.registered(of_age(11))
    assert age_in_years(case) in (10, 11)
    assert "Under 16" in worker.get(at(case, "basis/")).content.decode()
    stated(unit, case, today, kind="child_assent", given_by="child")
    assert "photographs: only the child agreed." in worker.get(at(case)).content.decode()
    stated(unit, case, today)
    assert not without_carer(case, bases_of(case))


def test_an_old_enough_childs_consent_counts_alone(unit: Unit, worker: Client, today: date) -> None:
    case = unit.registered(of_age(17))
    stated(unit, case, today, kind="child_assent", given_by="child")
    assert not without_carer(case, bases_of(case))
    assert "Under 16" not in worker.get(at(case, "basis/")).content.decode()


def test_where_the_age_is_not_known_the_rule_is_told(unit: Unit, worker: Client) -> None:
    page = worker.get(at(unit.registered(Identity(given_name="Besa")), "basis/")).content.decode()
    assert "Under 16 years a child" in page
    assert "The child is" not in page


def test_withdraw_basis_of_the_law_is_refused(unit: Unit, worker: Client, today: date) -> None:
    row = stated(unit, unit.registered(), today, kind="legal_duty", purpose="case_work", given_by="none")
    with pytest.raises(Refused, match="rests on the law"):
        withdraw_basis(row, today, by=unit.worker, opener=unit.opener())
    assert "Note that it was withdrawn" not in worker.get(at(row.case)).content.decode()
