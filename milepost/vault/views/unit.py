"""A unit's key: who can open it, who waits, who left, and how far a rotation is."""

import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.queries import bodies_where
from milepost.accounts.rules import countries_where
from milepost.institutions.models import Body
from milepost.vault.actions import rotation
from milepost.vault.actions import unit_key as actions
from milepost.vault.forms import MembersForm
from milepost.vault.in_use import live_key_of, live_unit_key, recovery_key_of
from milepost.vault.queries import (
    members_of,
    open_generations,
    progress_of,
    units_for,
    units_without_tags,
    waiting_for,
    who_left,
)  # fmt: skip
from milepost.vault.rules import can_found_unit, can_remove, can_rotate
from milepost.vault.session import opener_of

_SECONDS = 20
"""How long one press works at a rotation before it answers; the rest waits for the next press."""


def _unit(request: HttpRequest, pk: int, verb: str = "key.open_unit") -> Body:
    who = person(request)
    return get_object_or_404(units_for(who).filter(pk__in=bodies_where(who, verb).values("pk")), pk=pk)


@policy("key.open_unit")
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Members, newcomers, leavers, rotation."""
    who, where = person(request), _unit(request, pk)
    key, safe = live_unit_key(where), recovery_key_of(where.country_id)
    done, total = progress_of(where)
    context = {
        "unit": where, "key": key, "opens": where.pk in opener_of(request).units(),
        "members": members_of(key) if key else [], "waiting": waiting_for(where),
        "left": who_left(key, where) if key else [], "leads": bool(can_rotate(who, where)),
        "rotating": open_generations(where).count() > 1, "done": done, "total": total,
        "founding": can_found_unit(who, where), "own": live_key_of(who),
        "covered": key is not None and key.recovery_seals.filter(recovery_key=safe).exists(),
        "searches": not units_without_tags(where.country_id).filter(pk=where.pk).exists(),
    }  # fmt: skip
    return render(request, "vault/unit.html", context)


@policy("key.found_unit")
@require_http_methods(["GET", "POST"])
def found_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's first key."""
    who, where = person(request), _unit(request, pk, "key.found_unit")
    ruling = can_found_unit(who, where)
    form = MembersForm(request.POST or None, keys=waiting_for(where))
    if request.method == "POST" and form.is_valid():
        members = list(form.cleaned_data["members"])
        actions.found_unit(where, members, by=who, opener=opener_of(request))
        messages.success(request, _("The unit has its key."))
        return redirect("vault:unit", pk=pk)
    safe = recovery_key_of(where.country_id)
    context = {"unit": where, "form": form, "ruling": ruling, "own": live_key_of(who), "recovery": safe}
    return render(request, "vault/found_unit.html", context)


@policy("key.admit")
@require_POST
def admit(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Let someone in."""
    who, where = person(request), _unit(request, pk, "key.admit")
    newcomer = get_object_or_404(Person, pk__in=[key.person_id for key in waiting_for(where)], pk=person_pk)
    actions.admit(where, newcomer, by=who, opener=opener_of(request))
    messages.success(request, _("%(name)s can open the unit's files now.") % {"name": newcomer.name})
    return redirect("vault:unit", pk=pk)


@policy("key.remove")
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """End someone's access, and give the unit a new key."""
    who, where = person(request), _unit(request, pk, "key.remove")
    live = live_unit_key(where)
    members = members_of(live) if live else []
    leaver = get_object_or_404(Person, pk__in=[seal.person_id for seal in members], pk=person_pk)
    ruling = can_remove(who, where, leaver=leaver)
    if request.method == "POST":
        actions.remove(where, leaver, by=who, opener=opener_of(request))
        messages.success(request, _("%(name)s can no longer open the unit's files.") % {"name": leaver.name})
        return _work(request, where)
    return render(request, "vault/remove.html", {"unit": where, "leaver": leaver, "ruling": ruling})


@policy("key.rotate")
@require_http_methods(["GET", "POST"])
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new key for the unit."""
    who, where = person(request), _unit(request, pk, "key.rotate")
    if request.method == "POST":
        actions.rotate(where, by=who, opener=opener_of(request))
        return _work(request, where)
    context = {"unit": where, "total": progress_of(where)[1], "recovery": recovery_key_of(where.country_id)}
    return render(request, "vault/rotate.html", context)


@policy("key.open_unit")
@require_POST
def reseal(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a rotation."""
    return _work(request, _unit(request, pk))


@policy("key.share_tags")
@require_POST
def share_tags(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a new unit search for children."""
    who = person(request)
    countries = countries_where(who, "key.share_tags")
    waiting = Body.objects.filter(pk__in=[unit.pk for country in countries for unit in units_without_tags(country)])
    where = get_object_or_404(waiting, pk=pk)
    actions.share_tags(where, by=who, opener=opener_of(request))
    messages.success(request, _("%(unit)s can search now.") % {"unit": where})
    return redirect("vault:keys")


def _work(request: HttpRequest, where: Body) -> HttpResponse:
    """Batch after batch for a while, then the page that says how far it is."""
    until = time.monotonic() + _SECONDS
    left = rotation.reseal(where, by=person(request), opener=opener_of(request))
    while left and time.monotonic() < until:
        left = rotation.reseal(where, by=person(request), opener=opener_of(request))
    if left:
        said = ngettext("%(n)s file waits for the new key.", "%(n)s files wait for the new key.", left) % {"n": left}
        messages.info(request, said)
    else:
        messages.success(request, _("Every file is under the unit's new key. The old one is destroyed."))
    return redirect("vault:unit", pk=where.pk)
