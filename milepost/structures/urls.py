"""Addresses of what stands in a municipality. The last word is the verb."""

from django.urls import URLPattern, URLResolver, include, path

from milepost.structures.views import directory, service, team

app_name = "structures"


_teams: list[URLPattern | URLResolver] = [
    path("places/<slug:country>/<slug:code>/teams/add/", team.add, name="add"),
    path("teams/<int:pk>/", team.team, name="team"),
    path("teams/<int:pk>/change/", team.change, name="change"),
    path("teams/<int:pk>/end/", team.end, name="end"),
    path("teams/<int:pk>/members/add/", team.add_member, name="add_member"),
    path("teams/members/<int:pk>/end/", team.end_member, name="end_member"),
]

_services: list[URLPattern | URLResolver] = [
    path("places/<slug:country>/<slug:code>/services/add/", service.add, name="add"),
    path("places/<slug:country>/<slug:code>/services/none/", service.state_none, name="state_none"),
    path("services/<int:pk>/", service.service, name="service"),
    path("services/<int:pk>/change/", service.change, name="change"),
    path("services/<int:pk>/free/", service.tell_free, name="tell_free"),
    path("services/<int:pk>/end/", service.end, name="end"),
    path("services/none/<int:pk>/take-back/", service.take_back_none, name="take_back_none"),
]

urlpatterns = [
    path("", directory.services, name="services"),
    path("missing/", directory.missing, name="missing"),
    path("teams/", directory.teams, name="teams"),
    path("places/<slug:country>/<slug:code>/", directory.municipality, name="municipality"),
    path("", include((_teams, "team"))),
    path("", include((_services, "service"))),
]
