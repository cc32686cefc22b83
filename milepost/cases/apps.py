from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "milepost.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
