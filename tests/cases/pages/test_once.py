"""A form that is sent twice is taken once: every form of the file room, its button pressed twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from milepost.accounts.models import Person
from milepost.audit.models import Event
from milepost.cases import models
from milepost.cases.actions import concern_report
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.plan import plan
from milepost.cases.actions.purpose import state_purpose
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Ending
from milepost.cases.models import Case, PlanAction
from milepost.cases.urls import urlpatterns
from milepost.people.models import Child
from tests.cases.conftest import Unit, a_plan
from tests.cases.pages.conftest import at, day, hidden, signed_in
from tests.conftest import Cast

Form = tuple[Person, str, str, dict[str, Any]]
"""Who sends it, the page on which it stands, where it goes, what is typed."""
Made = Callable[[Unit, Unit, Cast], Form]


def on(verb: str, typed: dict[str, Any], state: str = "registered") -> Made:
    """A form of a case in a state."""

    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        case: Case = getattr(unit, state)()
        return unit.worker, at(case, verb), at(case, verb), typed

    return made


def report(unit: Unit, other: Unit, cast: Cast) -> Form:
    typed = {
        "unit": unit.body.pk, "concerns": ["begging"], **day("seen_on"), "sex": "girl", "source": "police",
        "narrative": "Seen",
    }  # fmt: skip
    return unit.worker, "/cases/report/", "/cases/report/", typed


def register(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = f"/cases/reports/{unit.reported().pk}/register/"
    return unit.worker, url, url, {"given_name": "Ina", "sex": "girl", "step": "new"}


def screen_out(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = f"/cases/reports/{unit.reported().pk}/screen-out/"
    return unit.worker, url, url, {"reason": "no_need", "note": "A film"}


def confirm(decide: str) -> Made:
    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        found = concern_report.screen_out(unit.reported(), "no_need", by=unit.worker, opener=unit.opener())
        url = f"/cases/reports/{found.pk}/"
        return unit.head, url, f"{url}screen-out/confirm/", {"decide": decide}

    return made


def agree_plan(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.assessed()
    plan(case, a_plan(), base=0, by=unit.worker, opener=unit.opener())
    url = at(case, "plan/agree/")
    return unit.worker, url, url, {"parents": "refused", "child": "agreed", "reason": "They want work"}


def approve_plan(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.planned().case
    return unit.head, at(case), at(case, "plan/approve/"), {"plan": "1"}


def end_action(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.in_force()
    action = PlanAction.objects.filter(case=case).first()
    assert action is not None
    return unit.worker, at(case), at(case, f"plan/actions/{action.pk}/end/"), {"state": "done"}


def decide_close(decide: str) -> Made:
    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        case = unit.in_force()
        propose_close(case, Ending("plan_met", "told", "told"), by=unit.worker, opener=unit.opener())
        url = at(case, "close/decide/")
        return unit.head, url, url, {"decide": decide, "answer": "Visit first"}

    return made


def assign(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.registered()
    return unit.worker, at(case, "assign/"), at(case, "assign/"), {"worker": cast.second_case_worker.pk}


def send_away(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.assessed()
    return unit.worker, at(case, "transfer/"), at(case, "transfer/"), {"to_unit": other.body.pk, "reason": "moved"}


def decide_transfer(decide: str) -> Made:
    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        case = unit.assessed()
        transfer(case, other.body, "moved", by=unit.worker, opener=unit.opener())
        typed = {"decide": decide, "worker": other.worker.pk, "answer": "They live elsewhere"}
        return other.head, at(case, "transfer/decide/"), at(case, "transfer/decide/"), typed

    return made


def state_why(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.registered()
    return cast.second_case_worker, at(case, "purpose/"), at(case, "purpose/"), {"reason": "cover", "text": "Ill"}


def see_purpose(unit: Unit, other: Unit, cast: Cast) -> Form:
    who = cast.second_case_worker
    made = state_purpose(unit.registered(), "cover", "Ill", by=who, opener=unit.opener(who))
    return unit.head, "/cases/", f"/cases/purposes/{made.pk}/see/", {}


SAVE = {
    "assess": on("assess/", {"risk_level": "low", "summary": "Calm", "trafficking_suspected": "yes"}),
    "assess_fully": on("assess-fully/", {"family": "Large"}, "assessed"),
    "record_exploitation": on("exploitation/", {"form": "begging", "school": "out"}),
    "plan": on(
        "plan/", {"measure": "support", "aim": "School", "do1-service": "school_return", **day("do1-due")}, "assessed"
    ),
    "contact": on("contact/", {**day("on"), "kind": "office", "note": "Here"}),
    "review": on("review/", {**day("on"), "risk_level": "low", "outcome": "change"}, "in_force"),
    "propose_close": on("close/", {"reason": "plan_met", "child_told": "told", "family_told": "told"}, "in_force"),
    "place": on("place/", {"verb": "protect", **day("on"), "parents_told": "told"}),
    "nrm": on("nrm/", {"verb": "suspect", **day("on")}),
    "criminal": on("criminal/", {"verb": "report_crime", **day("on")}),
    "reopen": on("reopen/", {}, "closed"),
    "agree_plan": agree_plan,
    "approve_plan": approve_plan,
    "end_action": end_action,
    "decide_close approve": decide_close("approve"),
    "decide_close refuse": decide_close("refuse"),
    "assign": assign,
    "transfer": send_away,
    "decide_transfer accept": decide_transfer("accept"),
    "decide_transfer refuse": decide_transfer("refuse"),
    "state_purpose": state_why,
    "see_purpose": see_purpose,
    "report": report,
    "register": register,
    "screen_out": screen_out,
    "confirm_screen_out": confirm("confirm"),
    "confirm_screen_out keep": confirm("keep"),
}
READ_ONLY = {"desk", "cases", "board", "own_reports", "concern", "case"}
KEEPING = {"draft", "draft_concern", "draft_report", "throw_away"}


def counted() -> dict[str, int]:
    """The rows of every table of the room, the children, and the events but those of reading and signing in."""
    rows = {
        model.__name__: model._default_manager.count() for model in (*vars(models).values(), Child) if _table(model)
    }
    quiet = ("case.view", "case.view_report", "case.list", "session.sign_in")
    return rows | {"Event": Event.objects.exclude(verb__in=quiet).count()}


def _table(thing: Any) -> bool:
    return hasattr(thing, "_default_manager")


@pytest.mark.parametrize("verb", SAVE)
def test_a_button_pressed_twice_is_one_act(unit: Unit, other: Unit, cast: Cast, verb: str) -> None:
    who, page, url, typed = SAVE[verb](unit, other, cast)
    client = signed_in(who)
    sent = {**hidden(client.get(page)), **typed}
    before = counted()
    first = client.post(url, sent)
    assert first.status_code == 302, first.content.decode()[:3000]
    once = counted()
    assert once["Event"] > before["Event"]
    second = client.post(url, sent)
    assert (second.status_code, second.headers.get("Location")) == (302, first.headers["Location"])
    assert counted() == once
    assert lands(client, first.headers["Location"]) == 200


def lands(client: Client, url: str) -> int:
    """Where it leads there is a page."""
    return client.get(url).status_code


def test_every_form_of_the_room_is_among_them() -> None:
    names: set[str] = set()
    for pattern in urlpatterns:
        names |= {each.name for each in getattr(pattern, "url_patterns", [pattern])}
    assert names - READ_ONLY - KEEPING == {verb.split()[0] for verb in SAVE}
