"""What the drills of the file room run, in processes of their own on a database of their own (as `tests.vault.world`).

`python -m tests.cases.drill make 8` fills it with the cast and 8 files; `edit SEED STEPS NAME` is one worker who opens
pages, types, keeps drafts and saves; `judge` reads all that the workers were told and holds the database to it;
`twice COUNT` sends forms twice at the same moment; `read COUNT` opens pages of cases; `judge_reads` counts them.
"""

import json
import os
import random
import sys
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

PEOPLE = ("case_worker", "second_case_worker", "head_of_unit")
SECTIONS = ("assess", "assess_fully", "record_exploitation", "plan")


def start() -> None:
    """Django on `MILEPOST_DATA`. The disk is not waited for: the drill is about order, not about power cuts."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        options["timeout"] = 60
    django.setup()


def folder() -> Path:
    """Where the workers write what they were told."""
    return Path(os.environ["MILEPOST_DATA"])


def say(**told: Any) -> None:
    """To the process that waits."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def people() -> dict[str, Any]:
    """Who works, with their open keys."""
    from milepost.accounts.models import Person
    from milepost.vault.opening import open_with
    from tests.conftest import PASSWORD

    found = {each: Person.objects.select_related("body").get(email=f"{each}@al.example") for each in PEOPLE}
    return {each: (person, open_with(person, PASSWORD)) for each, person in found.items()}


def make(count: int) -> None:
    """The unit of the tests with some assessed files, each with a purpose of the second worker that lasts."""
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from milepost.accounts.models import Person
    from milepost.cases.actions.purpose import state_purpose
    from milepost.cases.models import Purpose
    from milepost.people.identity import Identity
    from milepost.places.models import Country
    from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
    from tests.cases.conftest import _founded
    from tests.conftest import make_people

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_people()
    worker, second, head = (Person.objects.get(email=f"{each}@al.example") for each in PEOPLE)
    administrator = Person.objects.get(email="administrator@al.example")
    key, shares = set_up_recovery(Country.objects.get(pk="al"), by=administrator)
    prove_recovery(key, shares[:2], by=administrator)
    unit = _founded(head, worker, second)
    for number in range(count):
        case = unit.assessed(unit.registered(Identity(given_name=f"Child {number}")))
        state_purpose(case, "cover", "The drill", by=second, opener=unit.opener(second))
    Purpose.objects.update(until=timezone.now() + timedelta(days=1))


class Worker:
    """Someone at several open pages. `pages`: (case, section) -> the number that the page showed."""

    def __init__(self, seed: int, name: str) -> None:
        from milepost.cases.models import Case

        self.chance, self.name, self.seed = random.Random(seed), name, seed
        self.person, self.opener = people()[name]
        self.cases = list(Case.objects.order_by("number").select_related("unit", "child"))
        self.pages: dict[tuple[int, str], int] = {}
        self.done: Counter[str] = Counter()
        self.log = (folder() / f"told-{seed}.jsonl").open("w")

    def step(self, number: int) -> None:
        """One thing that a worker does."""
        place = (self.chance.randrange(len(self.cases)), self.chance.choice(SECTIONS))
        act = self.chance.choices(("open", "save", "draft", "note"), (58, 34, 4, 4))[0]
        self.done[act] += 1
        if act == "open":
            self.pages[place] = self.stands(place)[0]
        elif act == "save":
            self.save(self.chance.choice(list(self.pages)) if self.pages else place, f"{self.seed}-{number}")
        elif act == "draft":
            self.keep(place, f"{self.seed}-{number}")
        else:
            self.note(place, f"{self.seed}-{number}")

    def stands(self, place: tuple[int, str]) -> tuple[int, str]:
        """The number of a section now, and its text."""
        from milepost.people.sealed import read

        case = self.cases[place[0]]
        row = model(place[1]).objects.filter(country="al", case=case).order_by("-number").first()
        return (row.number, read(row, text(place[1]), self.opener.open_case(case.key_id))) if row else (0, "")

    def save(self, place: tuple[int, str], words: str) -> None:
        """Save a page, outdated or not; whoever meets another writer reads both, and saves again or leaves it."""
        from milepost.cases.actions.step import MovedOn

        base = self.pages.get(place, 0)
        try:
            row = act(place[1])(
                self.cases[place[0]], facts(place[1], words), base=base, by=self.person, opener=self.opener,
                token=uuid.uuid4(),
            )  # fmt: skip
        except MovedOn as met:
            column = text(place[1])
            self.tell("met", place, base, met.number, words, typed=met.typed[column], stands=met.stands[column])
            self.pages[place] = met.number
            if self.chance.random() < 0.3:
                self.save(place, f"{words}+")
            return
        self.tell("saved", place, base, row.number, words)
        self.pages[place] = row.number

    def keep(self, place: tuple[int, str], words: str) -> None:
        """Keep what is typed; it comes back as it was."""
        from milepost.cases.actions.draft import draft
        from milepost.cases.queries.draft import values_of

        values = {"token": [str(uuid.UUID(int=self.seed))], "note": [words]}
        row = draft(self.cases[place[0]], place[1], values, by=self.person, opener=self.opener, page=uuid.UUID(int=1))
        assert values_of(row, self.opener) == values

    def note(self, place: tuple[int, str], words: str) -> None:
        """A contact: nothing to meet."""
        from django.utils import timezone

        from milepost.cases.actions.contact import contact
        from milepost.cases.facts import Visit

        visit = Visit(timezone.localdate(), "office", note=words)
        contact(self.cases[place[0]], visit, by=self.person, opener=self.opener, token=uuid.uuid4())
        self.tell("saved", (place[0], "contact"), 0, 0, words)

    def tell(self, what: str, place: tuple[int, str], base: int, number: int, words: str, **more: Any) -> None:
        told = {"what": what, "case": place[0], "section": place[1], "base": base, "number": number, "words": words}
        self.log.write(json.dumps(told | more) + "\n")


def model(section: str) -> Any:
    from milepost.cases import models

    names = {"assess": "InitialAssessment", "assess_fully": "FullAssessment", "record_exploitation": "Exploitation"}
    return getattr(models, {**names, "plan": "Plan", "contact": "Contact"}[section])


def text(section: str) -> str:
    return {"assess": "summary", "assess_fully": "family", "plan": "aim"}.get(section, "note")


def act(section: str) -> Any:
    from milepost.cases.actions import assessment, plan

    return plan.plan if section == "plan" else getattr(assessment, section)


def facts(section: str, words: str) -> Any:
    from milepost.cases.facts import Assessment, Picture, Work
    from tests.cases.conftest import a_plan

    if section == "assess":
        return Assessment("medium", summary=words)
    if section == "assess_fully":
        return Picture(family=words)
    if section == "record_exploitation":
        return Work("begging", note=words)
    return a_plan(aim=words, tasks=a_plan().tasks[:1])


def edit(seed: int, steps: int, name: str) -> None:
    """One worker's steps."""
    began, worker = time.perf_counter(), Worker(seed, name)
    for number in range(steps):
        worker.step(number)
    worker.log.close()
    say(steps=steps, seconds=round(time.perf_counter() - began, 1), done=dict(worker.done))


def judge() -> None:
    """Every saving that anybody was told of is there, under its number and with its words; no number is missing or
    there twice; whoever saved on an outdated page was shown both texts."""
    from milepost.audit.record import verify
    from milepost.cases.models import Case
    from milepost.people.sealed import read

    told = [json.loads(line) for path in sorted(folder().glob("told-*.jsonl")) for line in path.open()]
    cases = list(Case.objects.order_by("number"))
    opener = people()["head_of_unit"][1]
    faults: list[str] = []
    rows: dict[tuple[int, str, int], str] = {}
    notes: Counter[str] = Counter()
    for index, case in enumerate(cases):
        key = opener.open_case(case.key_id)
        for section in SECTIONS:
            found = [
                (row.number, read(row, text(section), key))
                for row in model(section).objects.filter(case=case).order_by("number")
            ]
            if [number for number, _words in found] != list(range(1, len(found) + 1)):
                faults.append(f"{case} {section}: the numbers have a gap or a double")
            rows |= {(index, section, number): words for number, words in found}
        notes.update(read(row, "note", key) for row in model("contact").objects.filter(case=case))
    saved = [each for each in told if each["what"] == "saved"]
    sections = {(each["case"], each["section"], each["number"]): each["words"] for each in saved if each["number"]}
    if len(sections) != sum(bool(each["number"]) for each in saved):
        faults.append("two were told the same number")
    for place, words in sections.items():
        if rows.get(place) != words:
            faults.append(f"{place}: {words} was saved, and is not there")
    started = {(index, "assess", 1) for index in range(len(cases))}
    if rows.keys() - sections.keys() != started:
        faults.append("rows that nobody was told of")
    faults += [
        f"{each['words']}: saved as {each['number']} on a page of {each['base']}"
        for each in saved
        if each["number"] and each["number"] != each["base"] + 1
    ]
    for met in (each for each in told if each["what"] == "met"):
        stands = rows.get((met["case"], met["section"], met["number"]))
        if met["typed"] != met["words"] or met["stands"] != stands or met["base"] == met["number"]:
            faults.append(f"{met['words']}: was not shown both texts")
    written = Counter(each["words"] for each in saved if not each["number"])
    if written != notes:
        faults.append("a contact is missing or there twice")
    faults += [f"audit: {fault}" for _pk, fault in verify()]
    met_all = sum(each["what"] == "met" for each in told)
    say(saved=len(saved), met=met_all, rows=len(rows) + sum(notes.values()), faults=faults[:10])


# Twice at the same moment --------------------------------------------------------------------------------------------


def browser(name: str) -> Any:
    """A signed-in browser; what goes wrong is an answer, not an exception."""
    from django.test import Client

    from tests.conftest import PASSWORD

    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    assert client.post("/sign-in/", {"login": f"{name}@al.example", "password": PASSWORD}).status_code == 302
    return client


def forms(number: int, cases: list[Any], unit: Any) -> tuple[str, str, dict[str, Any], Any]:
    """What is sent: the page, the model whose rows count, what is typed."""
    from milepost.cases import models
    from tests.cases.pages.conftest import at, day

    case = cases[number % len(cases)]
    kinds: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "contact": ("contact/", models.Contact, {**day("on"), "kind": "office"}),
        "assess": ("assess/", models.InitialAssessment, {"risk_level": "low"}),
        "assess_fully": ("assess-fully/", models.FullAssessment, {}),
        "exploitation": ("exploitation/", models.Exploitation, {"form": "begging", "school": "out"}),
        "plan": ("plan/", models.Plan, {"measure": "support", "do1-service": "school_return", **day("do1-due")}),
    }
    if number % 6 == 5:
        typed = {"unit": unit.pk, "concerns": ["begging"], **day("seen_on"), "sex": "girl", "source": "police"}
        return "/cases/report/", "narrative", typed, models.ConcernReport
    page, counts, typed = kinds[list(kinds)[number % 6]]
    column = {"contact": "note", "assess": "summary", "assess_fully": "family", "exploitation": "note", "plan": "aim"}
    return at(case, page), column[list(kinds)[number % 6]], typed, counts


def twice(count: int) -> None:
    """Each form is sent by two threads that start together; one row each, and both are led to the same place."""
    from django.db import connection

    from milepost.cases.models import Case
    from tests.cases.pages.conftest import hidden

    cases = list(Case.objects.order_by("number"))
    unit = people()["head_of_unit"][0].body
    client, began, faults = browser("head_of_unit"), time.perf_counter(), list[str]()
    cookies = client.cookies
    for number in range(count):
        url, column, typed, counts = forms(number, cases, unit)
        before = counts.objects.count()
        sent = {**hidden(client.get(url)), **typed, column: f"words {number}"}
        answers: list[tuple[int, str]] = []
        together = threading.Barrier(2)

        def press(
            url: str = url,
            sent: dict[str, Any] = sent,
            together: threading.Barrier = together,
            answers: list[Any] = answers,
        ) -> None:
            from django.test import Client

            mine = Client(raise_request_exception=False, SERVER_NAME="localhost")
            mine.cookies = cookies
            together.wait()
            answer = mine.post(url, sent)
            answers.append((answer.status_code, answer.headers.get("Location", "")))
            connection.close()

        hands = [threading.Thread(target=press) for _ in "12"]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        if counts.objects.count() != before + 1 or len(set(answers)) != 1 or answers[0][0] != 302:
            faults.append(f"{url}: {counts.objects.count() - before} rows, {answers}")
    say(sent=count, seconds=round(time.perf_counter() - began, 1), faults=faults[:10])


# Reading -------------------------------------------------------------------------------------------------------------


def read(count: int, name: str) -> None:
    """Pages of cases, one after the other."""
    from milepost.cases.models import Case
    from tests.cases.pages.conftest import at

    cases, client = list(Case.objects.order_by("number")), browser(name)
    pages = ("", "contact/", "assess/", "plan/")
    began = time.perf_counter()
    wrong = Counter(
        answer.status_code
        for number in range(count)
        if (answer := client.get(at(cases[number % len(cases)], pages[number % len(pages)]))).status_code != 200
    )
    say(read=count, wrong=dict(wrong), seconds=round(time.perf_counter() - began, 1))


def judge_reads() -> None:
    """How many events there are, whether the chain holds, and what is served while no event can be written."""
    from unittest.mock import patch

    from milepost.audit.models import Event
    from milepost.audit.record import verify
    from milepost.cases.models import Case
    from tests.cases.pages.conftest import at

    events, broken = Event.objects.filter(verb="case.view").count(), list(verify())
    case, client = Case.objects.order_by("number")[0], browser("head_of_unit")
    with patch.object(Event, "save", side_effect=OSError("no audit")):
        served = [client.get(at(case, page)) for page in ("", "contact/", "assess/", "plan/")]
    shown = [page.status_code for page in served if page.status_code == 200 or b"Child 0" in page.content]
    say(events=events, broken=len(broken), served_without_audit=shown, answers=[page.status_code for page in served])


if __name__ == "__main__":
    start()
    match sys.argv[1:]:
        case ["make", count]:
            make(int(count))
        case ["edit", seed, steps, name]:
            edit(int(seed), int(steps), name)
        case ["judge"]:
            judge()
        case ["twice", count]:
            twice(int(count))
        case ["read", count, name]:
            read(int(count), name)
        case ["judge_reads"]:
            judge_reads()
