"""Field teams and technical groups: set up, changed, ended; who is in them."""

import uuid
from datetime import date

from django.db import transaction

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.places.codes import check
from milepost.places.models import Place
from milepost.structures.actions.saving import happened, hold, renamed, saved
from milepost.structures.facts import TeamFacts
from milepost.structures.models import Team, TeamMember
from milepost.structures.rules import can_change, may_in


@transaction.atomic
def add(place: Place, facts: TeamFacts, *, by: Person, token: uuid.UUID | None = None) -> Team:
    """A team of a municipality. A form sent twice makes one."""
    require(may_in(by, "team.add", place), "team.add", place.country_id)
    if token and (sent := Team.objects.filter(country=place.country_id, token=token).first()):
        return sent
    team = Team(country_id=place.country_id, place=place, kind=facts.kind, by=by, token=token)
    _write(team, facts)
    team.save()
    record("team.add", by=by, on=team, kind=team.kind, place=place.code)
    return team


@transaction.atomic
def change(team: Team, facts: TeamFacts, *, base: int, by: Person) -> Team:
    """Mend what is written of a team; what it is and where stay. Raises `MovedOn`."""
    team = hold(team)
    require(can_change(by, team, "team.change"), "team.change", team.country_id)
    _write(team, facts)
    saved(team, base)
    record("team.change", by=by, on=team, kind=team.kind, place=team.place.code)
    return team


def _write(team: Team, facts: TeamFacts) -> None:
    team.names = renamed(team, facts.names)
    team.order, team.source, team.set_up_on = facts.order, facts.source, facts.set_up_on


@transaction.atomic
def end(team: Team, on: date, *, by: Person) -> Team:
    """The team's last day. Its members end with it."""
    team = hold(team)
    if team.ended_on == on:
        return team
    require(can_change(by, team, "team.end"), "team.end", team.country_id)
    happened(on, team.set_up_on, "team.end", team.country_id)
    team.ended_on = on
    team.save(update_fields=["ended_on"])
    for member in team.members.filter(until=None):
        member.until = max(on, member.since) if member.since else on
        member.save(update_fields=["until"])
    record("team.end", by=by, on=team, kind=team.kind, place=team.place.code, day=on)
    return team


@transaction.atomic
def add_member(
    team: Team,
    sector: str,
    name: str,
    *,
    by: Person,
    telephone: str = "",
    role: str = "member",
    since: date | None = None,
    token: uuid.UUID | None = None,
) -> TeamMember:
    """Someone of a sector joins. Staff: no child, and the audit holds no name."""
    team = hold(team)
    require(can_change(by, team, "team.add_member"), "team.add_member", team.country_id)
    if token and (sent := TeamMember.objects.filter(country=team.country_id, token=token).first()):
        return sent
    check(team.country_id, group_sector=sector)
    member = TeamMember.objects.create(
        country_id=team.country_id, team=team, sector=sector, name=name, telephone=telephone, role=role, since=since,
        by=by, token=token,
    )  # fmt: skip
    record("team.add_member", by=by, on=team, sector=sector, role=role)
    return member


@transaction.atomic
def end_member(member: TeamMember, on: date, *, by: Person) -> TeamMember:
    """Their last day in the team."""
    team = hold(member.team)
    member = TeamMember.objects.get(pk=member.pk)
    if member.until == on:
        return member
    require(can_change(by, team, "team.end_member"), "team.end_member", team.country_id)
    happened(on, member.since, "team.end_member", team.country_id)
    member.until = on
    member.save(update_fields=["until"])
    record("team.end_member", by=by, on=team, sector=member.sector, day=on)
    return member
