"""The recovery key: made, proved, and used for a unit that nobody can open."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.places.models import Country
from milepost.vault.actions import recovery as actions
from milepost.vault.forms import RecoverForm, SharesForm
from milepost.vault.in_use import recovery_key_of
from milepost.vault.queries import units_to_recover, unproved_recovery_key


def _country(request: HttpRequest, code: str, verb: str) -> Country:
    return get_object_or_404(Country, pk__in=countries_where(person(request), verb), pk=code)


@policy("recovery.set_up")
@require_GET
def recovery(request: HttpRequest) -> HttpResponse:
    """How the recovery keys of the person's countries stand, and the units they could bring back."""
    who = person(request)
    countries = Country.objects.filter(pk__in=countries_where(who, "recovery.set_up")).order_by("pk")
    if not countries:
        raise Http404
    rows = [(each, recovery_key_of(each), unproved_recovery_key(each)) for each in countries]
    return render(request, "vault/recovery.html", {"rows": rows, "units": units_to_recover(who)})


@policy("recovery.set_up")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_variables()
def set_up_recovery(request: HttpRequest, country: str) -> HttpResponse:
    """Make a recovery key. Its shares are on the answering page and nowhere else."""
    where = _country(request, country, "recovery.set_up")
    shares: list[str] = []
    if request.method == "POST":
        _key, shares = actions.set_up_recovery(where, by=person(request))
    context = {"country": where, "in_use": recovery_key_of(where), "shares": [share.split() for share in shares]}
    return render(request, "vault/set_up_recovery.html", context)


@policy("recovery.prove")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def prove_recovery(request: HttpRequest, country: str) -> HttpResponse:
    """Two shares typed back."""
    where = _country(request, country, "recovery.prove")
    key = unproved_recovery_key(where)
    if key is None:
        raise Http404
    form = SharesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.prove_recovery(key, form.shares, by=person(request))
        except actions.WrongShares:
            form.refuse()
        else:
            messages.success(request, _("The recovery key works and is in use. Keep the three papers apart."))
            return redirect("vault:recovery")
    return render(request, "vault/prove_recovery.html", {"country": where, "form": form})


@policy("recovery.use")
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def recover_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Two shares and a member: the unit opens again for them."""
    unit = get_object_or_404(units_to_recover(person(request)), pk=pk)
    form = RecoverForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        try:
            actions.recover_unit(unit, form.shares, member, by=person(request))
        except actions.WrongShares:
            form.refuse()
        else:
            messages.success(request, _("%(name)s can open the unit's files now.") % {"name": member.name})
            return redirect("home:home")
    return render(request, "vault/recover_unit.html", {"unit": unit, "form": form})
