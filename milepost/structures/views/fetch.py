"""Fetching what stands in a municipality: what is of another country and what does not exist answer alike.

What one may read and not change answers with the sentence that says who could.
"""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from milepost.accounts.policy import person
from milepost.accounts.rules import require
from milepost.places.models import Country, Place
from milepost.structures.models import Service, Team
from milepost.structures.queries import areas_for, countries_for, services_for, teams_for
from milepost.structures.rules import may_in

VIEW = "structures.view"


def country_or_404(request: HttpRequest) -> tuple[Country, list[Country]]:
    """The country that the address names, else the first that the person may see; and all of these."""
    every = list(countries_for(person(request)))
    wanted = request.GET.get("country", "")
    found = [each for each in every if each.pk == wanted] if wanted else every
    if not found:
        raise Http404
    return found[0], every


def place_or_404(request: HttpRequest, country: str, code: str, verb: str = VIEW) -> Place:
    """A municipality."""
    place = get_object_or_404(areas_for(person(request)), country=country, code=code)
    _held(request, place, verb)
    return place


def team_or_404(request: HttpRequest, pk: int, verb: str = VIEW) -> Team:
    """A team."""
    team = get_object_or_404(teams_for(person(request)), pk=pk)
    _held(request, team.place, verb)
    return team


def service_or_404(request: HttpRequest, pk: int, verb: str = VIEW) -> Service:
    """A service."""
    service = get_object_or_404(services_for(person(request)), pk=pk)
    _held(request, service.place, verb)
    return service


def _held(request: HttpRequest, place: Place, verb: str) -> None:
    if verb != VIEW:
        require(may_in(person(request), verb, place), verb, place.country_id)
