"""A person's own key: how it stands, make it, open it, make it anew."""

from typing import Protocol

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Ruling, countries_where
from milepost.places.models import Country
from milepost.vault import session
from milepost.vault.actions import person_key as actions
from milepost.vault.forms import PassphraseForm
from milepost.vault.in_use import live_key_of, live_unit_key
from milepost.vault.models import PersonKey
from milepost.vault.opening import CannotOpen, WrongPepper, pepper_for_new, pepper_of
from milepost.vault.queries import units_for, units_without_tags
from milepost.vault.rules import can_make, can_renew


@policy("key.view")
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """How the person's key stands, and their units."""
    who = person(request)
    if not countries_where(who, "key.view"):
        return _no_file_room(request)
    key = live_key_of(who)
    opener = session.opener_of(request)
    units = [(unit, live_unit_key(unit) is not None, unit.pk in opener.units()) for unit in units_for(who)[:100]]
    context = {
        "key": key, "state": _state(request, key), "units": units, "searchless": _searchless(request),
        "in_units": bool(countries_where(who, "key.open_unit")),
    }  # fmt: skip
    return render(request, "vault/keys.html", context)


def _state(request: HttpRequest, key: PersonKey | None) -> str:
    try:
        pepper_of(key) if key else pepper_for_new()
    except WrongPepper:
        return "wrong_pepper"
    if key is None:
        return "none"
    if session.opener_of(request):
        return "open"
    return "shut" if session.is_shut(request) else "locked"


def _searchless(request: HttpRequest) -> list[tuple[str, int]]:
    """Units that wait for the key of search tags, where the person can give it."""
    who, found = person(request), list[tuple[str, int]]()
    if session.opener_of(request):
        for country in Country.objects.filter(pk__in=countries_where(who, "key.share_tags")):
            found += [(str(unit), unit.pk) for unit in units_without_tags(country)]
    return found


@policy("key.make")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def make_key(request: HttpRequest) -> HttpResponse:
    """The first key."""
    who = person(request)
    return _typed(request, "vault/make_key.html", can_make(who, by=who), actions.make_key, _("Your key is made."))


@policy("key.renew")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def renew_key(request: HttpRequest) -> HttpResponse:
    """A new key in place of one that no longer opens."""
    who = person(request)
    said = _("Your new key is made. Ask to be invited again to files of others.")
    if countries_where(who, "key.open_unit"):
        said = _(
            "Your new key is made. Your head of unit can let you in now. Ask to be invited again to files of others."
        )
    return _typed(request, "vault/renew_key.html", can_renew(who, by=who), actions.renew_key, said)


@policy("key.view")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def open_key(request: HttpRequest) -> HttpResponse:
    """Open the key in a session that lacks it, and go back to where it was missed."""
    who = person(request)
    key = live_key_of(who)
    form = PassphraseForm(request.POST or None, person=who)
    if not countries_where(who, "key.view"):
        return _no_file_room(request)
    if key is None:
        return redirect("vault:keys")
    if request.method == "POST" and _not_too_often(request, who, form) and form.is_valid():
        try:
            session.unlock(request, key, form.cleaned_data["password"])
        except (CannotOpen, WrongPepper):
            session.note_shut(request)
            return redirect("vault:keys")
        return redirect(_back(request))
    return render(request, "vault/open_key.html", {"form": form, "back": _back(request)})


def _no_file_room(request: HttpRequest) -> HttpResponse:
    sentence = can_make(person(request), by=person(request)).sentence
    return render(request, "403.html", {"sentence": sentence, "title": _("You cannot do this")}, status=403)


class _MakesKey(Protocol):
    def __call__(self, person: Person, passphrase: str, *, by: Person) -> PersonKey: ...


def _typed(request: HttpRequest, template: str, ruling: Ruling, act: _MakesKey, said: str) -> HttpResponse:
    """A page that asks for the password, makes a key with it and opens it for the session."""
    who = person(request)
    form = PassphraseForm(request.POST or None, person=who)
    if ruling and request.method == "POST" and _not_too_often(request, who, form) and form.is_valid():
        try:
            key = act(who, form.cleaned_data["password"], by=who)
        except WrongPepper:
            return redirect("vault:keys")
        session.unlock(request, key, form.cleaned_data["password"])
        messages.success(request, said)
        return redirect("vault:keys")
    status = 200 if ruling else 403
    return render(request, template, {"form": form, "ruling": ruling}, status=status)


def _not_too_often(request: HttpRequest, who: Person, form: PassphraseForm) -> bool:
    """Someone at a screen left open does not try passwords out: the limit is the one of signing in again."""
    if ratelimit.consume(request, action="reauthenticate", user=who):
        return True
    form.add_error("password", _("Too many tries. Wait a minute."))
    return False


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/keys/"
