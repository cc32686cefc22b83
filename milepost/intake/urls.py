"""Addresses of sheets that come in and exports that go out. None holds a name of a file or of a child."""

from django.urls import path

from milepost.intake.views import export, sheet

app_name = "intake"

urlpatterns = [
    path("", sheet.sheets, name="sheets"),
    path("upload/", sheet.upload, name="upload"),
    path("<uuid:pk>/match/", sheet.match, name="match"),
    path("<uuid:pk>/match-words/", sheet.match_words, name="match_words"),
    path("<uuid:pk>/try-out/", sheet.try_out, name="try_out"),
    path("<uuid:pk>/take-in/", sheet.take_in, name="take_in"),
    path("<uuid:pk>/drop/", sheet.drop, name="drop"),
    path("exports/make/", export.make, name="make"),
    path("exports/<uuid:pk>/fetch/", export.fetch, name="fetch"),
    path("exports/<uuid:pk>/end/", export.end, name="end"),
]
