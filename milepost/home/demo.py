"""The demo: two countries, a person per role, Albania's real report, files of invented children, an invented country.

The files are the hand-made ones of two units (`demo_cases`) and those of all 61 (`demo_country`).

Everything is made through the real actions, so the demo shows only what a person could have done.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from milepost.accounts import actions as accounts
from milepost.accounts.models import Person
from milepost.accounts.roles import ROLES
from milepost.cases.models import Case
from milepost.home import demo_cases, demo_years, packs, reports
from milepost.home.demo_country import files, large, structures, units
from milepost.institutions.models import Body
from milepost.people.models import Child
from milepost.places.models import Country
from milepost.reporting.queries.reports import report_of

PASSWORD: str = settings.DEMO_PASSWORD
"""Known on purpose; outside demo mode it must be changed at sign-in."""
ALBANIA = Path(packs.FOLDER) / "al" / "reports" / "albania-2022-2023-report.txt"

# code, role, name, post, body's code, and what tells them from others of the role: invented people.
PEOPLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("al", "focal_point", "Ardita Demo", "Focal point for Alliance 8.7", "ASHDMF", ""),
    ("al", "contributor", "Besnik Demo", "Head of the anti-trafficking sector", "ONAC", ""),
    ("al", "approver", "Drita Demo", "Deputy minister", "MSHMS", ""),
    ("al", "viewer", "Elira Demo", "Adviser", "ASHDMF", ""),
    ("al", "administrator", "Fatos Demo", "Systems administrator", "ASHDMF", ""),
    ("al", "head_of_unit", "Gentiana Demo", "Head of the child protection unit", "CPU-AL-11-TIRANE", ""),
    ("al", "case_worker", "Hekuran Demo", "Child protection worker", "CPU-AL-11-TIRANE", ""),
    ("al", "case_worker", "Jonida Demo", "Child protection worker", "CPU-AL-11-TIRANE", "2"),
    ("al", "field_team_member", "Kujtim Demo", "Field team", "CPU-AL-11-TIRANE", ""),
    ("al", "head_of_unit", "Liri Demo", "Head of the child protection unit", "CPU-AL-12-VLORE", "vlore"),
    ("al", "case_worker", "Marsel Demo", "Child protection worker", "CPU-AL-12-VLORE", "vlore"),
    ("demo", "focal_point", "Ines Demo", "Focal point for Alliance 8.7", "", ""),
    ("demo", "contributor", "Jorin Demo", "Labour inspector", "", ""),
    ("demo", "approver", "Kala Demo", "Secretary of state", "", ""),
)


def make(say: Callable[[str], object]) -> None:
    """Make the demo where it is not there yet. Run again, it only prints that it is there."""
    by = packs.command_line()
    say("Loading editions and country packs")
    packs.editions(by=by)
    for code in ("al", "demo"):
        packs.load(code, by=by)
        packs.mark_demo(Country.objects.get(pk=code), by=by)
    for person in PEOPLE:
        add_person(*person, by=by)
    albania = Country.objects.get(pk="al")
    if report_of("al", date(2022, 5, 1)) is None:
        say("Reading Albania's report of May 2022 to April 2023")
        focal_point = Person.objects.get(email=address("al", "focal_point"))
        reports.import_file(
            ALBANIA.read_bytes(), ALBANIA.name, albania, date(2022, 5, 1), date(2023, 4, 30), "2023", by=focal_point
        )
    if report_of("demo", date(2021, 1, 1)) is None:
        say("Writing three years of the invented country")
        demo_years.make(
            focal_point=Person.objects.get(email=address("demo", "focal_point")),
            approver=Person.objects.get(email=address("demo", "approver")),
        )
    if not Case.objects.filter(country=albania).exists():
        say("Writing the files of invented children of two units")
        demo_cases.make(cast())
    make_country(albania, say, by=by)


@transaction.atomic
def make_country(albania: Country, say: Callable[[str], object], *, by: Person) -> None:
    """Files of all units, of which the report's two numbers come: all, or nothing. Once."""
    if Case.objects.filter(country=albania).exclude(entered_at=None).exists():
        return
    say("Letting people into the other units of Albania")
    staffed = units.staff(albania, _there(), PASSWORD, by=by)
    say("Writing the files of 2021 to 2023")
    files.make(albania, staffed)
    say("Writing down field teams and services")
    structures.make(albania, by=Person.objects.get(email=address("al", "focal_point")))


def enlarge(count: int, tell: Callable[[int, int, float], object]) -> int:
    """More invented children, until there are so many; returns how many were written. `tell`: see `large.make`."""
    albania = Country.objects.get(pk="al")
    staffed = units.staff(albania, _there(), PASSWORD, by=packs.command_line())
    return large.make(albania, staffed, count, tell)


def what_is_there() -> list[str]:
    """How large the demo is, as lines."""
    files_there = Case.objects.filter(country="al")
    counts = files_there.aggregate(files=Count("pk"), units=Count("unit", distinct=True))
    children = Child.objects.filter(country="al").count()
    return [f"Albania: {children:,} invented children, {counts['files']:,} files in {counts['units']} units."]


def _there() -> dict[int, tuple[Person, ...]]:
    """The people of the two units that have some, the head first, by the unit's id."""
    acts = cast()
    tirana, vlore = (acts.head, acts.worker, acts.second), acts.others
    return {people[0].body_id: people for people in (tirana, vlore) if people[0].body_id}


def address(country: str, role: str, more: str = "") -> str:
    """The e-mail address of a demo person."""
    return f"{f'{role}_{more}'.strip('_').replace('_', '.')}@{country}.example"


def cast() -> demo_cases.Cast:
    """Those who act in the files of the two units."""

    def who(role: str, more: str = "") -> Person:
        return Person.objects.select_related("body__country").get(email=address("al", role, more))

    return demo_cases.Cast(
        administrator=who("administrator"), head=who("head_of_unit"), worker=who("case_worker"),
        second=who("case_worker", "2"), field_team=who("field_team_member"),
        others=(who("head_of_unit", "vlore"), who("case_worker", "vlore")), password=PASSWORD,
    )  # fmt: skip


def add_person(code: str, role: str, name: str, post: str, body: str, more: str = "", *, by: Person) -> None:
    """A demo person with a role, unless they are there."""
    if Person.objects.filter(email=address(code, role, more)).exists():
        return
    country = Country.objects.get(pk=code)
    place_of_work = Body.objects.filter(country=country, code__iexact=body).first() or (
        Body.objects.filter(country=country, kind__in=["agency", "ministry"]).order_by("code").first()
    )
    person = accounts.add(
        address(code, role, more), name, country, password=PASSWORD, by=by, title=post, body=place_of_work,
        language="sq" if code == "al" else "en",
    )  # fmt: skip
    accounts.assign(person, role, country, by=by, since=date(2021, 1, 1), body=place_of_work)
    if settings.MILEPOST.demo:
        # In demo mode the known password may stay; anywhere else the first sign-in asks for another.
        accounts.password_changed(person, by=person)


def people_table() -> list[str]:
    """The demo people, one per role, as lines."""
    lines = [f"{'Country':9}{'Role':19}{'E-mail address':32}Password"]
    lines += [
        f"{code:9}{ROLES[role].name!s:19}{address(code, role):32}{PASSWORD}"
        for code, role, _name, _post, _body, more in PEOPLE
        if not more
    ]
    lines.append(f"The other units: head.of.unit.SEAT@al.example, with SEAT one of {', '.join(units.SEATS)}")
    return lines
