"""A role held at a body covers that body and its parts; at a place, the bodies there and below; else the country."""

from collections.abc import Callable

import pytest
from django.test import Client

from milepost.accounts.actions import add, assign
from milepost.accounts.models import Person
from milepost.accounts.queries import bodies_where
from milepost.accounts.rules import Refused, may_at
from milepost.institutions.models import Body
from milepost.places.models import Country, Place
from tests.conftest import PASSWORD, Acting, Cast

VERB = "report.view"


@pytest.fixture
def new_person(albania: Country, cast: Cast) -> Callable[..., Person]:
    """Someone who reads reports at a body or a place, or everywhere."""

    def make(**held: object) -> Person:
        person = add("new@al.example", "New", albania, password=PASSWORD, by=cast.system)
        assign(person, "viewer", albania, by=cast.system, **held)  # type: ignore[arg-type]
        return person

    return make


def both(person: Person, body: Body) -> bool:
    """The rule, and its twin in the queries, which must agree."""
    ruled, found = bool(may_at(person, VERB, body)), bodies_where(person, VERB).filter(pk=body.pk).exists()
    assert ruled == found
    return ruled


def body(code: str, country: str = "al") -> Body:
    return Body.objects.get(country=country, code=code)


def some_unit() -> Body:
    return Body.objects.filter(country="al", kind="cpu").order_by("code")[0]


def test_a_country_is_covered_whole_and_no_other(new_person: Callable[..., Person]) -> None:
    person = new_person()
    assert all(both(person, each) for each in Body.objects.filter(country="al")[:20])
    assert not any(both(person, each) for each in Body.objects.filter(country="demo"))


def test_a_body_covers_its_parts(new_person: Callable[..., Person]) -> None:
    person = new_person(body=body("MB"))
    assert both(person, body("MB"))
    assert both(person, body("ONAC"))  # part of the Ministry of the Interior
    assert not both(person, body("MD"))
    assert not both(person, some_unit())


def test_a_part_does_not_cover_the_whole(new_person: Callable[..., Person]) -> None:
    person = new_person(body=body("ONAC"))
    assert both(person, body("ONAC"))
    assert not both(person, body("MB"))


def test_a_place_covers_the_bodies_there_and_below(new_person: Callable[..., Person]) -> None:
    unit = some_unit()
    assert unit.place is not None
    above = unit.place.parent
    assert above is not None
    person = new_person(place=above)
    inside = {
        each.pk for each in Body.objects.filter(country="al") if each.place and above in (each.place, each.place.parent)
    }
    assert unit.pk in inside
    assert {each.pk for each in Body.objects.filter(country="al") if both(person, each)} == inside


def test_a_neighbouring_place_is_not_covered(new_person: Callable[..., Person]) -> None:
    unit = some_unit()
    assert unit.place is not None
    elsewhere = Place.objects.filter(country="al", level=unit.place.level).exclude(pk=unit.place.pk).first()
    assert not both(new_person(place=elsewhere), unit)


def test_who_left_or_has_not_begun_covers_nothing(new_person: Callable[..., Person], cast: Cast) -> None:
    person = new_person(body=body("MB"))
    person.is_active = False
    assert not both(person, body("MB"))
    assert "key.admit" not in cast.viewer.held()[0].policy.verbs
    assert not may_at(cast.viewer, "key.admit", some_unit())


def test_the_refusal_says_who_could(cast: Cast) -> None:
    assert "Head of unit" in str(may_at(cast.case_worker, "key.admit", some_unit()).sentence)


def test_a_role_of_the_file_room_needs_a_unit(albania: Country, cast: Cast) -> None:
    with pytest.raises(Refused, match="held at a unit"):
        assign(cast.viewer, "case_worker", albania, by=cast.administrator)
    typed = {"role": "case_worker", "body": ""}
    url = f"/people/al/{cast.viewer.pk}/assign/"
    assert b"held at a unit" in Acting(cast.administrator).post(url, typed).content
    answer = Acting(cast.administrator).post(url, typed | {"body": some_unit().pk})
    assert answer.status_code == 302
    cast.viewer.forget_held()
    assert may_at(cast.viewer, "key.view", some_unit())


def test_a_new_worker_is_added_at_their_unit(albania: Country, cast: Cast) -> None:
    client: Client = Acting(cast.administrator)
    typed = {"name": "Nora", "title": "", "email": "nora@al.example", "language": "sq", "password": PASSWORD + " 1"}
    assert b"held at a unit" in client.post("/people/al/add/", typed | {"role": "case_worker"}).content
    client.post("/people/al/add/", typed | {"role": "case_worker", "body": some_unit().pk})
    assert may_at(Person.objects.get(email="nora@al.example"), "key.view", some_unit())
