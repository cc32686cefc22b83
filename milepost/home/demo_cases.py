"""Two units of Albania with their keys, and files of invented children in many states, through the real actions.

No child here exists: every name ends in "Demo". Old files are of 2022 and 2023; the open ones count back from today, so
that the desk shows what is due and what is late. The audit keeps the real time at which the demo was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.actions import assessment, closure, concern_report, contact, plan, review, track, transfer
from milepost.cases.actions import case as cases
from milepost.cases.facts import (
    Agreement,
    Assessment,
    Concern,
    Ending,
    Look,
    Mechanism,
    Proceeding,
    Protection,
    Safety,
    Task,
    Visit,
    Work,
)
from milepost.cases.models import Case, ConcernReport, Plan
from milepost.home.demo_country.clock import ago, morning, put, story
from milepost.institutions.models import Body
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
from milepost.vault.actions.unit_key import found_unit, share_tags
from milepost.vault.in_use import recovery_key_of
from milepost.vault.opening import Opener, open_with


@dataclass(frozen=True)
class Cast:
    """Who acts; `password` opens their keys. `others` is the head of the second unit and its worker."""

    administrator: Person
    head: Person
    worker: Person
    second: Person
    field_team: Person
    others: tuple[Person, Person]
    password: str


class _Hand:
    """Someone with their open key; deriving it costs, so it is done once."""

    def __init__(self, person: Person, password: str = "") -> None:
        self.person = person
        self.opener = open_with(person, password) if password else Opener(person)

    @property
    def acts(self) -> dict[str, Any]:
        """Who, with which keys."""
        return {"by": self.person, "opener": self.opener}


@dataclass(frozen=True)
class _Desk:
    """A worker of a unit, with the head who decides."""

    unit: Body
    head: _Hand
    worker: _Hand

    def registered(self, report: ConcernReport, identity: Identity, after: timedelta = timedelta(hours=3)) -> Case:
        """The report becomes a file."""
        put(report.reported_at + after)
        return cases.register(report, identity, **self.worker.acts)

    def assessed(self, case: Case, risk: str, text: str, **more: Any) -> Case:
        """The child was seen the day after."""
        put(case.opened_at + timedelta(days=1))
        facts = Assessment(risk, child_seen_on=timezone.localdate(), summary=_demo(text), **more)
        assessment.assess(case, facts, base=0, **self.worker.acts)
        return _now(case)

    def worked(self, case: Case, form: str, **more: Any) -> None:
        """The facts of the exploitation."""
        assessment.record_exploitation(case, Work(form, **more), base=0, **self.worker.acts)

    def planned(self, case: Case, measure: str, aim: str, *services: str, base: int = 0) -> Plan:
        """A plan that parents and child agree with, four days after the case was touched last."""
        put(_now(case).since + timedelta(days=4))
        due = timezone.localdate() + timedelta(days=45)
        tasks = tuple(
            Task(service, due, owner=self.worker.person.name, cost_source="municipality") for service in services
        )
        facts = Protection(measure, tasks, timezone.localdate() + timedelta(days=90), _demo(aim))
        made = plan.plan(case, facts, base=base, **self.worker.acts)
        return plan.agree_plan(made, Agreement("agreed", "agreed"), **self.worker.acts)

    def in_force(self, case: Case, measure: str, aim: str, *services: str) -> Case:
        """A plan that the head approved the day after."""
        made = self.planned(case, measure, aim, *services)
        put(made.at + timedelta(days=1))
        return plan.approve_plan(made, by=self.head.person).case

    def seen(self, case: Case, *moments: datetime, kind: str = "home_visit", text: str = "The child was well.") -> None:
        """The child was visited."""
        for moment in moments:
            put(moment)
            contact.contact(
                case, Visit(timezone.localdate(), kind, child_seen=True, note=_demo(text)), **self.worker.acts
            )

    def done(self, case: Case, moment: datetime, count: int) -> None:
        """The first actions of the plan were done."""
        put(moment)
        for action in case.plans.get(state="active").actions.order_by("position")[:count]:
            plan.end_action(action, "done", by=self.worker.person)

    def closed(self, case: Case, moment: datetime, reason: str) -> Case:
        """The worker proposed to close, the head agreed the day after."""
        put(moment)
        made = closure.propose_close(case, Ending(reason, "told", "told"), **self.worker.acts)
        put(moment + timedelta(days=1))
        return closure.approve_close(made, by=self.head.person)


@transaction.atomic
def make(cast: Cast) -> None:
    """The keys, then the files: all, or nothing."""
    with story(date(2022, 5, 2)):
        _make_keys(cast)
        first, second, vlora = _desks(cast)
        field_team = _Hand(cast.field_team)
        _waiting(first, second, field_team)
        _closed(first, second, field_team)
        _begun(first, second, field_team)
        _with_plan(first, second, field_team)
        _with_tracks(first, field_team)
        _between_units(first, vlora, field_team)


def _make_keys(cast: Cast) -> None:
    country = _unit_of(cast.head).country
    if recovery_key_of(country.pk) is None:
        key, shares = set_up_recovery(country, by=cast.administrator)
        prove_recovery(key, shares[:2], by=cast.administrator)
    for person in (cast.head, cast.worker, cast.second, cast.field_team, *cast.others):
        make_key(person, cast.password, by=person)


def _desks(cast: Cast) -> tuple[_Desk, _Desk, _Desk]:
    """Two workers of the first unit, one of the second; both units have a key, and the first lets the second search."""
    head, other_head = _Hand(cast.head, cast.password), _Hand(cast.others[0], cast.password)
    unit, other = _unit_of(cast.head), _unit_of(cast.others[0])
    found_unit(unit, [cast.head, cast.worker, cast.second], **head.acts)
    found_unit(other, cast.others, **other_head.acts)
    share_tags(other, **head.acts)
    return (
        _Desk(unit, head, _Hand(cast.worker, cast.password)),
        _Desk(unit, head, _Hand(cast.second, cast.password)),
        _Desk(other, other_head, _Hand(cast.others[1], cast.password)),
    )


def _waiting(first: _Desk, second: _Desk, field_team: _Hand) -> None:
    """Reports that nobody decided about yet: one of danger and late, one of today, one to be screened out."""
    _report(
        first.unit, field_team, ago(2), "begging", "trafficking", company="unrelated_adult", immediate_risk=True,
        age_months=90, narrative=_demo("A small boy begs between the cars until midnight; a man takes what he gets."),
    )  # fmt: skip
    _report(
        first.unit, field_team, ago(0.2), "street_situation", company="children", sex="girl", age_months=138,
        narrative=_demo("Sells tissues at the bus station in school hours."),
    )  # fmt: skip
    doubtful = _report(first.unit, second.worker, ago(1), "out_of_school", source="citizen", age_months=200)
    concern_report.screen_out(
        doubtful, "no_need", _demo("He is in his school's lessons of the afternoon."), **second.worker.acts
    )


def _closed(first: _Desk, second: _Desk, field_team: _Hand) -> None:
    """Two files of 2022 and 2023 that ended."""
    report = _report(first.unit, field_team, _day(2022, 6, 14), "begging", company="parent", sex="girl")
    case = first.assessed(
        first.registered(report, _child("Luljeta Hoxha", 2012, 3, sex="girl")), "medium", "Begs with her mother."
    )
    first.worked(
        case,
        "begging",
        sector="street",
        hours_week=25,
        hazards=("traffic", "weather"),
        gainer="family",
        school="irregular",
    )
    case = first.in_force(case, "support", "She goes to school every day.", "day_centre", "school_return", "cash")
    first.seen(case, _day(2022, 7, 4), _day(2022, 9, 20), _day(2022, 12, 6))
    first.closed(case, _day(2023, 2, 9), "plan_met")
    report = _report(second.unit, second.worker, _day(2023, 4, 18), "economic_exploitation", source="labour_inspector")
    case = second.assessed(
        second.registered(report, _child("Kreshnik Çela", 2006, 9, 1, sex="boy")), "low", "Works in a car wash."
    )
    second.worked(case, "car_washing", sector="trade", hours_week=40, gainer="employer", school="out")
    case = second.in_force(case, "support", "A trade that he learns at school.", "training")
    second.seen(case, _day(2023, 5, 30), kind="office")
    second.closed(case, _day(2023, 9, 12), "no_longer_at_risk")


def _begun(first: _Desk, second: _Desk, field_team: _Hand) -> None:
    """Files of the last weeks: registered, assessed, a plan that waits for the head."""
    report = _report(first.unit, field_team, ago(2.2), "begging", company="alone", sex="boy", immediate_risk=True)
    first.registered(report, _child("Xhevahir Gjoka", 2016, sex="boy"))
    report = _report(second.unit, second.worker, ago(1.3), "neglect", source="school", sex="girl")
    second.registered(report, _child("Mimoza Shehu", 2013, 11, sex="girl"))
    report = _report(first.unit, field_team, ago(9), "street_situation", company="children", sex="boy")
    case = first.registered(report, _child("Flamur Llupi", 2014, 6, sex="boy"))
    case = first.assessed(case, "high", "Sleeps in a ruin with two cousins.", factors=("housing", "absent_parent"))
    first.worked(
        case, "scavenging", sector="waste", hours_week=35, hazards=("waste", "night"), gainer="family", school="out"
    )
    report = _report(second.unit, second.worker, ago(20), "economic_exploitation", source="police", sex="boy")
    case = second.registered(report, _child("Ylli Basha", 2010, 2, 17, sex="boy"))
    case = second.assessed(case, "medium", "Carries bricks for an uncle.", factors=("poverty", "school"))
    second.worked(
        case,
        "construction",
        sector="construction",
        hours_week=30,
        hazards=("heavy_loads", "heights"),
        gainer="other_adult",
    )
    second.planned(case, "family_supervision", "He stops, and the uncle knows why.", "counselling", "school_return")


def _with_plan(first: _Desk, second: _Desk, field_team: _Hand) -> None:
    """Plans in force: one as it should be, one whose child was not seen in time, one that is written anew."""
    report = _report(first.unit, field_team, ago(60), "begging", company="relative", sex="girl")
    case = first.assessed(
        first.registered(report, _child("Besa Hoxha", 2015, 5, sex="girl")), "medium", "Begs with her aunt."
    )
    case = first.in_force(case, "support", "Her mornings belong to school.", "day_centre", "parenting")
    first.seen(case, ago(40), ago(26), ago(10))
    first.done(case, ago(9), 1)
    report = _report(second.unit, field_team, ago(45), "violence", "out_of_school", company="parent", sex="boy")
    case = second.assessed(
        second.registered(report, _child("Agron Prifti", 2011, 8, sex="boy")), "high", "Bruises, no school."
    )
    case = second.in_force(case, "family_supervision", "Nobody hits him.", "counselling", "parenting")
    second.seen(case, ago(30), ago(22))
    report = _report(first.unit, first.worker, ago(120), "economic_exploitation", source="health", sex="girl")
    case = first.assessed(
        first.registered(report, _child("Drita Marku", 2009, sex="girl")), "medium", "Cooks at night."
    )
    first.worked(
        case, "restaurant", sector="hospitality", hours_week=48, hazards=("night",), gainer="employer", school="out"
    )
    case = first.in_force(case, "support", "Evening work ends.", "training", "cash")
    first.done(case, ago(75), 2)
    first.seen(case, ago(90), ago(60), ago(30), ago(6))
    put(ago(5))
    review.review(
        case, Look(timezone.localdate(), "medium", "change", _demo("The training began too late.")), **first.worker.acts
    )


def _with_tracks(first: _Desk, field_team: _Hand) -> None:
    """A potential victim of trafficking in a shelter, and a crime of 2023 before the court."""
    report = _report(
        first.unit, field_team, ago(25), "trafficking", company="unrelated_adult", sex="girl", taken_at=ago(25)
    )
    case = first.registered(report, _child("Teuta Leka", 2010, sex="girl"), timedelta(hours=1))
    case = first.assessed(
        case, "high", "Was brought from another city and is afraid to speak.", factors=("migration",),
        screening={"moved": "yes", "controlled": "yes", "afraid": "yes", "border": "unknown"},
        trafficking_suspected=True,
    )  # fmt: skip
    first.worked(case, "sexual", gainer="group", coercion=("threats", "movement"), recruitment="online", school="out")
    case = first.in_force(
        case, "emergency", "She is safe and decides what is next.", "shelter", "health_care", "legal_aid"
    )
    first.seen(case, ago(12), ago(4), kind="provider")
    today = timezone.localdate()
    track.place(case, Safety("place", today, where=_demo("emergency centre"), court_asked_on=today), **first.head.acts)
    track.nrm(case, Mechanism("plan_interview", today, form="sexual"), **first.worker.acts)
    _before_court(first)


def _before_court(desk: _Desk) -> None:
    report = _report(desk.unit, desk.worker, _day(2023, 3, 7), "economic_exploitation", source="police", sex="boy")
    case = desk.assessed(
        desk.registered(report, _child("Ilir Kola", 2011, 12, sex="boy")), "medium", "Stole for others."
    )
    desk.worked(
        case, "crime", gainer="group", coercion=("violence", "debt"), recruitment="stranger", school="irregular"
    )
    case = desk.in_force(case, "support", "He testifies once, with someone beside him.", "legal_aid", "counselling")
    for verb, moment in (
        ("report_crime", _day(2023, 3, 9)),
        ("proceed", _day(2023, 4, 3)),
        ("charge", _day(2023, 11, 20)),
    ):
        put(moment)
        step = Proceeding(verb, timezone.localdate(), "128/b", support_person=True, reference=_demo("file 0/0"))
        track.criminal(case, step, **desk.worker.acts)
    desk.done(case, _day(2023, 5, 2), 2)
    desk.seen(case, ago(40), ago(26), ago(13), kind="office")
    put(ago(40))
    review.review(
        case, Look(timezone.localdate(), "low", "keep", _demo("He is at school every day.")), **desk.worker.acts
    )


def _between_units(first: _Desk, vlora: _Desk, field_team: _Hand) -> None:
    """A file on its way to the second unit, and what the second unit has of its own."""
    report = _report(first.unit, field_team, ago(30), "begging", company="parent", sex="girl")
    case = first.assessed(
        first.registered(report, _child("Vjollca Dervishi", 2013, 4, sex="girl")), "low", "Begs on weekends."
    )
    case = first.in_force(case, "support", "Her mother has a place at the market.", "employment", "day_centre")
    put(ago(1))
    transfer.transfer(case, vlora.unit, "moved", _demo("They live with the grandmother now."), **first.worker.acts)
    report = _report(vlora.unit, vlora.worker, ago(50), "economic_exploitation", source="ngo", sex="boy")
    case = vlora.assessed(
        vlora.registered(report, _child("Petrit Muça", 2010, 7, sex="boy")), "medium", "Fishes at night."
    )
    vlora.worked(case, "fishing", sector="agriculture", hours_week=30, hazards=("night", "weather"), gainer="family")
    case = vlora.in_force(case, "support", "He sleeps at night and learns by day.", "school_return", "cash")
    vlora.seen(case, ago(30), ago(13))
    _report(vlora.unit, vlora.worker, ago(0.5), "street_situation", source="citizen", company="children")


def _report(
    unit: Body, by: _Hand, moment: datetime, *concerns: str, source: str = "field_team", **more: Any
) -> ConcernReport:
    put(moment)
    told: Mapping[str, Any] = {"narrative": _demo("Seen by several people in the last days."), **more}
    concern = Concern(source, moment - timedelta(hours=1), concerns, place_detail=_demo("by the bridge"), **told)
    return concern_report.report(unit, concern, **by.acts)


def _child(name: str, year: int, month: int | None = None, day: int | None = None, *, sex: str) -> Identity:
    given, surname = name.split()
    return Identity(given, f"{surname} Demo", birth=PartialDate(year, month, day), sex=sex, address=_demo("street 0"))


def _demo(text: str) -> str:
    return f"{text} (demo)"


def _unit_of(person: Person) -> Body:
    assert person.body is not None
    return person.body


def _now(case: Case) -> Case:
    return Case.objects.select_related("unit", "country", "child").get(pk=case.pk)


def _day(year: int, month: int, day: int) -> datetime:
    return morning(date(year, month, day))
