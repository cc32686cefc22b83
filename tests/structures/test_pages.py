"""Every act through its page, as people send it; and what the map and the table say."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.structures.actions import service as services
from milepost.structures.actions import team as teams
from milepost.structures.facts import ServiceFacts, TeamFacts
from milepost.structures.models import Lack, Service, Team, TeamMember
from tests.conftest import Acting, Cast
from tests.costs import constant_cost
from tests.structures.conftest import Town


def day(name: str) -> dict[str, int]:
    """The three boxes of a date of today."""
    on = timezone.localdate()
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def send(client: Client, url: str, typed: Mapping[str, Any]) -> Any:
    """Open a form and send it with its hidden boxes."""
    found: dict[str, str] = {}
    for box in re.findall(r'<input[^>]*type="hidden"[^>]*>', client.get(url).content.decode()):
        name, value = re.search(r'name="([^"]+)"', box), re.search(r'value="([^"]*)"', box)
        if name and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = value[1] if value else ""
    return client.post(url, {**found, **typed})


@pytest.fixture
def worker(town: Town) -> Client:
    """The case worker's browser."""
    return Acting(town.worker)


def at(town: Town, end: str = "") -> str:
    return f"/structures/places/al/{town.place.code}/{end}"


def text(client: Client, url: str) -> str:
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def test_a_team_from_its_order_to_its_end(town: Town, worker: Client) -> None:
    typed = {"kind": "field_team", "name": "Team of the bridge", "order": "order 112, 4.2.2020"}
    assert send(worker, at(town, "teams/add/"), typed).status_code == 302
    team = Team.objects.get()
    page = f"/structures/teams/{team.pk}/"
    assert "order 112" in text(worker, page)
    member = {"sector": "police", "name": "Agim Prifti", "telephone": "069 1", "role": "leader"}
    assert send(worker, f"{page}members/add/", member).status_code == 302
    assert "Agim Prifti" in text(worker, page)
    assert send(worker, f"{page}change/", {"name": "Team one", "order": ""}).status_code == 302
    assert Team.objects.get().name("en") == "Team one"
    end = f"/structures/teams/members/{TeamMember.objects.get().pk}/end/"
    assert send(worker, end, day("on")).status_code == 302
    assert send(worker, f"{page}end/", day("on")).status_code == 302
    assert "1 field team on" in text(worker, "/structures/teams/")


def test_a_service_from_a_new_provider_to_its_end(town: Town, worker: Client) -> None:
    url = at(town, "services/add/")
    nobody = send(worker, url, {"kind": "day_centre", "name": "The nest", "hours": "8 to 16"})
    assert nobody.status_code == 422
    assert "Choose who gives it" in nobody.content.decode()
    assert "8 to 16" in nobody.content.decode()
    typed = {"kind": "day_centre", "new_provider": "House of the sun", "name": "The nest", "capacity": "12"}
    assert send(worker, url, typed).status_code == 302
    service = Service.objects.get()
    page = f"/structures/services/{service.pk}/"
    assert "House of the sun" in text(worker, page)
    over = send(worker, f"{page}free/", {"free": "13", **day("on")})
    assert over.status_code == 422
    assert "12 places" in over.content.decode()
    assert send(worker, f"{page}free/", {"free": "3", **day("on")}).status_code == 302
    change = {"kind": "day_centre", "provider": service.provider_id, "capacity": "10", "name": "The nest"}
    assert send(worker, f"{page}change/", change).status_code == 302
    assert (Service.objects.get().capacity, Service.objects.get().free) == (10, 3)
    assert "The nest" in text(worker, "/structures/?free=1&kind=daily")
    assert send(worker, f"{page}end/", day("on")).status_code == 302


def test_two_writers_meet_and_nothing_is_lost(town: Town, worker: Client) -> None:
    service = town.service(capacity=10)
    page = f"/structures/services/{service.pk}/change/"
    typed = {"kind": "day_centre", "provider": service.provider_id, "address": "My own words", "base": "1"}
    services.change(
        service, service.provider, ServiceFacts("day_centre", address="Their words"), base=1, by=town.worker
    )
    met = worker.post(page, {**typed, "token": "00000000-0000-0000-0000-000000000001"})
    assert met.status_code == 409
    assert "Their words" in met.content.decode()
    assert "My own words" in met.content.decode()
    number = re.search(r'name="base" value="(\d+)"', met.content.decode())
    assert number is not None
    again = worker.post(page, {**typed, "base": number[1], "token": "00000000-0000-0000-0000-000000000001"})
    assert again.status_code == 302
    assert Service.objects.get().address == "My own words"


def test_three_states_stand_in_the_table_and_on_the_map(town: Town, elsewhere: Town, worker: Client) -> None:
    town.service(capacity=12)
    services.state_none(elsewhere.place, ["day_centre"], by=elsewhere.worker)
    page = text(worker, "/structures/missing/")
    assert "Of 61 municipalities, 1 have one and 1 state that they have none. For 59, nothing is written down." in page
    for word, sign, number in (("has", "1", 1), ("none", "0", 1), ("unknown", "?", 59)):
        tiles = re.findall(rf'mp-map__tile--{word}"><title>.*?mp-map__sign">([^<]*)<', page)
        assert tiles == [sign] * number
    assert f"<title>{elsewhere.place.name('en')}: stated to have none</title>" in page
    assert page.count("<tr ") == 62
    assert "is not “there is none”" in page


def test_state_none_offers_only_what_is_not_there_and_is_taken_back(town: Town, worker: Client) -> None:
    town.service()
    form = text(worker, at(town, "services/none/"))
    assert 'value="shelter"' in form
    assert 'value="day_centre"' not in form
    assert send(worker, at(town, "services/none/"), {"kinds": ["shelter", "housing"], **day("on")}).status_code == 302
    assert "Stated to be missing" in text(worker, at(town))
    for lack in Lack.objects.all():
        assert worker.post(f"/structures/services/none/{lack.pk}/take-back/").status_code == 302
    assert "Stated to be missing" not in text(worker, at(town))


def test_the_stock_of_a_past_day_says_what_is_not_sure(town: Town, worker: Client) -> None:
    town.team(set_up_on=timezone.localdate().replace(year=2020, month=2, day=4))
    town.team()
    page = text(worker, "/structures/teams/?day=2023-04-30")
    assert "1 field team on 30 April 2023" in page
    assert "One more may have been there that day" in page
    assert "0 technical groups on" in text(worker, "/structures/teams/?kind=technical_group&day=nonsense")


def test_who_may_only_read_finds_no_way_to_write_and_is_told_who_could(town: Town, cast: Cast) -> None:
    service, viewer = town.service(telephone="04 222"), Acting(cast.viewer)
    assert "Write down a service" not in text(viewer, at(town))
    assert "04 222" in text(viewer, f"/structures/services/{service.pk}/")
    refused = viewer.get(f"/structures/services/{service.pk}/change/")
    assert refused.status_code == 403
    assert "of that municipality or of the country" in refused.content.decode()


def test_what_is_another_countrys_and_what_is_not_there_answer_alike(town: Town, cast: Cast) -> None:
    service, stranger = town.service(), Acting(cast.foreign["focal_point"])
    for url in (
        f"/structures/services/{service.pk}/",
        "/structures/services/999999/",
        at(town),
        "/structures/?country=al",
    ):
        assert stranger.get(url).status_code == 404


def test_a_country_without_coordinates_has_a_map_too(cast: Cast) -> None:
    page = text(Acting(cast.foreign["viewer"]), "/structures/missing/")
    assert (
        page.count("mp-map__tile--unknown") == len(Body.objects.filter(country="demo", kind="cpu")) + 1
    )  # and the key


def test_every_page_takes_the_same_queries_with_many_rows(town: Town, albania: Country, cast: Cast) -> None:
    team = town.team()
    pages = {
        "services": "/structures/", "missing": "/structures/missing/", "teams": "/structures/teams/",
        "municipality": at(town), "team": reverse("structures:team:team", args=[team.pk]),
        "free": "/structures/?free=1&kind=daily",
    }  # fmt: skip

    def add(number: int) -> None:
        service = services.add(
            town.place, town.provider(), ServiceFacts("day_centre", {"en": f"Centre {number}"}, capacity=10**number),
            by=town.worker,
        )  # fmt: skip
        services.tell_free(service, 1, by=town.worker)
        teams.add(town.place, TeamFacts("field_team", {"en": f"Team {number}"}), by=town.worker)
        teams.add_member(team, "police", f"Member {number}", by=town.worker)

    costs = constant_cost(Acting(cast.viewer), pages, add, rows=(1, 3, 8))
    assert max(costs.values()) <= 16, costs
