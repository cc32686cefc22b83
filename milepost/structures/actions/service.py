"""Services and who gives them: added, changed, ended, how many places are free; and where there is none."""

import re
import uuid
from collections.abc import Iterable
from datetime import date

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.places.codes import check
from milepost.places.models import Place, reader_language
from milepost.structures.actions.saving import happened, hold, renamed, saved
from milepost.structures.facts import ServiceFacts
from milepost.structures.models import Lack, Service
from milepost.structures.queries import providers_in, services_on
from milepost.structures.rules import can_change, may_in


@transaction.atomic
def add_provider(place: Place, name: str, *, by: Person, language: str = "") -> Body:
    """A provider that the country's pack does not name. One of that name already is the one that is there."""
    country = place.country_id
    require(may_in(by, "service.add_provider", place), "service.add_provider", country)
    name = " ".join(name.split())
    known = [body for body in providers_in(country) if name.casefold() in {each.casefold() for each in _names(body)}]
    if known:
        return known[0]
    made = Body.objects.create(
        country_id=country, code=_code(country, name), kind="provider", place=place, added_here=True,
        names={language or reader_language(): name},
    )  # fmt: skip
    record("service.add_provider", by=by, on=made, place=place.code)
    return made


def _names(body: Body) -> list[str]:
    return [*body.names.values(), *body.acronyms, *body.other_names]


def _code(country: str, name: str) -> str:
    """A code of its own that says who it is: own-terre-des-hommes."""
    stem = "own-" + (re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:30] or "provider")
    taken = set(Body.objects.filter(country=country, code__startswith=stem).values_list("code", flat=True))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if code not in taken)


@transaction.atomic
def add(place: Place, provider: Body, facts: ServiceFacts, *, by: Person, token: uuid.UUID | None = None) -> Service:
    """A service of a provider in a municipality. A form sent twice makes one."""
    require(may_in(by, "service.add", place), "service.add", place.country_id)
    if token and (sent := Service.objects.filter(country=place.country_id, token=token).first()):
        return sent
    service = Service(country_id=place.country_id, place=place, by=by, token=token)
    _write(service, provider, facts)
    service.save()
    service.serves.set([place, *facts.serves])
    record("service.add", by=by, on=service, kind=service.kind, place=place.code, provider=provider.code)
    return service


@transaction.atomic
def change(service: Service, provider: Body, facts: ServiceFacts, *, base: int, by: Person) -> Service:
    """Mend what is written of a service; where it is given stays. Raises `MovedOn`."""
    service = hold(service)
    require(can_change(by, service, "service.change"), "service.change", service.country_id)
    _write(service, provider, facts)
    if service.free is not None and service.capacity is not None and service.free > service.capacity:
        service.free = service.free_on = None  # what was told does not fit what it holds now
    saved(service, base)
    service.serves.set([service.place, *facts.serves])
    record("service.change", by=by, on=service, kind=service.kind, place=service.place.code)
    return service


def _write(service: Service, provider: Body, facts: ServiceFacts) -> None:
    check(service.country_id, service=facts.kind)
    if {provider.country_id, *(place.country_id for place in facts.serves)} != {service.country_id}:
        raise ValueError("a provider or a place of another country")
    service.provider, service.kind, service.names = provider, facts.kind, renamed(service, facts.names)
    for name in ("capacity", "telephone", "email", "address", "hours", "starts_on"):
        setattr(service, name, getattr(facts, name))


@transaction.atomic
def tell_free(service: Service, free: int, *, by: Person, on: date | None = None) -> Service:
    """How many places are free, as told on a day (today unless named)."""
    service, on = hold(service), on or timezone.localdate()
    require(can_change(by, service, "service.tell_free"), "service.tell_free", service.country_id)
    happened(on, service.free_on or service.starts_on, "service.tell_free", service.country_id)
    if service.capacity is not None and free > service.capacity:
        raise Refused(_("More places are free than there are. Change the service first."), "service.tell_free",
                      service.country_id)  # fmt: skip
    service.free, service.free_on = free, on
    service.save(update_fields=["free", "free_on"])
    record("service.tell_free", by=by, on=service, free=free, day=on)
    return service


@transaction.atomic
def end(service: Service, on: date, *, by: Person) -> Service:
    """The service's last day."""
    service = hold(service)
    if service.ended_on == on:
        return service
    require(can_change(by, service, "service.end"), "service.end", service.country_id)
    happened(on, service.starts_on, "service.end", service.country_id)
    service.ended_on = on
    service.save(update_fields=["ended_on"])
    record("service.end", by=by, on=service, kind=service.kind, place=service.place.code, day=on)
    return service


@transaction.atomic
def state_none(place: Place, kinds: Iterable[str], *, by: Person, on: date | None = None) -> list[Lack]:
    """State that, as far as is known, the municipality has no service of these kinds. Said twice is said once."""
    kinds, on = list(kinds), on or timezone.localdate()
    require(may_in(by, "service.state_none", place), "service.state_none", place.country_id)
    happened(on, None, "service.state_none", place.country_id)
    check(place.country_id, service=kinds)
    if services_on(place.country, on, *kinds).filter(serves=place).exists():
        raise Refused(_("There is such a service here. End it first, if it is not there any more."),
                      "service.state_none", place.country_id)  # fmt: skip
    made = [
        Lack.objects.get_or_create(
            country_id=place.country_id, place=place, kind=kind, stated_on=on, taken_back_at=None, defaults={"by": by}
        )[0]
        for kind in kinds
    ]
    record("service.state_none", by=by, on=place, kinds=kinds, day=on)
    return made


@transaction.atomic
def take_back_none(lack: Lack, *, by: Person) -> Lack:
    """The statement was wrong: what is known is nothing again. That it was made stays readable in the audit."""
    lack = Lack.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=lack.pk)
    require(may_in(by, "service.take_back_none", lack.place), "service.take_back_none", lack.country_id)
    if lack.taken_back_at is None:
        lack.taken_back_at, lack.taken_back_by = timezone.now(), by
        lack.save(update_fields=["taken_back_at", "taken_back_by"])
    record("service.take_back_none", by=by, on=lack, kind=lack.kind, place=lack.place.code)
    return lack
