"""Addresses of the pages that see all rooms."""

from django.urls import path

from milepost.home import views

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("audit/", views.audit, name="audit"),
]
