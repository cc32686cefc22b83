"""The page of a service, and the pages that write about it and about what lacks."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.institutions.models import Body
from milepost.places.codes import names_of
from milepost.places.models import Place, reader_language
from milepost.structures.actions import service as actions
from milepost.structures.forms.service import AddForm, ChangeForm, EndForm, StateNoneForm, TellFreeForm
from milepost.structures.forms.words import words
from milepost.structures.models import Service
from milepost.structures.queries import lacks_for, services_for, services_on
from milepost.structures.rules import can_change
from milepost.structures.views import wording
from milepost.structures.views.fetch import place_or_404, service_or_404
from milepost.structures.views.write import write
from milepost.ui import parts


def to(service: Service) -> str:
    """The address of a service's page."""
    return reverse("structures:service:service", args=[service.pk])


def _of(service: Service) -> dict[str, object]:
    """What the pages of a service show around their form."""
    label = service.name(reader_language())
    return {"service": service, "place": service.place, "back": to(service), "back_label": label}


@policy("structures.view")
@require_GET
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, who gives it, how many places, how it is reached."""
    found = service_or_404(request, pk)
    context = _of(found) | {"rows": rows(found), "may": bool(can_change(person(request), found, "service.change"))}
    return render(request, "structures/service/service.html", context)


def rows(found: Service) -> list[parts.Row]:
    """What is written of a service."""
    names, unknown = names_of(found.country_id, reader_language()), _("not recorded")
    others = [place.name(reader_language()) for place in found.serves.all() if place.pk != found.place_id]
    told = [
        parts.Row(_("Kind"), wording.kind_of(names, found)),
        parts.Row(_("Provider"), found.provider.name(reader_language())),
        parts.Row(_("Municipality"), found.place.name(reader_language())),
        parts.Row(_("Also for"), ", ".join(others) or _("no other municipality")),
        parts.Row(_("Places"), wording.amount(found.capacity)),
        parts.Row(_("Free places"), wording.free(found)),
        parts.Row(_("Telephone"), found.telephone or unknown),
        parts.Row(_("E-mail address"), found.email or unknown),
        parts.Row(_("Address"), found.address or unknown),
        parts.Row(_("Days and hours"), found.hours or unknown),
        parts.Row(_("Since"), wording.day(found.starts_on)),
    ]
    if found.ended_on:
        told.append(parts.Row(_("Last day"), wording.day(found.ended_on)))
    return told


def _provider(request: HttpRequest, form: AddForm, place: Place) -> Body:
    chosen: Body | None = form.cleaned_data["provider"]
    return chosen or actions.add_provider(place, form.cleaned_data["new_provider"], by=person(request))


@policy("service.add")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, country: str, code: str) -> HttpResponse:
    """Write down a service."""
    place = place_or_404(request, country, code, "service.add")
    form = AddForm(request.POST or None, place=place)
    context = {"place": place, "back": wording.to_place(place), "back_label": place.name(reader_language())}

    @transaction.atomic
    def act() -> str:
        provider, token = _provider(request, form, place), form.cleaned_data["token"]
        return to(actions.add(place, provider, form.facts(), by=person(request), token=token))

    said = _("The service is written down.")
    return write(request, "service/add", form, act, said=said, context=context)


@policy("service.change")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what is written of a service."""
    found = service_or_404(request, pk, "service.change")
    plain = ("kind", "provider", "capacity", "telephone", "email", "address", "hours", "starts_on")
    initial = {
        **{name: getattr(found, name) for name in plain}, "base": found.number,
        "name": found.names.get(reader_language(), ""), "serves": found.serves.all(),
    }  # fmt: skip
    form = ChangeForm(request.POST or None, place=found.place, initial=initial)

    @transaction.atomic
    def act() -> str:
        provider, base = _provider(request, form, found.place), form.cleaned_data["base"] or 0
        return to(actions.change(found, provider, form.facts(), base=base, by=person(request)))

    def met() -> tuple[int, list[parts.Row]]:
        now = services_for(person(request)).get(pk=found.pk)
        return now.number, rows(now)

    context = _of(found) | {"ruling": can_change(person(request), found, "service.change")}
    return write(request, "service/change", form, act, said=_("Saved."), context=context, met=met)


@policy("service.tell_free")
@require_http_methods(["GET", "POST"])
def tell_free(request: HttpRequest, pk: int) -> HttpResponse:
    """How many places are free today."""
    found = service_or_404(request, pk, "service.tell_free")
    form = TellFreeForm(request.POST or None, service=found)
    context = _of(found) | {"ruling": can_change(person(request), found, "service.tell_free")}

    def act() -> str:
        data = form.cleaned_data
        return to(actions.tell_free(found, data["free"], by=person(request), on=data["on"]))

    return write(request, "service/tell_free", form, act, said=_("Noted."), context=context)


@policy("service.end")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down its last day."""
    found = service_or_404(request, pk, "service.end")
    form = EndForm(request.POST or None, since=found.starts_on)
    context = _of(found) | {"ruling": can_change(person(request), found, "service.end")}

    def act() -> str:
        actions.end(found, form.cleaned_data["on"], by=person(request))
        return wording.to_place(found.place)

    return write(request, "service/end", form, act, said=_("Noted. The service has ended."), context=context)


@policy("service.state_none")
@require_http_methods(["GET", "POST"])
def state_none(request: HttpRequest, country: str, code: str) -> HttpResponse:
    """State of which kinds there is no service. Offered are those that nothing recorded speaks against."""
    place = place_or_404(request, country, code, "service.state_none")
    there = services_on(place.country, timezone.localdate()).filter(serves=place).prefetch_related(None)
    taken = set(there.order_by().values_list("kind", flat=True))
    kinds = [(kind, name) for kind, name in words(country, "service") if kind not in taken]
    form = StateNoneForm(request.POST or None, kinds=kinds)
    context = {"place": place, "back": wording.to_place(place), "back_label": place.name(reader_language())}

    def act() -> str:
        actions.state_none(place, form.cleaned_data["kinds"], by=person(request), on=form.cleaned_data["on"])
        return wording.to_place(place)

    return write(request, "service/state_none", form, act, said=_("Noted."), context=context)


@policy("service.take_back_none")
@require_POST
def take_back_none(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement was wrong."""
    lack = get_object_or_404(lacks_for(person(request)), pk=pk)
    actions.take_back_none(lack, by=person(request))
    messages.success(request, _("Taken back. Nothing is known about it now."))
    return redirect(wording.to_place(lack.place))
