"""Units, people and cases in every stage, and browsers of those who fill forms in, each made by the real actions."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.cases.actions import concern_report
from milepost.cases.actions.attachment import attach
from milepost.cases.actions.basis import state_basis
from milepost.cases.actions.carer import add_carer
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.draft import draft
from milepost.cases.actions.duplicate import join
from milepost.cases.actions.message import send_message
from milepost.cases.actions.plan import plan
from milepost.cases.actions.purpose import state_purpose
from milepost.cases.actions.referral import answer_referral
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Ending, Ground, Paper
from milepost.cases.media import prepare
from milepost.cases.models import Attachment, Basis, Case, Guest, Message, PlanAction, Referral
from milepost.intake.actions.export import make
from milepost.intake.models import Sheet
from milepost.people.actions.child import register
from milepost.people.identity import Care, Identity
from milepost.people.models import Carer, Joining
from milepost.places.models import Country
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
from milepost.vault.actions.unit_key import share_tags
from tests.canary.fill import marked_register, marker, photo
from tests.cases.conftest import Unit, _founded, a_plan
from tests.cases.pages.conftest import signed_in
from tests.cases.test_access import asked
from tests.conftest import PASSWORD, make_people
from tests.intake.conftest import matched, uploaded
from tests.intake.test_export import an_order


class World:
    """Two units; `things` are the cases, reports, sheets and the like by the stage that an address is tried on."""

    def __init__(self) -> None:
        make_people()
        people = {each: _person(each) for each in (
            "case_worker", "second_case_worker", "head_of_unit", "other_case_worker", "other_head_of_unit", "administrator",
            "group_guest", "prosecution_clerk",
        )}  # fmt: skip
        key, shares = set_up_recovery(Country.objects.get(pk="al"), by=people["administrator"])
        prove_recovery(key, shares[:2], by=people["administrator"])
        set_up_recovery(Country.objects.get(pk="al"), by=people["administrator"])  # to be proved
        self.unit = _founded(people["head_of_unit"], people["case_worker"], people["second_case_worker"])
        other = _founded(people["other_head_of_unit"], people["other_case_worker"])
        share_tags(other.body, by=self.unit.head, opener=self.unit.opener(self.unit.head))
        for each in ("group_guest", "prosecution_clerk"):
            make_key(people[each], PASSWORD, by=people[each])
        self.guests = [people["group_guest"], people["prosecution_clerk"]]
        self.things: dict[str, Any] = {**self._cases(other), **self._around(people), **self._outside()}
        self.browsers = {
            "worker": signed_in(self.unit.worker), "head": signed_in(self.unit.head), "other head": signed_in(other.head),
            "colleague": signed_in(people["second_case_worker"]), "administrator": signed_in(people["administrator"]),
            "guest": signed_in(people["group_guest"]), "clerk": signed_in(people["prosecution_clerk"]),
            "nobody": Client(), "newcomer": signed_in(_person("case_worker", "demo")),
        }  # fmt: skip
        for browser in self.browsers.values():
            browser.raise_request_exception = False

    def _cases(self, other: Unit) -> dict[str, Any]:
        """Cases and reports of the worker."""
        unit = self.unit
        by: dict[str, Any] = {"by": unit.worker, "opener": unit.opener()}

        def assessed() -> Case:
            return unit.assessed(unit.registered(Identity()))

        planned, sent, closing, proposed = (
            assessed(),
            unit.in_force(assessed()),
            unit.in_force(assessed()),
            unit.reported(),
        )
        plan(planned, a_plan(), base=0, **by)
        transfer(sent, other.body, "moved", **by)
        propose_close(closing, Ending("plan_met", "told", "told"), **by)
        concern_report.screen_out(proposed, "no_need", **by)
        return {
            "registered": unit.registered(Identity()), "assessed": assessed(), "planned": planned, "sent": sent,
            "agreed": unit.planned(assessed()).case, "closing": closing, "in_force": unit.in_force(assessed()),
            "to close": unit.in_force(assessed()), "to send": unit.in_force(assessed()),
            "to join": unit.in_force(assessed()),
            "closed": unit.closed(unit.in_force(assessed())), "closed twin": unit.closed(unit.in_force(assessed())),
            "to meet": unit.called(assessed()).case,
            "to call off": unit.called(assessed()).case,
            "report": unit.reported(), "another report": unit.reported(), "proposed report": proposed,
        }  # fmt: skip

    def _around(self, people: dict[str, Person]) -> dict[str, Any]:
        """A case with all that has an address below a case, and what is stated or typed about it."""
        unit = self.unit
        by: dict[str, Any] = {"by": unit.worker, "opener": unit.opener()}
        case = asked(unit.in_force(unit.assessed(unit.registered(Identity()))), unit)
        attach(case, [prepare(photo(), marker("name"), evidence=True)], Paper(marker("shows")), **by)
        state_basis(case, Ground("carer_consent", "photograph", timezone.localdate(), "parent"), **by)
        add_carer(case, Care("mother", marker("carer")), **by)
        send_message(case, unit.head, marker("message"), **by)
        twin = register(unit.body, Identity(given_name=marker("twin")), **by)
        join(case, twin, marker("one"), stays=case.child, **by)
        for each in self.guests:
            unit.invited(case, each)
        ended = asked(unit.in_force(unit.assessed(unit.registered(Identity()))), unit)
        answer_referral(Referral.objects.get(case=ended), "accept", timezone.localdate(), "", **by)
        colleague = people["second_case_worker"]
        stated = state_purpose(case, "cover", marker("why"), by=colleague, opener=unit.opener(colleague))
        return {
            "around": Case.objects.get(pk=case.pk), "accepted": Case.objects.get(pk=ended.pk), "purpose": stated,
            "draft": draft(case, "contact", {"note": [marker("draft")]}, **by), "unit": unit.body, "person": unit.worker,
        }  # fmt: skip

    def _outside(self) -> dict[str, Any]:
        """Registers that came in, and an export that went out."""
        unit, constants = self.unit, {"concerns": "begging"}
        ordered = [
            make(
                an_order(unit, reason=marker("reason"), recipient=marker("recipient")), by=unit.head,
                opener=unit.opener(unit.head),
            )[0] for _each in range(2)
        ]  # fmt: skip
        return {
            "sheet": uploaded(unit, marked_register("match"), marker("file")),
            "unwanted sheet": uploaded(unit, marked_register("drop"), marker("file")),
            "worded sheet": matched(unit, marked_register("words"), constants),
            "tried sheet": matched(unit, marked_register("try"), constants),
            "matched sheet": matched(unit, marked_register("take"), constants),
            "export": ordered[0], "fetched export": ordered[1],
        }  # fmt: skip

    def address(self, name: str, parameters: set[str], on: str) -> str:
        """An address with the arguments of a stage."""
        thing = self.things[on]
        given: dict[str, Any] = {
            "country": "al", "person_pk": self.unit.worker.pk, "pk": thing.pk, "verb": "contact",
        }  # fmt: skip
        if "number" in parameters:
            given |= {"number": thing.number, "pk": _row(name, thing)}
            given |= {"attachment": _newest(Attachment, thing), "basis": _newest(Basis, thing)}
        elif name == "cases:draft_concern":
            given["verb"] = "screen_out"
        if name.startswith("vault:"):
            given["pk"] = self.unit.body.pk
        if name.startswith("accounts:"):
            given["pk"] = self.unit.worker.pk if name != "accounts:withdraw" else self.unit.worker.held()[0].pk
        return reverse(name, kwargs={each: given[each] for each in parameters})


def _row(name: str, case: Case) -> uuid.UUID:
    """What an address below a case acts on; something that never was, where the case has none."""
    rows: dict[str, Any] = {
        "cases:end_guest": Guest.objects.filter(case=case), "cases:read_message": Message.objects.filter(case=case),
        "cases:answer_referral": Referral.objects.filter(case=case),
        "cases:end_referral": Referral.objects.filter(case=case),
        "cases:change_carer": Carer.objects.filter(child=case.child_id),
        "cases:separate": Joining.objects.filter(child=case.child_id),
    }  # fmt: skip
    found = rows.get(name, PlanAction.objects.filter(case=case)).first()
    return found.pk if found else uuid.uuid4()


def _newest(model: Any, case: Case) -> uuid.UUID:
    found = model._default_manager.filter(case=case).order_by("-at").first()
    return found.pk if found else uuid.uuid4()


def _person(name: str, country: str = "al") -> Person:
    return Person.objects.get(email=f"{name}@{country}.example")


def taken_in(world: World) -> bool:
    """Whether the marked register became files."""
    return Sheet.objects.get(pk=world.things["matched sheet"].pk).state == "taken_in"
