"""Addresses: the nouns of the domain, then the verbs."""

from django.urls import include, path

from milepost.accounts.urls import allauth_names

urlpatterns = [
    path("", include("milepost.home.urls")),
    path("reports/", include("milepost.reporting.urls")),
    path("cases/", include("milepost.cases.urls")),
    path("structures/", include("milepost.structures.urls")),
    path("intake/", include("milepost.intake.urls")),
    path("roadmap/", include("milepost.roadmap.urls")),
    path("keys/", include("milepost.vault.urls")),
    path("", include("milepost.accounts.urls")),
    *allauth_names,
    path("gallery/", include("milepost.ui.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
