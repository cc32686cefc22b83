"""Assessing, and the facts of an exploitation: each saving is kept, two writers meet."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.cases.actions.assessment import assess, assess_fully, record_exploitation
from milepost.cases.actions.step import MovedOn
from milepost.cases.facts import Assessment, Picture, Work
from milepost.cases.models import Case, CaseStep, Exploitation, InitialAssessment, NrmStep
from milepost.people.dates import PartialDate
from milepost.people.sealed import read
from milepost.places.codes import UnknownCode
from tests.cases.conftest import Unit
from tests.conftest import Cast

HIGH = Assessment(
    risk_level="high", factors=("poverty", "out_of_sight"), summary="Sleeps at the market", child_view="Wants school"
)


def test_assess_gives_the_case_its_risk_level(unit: Unit) -> None:
    case = unit.assessed(risk="high", factors=("poverty",), summary="Sleeps at the market", child_view="Wants school")
    made = InitialAssessment.objects.get(case=case)
    assert (case.state, case.risk_level, made.number, made.factors) == ("initial_assessment", "high", 1, ["poverty"])
    assert read(made, "child_view", unit.opener(unit.head).open_case(case.key_id)) == "Wants school"
    assert [(s.before, s.after) for s in CaseStep.objects.filter(case=case, verb="assess")] == [
        ("registered", "initial_assessment")
    ]


def test_assess_with_an_unknown_factor_is_refused(unit: Unit) -> None:
    with pytest.raises(UnknownCode, match="out_of_sight"):
        assess(unit.registered(), HIGH, base=0, by=unit.worker, opener=unit.opener())


def test_assess_again_is_the_next_number(unit: Unit) -> None:
    case = unit.assessed(risk="high")
    assess(case, Assessment("low"), base=1, by=unit.worker, opener=unit.opener())
    assert [each.risk_level for each in InitialAssessment.objects.filter(case=case)] == ["high", "low"]
    assert Case.objects.get(pk=case.pk).risk_level == "low"


def test_two_writers_on_one_section_meet(unit: Unit, cast: Cast) -> None:
    case = unit.assessed(summary="first words")
    with pytest.raises(MovedOn) as met:
        assess(case, Assessment("low", summary="my words"), base=0, by=unit.head, opener=unit.opener(unit.head))
    assert met.value.typed["summary"] == "my words"
    assert met.value.stands["summary"] == "first words"
    assert met.value.number == 1
    assert "words" not in str(met.value) + repr(met.value)
    assert InitialAssessment.objects.filter(case=case).count() == 1


def test_different_sections_do_not_meet(unit: Unit) -> None:
    case = unit.assessed()
    assess_fully(case, Picture(family="Lives with an aunt"), base=0, by=unit.worker, opener=unit.opener())
    record_exploitation(case, Work(form="begging"), base=0, by=unit.head, opener=unit.opener(unit.head))


def test_assess_sent_twice_is_one_row(unit: Unit) -> None:
    case, token = unit.registered(), uuid.uuid4()
    first, second = (
        assess(case, Assessment("low"), base=0, by=unit.worker, opener=unit.opener(), token=token) for _ in "12"
    )
    assert first.pk == second.pk
    assert Event.objects.filter(verb="case.assess", on_id=str(case.pk)).count() == 1


def test_a_token_of_another_form_opens_nothing(unit: Unit) -> None:
    case, token = unit.registered(), uuid.uuid4()
    assess(case, Assessment("low"), base=0, by=unit.worker, opener=unit.opener(), token=token)
    with pytest.raises(Refused, match="sent before"):
        record_exploitation(case, Work("begging"), base=0, by=unit.worker, opener=unit.opener(), token=token)


@pytest.mark.parametrize(
    ("suspected", "state", "steps"),
    [(True, "potential_victim", 1), (False, "screened_no", 1), (None, "not_screened", 0)],
)
def test_screening_begins_the_referral_mechanism(unit: Unit, suspected: bool | None, state: str, steps: int) -> None:
    case = unit.assessed(screening={"moved": "yes", "afraid": "unknown"}, trafficking_suspected=suspected)
    assert case.nrm == state
    assert NrmStep.objects.filter(case=case).count() == steps


def test_a_later_no_does_not_take_back_a_suspicion(unit: Unit) -> None:
    case = unit.assessed(trafficking_suspected=True)
    assess(case, Assessment("low", trafficking_suspected=False), base=1, by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).nrm == "potential_victim"


def test_assess_is_refused_outside_the_caseload(unit: Unit, other: Unit, cast: Cast) -> None:
    case = unit.registered()
    with pytest.raises(Refused, match="caseload of a colleague"):
        assess(case, Assessment("low"), base=0, by=cast.second_case_worker, opener=unit.opener(cast.second_case_worker))
    with pytest.raises(Refused, match="of that unit"):
        assess(case, Assessment("low"), base=0, by=other.worker, opener=other.opener())


def test_assess_of_a_closed_case_is_refused(unit: Unit) -> None:
    with pytest.raises(Refused, match="Reopen it"):
        assess(unit.closed(), Assessment("low"), base=1, by=unit.worker, opener=unit.opener())


def test_assess_fully_comes_after_the_first_look(unit: Unit) -> None:
    with pytest.raises(Refused, match="initial assessment first"):
        assess_fully(unit.registered(), Picture(), base=0, by=unit.worker, opener=unit.opener())
    case = unit.assessed(unit.registered())
    made = assess_fully(case, Picture(health="Asthma"), base=0, by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).state == "full_assessment"
    assert read(made, "health", unit.opener().open_case(case.key_id)) == "Asthma"


def test_record_exploitation_keeps_typed_facts(unit: Unit) -> None:
    case = unit.registered()
    facts = Work(
        form="begging", sector="street", hours_week=40, hazards=("traffic", "night"), gainer="family",
        coercion=("debt",), recruitment="relative", began=PartialDate(2025, 3), school="out",
        withdrawn_on=date(2026, 1, 3), returned_on=date(2026, 2, 1), note="By the bridge",
    )  # fmt: skip
    made = record_exploitation(case, facts, base=0, by=unit.worker, opener=unit.opener())
    stored = Exploitation.objects.get(pk=made.pk)
    assert (stored.form, stored.began, stored.hazards, stored.school) == (
        "begging",
        "2025-03",
        ["traffic", "night"],
        "out",
    )
    assert stored.age_months == case.age_months
    assert read(stored, "note", unit.opener().open_case(case.key_id)) == "By the bridge"


def test_a_week_has_168_hours(unit: Unit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record_exploitation(
            unit.registered(), Work("begging", hours_week=169), base=0, by=unit.worker, opener=unit.opener()
        )


def test_nobody_returns_before_they_were_withdrawn(unit: Unit) -> None:
    facts = Work("begging", withdrawn_on=date(2026, 2, 1), returned_on=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        record_exploitation(unit.registered(), facts, base=0, by=unit.worker, opener=unit.opener())
