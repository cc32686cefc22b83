"""Addresses of keys. None holds a name or a secret."""

from django.urls import path

from milepost.vault.views import own, recovery, unit

app_name = "vault"

urlpatterns = [
    path("", own.keys, name="keys"),
    path("make/", own.make_key, name="make_key"),
    path("open/", own.open_key, name="open_key"),
    path("renew/", own.renew_key, name="renew_key"),
    path("units/<int:pk>/", unit.unit, name="unit"),
    path("units/<int:pk>/found/", unit.found_unit, name="found_unit"),
    path("units/<int:pk>/admit/<int:person_pk>/", unit.admit, name="admit"),
    path("units/<int:pk>/remove/<int:person_pk>/", unit.remove, name="remove"),
    path("units/<int:pk>/rotate/", unit.rotate, name="rotate"),
    path("units/<int:pk>/reseal/", unit.reseal, name="reseal"),
    path("units/<int:pk>/share-tags/", unit.share_tags, name="share_tags"),
    path("units/<int:pk>/recover/", recovery.recover_unit, name="recover_unit"),
    path("recovery/", recovery.recovery, name="recovery"),
    path("recovery/<slug:country>/set-up/", recovery.set_up_recovery, name="set_up_recovery"),
    path("recovery/<slug:country>/prove/", recovery.prove_recovery, name="prove_recovery"),
]
