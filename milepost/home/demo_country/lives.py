"""What a unit wrote of an invented child's file: pure functions from an `Episode` to the facts of it.

Forms fit the place and the age; most things are done in time, some late, some not at all. Every text is marked.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.facts import (
    Agreement,
    Assessment,
    Concern,
    Ending,
    Look,
    Mechanism,
    Past,
    Picture,
    Planned,
    Proceeding,
    Protection,
    Safety,
    Task,
    Visit,
    Work,
)
from milepost.home.demo_country.population import Episode
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.places.models import Place

# What children do, by the kind of place: form -> how often.
_FORMS: Mapping[str, Mapping[str, float]] = {
    "capital": {"begging": 34, "street_vending": 16, "car_washing": 13, "scavenging": 16, "construction": 6, "workshop": 5,
                "restaurant": 4, "domestic_work": 2, "crime": 3, "sexual": 1},
    "coast": {"begging": 30, "street_vending": 20, "restaurant": 15, "car_washing": 10, "scavenging": 10, "fishing": 6,
              "construction": 6, "crime": 2, "sexual": 1},
    "city": {"begging": 36, "scavenging": 20, "street_vending": 14, "car_washing": 10, "workshop": 6, "construction": 7,
             "domestic_work": 3, "crime": 3, "agriculture": 1},
    "mountain": {"agriculture": 36, "mining": 16, "begging": 14, "scavenging": 12, "construction": 12, "domestic_work": 10},
    "country": {"agriculture": 46, "begging": 16, "scavenging": 10, "construction": 10, "domestic_work": 10,
                "street_vending": 8},
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "capital": "AL-11-TIRANE AL-11-KAMEZ",
    "coast": "AL-02-DURRES AL-12-VLORE AL-12-SARANDE AL-12-HIMARE AL-08-LEZHE AL-11-KAVAJE AL-12-KONISPOL",
    "city": "AL-03-ELBASAN AL-10-SHKODER AL-04-FIER AL-06-KORCE AL-01-BERAT AL-04-LUSHNJE AL-06-POGRADEC "
    "AL-05-GJIROKASTER AL-01-KUCOVE AL-02-KRUJE AL-02-SHIJAK AL-11-VORE",
    "mountain": "AL-09-BULQIZE AL-09-MAT AL-09-DIBER AL-07-HAS AL-07-KUKES AL-07-TROPOJE AL-08-MIRDITE AL-10-PUKE "
    "AL-10-FUSHE-ARREZ AL-01-SKRAPAR",
}
_KIND_OF = {place: kind for kind, places in _KINDS.items() for place in places.split()}
_STREET = {"begging", "street_vending", "scavenging", "car_washing"}
_SECTOR = {
    "begging": "street", "street_vending": "trade", "car_washing": "trade", "scavenging": "waste",
    "agriculture": "agriculture", "fishing": "agriculture", "mining": "mining", "construction": "construction",
    "workshop": "manufacturing", "restaurant": "hospitality", "domestic_work": "households",
}  # fmt: skip
_HAZARDS: Mapping[str, tuple[str, ...]] = {
    "begging": ("traffic", "weather", "night"), "street_vending": ("traffic", "weather"), "car_washing": ("traffic",),
    "scavenging": ("waste", "heavy_loads", "night"), "agriculture": ("chemicals", "weather", "heavy_loads", "machines"),
    "fishing": ("night", "weather"), "mining": ("heights", "machines", "chemicals"),
    "construction": ("heavy_loads", "heights", "machines"), "workshop": ("machines", "chemicals"),
    "restaurant": ("night", "substances"), "domestic_work": ("isolation",), "crime": ("violence", "substances"),
    "sexual": ("violence", "isolation"),
}  # fmt: skip
_SERVICES = ("school_return", "counselling", "cash", "parenting", "day_centre", "health_care", "papers", "training",
             "employment", "housing", "legal_aid")  # fmt: skip
_SERVICE_WEIGHTS = (22, 20, 16, 12, 9, 6, 5, 4, 3, 2, 1)
_QUESTIONS = ("moved", "promised", "controlled", "paid_other", "afraid", "border")
_FACTORS = ("poverty", "housing", "school", "absent_parent", "no_papers", "violence", "migration", "substances",
            "illness", "earlier_harm")  # fmt: skip
_FACTOR_WEIGHTS = (30, 18, 18, 10, 5, 6, 5, 3, 3, 2)
_DAYS_TO_ASSESS = {"high": 1, "medium": 3, "low": 5}
_DAYS_BETWEEN_VISITS = {"high": 14, "medium": 24, "low": 38}


@dataclass(frozen=True)
class Telling:
    """How much is told of a file: a whole one, or the short one of which a large number is made."""

    visits: int = 12
    tasks: int = 4
    texts: bool = True


WHOLE, SHORT = Telling(), Telling(visits=2, tasks=2, texts=False)


def told(
    child: Child | Identity, identity: Identity, episode: Episode, place: Place, worker: Person, lot: random.Random,
    how: Telling = WHOLE,
) -> Past:  # fmt: skip
    """The facts of a file, up to the day on which it moves or closes."""
    return _Life(identity, episode, place, worker, lot, how).told(child)


class _Life:
    """One file while it is made up. What is drawn first decides what follows: form, risk, how long there is."""

    def __init__(
        self, identity: Identity, episode: Episode, place: Place, worker: Person, lot: random.Random, how: Telling
    ) -> None:
        self.identity, self.episode, self.place, self.worker, self.lot = identity, episode, place, worker, lot
        self.how = how
        self.age = _age(identity, episode.opened, lot)
        self.works = episode.kind != "harm"
        self.form = self._form() if self.works else "sexual" if self.age > 10 and lot.random() < 0.05 else ""
        self.suspected = self.form in ("sexual", "crime") or (self.works and lot.random() < 0.06)
        self.concerns = self._concerns()
        self.risk = self._risk()
        self.last = min(
            episode.moved[0] if episode.moved else episode.closed or timezone.localdate(), timezone.localdate()
        )

    def told(self, child: Child | Identity) -> Past:
        lot, opened = self.lot, self.episode.opened
        late = lot.randint(4, 18) if lot.random() < 0.14 else 0
        assessed = self._on(opened, lot.randint(0, _DAYS_TO_ASSESS[self.risk]) + late)
        planned = self._planned(assessed)
        return Past(
            child, opened, concern=self._concern(), worker=self.worker,
            assessment=(assessed, self._assessment(assessed)),
            picture=self._picture(assessed) if planned and self.how.texts else None,
            work=(assessed, self._work()) if self.form else None,
            planned=planned,
            visits=tuple(self._visits(assessed)),
            looks=tuple(self._looks(planned)) if planned and self.how.texts else (),
            safety=tuple(self._safety()), mechanism=tuple(self._mechanism(assessed)),
            proceedings=tuple(self._proceedings(assessed)), ending=self._ending(planned),
        )  # fmt: skip

    def _on(self, day: date, days: int) -> date:
        """Some days later, never after the end."""
        return min(day + timedelta(days=days), self.last)

    def _form(self) -> str:
        forms = dict(_FORMS[_KIND_OF.get(self.place.code, "country")])
        if self.age < 10:  # the small ones beg, or go along to collect scrap
            forms = {form: often for form, often in forms.items() if form in ("begging", "scavenging", "agriculture")}
        return self.lot.choices(list(forms), list(forms.values()))[0]

    def _concerns(self) -> tuple[str, ...]:
        lot = self.lot
        if not self.works:
            main = "sexual_abuse" if self.form else lot.choices(
                ("violence", "neglect", "abandonment", "unaccompanied", "out_of_school", "trafficking"),
                (40, 30, 8, 6, 14, 2))[0]  # fmt: skip
            return (main, "out_of_school") if main == "neglect" and lot.random() < 0.3 else (main,)
        found = ["begging"] if self.form == "begging" else ["economic_exploitation"]
        found += ["street_situation"] if self.form in _STREET and lot.random() < 0.45 else []
        found += ["out_of_school"] if lot.random() < 0.2 and self.age > 6 else []
        found += ["neglect"] if lot.random() < 0.1 else []
        return (*found, "trafficking") if self.suspected and lot.random() < 0.5 else tuple(found)

    def _risk(self) -> str:
        weights = (10, 35, 55) if self.suspected else (22, 53, 25)
        return self.lot.choices(("low", "medium", "high"), weights)[0]

    def _concern(self) -> Concern:
        lot = self.lot
        sources = (
            "field_team",
            "police",
            "case_worker",
            "school",
            "ngo",
            "citizen",
            "helpline",
            "labour_inspector",
            "health",
        )
        weights = (38, 18, 8, 8, 12, 8, 3, 3, 2) if self.works else (4, 22, 10, 26, 8, 8, 8, 0, 14)
        seen = _moment(self.episode.opened - timedelta(days=lot.choice((0, 0, 1, 1, 1, 2))), 8)
        taken = self.risk == "high" and lot.random() < 0.22
        return Concern(
            lot.choices(sources, weights)[0], seen, self.concerns, immediate_risk=taken or (self.risk == "high" and lot.random() < 0.3),
            taken_at=_moment(self.episode.opened, 8) if taken else None, sex=self.identity.sex,
            age_months=max(0, round(self.age * 12 / 6) * 6),
            company=lot.choices(("alone", "parent", "relative", "children", "unrelated_adult", "unknown"), (24, 30, 10, 22, 8, 6))[0],
            place=self.place, narrative=self._text(_SEEN), place_detail=self._text(_WHERE),
        )  # fmt: skip

    def _assessment(self, day: date) -> Assessment:
        lot = self.lot
        factors = {*lot.choices(_FACTORS, _FACTOR_WEIGHTS, k=lot.randint(1, 3))}
        if self.age < 5:
            factors.add("very_young")
        screened = (self.works and lot.random() < 0.9) or self.suspected
        answers = {question: "yes" if self.suspected and lot.random() < 0.5 else "no" for question in _QUESTIONS}
        return Assessment(
            self.risk, tuple(sorted(factors)), day if lot.random() < 0.85 else None,
            screening=answers if screened else {}, trafficking_suspected=self.suspected if screened else None,
            summary=self._text(_FOUND), child_view=self._text(_SAYS) if self.age > 6 and lot.random() < 0.6 else "",
        )  # fmt: skip

    def _picture(self, assessed: date) -> tuple[date, Picture] | None:
        day = assessed + timedelta(days=self.lot.randint(5, 14))
        if self.lot.random() < 0.4 or day >= self.last:
            return None
        return day, Picture(family=self._text(_FAMILY), school=self._text(_SCHOOL), income=self._text(_INCOME))

    def _work(self) -> Work:
        lot, hard = self.lot, self.suspected
        hazards = [each for each in _HAZARDS[self.form] if lot.random() < 0.55]
        coercion = lot.sample(
            ("violence", "threats", "debt", "wages_withheld", "movement", "deception"), lot.randint(1, 2)
        )
        gainers = {"group": 30, "other_adult": 40, "unknown": 30} if hard else {
            "family": 62, "child": 14, "employer": 12 if self.form not in _STREET else 0, "other_adult": 6, "unknown": 6}  # fmt: skip
        withdrawn = self.episode.closed and not self.episode.moved and lot.random() < 0.55
        return Work(
            self.form, sector=_SECTOR.get(self.form, "other"), hours_week=lot.choice((None, 10, 15, 20, 25, 30, 35, 40, 48)),
            hazards=tuple(hazards), gainer=lot.choices(list(gainers), list(gainers.values()))[0],
            coercion=tuple(coercion) if hard else (), school=self._school(),
            recruitment=lot.choice(("stranger", "online", "relative", "unknown")) if hard
            else lot.choices(("family", "relative", "friend", "own", "employer"), (56, 12, 14, 14, 4))[0],
            withdrawn_on=self._on(self.episode.opened, (self.last - self.episode.opened).days * 2 // 3) if withdrawn else None,
        )  # fmt: skip

    def _school(self) -> str:
        if self.age < 6:
            return "not_recorded"
        return self.lot.choices(("attends", "irregular", "out", "not_recorded"), (24, 38, 32, 6))[0]

    def _planned(self, assessed: date) -> Planned | None:
        lot = self.lot
        on = assessed + timedelta(days=lot.randint(8, 15) + (lot.randint(10, 30) if lot.random() < 0.16 else 0))
        approved = on + timedelta(days=lot.randint(1, 6))
        if approved >= self.last - timedelta(days=7) or lot.random() < 0.06:
            return None
        measures = ("support", "family_supervision", "emergency", "alternative_care")
        services = {*lot.choices(_SERVICES, _SERVICE_WEIGHTS, k=lot.randint(1, self.how.tasks))}
        tasks = tuple(
            Task(service, on + timedelta(days=lot.choice((20, 30, 45, 60))), owner=self.worker.name if self.how.texts else "",
                 cost_source=lot.choices(("none", "municipality", "state", "donor", "open"), (30, 36, 10, 14, 10))[0])
            for service in sorted(services)
        )  # fmt: skip
        done = {
            position: day
            for position, task in enumerate(tasks, start=1)
            if approved < (day := task.due + timedelta(days=lot.randint(-15, 20))) < self.last and lot.random() < 0.75
        }
        weights = (58, 30, 9, 3) if self.risk == "high" else (80, 20, 0, 0)
        facts = Protection(lot.choices(measures, weights)[0], tasks, on + timedelta(days=90), self._text(_AIM))
        return Planned(on, facts, self._agreement(), approved, done)

    def _agreement(self) -> Agreement:
        parents, child = (
            ("refused" if self.lot.random() < 0.08 else "agreed"),
            ("agreed" if self.age > 5 else "not_asked"),
        )
        return Agreement(parents, child, _mark("They need what the child earns.") if parents == "refused" else "")

    def _visits(self, assessed: date) -> Iterator[Visit]:
        every, day = _DAYS_BETWEEN_VISITS[self.risk], assessed
        for _each in range(self.how.visits):
            day += timedelta(days=round(every * self.lot.triangular(0.6, 2.2, 1)))
            if day >= self.last:
                return
            met = self.lot.random() < 0.86
            kinds = ("home_visit", "street", "office", "school", "provider") if met else ("attempt", "telephone")
            yield Visit(day, self.lot.choice(kinds), met, self._text(_VISIT) if self.lot.random() < 0.5 else "")

    def _looks(self, planned: Planned) -> Iterator[Look]:
        risk, day = self.risk, planned.on
        for _each in range(3):
            day += timedelta(days=self.lot.randint(75, 110))
            if day >= self.last:
                return
            risk = {"high": "medium", "medium": "low", "low": "low"}[risk] if self.lot.random() < 0.6 else risk
            yield Look(day, risk, "keep", self._text(_REVIEW))

    def _safety(self) -> Iterator[Safety]:
        if self.risk != "high" or self.lot.random() > 0.3:
            return
        opened, told = self.episode.opened, self.lot.choice(("told", "told", "unsafe"))
        yield Safety("protect", opened, parents_told=told)
        if self.lot.random() < 0.6:
            yield Safety("place", self._on(opened, 1), parents_told=told, court_asked_on=self._on(opened, 2),
                         where=_mark("emergency centre"))  # fmt: skip
        if (day := opened + timedelta(days=self.lot.randint(10, 60))) < self.last:
            yield Safety("end", day)

    def _mechanism(self, assessed: date) -> Iterator[Mechanism]:
        """Most potential victims stay potential ones for a long time."""
        interview = assessed + timedelta(days=self.lot.randint(10, 45))
        if not self.suspected or interview >= self.last or self.lot.random() < 0.4:
            return
        yield Mechanism("plan_interview", interview, form=self.form)
        if (day := interview + timedelta(days=self.lot.randint(5, 60))) < self.last:
            yield Mechanism(self.lot.choices(("find_not", "decline", "identify"), (50, 30, 20))[0], day, form=self.form)

    def _proceedings(self, assessed: date) -> Iterator[Proceeding]:
        """A crime is reported for some; few reports come before a court."""
        if self.lot.random() > (0.6 if self.suspected else 0.05):
            return
        day, article = assessed, "128/b" if self.suspected else "124/b"
        for verb, chance in (("report_crime", 1.0), ("proceed", 0.6), ("charge", 0.4), ("try", 0.6)):
            if day >= self.last or self.lot.random() > chance:
                return
            yield Proceeding(verb, day, article, support_person=verb != "report_crime" and self.lot.random() < 0.7,
                             reference=_mark(f"{self.lot.randint(1, 900)}/{day.year}"))  # fmt: skip
            day += timedelta(days=self.lot.randint(20, 90))

    def _ending(self, planned: Planned | None) -> tuple[date, Ending] | None:
        closed, lot = self.episode.closed, self.lot
        if closed is None or self.episode.moved:
            return None
        if self.episode.kind == "grown":
            reason = "turned_18"
        elif planned is None:
            reason = lot.choices(("no_longer_at_risk", "lost_contact", "left_country"), (40, 40, 20))[0]
        else:
            reason = lot.choices(("plan_met", "no_longer_at_risk", "lost_contact", "left_country"), (48, 30, 13, 9))[0]
        lost = reason in ("lost_contact", "left_country")
        return closed, Ending(reason, *(("not_told", "not_told") if lost else ("told", "told")))

    def _text(self, texts: tuple[str, ...]) -> str:
        return _mark(self.lot.choice(texts)) if self.how.texts else ""


_SEEN = (
    "Seen by several people in the last days.", "Was there in school hours, for the third time this week.",
    "A shopkeeper called: the child comes each evening.", "Two children, one of them very tired.",
    "The teacher has not seen the child for a month.",
)  # fmt: skip
_WHERE = ("by the bridge", "at the market", "before the bank", "at the crossroads", "near the bus station")
_FOUND = (
    "The family has no regular income.", "The child works beside school.", "The mother is alone with four children.",
    "Both parents are away for work; a grandmother cares.", "They came to the town last year.",
)  # fmt: skip
_SAYS = ("Wants to go to school.", "Wants to help the family.", "Is afraid of the father.", "Likes to draw.")
_FAMILY = ("A mother with four children.", "Both parents, three children, a grandmother.")
_SCHOOL = ("Enrolled, comes twice a week.", "Left in the fourth class.", "Was never enrolled.")
_INCOME = ("Cash benefit, and what the children bring.", "The father works by the day.")
_AIM = (
    "The child goes to school every day.",
    "The work ends, and the family has an income.",
    "The child is safe at home.",
)
_VISIT = ("The child was well.", "The child was at home and had eaten.", "Met with the mother.", "The house was cold.")
_REVIEW = ("It goes better since school began.", "The benefit came late.", "The child is seen less on the street.")


def _mark(text: str) -> str:
    return f"{text} (demo)"


def _age(identity: Identity, day: date, lot: random.Random) -> float:
    """Years, as the unit takes them to be."""
    return (day - identity.birth.first).days / 365.25 if identity.birth else lot.uniform(5, 16)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
