"""Addresses of the roadmap."""

from django.urls import path

from milepost.roadmap import views

app_name = "roadmap"

urlpatterns = [
    path("", views.countries, name="countries"),
    path("<slug:country>/", views.board, name="board"),
    path("<slug:country>/timeline/", views.timeline, name="timeline"),
    path("<slug:country>/steps/<int:pk>/", views.edit, name="edit"),
]
