"""The demo at the size of a country: the report's two numbers, counted by other means, and stories that hold together."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

from milepost.accounts.models import Person
from milepost.audit.models import Event
from milepost.audit.record import verify
from milepost.cases.models import Case, CaseStep, ConcernReport, Contact, Exploitation, PlanAction, Transfer
from milepost.cases.queries.duties import desk_of
from milepost.cases.queries.file import file_of
from milepost.cases.states import OPEN_STATES
from milepost.home import demo, demo_cases, packs
from milepost.home.demo_country import large
from milepost.institutions.models import Body
from milepost.people.models import Child
from milepost.people.queries import known
from milepost.places.models import Code, Country
from milepost.places.queries import is_demo
from milepost.vault.models import UnitKey
from milepost.vault.opening import open_with

pytestmark = pytest.mark.django_db  # each test in a savepoint of its own, inside the transaction that `albania` opens

REPORTED = {2021: 228, 2022: 229}
"""What the report of 2022-2023 says: children managed in the calendar year for begging or work."""


@pytest.fixture(scope="module")
def albania(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Country]:
    """The whole demo of Albania, made once for this file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        by = packs.command_line()
        packs.load("al", by=by)
        for person in demo.PEOPLE:
            if person[0] == "al":
                demo.add_person(*person, by=by)
        country = Country.objects.get(pk="al")
        demo_cases.make(demo.cast())
        demo.make_country(country, lambda _line: None, by=by)
        yield country
        transaction.set_rollback(True)


def counted(year: int) -> int:
    """Children managed in a year for begging or work, in plain SQL and by hand: none of the demo's own reckoning."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(p.merged_into_id, p.id), c.concerns, c.opened_at, c.closed_at, c.age_months "
            "FROM cases_case c JOIN people_child p ON p.id = c.child_id "
            "WHERE c.country_id = 'al' AND c.state <> 'merged_duplicate' ORDER BY c.opened_at"
        )
        rows = cursor.fetchall()
    words = {"begging", "street_situation", "economic_exploitation"}
    starts: dict[object, int] = {}
    for child, concerns, opened, closed, age in rows:
        begins, ends = _day(opened), _day(closed) if closed else date.max
        if begins > last or ends < first or not words & set(json.loads(concerns)):
            continue
        day = max(begins, first)
        months = (day.year - begins.year) * 12 + day.month - begins.month
        starts.setdefault(child, 0 if age is None else age + months)
    return sum(age < 18 * 12 for age in starts.values())


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])


@pytest.mark.parametrize("year", REPORTED)
def test_the_children_managed_in_a_year_are_those_of_the_report(albania: Country, year: int) -> None:
    assert counted(year) == REPORTED[year]


def test_begging_or_work_are_the_concerns_of_one_international_term(albania: Country) -> None:
    words = Code.objects.filter(country=albania, list="concern", term="CRC-32").values_list("code", flat=True)
    assert set(words) == {"begging", "street_situation", "economic_exploitation"}


def test_beside_them_stands_what_must_not_count(albania: Country) -> None:
    """Without these the two numbers would prove little: other concerns, screened out, of age, moved, and come back."""
    words = {"begging", "street_situation", "economic_exploitation"}
    others = [case for case in Case.objects.filter(country=albania) if not words & set(case.concerns)]
    assert len(others) > 150
    assert ConcernReport.objects.filter(state="screened_out").count() == 45
    grown = Case.objects.filter(closure="turned_18", closed_at__year=2022)
    assert grown.exists()
    assert Transfer.objects.filter(state="accepted").count() > 15
    assert Case.objects.exclude(previous=None).count() > 15
    assert Case.objects.filter(opened_at__year=2020).count() > 20


def test_every_unit_has_a_key_and_files(albania: Country) -> None:
    units = Body.objects.filter(country=albania, kind="cpu")
    assert units.count() == 61
    assert UnitKey.objects.filter(unit__in=units, replaced_at=None).count() == 61
    assert set(Case.objects.values_list("opened_unit", flat=True)) == set(units.values_list("pk", flat=True))


def test_a_file_tells_its_days_in_order_and_stands_where_its_steps_lead(albania: Country) -> None:
    steps = defaultdict(list)
    for step in CaseStep.objects.filter(case__country=albania).order_by("at"):
        steps[step.case_id, step.track].append(step)
    for case in Case.objects.exclude(entered_at=None):
        own = steps[case.pk, "case"]
        assert own[0].verb == "register"
        assert own[-1].after == case.state
        assert all(before.after == after.before for before, after in pairwise(own)), case
        for track in ("safety", "nrm", "criminal"):
            there = steps[case.pk, track]
            assert (there[-1].after if there else {"nrm": "not_screened"}.get(track, "none")) == getattr(case, track)


def test_nothing_happens_before_a_file_is_open_or_after_it_is_closed(albania: Country) -> None:
    entered = Case.objects.exclude(entered_at=None)
    assert not entered.filter(state__in=OPEN_STATES).exists()
    assert not entered.filter(closed_at__lte=F("opened_at")).exists()
    steps = CaseStep.objects.filter(case__in=entered)
    assert not steps.filter(at__gt=F("case__closed_at")).exclude(verb="approve_close").exists()
    assert not steps.filter(at__lt=F("case__opened_at")).exists()
    assert not Contact.objects.filter(on__gt=F("case__closed_at__date")).exists()
    assert not Contact.objects.filter(on__lt=F("case__opened_at__date")).exists()
    assert not ConcernReport.objects.filter(reported_at__gt=F("case__opened_at")).exists()
    assert not Exploitation.objects.filter(withdrawn_on__gt=F("case__closed_at__date")).exists()
    assert not PlanAction.objects.filter(ended_at__gt=F("case__closed_at")).exists()


def test_no_child_has_two_files_open_at_once(albania: Country) -> None:
    files = defaultdict(list)
    for child, opened, closed in Case.objects.order_by("opened_at").values_list("child", "opened_at", "closed_at"):
        files[child].append((opened, closed))
    repeated = [each for each in files.values() if len(each) > 1]
    assert len(repeated) > 15
    for each in repeated:
        for (_opened, closed), (after, _closed) in pairwise(each):
            assert closed is not None
            assert closed < after


def test_the_children_are_of_0_to_17_years_and_every_one_is_marked(albania: Country) -> None:
    ages = [age for age in Case.objects.values_list("age_months", flat=True) if age is not None]
    assert min(ages) >= 0
    assert max(ages) < 18 * 12
    assert len({age // 12 for age in ages}) == 18
    head = Person.objects.get(email="head.of.unit.elbasan@al.example")
    opener = open_with(head, demo.PASSWORD)
    identities = known(Child.objects.filter(unit__in=opener.units()), opener)
    assert len(identities) > 50
    assert all(each.identity.surname.endswith(" Demo") for each in identities)
    case = Case.objects.filter(unit__in=opener.units()).select_related("child", "unit", "transferred_to")[0]
    texts = file_of(case, by=head, opener=opener).initial[0].texts
    assert texts["summary"].endswith("(demo)")


def test_the_desk_of_the_first_unit_is_not_buried_under_old_files(albania: Country) -> None:
    acts = demo.cast()
    assert 0 < len(desk_of(acts.head).late) < 15


def test_the_chain_is_whole_and_many_files_left_few_events(albania: Country) -> None:
    assert not list(verify())
    assert Event.objects.filter(verb="case.enter").count() < 130


def test_made_again_it_changes_nothing(albania: Country) -> None:
    before = Case.objects.count(), Event.objects.count()
    demo.make_country(albania, lambda _line: None, by=packs.command_line())
    assert (Case.objects.count(), Event.objects.count()) == before


def test_every_page_says_that_it_is_a_demonstration(albania: Country) -> None:
    assert b"mp-demo" not in Client().get("/accounts/sign-in/", follow=True).content
    packs.mark_demo(albania, by=packs.command_line())
    try:
        page = Client().get("/accounts/sign-in/", follow=True).content
        assert page.count(b"Demonstration.") == 2  # on the screen and on paper
    finally:
        is_demo.cache_clear()


def test_a_large_one_is_made_in_batches_and_goes_on_where_it_was(
    albania: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "BATCH", 20)
    told: list[tuple[int, int]] = []
    with transaction.atomic():
        here = Case.objects.filter(unit__code=large.FULL_UNIT)
        wanted = here.count() + 50
        assert demo.enlarge(wanted, lambda written, total, _seconds: told.append((written, total))) == 50
        assert told == [(20, 50), (40, 50), (50, 50)]
        assert here.count() == wanted
        assert demo.enlarge(wanted, lambda *_told: None) == 0
        transaction.set_rollback(True)
