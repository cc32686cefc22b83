"""Addresses of keys."""

app_name = "vault"

urlpatterns: list[object] = []
