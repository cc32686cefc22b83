"""What a unit wrote of an invented child's file: pure functions from an `Episode` to the facts of it.

Forms fit the place and the age; most things are done in time, some late, some not at all. Every text is marked.
"""

import random
from collections.abc import Iterator
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
from milepost.home.demo_country import odds
from milepost.home.demo_country.odds import pick, several
from milepost.home.demo_country.population import Episode
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.places.models import Place


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
        self.identity, self.episode, self.place, self.worker = identity, episode, place, worker
        self.lot, self.how, today = lot, how, timezone.localdate()
        self.last = min(episode.moved[0] if episode.moved else episode.closed or today, today)
        birth = identity.birth
        self.age = (episode.opened - birth.first).days / 365.25 if birth else lot.uniform(5, 16)
        self.works = episode.kind != "harm"
        self.form = self._form() if self.works else "sexual" if self.age > 10 and self._chance(0.05) else ""
        self.suspected = self.form in ("sexual", "crime") or (self.works and self._chance(0.06))
        self.concerns = self._concerns()
        self.risk = pick(odds.RISK_OF_VICTIMS if self.suspected else odds.RISK, lot)

    def told(self, child: Child | Identity) -> Past:
        """All of it."""
        late = self.lot.randint(4, 18) if self._chance(0.14) else 0
        assessed = self._on(self.episode.opened, self.lot.randint(0, odds.DAYS_TO_ASSESS[self.risk]) + late)
        planned, whole = self._planned(assessed), self.how.texts
        return Past(
            child, self.episode.opened, concern=self._concern(), worker=self.worker,
            assessment=(assessed, self._assessment(assessed)),
            picture=self._picture(assessed) if planned and whole else None,
            work=(assessed, self._work()) if self.form else None,
            planned=planned, visits=tuple(self._visits(assessed)),
            looks=tuple(self._looks(planned)) if planned and whole else (),
            safety=tuple(self._safety()), mechanism=tuple(self._mechanism(assessed)),
            proceedings=tuple(self._proceedings(assessed)), ending=self._ending(planned),
        )  # fmt: skip

    def _chance(self, share: float) -> bool:
        return self.lot.random() < share

    def _on(self, day: date, days: int) -> date:
        """Some days later, never after the end."""
        return min(day + timedelta(days=days), self.last)

    def _text(self, about: str) -> str:
        return _mark(self.lot.choice(odds.TEXTS[about])) if self.how.texts else ""

    def _form(self) -> str:
        forms = odds.FORMS[odds.KIND.get(self.place.code, "country")]
        if self.age < 10:
            forms = {form: often for form, often in forms.items() if form in odds.SMALL_ONES}
        return pick(forms, self.lot)

    def _concerns(self) -> tuple[str, ...]:
        if not self.works:
            return ("sexual_abuse",) if self.form else (pick(odds.OTHER_CONCERNS, self.lot),)
        found = ["begging"] if self.form == "begging" else ["economic_exploitation"]
        found += ["street_situation"] if self.form in odds.STREET and self._chance(0.45) else []
        found += ["out_of_school"] if self.age > 6 and self._chance(0.2) else []
        found += ["neglect"] if self._chance(0.1) else []
        return (*found, "trafficking") if self.suspected and self._chance(0.5) else tuple(found)

    def _concern(self) -> Concern:
        opened, lot = self.episode.opened, self.lot
        taken = self.risk == "high" and self._chance(0.22)
        return Concern(
            pick(odds.SOURCES_OF_WORK if self.works else odds.OTHER_SOURCES, lot),
            _moment(opened - timedelta(days=lot.choice((0, 0, 1, 1, 1, 2))), 8), self.concerns,
            immediate_risk=taken or (self.risk == "high" and self._chance(0.3)),
            taken_at=_moment(opened, 8) if taken else None, sex=self.identity.sex,
            age_months=round(self.age * 2) * 6, company=pick(odds.COMPANY, lot), place=self.place,
            narrative=self._text("seen"), place_detail=self._text("where"),
        )  # fmt: skip

    def _assessment(self, day: date) -> Assessment:
        factors = several(odds.FACTORS, 3, self.lot) + (["very_young"] if self.age < 5 else [])
        screened = self.suspected or (self.works and self._chance(0.9 if self.how.texts else 0.3))
        answers = {each: "yes" if self.suspected and self._chance(0.5) else "no" for each in odds.QUESTIONS}
        return Assessment(
            self.risk, tuple(factors), day if self._chance(0.85) else None, screening=answers if screened else {},
            trafficking_suspected=self.suspected if screened else None, summary=self._text("found"),
            child_view=self._text("says") if self.age > 6 and self._chance(0.6) else "",
        )  # fmt: skip

    def _picture(self, assessed: date) -> tuple[date, Picture] | None:
        day = assessed + timedelta(days=self.lot.randint(5, 14))
        if self._chance(0.4) or day >= self.last:
            return None
        return day, Picture(family=self._text("family"), school=self._text("school"), income=self._text("income"))

    def _work(self) -> Work:
        lot, opened = self.lot, self.episode.opened
        ends = self.episode.closed and not self.episode.moved and self._chance(0.55)
        return Work(
            self.form, sector=odds.SECTOR.get(self.form, "other"), hours_week=lot.choice(odds.HOURS),
            hazards=tuple(each for each in odds.HAZARDS[self.form] if self._chance(0.55)),
            gainer=pick(odds.GAINERS_FROM_VICTIMS if self.suspected else odds.GAINERS, lot),
            coercion=tuple(several(odds.COERCION, 2, lot)) if self.suspected else (),
            recruitment=pick(odds.VICTIMS_RECRUITED if self.suspected else odds.RECRUITED, lot),
            school=pick(odds.SCHOOL, lot) if self.age >= 6 else "not_recorded",
            withdrawn_on=self._on(opened, (self.last - opened).days * 2 // 3) if ends else None,
        )  # fmt: skip

    def _planned(self, assessed: date) -> Planned | None:
        """A plan, where there is time for one; some are written late."""
        lot = self.lot
        on = assessed + timedelta(days=lot.randint(8, 15) + (lot.randint(10, 30) if self._chance(0.16) else 0))
        approved = on + timedelta(days=lot.randint(1, 6))
        if approved >= self.last - timedelta(days=7) or self._chance(0.06):
            return None
        measure = pick(odds.MEASURES_AT_HIGH_RISK if self.risk == "high" else odds.MEASURES, lot)
        tasks = tuple(self._task(service, on) for service in several(odds.SERVICES, self.how.tasks, lot))
        facts = Protection(measure, tasks, on + timedelta(days=90), self._text("aim"))
        return Planned(on, facts, self._agreement(), approved, dict(self._done(tasks, approved)))

    def _task(self, service: str, on: date) -> Task:
        due, owner = on + timedelta(days=self.lot.choice((20, 30, 45, 60))), self.worker.name if self.how.texts else ""
        return Task(service, due, owner=owner, cost_source=pick(odds.COSTS, self.lot))

    def _done(self, tasks: tuple[Task, ...], approved: date) -> Iterator[tuple[int, date]]:
        for position, task in enumerate(tasks, start=1):
            day = task.due + timedelta(days=self.lot.randint(-15, 20))
            if approved < day < self.last and self._chance(0.75):
                yield position, day

    def _agreement(self) -> Agreement:
        child = "agreed" if self.age > 5 else "not_asked"
        if self._chance(0.08):
            return Agreement("refused", child, _mark("They need what the child earns."))
        return Agreement("agreed", child)

    def _visits(self, assessed: date) -> Iterator[Visit]:
        every, day = odds.DAYS_BETWEEN_VISITS[self.risk], assessed
        for _each in range(self.how.visits):
            day += timedelta(days=round(every * self.lot.triangular(0.6, 2.2, 1)))
            if day >= self.last:
                return
            met = self._chance(0.86)
            kind = pick(odds.VISITS, self.lot) if met else "attempt"
            yield Visit(day, kind, met, self._text("visit") if met and self._chance(0.5) else "")

    def _looks(self, planned: Planned) -> Iterator[Look]:
        risk, day = self.risk, planned.on
        for _each in range(3):
            day += timedelta(days=self.lot.randint(75, 110))
            if day >= self.last:
                return
            risk = {"high": "medium", "medium": "low", "low": "low"}[risk] if self._chance(0.6) else risk
            yield Look(day, risk, "keep", self._text("review"))

    def _safety(self) -> Iterator[Safety]:
        if self.risk != "high" or not self._chance(0.3):
            return
        opened, told = self.episode.opened, self.lot.choice(("told", "told", "unsafe"))
        yield Safety("protect", opened, parents_told=told)
        if self._chance(0.6):
            asked, where = self._on(opened, 2), _mark("emergency centre")
            yield Safety("place", self._on(opened, 1), parents_told=told, court_asked_on=asked, where=where)
        if (day := opened + timedelta(days=self.lot.randint(10, 60))) < self.last:
            yield Safety("end", day)

    def _mechanism(self, assessed: date) -> Iterator[Mechanism]:
        """Most potential victims stay potential ones for a long time."""
        interview = assessed + timedelta(days=self.lot.randint(10, 45))
        if not self.suspected or interview >= self.last or self._chance(0.4):
            return
        yield Mechanism("plan_interview", interview, form=self.form)
        if (day := interview + timedelta(days=self.lot.randint(5, 60))) < self.last:
            yield Mechanism(pick(odds.FOUND_BY_THE_MECHANISM, self.lot), day, form=self.form)

    def _proceedings(self, assessed: date) -> Iterator[Proceeding]:
        """A crime is reported for some; few reports come before a court."""
        if not self._chance(0.6 if self.suspected else 0.05):
            return
        day, article = assessed, "128/b" if self.suspected else "124/b"
        for verb, chance in (("report_crime", 1.0), ("proceed", 0.6), ("charge", 0.4), ("try", 0.6)):
            if day >= self.last or not self._chance(chance):
                return
            beside, reference = self._chance(0.7), _mark(f"{self.lot.randint(1, 900)}/{day.year}")
            yield Proceeding(verb, day, article, support_person=beside and verb != "report_crime", reference=reference)
            day += timedelta(days=self.lot.randint(20, 90))

    def _ending(self, planned: Planned | None) -> tuple[date, Ending] | None:
        if self.episode.closed is None or self.episode.moved:
            return None
        reason = pick(odds.ENDINGS if planned else odds.ENDINGS_WITHOUT_A_PLAN, self.lot)
        if self.episode.kind == "grown":
            reason = "turned_18"
        told = "not_told" if reason in ("lost_contact", "left_country") else "told"
        return self.episode.closed, Ending(reason, told, told)


def _mark(text: str) -> str:
    return f"{text} (demo)"


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
