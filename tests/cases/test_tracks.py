"""The tracks beside the case. VMT is a potential victim."""

from datetime import date

import pytest

from milepost.accounts.rules import Refused
from milepost.cases.actions.track import criminal, nrm, place
from milepost.cases.facts import Mechanism, Proceeding, Safety
from milepost.cases.models import Case, CriminalStep
from milepost.cases.states import NRM_STATES
from milepost.people.sealed import read
from tests.cases.conftest import Unit

DAY = date(2026, 3, 1)


def test_place_is_decided_by_the_head(unit: Unit) -> None:
    case = unit.registered()
    place(case, Safety("protect", DAY, where="Police station 2"), by=unit.worker, opener=unit.opener())
    with pytest.raises(Refused, match="Head of unit"):
        place(case, Safety("place", DAY), by=unit.worker, opener=unit.opener())
    opener = unit.opener(unit.head)
    place(case, Safety("place", DAY, parents_told="unsafe"), by=unit.head, opener=opener)
    place(case, Safety("court", DAY, court_asked_on=DAY), by=unit.head, opener=opener)
    place(case, Safety("end", DAY), by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).safety == "ended"
    after = [step.after for step in case.steps.filter(track="safety").order_by("at")]
    assert after == ["protection", "emergency", "court_measure", "ended"]


def test_place_follows_the_track(unit: Unit) -> None:
    with pytest.raises(Refused, match="does not follow"):
        place(unit.registered(), Safety("end", DAY), by=unit.worker, opener=unit.opener())


def test_nrm_from_suspicion_to_victim(unit: Unit) -> None:
    case = unit.registered()
    for verb in ("suspect", "plan_interview", "identify"):
        nrm(case, Mechanism(verb, DAY, form="begging"), by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).nrm == "victim"
    with pytest.raises(Refused, match="formally identified"):
        nrm(case, Mechanism("suspect", DAY), by=unit.worker, opener=unit.opener())


def test_a_child_can_stay_a_potential_victim(unit: Unit) -> None:
    case = unit.registered()
    for verb in ("suspect", "decline"):
        nrm(case, Mechanism(verb, DAY), by=unit.worker, opener=unit.opener())
    assert str(NRM_STATES[Case.objects.get(pk=case.pk).nrm].name).startswith("Potential victim")


def test_criminal_from_report_to_conviction(unit: Unit) -> None:
    case = unit.registered()
    for verb in ("report_crime", "proceed", "charge", "try", "convict"):
        step = Proceeding(verb, DAY, article="128/b", reference="no. 44/2026", support_person=True)
        criminal(case, step, by=unit.worker, opener=unit.opener())
    assert Case.objects.get(pk=case.pk).criminal == "convicted"
    last = CriminalStep.objects.get(case=case, verb="convict")
    assert read(last, "reference", unit.opener().open_case(case.key_id)) == "no. 44/2026"
    with pytest.raises(Refused, match="Convicted"):
        criminal(case, Proceeding("acquit", DAY), by=unit.worker, opener=unit.opener())


def test_tracks_are_refused_to_another_unit(unit: Unit, other: Unit) -> None:
    case, opener = unit.registered(), other.opener()
    with pytest.raises(Refused):
        place(case, Safety("protect", DAY), by=other.worker, opener=opener)
    with pytest.raises(Refused):
        nrm(case, Mechanism("suspect", DAY), by=other.worker, opener=opener)
    with pytest.raises(Refused):
        criminal(case, Proceeding("report_crime", DAY), by=other.worker, opener=opener)
