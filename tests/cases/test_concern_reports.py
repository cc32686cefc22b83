"""A report of concern: anyone who may reports it, only the unit reads it, two people screen it out."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import concern_report
from milepost.cases.models import ConcernReport
from milepost.cases.queries.cases import own_reports, reports_for
from milepost.people.sealed import read
from milepost.places.codes import UnknownCode
from milepost.vault.opening import Locked, Opener, open_with
from tests.cases.conftest import Unit, a_concern
from tests.conftest import PASSWORD, Cast


def test_report_is_read_by_the_unit(unit: Unit) -> None:
    made = unit.reported()
    key = unit.opener(unit.head).open_case(made.key_id)
    assert read(made, "narrative", key) == "Sits at the crossroads from morning on."
    assert read(made, "handed_to", key) == ""
    assert made.handed_to is None


def test_report_cannot_be_read_back_by_who_made_it(unit: Unit, cast: Cast) -> None:
    made = unit.reported(by=cast.field_team_member)
    assert b"crossroads" not in bytes(made.narrative or b"")
    with pytest.raises(Locked):
        open_with(cast.field_team_member, PASSWORD).open_case(made.key_id)


def test_report_needs_no_key_of_the_reporter(unit: Unit, cast: Cast) -> None:
    locked = Opener(cast.field_team_member)
    made = concern_report.report(unit.body, a_concern(), by=cast.field_team_member, opener=locked)
    assert read(made, "identity", unit.opener().open_case(made.key_id)) == "perhaps Besa"


def test_report_goes_to_another_unit_than_ones_own(unit: Unit, other: Unit) -> None:
    made = concern_report.report(other.body, a_concern(), by=unit.worker, opener=unit.opener())
    with pytest.raises(Locked):
        unit.opener().open_case(made.key_id)
    assert other.opener().open_case(made.key_id)


@pytest.mark.parametrize("role", ["national_analyst", "auditor", "focal_point", "administrator"])
def test_report_is_refused_to_who_may_not(unit: Unit, cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match="Field team member"):
        unit.reported(by=cast.of(role))


def test_report_is_refused_where_the_unit_has_no_key(unit: Unit, cast: Cast) -> None:
    body = cast.other_head_of_unit.body
    assert body is not None
    with pytest.raises(Refused, match="no key yet"):
        concern_report.report(body, a_concern(), by=unit.worker, opener=unit.opener())


def test_report_sent_twice_is_one(unit: Unit) -> None:
    token, before = uuid.uuid4(), Event.objects.filter(verb="case.report").count()
    first, second = (
        concern_report.report(unit.body, a_concern(), by=unit.worker, opener=unit.opener(), token=token) for _ in "12"
    )
    assert first.pk == second.pk
    assert Event.objects.filter(verb="case.report").count() == before + 1


def test_report_of_an_unknown_word_is_refused(unit: Unit) -> None:
    with pytest.raises(UnknownCode):
        unit.reported(concerns=("harvest",))


def test_report_leaves_no_word_in_the_audit(unit: Unit) -> None:
    unit.reported()
    event = Event.objects.filter(verb="case.report").latest("id")
    assert set(event.detail) == {"unit", "source", "immediate"}
    assert "crossroads" not in str(event.detail)


def test_report_prints_nothing(unit: Unit) -> None:
    made = unit.reported()
    assert "Besa" not in repr(a_concern()) + repr(made) + str(made)


def test_reporter_sees_that_it_was_accepted_and_nothing_else(unit: Unit, cast: Cast) -> None:
    made = unit.reported(by=cast.field_team_member)
    (own,) = own_reports(cast.field_team_member)
    assert own.state == "reported"
    assert "narrative" in own.get_deferred_fields()
    assert not reports_for(cast.field_team_member)
    assert made in reports_for(unit.worker)


def test_screen_out_needs_a_second_person(unit: Unit) -> None:
    made = concern_report.screen_out(unit.reported(), "no_need", "A film.", by=unit.worker, opener=unit.opener())
    assert made.state == "screening_out"
    with pytest.raises(Refused, match="Head of unit"):
        concern_report.confirm_screen_out(made, by=unit.worker)
    assert concern_report.confirm_screen_out(made, by=unit.head).state == "screened_out"


def test_screen_out_is_not_confirmed_by_who_proposed_it(unit: Unit) -> None:
    made = concern_report.screen_out(unit.reported(), "no_need", by=unit.head, opener=unit.opener(unit.head))
    with pytest.raises(Refused, match="someone else"):
        concern_report.confirm_screen_out(made, by=unit.head)


def test_two_people_are_held_by_the_database(unit: Unit) -> None:
    made = unit.reported()
    both: dict[str, Any] = {"proposed_by": unit.head, "decided_by": unit.head}
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernReport.objects.filter(pk=made.pk).update(proposed_at=now, decided_at=now, **both)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernReport.objects.filter(pk=made.pk).update(decided_by=unit.head)


def test_keep_brings_the_report_back(unit: Unit) -> None:
    made = concern_report.screen_out(unit.reported(), "no_need", by=unit.worker, opener=unit.opener())
    kept = concern_report.keep(made, by=unit.head)
    assert (kept.state, kept.out_reason, kept.proposed_by) == ("reported", "", None)


def test_screen_out_twice_is_once(unit: Unit) -> None:
    made = unit.reported()
    for _ in "12":
        concern_report.screen_out(made, "no_need", by=unit.worker, opener=unit.opener())
    assert Event.objects.filter(verb="case.screen_out", on_id=str(made.pk)).count() == 1


def test_screen_out_is_refused_to_another_unit(unit: Unit, other: Unit) -> None:
    with pytest.raises(Refused, match="of that unit"):
        concern_report.screen_out(unit.reported(), "no_need", by=other.worker, opener=other.opener())


def test_nobody_confirms_what_nobody_proposed(unit: Unit) -> None:
    with pytest.raises(Refused, match="Nobody proposed"):
        concern_report.confirm_screen_out(unit.reported(), by=unit.head)
