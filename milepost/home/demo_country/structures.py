"""The demo's field teams and services: 20 teams stand in 2022 and 2023, and daily community services are few.

Which town has what is invented, and so is every provider: its name ends in the mark.
"""

from collections.abc import Mapping
from datetime import date

from milepost.accounts.models import Person
from milepost.home.demo_country.names import MARK
from milepost.places.models import Country, Place
from milepost.structures.actions import service as services
from milepost.structures.actions import team as teams
from milepost.structures.facts import ServiceFacts, TeamFacts

_TEAMS = (
    "AL-11-TIRANE AL-02-DURRES AL-03-ELBASAN AL-10-SHKODER AL-04-FIER AL-12-VLORE AL-11-KAMEZ AL-06-KORCE AL-01-BERAT "
    "AL-04-LUSHNJE AL-08-LEZHE AL-12-SARANDE AL-05-GJIROKASTER AL-06-POGRADEC AL-07-KUKES AL-09-DIBER AL-02-KRUJE "
    "AL-08-KURBIN AL-11-VORE AL-04-PATOS"
).split()
_GONE = ("AL-01-KUCOVE", "AL-11-KAVAJE")
"""Set up in 2019, ended in 2021: 22 stood then, 20 after."""
_NAMES = "Agron Blerta Dashamir Enkeleda Flamur Greta Ilirian Jorida Kastriot Lindita Maksim Natasha".split()

# Kind -> town -> (places, free ones). Where a town is not named, it is said that there is no daily centre.
_SERVICES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "day_centre": {
        "AL-11-TIRANE": (60, 0), "AL-02-DURRES": (40, 3), "AL-03-ELBASAN": (30, 2), "AL-10-SHKODER": (30, 0),
        "AL-06-KORCE": (25, 4), "AL-12-VLORE": (25, 1), "AL-04-FIER": (20, 0), "AL-11-KAMEZ": (30, 0),
        "AL-01-BERAT": (20, 5),
        "AL-05-GJIROKASTER": (15, 6), "AL-12-SARANDE": (15, 2),
    },
    "shelter": {"AL-11-TIRANE": (24, 2), "AL-03-ELBASAN": (12, 3), "AL-12-VLORE": (10, 0), "AL-10-SHKODER": (10, 4)},
    "counselling": {
        "AL-11-TIRANE": (80, 10), "AL-02-DURRES": (30, 5), "AL-10-SHKODER": (25, 3), "AL-06-KORCE": (20, 2),
        "AL-08-LEZHE": (15, 4), "AL-07-KUKES": (10, 6),
    },
    "legal_aid": {"AL-11-TIRANE": (40, 12), "AL-04-FIER": (15, 7)},
    "training": {
        "AL-11-TIRANE": (50, 8), "AL-02-DURRES": (40, 11), "AL-03-ELBASAN": (30, 9), "AL-04-LUSHNJE": (20, 12),
    },
}  # fmt: skip
_PROVIDERS = {
    "day_centre": "Qendra ditore", "shelter": "Qendra e emergjencës", "counselling": "Këshillimi për familje",
    "legal_aid": "Ndihma juridike", "training": "Qendra e formimit",
}  # fmt: skip


def make(country: Country, *, by: Person) -> None:
    """Teams and services of the municipalities; `by` keeps the directory of the whole country."""
    towns = {place.code: place for place in Place.objects.filter(country=country, level="municipality")}
    for index, code in enumerate((*_TEAMS, *_GONE)):
        _team(towns[code], index, by=by)
    for kind, where in _SERVICES.items():
        for code, (capacity, free) in where.items():
            _service(towns[code], kind, capacity, free, by=by)
    for code, town in towns.items():
        if code not in _SERVICES["day_centre"]:
            services.state_none(town, ["day_centre"], by=by)


def _team(town: Place, index: int, *, by: Person) -> None:
    """A worker, a policeman and someone of an organisation, since the mayor's order."""
    since = date(2019, 5 + index % 7, 3 + index)
    order = f"Urdhër i kryetarit nr. {100 + index} ({MARK})"
    team = teams.add(town, TeamFacts("field_team", order=order, set_up_on=since), by=by)
    for place, (sector, role) in enumerate((("social_services", "leader"), ("police", "member"), ("ngo", "member"))):
        name = f"{_NAMES[(index * 3 + place) % len(_NAMES)]} {MARK}"
        teams.add_member(team, sector, name, role=role, since=since, by=by)
    if town.code in _GONE:
        teams.end(team, date(2021, 6, 30), by=by)


def _service(town: Place, kind: str, capacity: int, free: int, *, by: Person) -> None:
    name = f"{_PROVIDERS[kind]}, {town.names['sq']} {MARK}"
    provider = services.add_provider(town, name, by=by, language="sq")
    facts = ServiceFacts(kind, capacity=capacity, hours="8-16", telephone="000 000 000", starts_on=date(2020, 3, 2))
    services.tell_free(services.add(town, provider, facts, by=by), free, by=by)
