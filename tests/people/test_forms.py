"""The forms ask gently: everything may stay empty, a date may be a year, and an error says what to do."""

from datetime import date

import pytest
from django.template import Context, Template

from milepost.people.dates import PartialDate
from milepost.people.forms import CarerForm, IdentityForm, SearchForm
from milepost.people.identity import Care, Identity
from tests.people.conftest import XHEVAHIR


def born(day: str = "", month: str = "", year: str = "", **more: str) -> IdentityForm:
    return IdentityForm({"sex": "not_recorded", "birth_day": day, "birth_month": month, "birth_year": year, **more})


@pytest.mark.parametrize(
    ("boxes", "birth"),
    [
        (("", "", ""), None),
        (("", "", "2014"), PartialDate(2014)),
        (("", "3", "2014"), PartialDate(2014, 3)),
        (("31", "3", "2014"), PartialDate(2014, 3, 31)),
        ((" 1 ", "03", "2014 "), PartialDate(2014, 3, 1)),
    ],
)
def test_day_and_month_may_stay_empty(boxes: tuple[str, str, str], birth: PartialDate | None) -> None:
    form = born(*boxes)
    assert form.is_valid(), form.errors
    assert form.identity().birth == birth


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "3", ""), "Enter the year, in four digits"),
        (("", "", "14"), "Enter the year, in four digits"),
        (("", "", "last year"), "Enter the year, in four digits"),
        (("31", "", "2014"), "Enter the month too, or leave the day empty"),
        (("31", "2", "2014"), "Enter a date that exists"),
        (("", "13", "2014"), "Enter a date that exists"),
        (("0", "1", "2014"), "Enter a date that exists"),
        (("", "", "0000"), "Enter a date that exists"),
        (("", "", "2999"), "still to come"),
        (("", "", "1950"), "Born in 1950 this would not be a child"),
    ],
)
def test_an_impossible_date_is_told_at_its_boxes(boxes: tuple[str, str, str], sentence: str) -> None:
    form = born(*boxes)
    assert not form.is_valid()
    assert sentence in form.errors["birth"][0]


def test_this_year_is_not_to_come() -> None:
    assert born(year=str(date.today().year)).is_valid()  # noqa: DTZ011


def test_an_estimate_needs_a_year() -> None:
    assert "estimated year" in born(birth_estimated="on").errors["birth"][0]
    form = born(year="2014", birth_estimated="on")
    assert form.is_valid()
    assert form.identity().birth_known == "estimated"


def test_nothing_known_is_a_valid_identity() -> None:
    form = born()
    assert form.is_valid()
    assert form.identity() == Identity()


def test_an_identity_comes_back_from_its_form() -> None:
    drawn = IdentityForm(initial=IdentityForm.initial_of(XHEVAHIR))
    posted: dict[str, str] = {}
    for field in drawn:
        value = field.value()
        if isinstance(value, PartialDate):
            boxes = drawn.fields["birth"].widget.decompress(value)
            posted |= {
                f"birth_{part}": str(box or "") for part, box in zip(("day", "month", "year"), boxes, strict=True)
            }
        elif value:
            posted[field.html_name] = str(value)
    form = IdentityForm(posted)
    assert form.is_valid(), form.errors
    assert form.identity() == XHEVAHIR


def test_the_boxes_are_drawn_as_a_group_with_hint_and_error() -> None:
    form = born("31", "", "2014")
    form.is_valid()
    html = Template("{{ form.birth.as_field_group }}").render(Context({"form": form}))
    assert "<fieldset" in html
    assert (
        html.index("Day and month may stay empty") < html.index("Enter the month too") < html.index('name="birth_day"')
    )
    assert all(f'name="birth_{part}"' in html for part in ("day", "month", "year"))


def test_the_browser_is_asked_to_keep_no_name() -> None:
    html = Template("{{ form }}").render(Context({"form": IdentityForm()}))
    for name in ("given_name", "surname", "id_number"):
        box = html[html.index(f'name="{name}"') :].split(">")[0]
        assert 'autocomplete="off"' in box
        assert 'spellcheck="false"' in box


def test_a_long_name_is_told_with_numbers() -> None:
    assert "at most 200 characters, and it has 201" in born(given_name="a" * 201).errors["given_name"][0]


@pytest.mark.parametrize(("typed", "lives"), [("yes", True), ("no", False), ("", None)])
def test_a_carer_comes_back_from_its_form(typed: str, lives: bool | None) -> None:
    form = CarerForm({"relation": "mother", "name": " Drita ", "contact": "", "lives_with": typed})
    assert form.is_valid()
    assert form.care() == Care("mother", "Drita", "", lives)
    assert CarerForm.initial_of(form.care())["lives_with"] == typed


def test_a_carer_needs_a_relation() -> None:
    assert CarerForm({"name": "Drita"}).errors["relation"] == ["Choose how this person is related to the child."]


def test_a_search_with_too_little_says_what_is_enough() -> None:
    form = SearchForm({"given_name": "Ana"})
    assert not form.is_valid()
    assert "or the first name and year of birth" in form.non_field_errors()[0]


def test_a_search_gives_the_words() -> None:
    form = SearchForm({"given_name": "Ana", "birth_year": "2014", "birth_estimated": "on"})
    assert form.is_valid()
    assert form.words() == Identity("Ana", birth=PartialDate(2014), birth_estimated=True)
