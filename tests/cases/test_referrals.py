"""Services with providers: asked, accepted or refused, finished or dropped; what is due, and what waits for others."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.referral import answer_referral, end_referral, refer
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Asking
from milepost.cases.models import Case, CaseStep, PlanAction, Referral
from milepost.cases.queries.duties import desk_of, duties_of
from milepost.institutions.models import Body
from milepost.people.sealed import read
from milepost.places.codes import UnknownCode
from milepost.structures.actions import service as services
from milepost.structures.facts import ServiceFacts
from milepost.structures.models import Service
from tests.cases.conftest import Unit

Ask = Callable[..., Referral]


@pytest.fixture
def provider(unit: Unit) -> Body:
    """A provider of the country's pack."""
    return Body.objects.get(country="al", code="UNICEF")


@pytest.fixture
def directory(unit: Unit, provider: Body) -> Service:
    """A day centre in the unit's municipality."""
    assert unit.body.place is not None
    return services.add(unit.body.place, provider, ServiceFacts("day_centre", capacity=9), by=unit.worker)


@pytest.fixture
def ask(unit: Unit, provider: Body, today: date) -> Ask:
    """Ask on a day, by default today."""

    def asked(case: Case | None = None, on: date | None = None, **more: object) -> Referral:
        given = {"on": on or today, "kind": "day_centre", "provider": provider, **more}
        return refer(case or unit.registered(), Asking(**given), by=unit.worker, opener=unit.opener())  # type: ignore[arg-type]

    return asked


def test_refer_before_there_is_a_plan(unit: Unit, ask: Ask) -> None:
    made = ask(note="A place for an alert girl")
    assert (made.state, made.action, made.answered_on) == ("asked", None, None)
    assert read(made, "note", unit.opener(unit.head).open_case(made.case.key_id)) == "A place for an alert girl"
    assert Event.objects.get(verb="case.refer").detail == {"number": made.case.number, "service": "day_centre"}
    assert CaseStep.objects.get(verb="refer").about == made.pk


def test_refer_of_the_directory_takes_its_provider(unit: Unit, ask: Ask, directory: Service) -> None:
    other = Body.objects.get(country="al", code="OSCE")
    assert ask(service=directory, provider=other).provider == directory.provider
    with pytest.raises(ValueError, match="another kind"):
        ask(unit.registered(), service=directory, kind="shelter")


def test_refer_twice_the_same_form_is_one(unit: Unit, provider: Body, today: date) -> None:
    case, token = unit.registered(), uuid.uuid4()
    for _ in "12":
        refer(case, Asking(today, "day_centre", provider), by=unit.worker, opener=unit.opener(), token=token)
    assert Referral.objects.count() == 1


def test_refer_with_a_word_that_is_not_in_the_list_is_refused(ask: Ask) -> None:
    with pytest.raises(UnknownCode, match="seeds"):
        ask(kind="seeds")


def test_answer_and_end_in_order(unit: Unit, ask: Ask, today: date) -> None:
    made = ask(on=today - timedelta(days=5))
    opener = unit.opener()
    for token in [uuid.uuid4()] * 2:  # and a second press
        answered = answer_referral(
            made, "accept", today - timedelta(days=3), "From Monday", by=unit.worker, opener=opener, token=token
        )  # fmt: skip
    assert (answered.state, answered.answered_on) == ("accepted", today - timedelta(days=3))
    for token in [uuid.uuid4()] * 2:
        ended = end_referral(made, "finish", today, "She goes to school", by=unit.worker, opener=opener, token=token)
    assert (ended.state, ended.ended_on) == ("finished", today)
    key = opener.open_case(ended.case.key_id)
    assert [read(ended, name, key) for name in ("answer", "ending")] == ["From Monday", "She goes to school"]
    assert [step.verb for step in CaseStep.objects.filter(about=made.pk).order_by("at")] == [
        "refer", "answer_referral", "end_referral",
    ]  # fmt: skip


def test_no_step_is_before_the_one_before_it_or_still_to_come(unit: Unit, ask: Ask, today: date) -> None:
    made, opener = ask(), unit.opener()
    for wrong, sentence in (
        (today - timedelta(days=1), "before the step before"),
        (today + timedelta(days=1), "to come"),
    ):
        with pytest.raises(Refused, match=sentence):
            answer_referral(made, "accept", wrong, by=unit.worker, opener=opener)
        with pytest.raises(Refused, match=sentence):
            end_referral(made, "drop", wrong, by=unit.worker, opener=opener)
    with pytest.raises(Refused, match="to come"):
        ask(on=today + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(state="accepted", answered_on=today - timedelta(days=1))


@pytest.mark.parametrize("answer", ["refuse", "drop"])
def test_what_is_over_does_not_go_on(unit: Unit, ask: Ask, today: date, answer: str) -> None:
    made, opener = ask(), unit.opener()
    with pytest.raises(Refused, match="does not follow"):
        end_referral(made, "finish", today, by=unit.worker, opener=opener)  # nobody accepted yet
    if answer == "refuse":
        answer_referral(made, "refuse", today, "Full", by=unit.worker, opener=opener)
    else:
        end_referral(made, "drop", today, by=unit.worker, opener=opener)
    for verb in ("accept", "refuse"):
        if verb != answer:
            with pytest.raises(Refused, match="does not follow"):
                answer_referral(made, verb, today, by=unit.worker, opener=opener)
    with pytest.raises(Refused, match="does not follow"):
        end_referral(made, "finish", today, by=unit.worker, opener=opener)


def test_finishing_can_mark_the_action_done_too(unit: Unit, ask: Ask, today: date) -> None:
    case = unit.in_force()
    first, second = PlanAction.objects.filter(case=case, plan__state="active")
    for action, done in ((first, False), (second, True)):
        made = ask(case, kind=action.service, action=action)
        answer_referral(made, "accept", today, by=unit.worker, opener=unit.opener())
        end_referral(made, "finish", today, by=unit.worker, opener=unit.opener(), action_done=done)
    assert [each.state for each in PlanAction.objects.filter(case=case)] == ["open", "done"]
    with pytest.raises(Refused, match="not to be done any more"):
        ask(case, kind=second.service, action=PlanAction.objects.get(pk=second.pk))


def test_refer_is_refused_to_another_unit_and_for_another_file(
    unit: Unit, other: Unit, ask: Ask, provider: Body
) -> None:
    case, made = unit.in_force(), ask()
    today = made.asked_on
    acts: list[Callable[[], object]] = [
        lambda: refer(case, Asking(today, "day_centre", provider), by=other.worker, opener=other.opener()),
        lambda: answer_referral(made, "accept", today, by=other.worker, opener=other.opener()),
        lambda: end_referral(made, "drop", today, by=other.worker, opener=other.opener()),
    ]
    for act in acts:
        with pytest.raises(Refused, match="of that unit"):
            act()
    with pytest.raises(Refused, match="not to be done any more"):
        ask(made.case, action=PlanAction.objects.filter(case=case).first())


def test_a_file_that_is_closed_or_away_asks_nobody(unit: Unit, other: Unit, ask: Ask) -> None:
    with pytest.raises(Refused, match="closed"):
        ask(unit.closed())
    sent = unit.assessed()
    transfer(sent, other.body, "moved", by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="read-only"):
        ask(sent)


def test_an_answer_is_waited_for_and_then_asked_for(unit: Unit, ask: Ask, today: date) -> None:
    case = unit.assessed()
    made = ask(case, on=today - timedelta(days=7))
    assert "answer_referral" in [duty.verb for duty in desk_of(unit.worker).waiting]
    assert "answer_referral" not in [duty.verb for duty in desk_of(unit.head).waiting]
    Referral.objects.update(asked_on=today - timedelta(days=8))
    (duty,) = [duty for duty in desk_of(unit.worker).late if duty.verb == "answer_referral"]
    assert (duty.case, duty.owner, duty.late) == (case, "worker", True)
    answer_referral(made, "refuse", today, "Full", by=unit.worker, opener=unit.opener())
    assert "answer_referral" not in [each.verb for each in duties_of(Case.objects.select_related("country"))]


def test_the_longest_silence_counts(unit: Unit, ask: Ask, today: date) -> None:
    case = unit.assessed()
    ask(case, on=today - timedelta(days=2))
    ask(case, on=today - timedelta(days=30))
    ask(case, on=today)
    (duty,) = [each for each in duties_of(Case.objects.select_related("country")) if each.verb == "answer_referral"]
    assert duty.due is not None
    assert (today - duty.due.date()).days == 23
