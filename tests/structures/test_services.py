"""Services, who gives them, free places; and stating that there is none."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.home import packs
from milepost.institutions.models import Body
from milepost.places.codes import UnknownCode
from milepost.places.models import Country
from milepost.structures.actions import service as services
from milepost.structures.actions.saving import MovedOn
from milepost.structures.facts import ServiceFacts
from milepost.structures.models import Lack, Service
from milepost.structures.queries import daily_kinds, offers_for, situations
from tests.conftest import Cast
from tests.structures.conftest import Town


def state(town: Town, day: date, *kinds: str) -> str:
    return situations(town.place.country, kinds or ["day_centre"], day)[town.place.pk].state


def test_add_provider_once(town: Town) -> None:
    made = town.provider("Terre des fëmijëve")
    assert (made.kind, made.code, made.place) == ("provider", "own-terre-des-femijeve", town.place)
    assert town.provider("  terre  des FËMIJËVE ") == made
    assert town.provider("Terre des fëmijëve 2").code == "own-terre-des-femijeve-2"
    assert town.provider("UNICEF").code == "UNICEF"


def test_a_pack_neither_changes_nor_misses_a_provider_added_by_hand(town: Town) -> None:
    made = town.provider("A house of their own")
    assert not [change for change in packs.plan("al") if change.kind == "gone"]
    packs.load("al", by=packs.command_line())
    assert Body.objects.get(pk=made.pk).names == {"en": "A house of their own"}


def test_add_service_serves_its_municipality_and_others(town: Town, elsewhere: Town) -> None:
    service = town.service(serves=(elsewhere.place,), capacity=20)
    assert set(service.serves.all()) == {town.place, elsewhere.place}
    assert offers_for(town.place, "day_centre")[0] == [service]
    assert offers_for(elsewhere.place, "day_centre") == ([service], [])
    assert offers_for(elsewhere.place, "shelter") == ([], [])


def test_offers_of_ones_own_municipality_come_first(town: Town, elsewhere: Town) -> None:
    theirs = town.service(serves=(elsewhere.place,))  # the municipality whose code comes first
    own, far = elsewhere.service(), town.service()
    assert offers_for(elsewhere.place, "day_centre") == ([own, theirs], [far])


def test_add_service_with_words_of_another_list_or_country_is_refused(town: Town) -> None:
    with pytest.raises(UnknownCode, match="seeds"):
        town.service("seeds")
    stranger = Body.objects.filter(country="demo").first()
    assert stranger is not None
    with pytest.raises(ValueError, match="another country"):
        services.add(town.place, stranger, ServiceFacts("day_centre"), by=town.worker)


def test_a_form_sent_twice_makes_one(town: Town) -> None:
    token, provider = uuid.uuid4(), town.provider()
    for _ in "12":
        services.add(town.place, provider, ServiceFacts("day_centre"), by=town.worker, token=token)
    assert Service.objects.count() == 1


def test_change_service_meets_another_writer(town: Town) -> None:
    service = town.service(capacity=20)
    services.tell_free(service, 15, by=town.worker)
    services.change(service, service.provider, ServiceFacts("day_centre", capacity=10), base=1, by=town.worker)
    with pytest.raises(MovedOn):
        services.change(service, service.provider, ServiceFacts("shelter"), base=1, by=town.worker)
    stands = Service.objects.get()
    assert (stands.kind, stands.capacity, stands.free, stands.free_on) == ("day_centre", 10, None, None)


def test_tell_free_is_dated_and_not_more_than_there_are(town: Town, today: date, yesterday: date) -> None:
    service = town.service(capacity=3)
    assert (service.free, service.free_on) == (None, None)
    told = services.tell_free(service, 0, by=town.worker, on=today)
    assert (told.free, told.free_on) == (0, today)
    with pytest.raises(Refused, match="More places"):
        services.tell_free(service, 4, by=town.worker)
    with pytest.raises(Refused, match="before it began"):  # something newer is known
        services.tell_free(service, 2, by=town.worker, on=yesterday)


def test_nothing_written_down_is_not_none(town: Town, elsewhere: Town, today: date) -> None:
    assert state(town, today) == "unknown"
    services.state_none(town.place, ["day_centre"], by=town.worker)
    assert state(town, today) == "none"
    assert state(elsewhere, today) == "unknown"
    assert state(town, today - timedelta(days=1)) == "unknown"
    assert state(town, today, "shelter") == "unknown"
    elsewhere.service(serves=(town.place,))
    assert (state(town, today), state(elsewhere, today)) == ("has", "has")


def test_a_statement_holds_until_a_service_is_heard_of(town: Town, today: date) -> None:
    begin = today - timedelta(days=100)
    services.state_none(town.place, ["day_centre"], by=town.worker, on=begin)
    service = town.service(starts_on=begin + timedelta(days=10))
    services.end(service, begin + timedelta(days=20), by=town.worker)
    assert [state(town, begin + timedelta(days=n)) for n in (0, 5, 10, 20, 21)] == [
        "none", "none", "has", "has", "unknown",
    ]  # fmt: skip
    assert state(town, today) == "unknown"


def test_several_kinds_are_none_only_if_each_is(town: Town, today: date) -> None:
    services.state_none(town.place, ["day_centre"], by=town.worker)
    assert state(town, today, "day_centre", "shelter") == "unknown"
    services.state_none(town.place, ["day_centre", "shelter"], by=town.worker)
    assert state(town, today, "day_centre", "shelter") == "none"
    town.service("shelter")
    assert state(town, today, "day_centre", "shelter") == "has"
    assert Lack.objects.count() == 2  # said twice is said once


def test_state_none_is_refused_where_there_is_one(town: Town, yesterday: date) -> None:
    town.service(starts_on=yesterday)
    with pytest.raises(Refused, match="End it first"):
        services.state_none(town.place, ["day_centre", "shelter"], by=town.worker)
    assert not Lack.objects.exists()


def test_take_back_none_leaves_nothing_known(town: Town, today: date) -> None:
    (lack,) = services.state_none(town.place, ["day_centre"], by=town.worker)
    services.take_back_none(lack, by=town.worker)
    assert state(town, today) == "unknown"
    services.state_none(town.place, ["day_centre"], by=town.worker)
    assert state(town, today) == "none"


def test_a_situation_sums_what_is_recorded(town: Town, albania: Country, today: date) -> None:
    town.service(capacity=20)
    services.tell_free(town.service(capacity=None), 2, by=town.worker)
    found = situations(albania, ["day_centre"], today)[town.place.pk]
    assert (found.services, found.capacity, found.free) == (2, 20, 2)


@pytest.mark.parametrize("country", ["al", "demo"])
def test_the_pack_says_which_services_are_daily(cast: Cast, country: str) -> None:
    assert daily_kinds(country) == ["day_centre"]


@pytest.mark.parametrize("role", ["other_case_worker", "viewer", "field_team_member", "contributor"])
def test_every_act_is_refused_to_who_is_not_of_the_municipality(town: Town, cast: Cast, role: str) -> None:
    by, service = cast.of(role), town.service(capacity=5)
    (lack,) = services.state_none(town.place, ["shelter"], by=town.worker)
    facts, day = ServiceFacts("day_centre"), timezone.localdate()
    for act in (
        lambda: services.add_provider(town.place, "Another", by=by),
        lambda: services.add(town.place, service.provider, facts, by=by),
        lambda: services.change(service, service.provider, facts, base=1, by=by),
        lambda: services.tell_free(service, 1, by=by),
        lambda: services.end(service, day, by=by),
        lambda: services.state_none(town.place, ["housing"], by=by),
        lambda: services.take_back_none(lack, by=by),
    ):
        with pytest.raises(Refused, match="of that municipality or of the country"):
            act()


def test_no_event_holds_a_name(town: Town) -> None:
    service = town.service(names={"en": "Zana house"}, telephone="069 12", address="Rruga e Dritës")
    services.end(service, timezone.localdate(), by=town.worker)
    told = str(list(Event.objects.filter(verb__startswith="service.").values_list("detail", flat=True)))
    assert not [word for word in ("Zana", "069", "Rruga") if word in told]
