"""Asking a provider, and noting what they said, through the pages."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from milepost.cases.models import PlanAction, Referral
from milepost.institutions.models import Body
from milepost.structures.actions import service as services
from milepost.structures.facts import ServiceFacts
from milepost.structures.models import Service
from tests.cases.conftest import Unit
from tests.cases.pages.conftest import at, day, send
from tests.conftest import Cast


def a_service(unit: Unit, kind: str = "day_centre", **more: object) -> Service:
    assert unit.body.place is not None
    provider = services.add_provider(unit.body.place, "House of the sun", by=unit.worker, language="en")
    return services.add(unit.body.place, provider, ServiceFacts(kind, **more), by=unit.worker)  # type: ignore[arg-type]


def test_from_a_thing_of_the_plan_to_its_end(unit: Unit, worker: Client) -> None:
    case, service = unit.in_force(), a_service(unit, telephone="04 222 333", capacity=5)
    services.tell_free(service, 2, by=unit.worker)
    action = PlanAction.objects.get(case=case, service="day_centre")
    page = worker.get(at(case)).content.decode()
    assert page.count("Nobody was asked") == 2
    url = at(case, f"services/ask/?action={action.pk}")
    assert url in page
    form = worker.get(url).content.decode()
    assert "free places: 2" in form
    assert "04 222 333" in form
    assert send(worker, url, {"offer": service.pk, **day("on"), "note": "A place"}).status_code == 302
    made = Referral.objects.get()
    assert (made.service, made.action, made.kind) == (service, action, "day_centre")
    page = worker.get(at(case)).content.decode()
    assert page.count("Nobody was asked") == 1
    assert "House of the sun" in page

    answer = at(case, f"services/{made.pk}/answer/")
    assert "Write why they refuse" in send(worker, answer, {"verb": "refuse", **day("on")}).content.decode()
    assert send(worker, answer, {"verb": "accept", **day("on"), "answer": "On Monday"}).status_code == 302
    end = at(case, f"services/{made.pk}/end/")
    assert "Mark it as done in the plan" in worker.get(end).content.decode()
    assert send(worker, end, {"verb": "finish", **day("on"), "action_done": "on"}).status_code == 302
    assert Referral.objects.get().state == "finished"
    assert PlanAction.objects.get(pk=action.pk).state == "done"
    assert "On Monday" in worker.get(at(case)).content.decode()


def test_one_that_was_refused_is_missing_again(unit: Unit, worker: Client) -> None:
    case, service = unit.in_force(), a_service(unit)
    action = PlanAction.objects.get(case=case, service="day_centre")
    send(worker, at(case, f"services/ask/?action={action.pk}"), {"offer": service.pk, **day("on")})
    send(
        worker,
        at(case, f"services/{Referral.objects.get().pk}/answer/"),
        {"verb": "refuse", **day("on"), "answer": "Full"},
    )
    assert "Refused; nobody else was asked" in worker.get(at(case)).content.decode()


def test_the_kind_is_chosen_first_and_another_provider_is_named(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    assert "Show who gives it" in worker.get(at(case, "services/ask/")).content.decode()
    url = at(case, "services/ask/?kind=shelter")
    assert "No such service is written down" in worker.get(url).content.decode()
    nobody = send(worker, url, {"offer": "another", **day("on"), "note": "Tonight"})
    assert nobody.status_code == 422
    assert "Choose the provider" in nobody.content.decode()
    assert "Tonight" in nobody.content.decode()
    body = Body.objects.get(country="al", code="UNICEF")
    assert send(worker, url, {"offer": "another", "provider": body.pk, **day("on")}).status_code == 302
    assert Referral.objects.get().provider == body


def test_a_day_before_the_step_before_is_said_at_its_box(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    body = Body.objects.get(country="al", code="UNICEF")
    send(worker, at(case, "services/ask/?kind=shelter"), {"offer": "another", "provider": body.pk, **day("on")})
    url = at(case, f"services/{Referral.objects.get().pk}/answer/")
    early = send(worker, url, {"verb": "accept", **day("on", timezone.localdate() - timedelta(days=1))})
    assert early.status_code == 422
    assert "before the step before it" in early.content.decode()


def test_services_of_the_childs_municipality_stand_first(unit: Unit, other: Unit, worker: Client, cast: Cast) -> None:
    far, near = a_service(other, names={"en": "Far away"}), a_service(unit, names={"en": "Next door"})
    assert far.pk < near.pk
    page = worker.get(at(unit.registered(), "services/ask/?kind=day_centre")).content.decode()
    assert 0 < page.index("Next door") < page.index("Far away") < page.index("another provider")


def test_nonsense_in_the_address_asks_for_the_kind(unit: Unit, worker: Client) -> None:
    case = unit.registered()
    for query in ("?kind=seeds", "?action=x", "?action=00000000-0000-0000-0000-000000000000"):
        assert "Show who gives it" in worker.get(at(case, f"services/ask/{query}")).content.decode()
