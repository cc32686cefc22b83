"""The first password was given by someone: it is changed, to another one, before anything else."""

import pytest
from django.conf import settings

from milepost.accounts import actions
from milepost.accounts.models import Person
from milepost.home import demo
from milepost.places.models import Country
from tests.conftest import Acting, Cast
from tests.reporting.pages.visitor import Visitor

GIVEN, OWN = "given by an administrator", "chosen by nobody else"


@pytest.fixture
def newcomer(cast: Cast, albania: Country) -> Person:
    person = actions.add("new@al.example", "New Person", albania, password=GIVEN, by=cast.administrator)
    actions.assign(person, "viewer", albania, by=cast.administrator)
    return person


def change(person: Person, password: str, *, present: str = GIVEN) -> Visitor:
    page = Visitor(person).go("/reports/")
    page.fill("Present password", present).fill("New password", password).fill("New password again", password)
    return page.press("Keep this password")


def test_every_page_leads_to_the_change_until_it_is_made(newcomer: Person) -> None:
    assert Acting(newcomer).get("/reports/").headers["Location"] == "/password/"
    assert change(newcomer, OWN).url == "/"
    newcomer.refresh_from_db()
    assert newcomer.check_password(OWN)
    assert Acting(newcomer).get("/reports/").status_code == 200


def test_the_given_password_is_no_new_one(newcomer: Person) -> None:
    page = change(newcomer, GIVEN)
    assert page.status == 422
    assert "Choose another password than the one you were given." in page.all(".govuk-error-summary")[0]
    newcomer.refresh_from_db()
    assert newcomer.new_password_needed


def test_later_too_a_change_is_a_change(newcomer: Person) -> None:
    change(newcomer, OWN)
    newcomer.refresh_from_db()
    page = Visitor(newcomer).go("/password/")
    page.fill("Present password", OWN).fill("New password", OWN).fill("New password again", OWN)
    page.press("Keep this password")
    assert page.status == 422
    assert "This is your present password. Choose another one." in page.words


def test_the_demos_password_is_known_to_everyone(newcomer: Person) -> None:
    page = change(newcomer, demo.PASSWORD)
    assert page.status == 422
    assert "This is the demo’s password, which everyone can read. Choose another one." in page.words


def test_the_demos_password_is_good_enough_for_the_demo(newcomer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.MILEPOST, "demo", True)
    assert change(newcomer, demo.PASSWORD).url == "/"


def test_a_wrong_present_password_changes_nothing(newcomer: Person) -> None:
    assert change(newcomer, OWN, present="another one").status == 422
    newcomer.refresh_from_db()
    assert newcomer.check_password(GIVEN)
