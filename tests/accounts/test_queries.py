"""The list of people asks the database the same number of times, however many there are."""

from datetime import date

from milepost.accounts import actions
from milepost.institutions.queries import bodies_in
from milepost.places.models import Country
from tests.conftest import Acting, Cast
from tests.costs import constant_cost

MOST = 15


def test_the_list_of_people(albania: Country, cast: Cast) -> None:
    """Each row is a person of a body, with a role they hold and one they held until last year."""
    bodies = list(bodies_in(albania)[:5])

    def add(number: int) -> None:
        body = bodies[number % len(bodies)]
        person = actions.add(
            f"{number}@al.example", f"Person {number}", albania, password="three unrelated words", by=cast.system,
            body=body,
        )  # fmt: skip
        actions.assign(person, "contributor", albania, by=cast.system, since=date(2022, 1, 1), body=body)
        until = date(2022, 12, 31)
        actions.assign(person, "viewer", albania, by=cast.system, since=date(2022, 1, 1), until=until)

    assert constant_cost(Acting(cast.administrator), {"people": "/people/"}, add)["people"] <= MOST
