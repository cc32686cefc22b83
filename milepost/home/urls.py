"""Addresses of the pages that see all rooms."""

from django.urls import path

from milepost.home.views import accesses, audit, home

app_name = "home"

urlpatterns = [
    path("", home.home, name="home"),
    path("accesses/", accesses.accesses, name="accesses"),
    path("audit/", audit.audit, name="audit"),
    path("audit/unusual/", audit.unusual, name="unusual"),
    path("audit/check/", audit.check, name="check"),
]
