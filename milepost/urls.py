"""Addresses: the nouns of the domain, then the verbs."""

from django.urls import include, path

urlpatterns = [
    path("", include("milepost.home.urls")),
    path("reports/", include("milepost.reporting.urls")),
    path("roadmap/", include("milepost.roadmap.urls")),
    path("", include("milepost.accounts.urls")),
    path("gallery/", include("milepost.ui.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
