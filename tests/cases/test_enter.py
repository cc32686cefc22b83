"""Entering files that were kept elsewhere: the rows are those that the real acts leave, one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions import case as cases
from milepost.cases.actions.enter import enter
from milepost.cases.actions.story import WRITTEN, Unfit
from milepost.cases.facts import (
    Agreement,
    Assessment,
    Ending,
    Look,
    Mechanism,
    Past,
    Planned,
    Proceeding,
    Safety,
    Visit,
    Work,
)
from milepost.cases.models import Case, CaseStep, Closure, ConcernReport, Contact, Plan, PlanAction
from milepost.cases.queries.file import file_of
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.places.codes import UnknownCode
from tests.cases.conftest import Unit, a_concern, a_plan

pytestmark = pytest.mark.django_db

OPENED = date(2022, 3, 1)
DRITA = Identity(given_name="Drita", surname="Marku", birth=PartialDate(2012, 2), sex="girl", phone="069 000 111")


def on(month: int, day: int = 1) -> date:
    return date(2022, month, day)


def a_past(unit: Unit, **more: Any) -> Past:
    """A whole file of 2022, from report to closing."""
    given: dict[str, Any] = {
        "child": DRITA, "opened_on": OPENED, "worker": unit.worker,
        "concern": a_concern(seen_at=datetime(2022, 2, 27, 10, tzinfo=UTC)),
        "assessment": (on(3, 2), Assessment("medium", summary="Begs on Sundays.", trafficking_suspected=True)),
        "work": (on(3, 3), Work("begging", sector="street", hours_week=20)),
        "planned": Planned(
            on(3, 20), a_plan(review_on=on(6)), Agreement("agreed", "refused", "wants to earn"), on(3, 22),
            {1: on(5, 4)},
        ),
        "visits": (Visit(on(4, 2), "home_visit", child_seen=True, note="At home."), Visit(on(5, 2), "office")),
        "looks": (Look(on(6, 20), "low", "keep"),),
        "safety": (Safety("protect", on(3, 1)), Safety("end", on(3, 8))),
        "mechanism": (Mechanism("find_not", on(4, 20)),),
        "proceedings": (Proceeding("report_crime", on(3, 4), "128/b", reference="12/2022"),),
        "ending": (on(9, 9), Ending("plan_met", "told", "told", "Knows where we are.")),
    }  # fmt: skip
    return Past(**{**given, **more})


def entered(unit: Unit, *files: Past) -> list[Case]:
    return enter(unit.body, files, by=unit.head, opener=unit.opener(unit.head))


def test_a_whole_file_is_entered(unit: Unit) -> None:
    [case] = entered(unit, a_past(unit))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.risk_level, case.closure) == ("closed", "low", "plan_met")
    assert (case.safety, case.nrm, case.criminal) == ("ended", "not_victim", "reported")
    assert timezone.localdate(case.opened_at) == OPENED
    assert timezone.localdate(case.closed_at) == on(9, 9)
    assert case.entered_at is not None
    assert case.age_months == 10 * 12
    assert case.number.endswith("-2022-0001")
    assert case.closed_by == unit.head
    assert Plan.objects.get(case=case).state == "ended"
    assert PlanAction.objects.get(case=case, position=1).state == "done"


def test_its_words_open_like_those_of_any_file(unit: Unit) -> None:
    [case] = entered(unit, a_past(unit))
    case = Case.objects.select_related("unit", "country", "child").get(pk=case.pk)
    file = file_of(case, by=unit.worker, opener=unit.opener())
    assert file.identity is not None
    assert file.identity.phone == "069 000 111"
    assert file.initial[0].texts["summary"] == "Begs on Sundays."
    assert file.contacts[-1].texts["note"] == "At home."
    assert file.closures[0].texts["note"] == "Knows where we are."
    assert file.reports[0].texts["narrative"]


def test_the_rows_are_those_that_the_acts_leave_one_by_one(unit: Unit) -> None:
    """The same short file twice: entered, and led there by the acts. Columns but days and keys are alike."""
    [told] = entered(unit, a_short_past(unit))
    led = unit.closed(unit.in_force(unit.assessed(unit.registered(DRITA))))
    every: tuple[type[models.Model], ...] = (Case, ConcernReport, *WRITTEN)
    for model in every:
        theirs, ours = _clear(model, told), _clear(model, led)
        assert theirs == ours, model.__name__


def a_short_past(unit: Unit) -> Past:
    today = timezone.localdate()
    seen = timezone.now() - timedelta(days=10)
    return Past(
        DRITA, today - timedelta(days=9), concern=a_concern(seen_at=seen), worker=unit.worker,
        assessment=(today - timedelta(days=8), Assessment("medium")),
        planned=Planned(
            today - timedelta(days=7), a_plan(), Agreement("agreed", "agreed"), today - timedelta(days=6)
        ),
        ending=(today - timedelta(days=1), Ending("plan_met", "told", "told")),
    )  # fmt: skip


_OTHER = {"id", "case", "child", "key", "plan", "about", "token", "number", "serial", "entered_at", "age_months"}


def _clear(model: type[models.Model], case: Case) -> list[dict[str, object]]:
    """The rows of a case without what must differ: keys, numbers, sealed bytes, and moments (only whether there is one)."""
    rows: list[Any] = [case] if model is Case else list(model._default_manager.filter(case=case))
    if model is CaseStep:
        rows.sort(key=lambda row: row.at)
    elif model is PlanAction:
        rows.sort(key=lambda row: row.position)
    return [
        {
            field.name: _value(getattr(row, field.attname))
            for field in model._meta.concrete_fields
            if field.name not in _OTHER
        }
        for row in rows
    ]


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return "a moment"
    return "sealed" if isinstance(value, bytes | memoryview) else value


def test_one_event_for_many_files_and_it_names_no_child(unit: Unit) -> None:
    entered(unit, a_past(unit), a_past(unit, child=replace(DRITA, given_name="Mira")))
    [event] = Event.objects.filter(verb="case.enter")
    assert event.detail == {"unit": unit.body.code, "count": 2}


def test_the_number_of_queries_does_not_grow(unit: Unit, django_assert_max_num_queries: Any) -> None:
    many = [a_past(unit, child=replace(DRITA, given_name=f"Drita {n}")) for n in range(20)]
    opener = unit.opener(unit.head)
    with django_assert_max_num_queries(70):  # PostgreSQL asks for the lock of the audit besides
        enter(unit.body, many, by=unit.head, opener=opener)


def test_a_later_episode_of_a_known_child_follows_the_first(unit: Unit) -> None:
    [first] = entered(unit, a_past(unit))
    [second] = entered(unit, replace(a_short_past(unit), child=first.child))
    assert second.previous == first
    assert Child.objects.count() == 1


def test_two_files_of_a_child_are_not_open_at_once(unit: Unit) -> None:
    [first] = entered(unit, a_past(unit))
    with pytest.raises(Unfit, match="same time"):
        entered(unit, replace(a_past(unit), child=first.child, opened_on=on(8), assessment=None, work=None,
                              planned=None, visits=(), looks=(), safety=(), mechanism=(), proceedings=()))  # fmt: skip
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"assessment": None}, "a step is missing"),
        ({"assessment": (date(2022, 2, 1), Assessment("low"))}, "before the file was opened"),
        ({"visits": (Visit(on(10, 3), "office"),)}, "after the file was closed"),
        ({"ending": (date(2999, 1, 1), Ending("plan_met", "told", "told"))}, "future"),
        ({"child": replace(DRITA, birth=PartialDate(2022, 5))}, "not born"),
        ({"looks": (Look(on(3, 10), "low", "keep"),)}, "plan in force"),
        ({"concern": None}, "what the concern was"),
        ({"mechanism": (Mechanism("identify", on(3, 1)),)}, "does not follow"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(unit: Unit, more: dict[str, Any], says: str) -> None:
    good = a_past(unit, child=replace(DRITA, given_name="Mira"))
    with pytest.raises(Unfit, match=says) as caught:
        entered(unit, good, a_past(unit, **more))
    assert caught.value.index == 1
    assert not Case.objects.exists()
    assert not Child.objects.exists()


def test_a_plan_needs_two_people(unit: Unit) -> None:
    with pytest.raises(Unfit, match="does not approve it"):
        entered(unit, a_past(unit, worker=None))


def test_a_closed_file_without_a_known_worker_has_no_proposal(unit: Unit) -> None:
    [case] = entered(unit, a_past(unit, worker=None, planned=None, looks=()))
    assert case.state == "closed"
    assert not Closure.objects.exists()
    assert Contact.objects.filter(by=unit.head).count() == 2


def test_an_unknown_word_is_refused(unit: Unit) -> None:
    with pytest.raises(UnknownCode, match="harvest"):
        entered(unit, a_past(unit, work=(on(3, 3), Work("harvest"))))


def test_a_worker_does_not_enter_files_and_no_other_head_does(unit: Unit, other: Unit) -> None:
    with pytest.raises(Refused):
        enter(unit.body, [a_past(unit)], by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused):
        enter(unit.body, [a_past(unit)], by=other.head, opener=other.opener(other.head))


def test_a_child_of_another_unit_is_not_taken(unit: Unit, other: Unit) -> None:
    theirs = other.registered()
    with pytest.raises(Unfit, match="not one of the unit"):
        entered(unit, a_past(unit, child=theirs.child))


def test_an_entered_file_that_is_open_goes_on(unit: Unit) -> None:
    [case] = entered(unit, a_past(unit, ending=None, looks=()))
    assert case.state == "plan_active"
    assert cases.view(Case.objects.get(pk=case.pk), by=unit.worker).worker == unit.worker
