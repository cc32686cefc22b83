"""Field teams and technical groups: a stock on a day, and who was in them."""

import uuid
from datetime import date, timedelta

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.places.codes import UnknownCode
from milepost.places.models import Country
from milepost.structures.actions import team as teams
from milepost.structures.actions.saving import MovedOn
from milepost.structures.facts import TeamFacts
from milepost.structures.models import Team, TeamMember
from milepost.structures.queries import members_on, teams_on, teams_perhaps_on
from tests.conftest import Cast
from tests.structures.conftest import Town

LONG_AGO = date(2020, 2, 4)


def test_add_team_is_there_from_its_day(town: Town, albania: Country) -> None:
    team = town.team(set_up_on=LONG_AGO, names={"sq": "Ekipi 1"}, order="order of the mayor 112")
    assert (team.name("sq"), team.place) == ("Ekipi 1", town.place)
    assert list(teams_on(albania, "field_team", LONG_AGO)) == [team]
    assert not teams_on(albania, "field_team", LONG_AGO - timedelta(days=1))
    assert not teams_on(albania, "technical_group", LONG_AGO)


def test_a_team_without_a_name_is_called_by_what_and_where(town: Town) -> None:
    assert town.team().name("en") == f"Field team, {town.place.name('en')}"


def test_an_unknown_beginning_stays_unknown(town: Town, albania: Country, today: date, yesterday: date) -> None:
    team = town.team()
    assert list(teams_on(albania, "field_team", today)) == [team]
    assert not teams_on(albania, "field_team", yesterday)
    assert list(teams_perhaps_on(albania, "field_team", yesterday)) == [team]
    assert not teams_perhaps_on(albania, "field_team", today)


def test_end_team_counts_its_last_day_and_ends_its_members(
    town: Town, albania: Country, today: date, yesterday: date
) -> None:
    team = town.team(set_up_on=LONG_AGO)
    teams.add_member(team, "police", "Agim Prifti", by=town.worker, since=LONG_AGO)
    teams.end(team, yesterday, by=town.worker)
    teams.end(team, yesterday, by=town.worker)  # a second press of the button
    assert list(teams_on(albania, "field_team", yesterday)) == [team]
    assert not teams_on(albania, "field_team", today)
    assert TeamMember.objects.get().until == yesterday
    assert Event.objects.filter(verb="team.end").count() == 1


def test_end_team_is_refused_before_it_began_and_in_the_future(town: Town, today: date) -> None:
    team = town.team(set_up_on=today)
    with pytest.raises(Refused, match="before it began"):
        teams.end(team, today - timedelta(days=1), by=town.worker)
    with pytest.raises(Refused, match="still to come"):
        teams.end(team, today + timedelta(days=1), by=town.worker)


def test_what_has_ended_is_not_changed(town: Town, yesterday: date) -> None:
    team = teams.end(town.team(set_up_on=LONG_AGO), yesterday, by=town.worker)
    with pytest.raises(Refused, match="has ended"):
        teams.change(team, TeamFacts("field_team"), base=1, by=town.worker)
    with pytest.raises(Refused, match="has ended"):
        teams.add_member(team, "police", "Someone", by=town.worker)


def test_change_team_meets_another_writer(town: Town) -> None:
    team = town.team(names={"en": "Team 1"})
    teams.change(team, TeamFacts("field_team", {"en": "Team one"}, "order 5"), base=1, by=town.worker)
    with pytest.raises(MovedOn):
        teams.change(team, TeamFacts("field_team", {"en": "My name"}), base=1, by=town.worker)
    stands = Team.objects.get()
    assert (stands.names, stands.order, stands.number) == ({"en": "Team one"}, "order 5", 2)
    teams.change(team, TeamFacts("field_team", {"en": "", "sq": "Ekipi"}), base=2, by=town.worker)
    assert Team.objects.get().names == {"sq": "Ekipi"}


def test_members_stand_by_sector_from_day_to_day(town: Town, today: date, yesterday: date) -> None:
    team = town.team(set_up_on=LONG_AGO)
    leader = teams.add_member(team, "social_services", "Mira", by=town.worker, role="leader", since=LONG_AGO)
    police = teams.add_member(team, "police", "Agim", by=town.worker, telephone="112", since=LONG_AGO)
    teams.end_member(police, yesterday, by=town.worker)
    assert [each.name for each in members_on([team], yesterday)] == ["Mira", "Agim"]
    assert list(members_on([team], today)) == [leader]
    with pytest.raises(UnknownCode, match="elders"):
        teams.add_member(team, "elders", "Someone", by=town.worker)


def test_a_form_sent_twice_makes_one(town: Town) -> None:
    token = uuid.uuid4()
    for _ in "12":
        team = teams.add(town.place, TeamFacts("field_team"), by=town.worker, token=token)
    for _ in "12":
        teams.add_member(team, "police", "Agim", by=town.worker, token=uuid.UUID(int=token.int ^ 1))
    assert (Team.objects.count(), TeamMember.objects.count()) == (1, 1)


@pytest.mark.parametrize("role", ["other_case_worker", "viewer", "field_team_member", "administrator", "auditor"])
def test_add_team_is_refused_to_who_is_not_of_the_municipality(town: Town, cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match="of that municipality or of the country"):
        teams.add(town.place, TeamFacts("field_team"), by=cast.of(role))


def test_the_focal_point_and_the_head_write_too(town: Town, elsewhere: Town, cast: Cast) -> None:
    assert teams.add(elsewhere.place, TeamFacts("field_team"), by=cast.focal_point).pk
    assert teams.add(town.place, TeamFacts("technical_group"), by=cast.head_of_unit).pk
    with pytest.raises(Refused):
        teams.add(town.place, TeamFacts("field_team"), by=cast.foreign["focal_point"])


def test_no_event_holds_a_name(town: Town) -> None:
    team = town.team(names={"en": "Ekipi Zana"})
    teams.end_member(teams.add_member(team, "police", "Agim Prifti", by=town.worker, telephone="069"), team.at.date(),
                     by=town.worker)  # fmt: skip
    told = str(list(Event.objects.filter(verb__startswith="team.").values_list("detail", flat=True)))
    assert not [word for word in ("Zana", "Agim", "Prifti", "069") if word in told]
