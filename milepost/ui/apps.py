from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "milepost.ui"
    label = "ui"
