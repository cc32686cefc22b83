"""A form that is sent twice is taken once: every form of the file room, its button pressed twice."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.audit.models import Event
from milepost.cases import models
from milepost.cases.actions import basis, carer, concern_report, duplicate, message, referral
from milepost.cases.actions.attachment import attach
from milepost.cases.actions.closure import propose_close
from milepost.cases.actions.plan import plan
from milepost.cases.actions.purpose import state_purpose
from milepost.cases.actions.transfer import transfer
from milepost.cases.facts import Asking, Ending, Ground, Paper
from milepost.cases.media import prepare
from milepost.cases.models import Case, PlanAction, Referral
from milepost.cases.urls import urlpatterns
from milepost.institutions.models import Body
from milepost.people.identity import Care, Identity
from milepost.people.models import Carer, Child, Joining
from milepost.vault.actions.person_key import make_key
from tests.cases import files
from tests.cases.conftest import Unit, a_plan
from tests.cases.pages.conftest import at, day, hidden, signed_in
from tests.cases.pages.test_group_meeting import CALLED
from tests.conftest import PASSWORD, Cast

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


TODAY, SOON = timezone.localdate(), timezone.localdate() + timedelta(days=30)
TWIN = Identity(given_name="Bese", surname="Hoxhaj")


def refer(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = at(unit.registered(), "services/ask/?kind=shelter")
    return unit.worker, url, url, {"offer": "another", "provider": _provider().pk, **day("on"), "note": "A place"}


def answer_referral(verb: str) -> Made:
    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        found = _asked(unit, unit.registered())
        url = at(found.case, f"services/{found.pk}/answer/")
        return unit.worker, url, url, {"verb": verb, **day("on"), "answer": "From Monday"}

    return made


def end_referral(verb: str) -> Made:
    """Finished with the thing of the plan that it is for; or dropped before anybody answered."""

    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        case = unit.in_force()
        found = _asked(unit, case, PlanAction.objects.get(case=case, service="day_centre"))
        if verb == "finish":
            referral.answer_referral(found, "accept", TODAY, by=unit.worker, opener=unit.opener())
        url = at(case, f"services/{found.pk}/end/")
        return unit.worker, url, url, {"verb": verb, **day("on"), "ending": "At school", "action_done": "on"}

    return made


def _provider() -> Body:
    return Body.objects.get(country="al", code="UNICEF")


def _asked(unit: Unit, case: Case, action: PlanAction | None = None) -> Referral:
    asking = Asking(TODAY, "day_centre", _provider(), action=action)
    return referral.refer(case, asking, by=unit.worker, opener=unit.opener())


def of_group(verb: str, typed: dict[str, Any]) -> Made:
    """A form of a meeting that waits."""

    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        url = at(unit.called().case, verb)
        return unit.worker, url, url, typed

    return made


def invite_guest(unit: Unit, other: Unit, cast: Cast) -> Form:
    url, person = at(unit.assessed(), "guests/invite/"), _guest(cast)
    return unit.worker, url, url, {"role": "group_guest", "person": person.pk, **day("until", SOON)}


def end_guest(unit: Unit, other: Unit, cast: Cast) -> Form:
    made = unit.invited(unit.assessed(), _guest(cast))
    return unit.worker, at(made.case), at(made.case, f"guests/{made.pk}/end/"), {}


def _guest(cast: Cast) -> Person:
    make_key(cast.group_guest, PASSWORD, by=cast.group_guest)
    return cast.group_guest


def attach_two(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = at(unit.registered(), "attachments/add/")
    return unit.worker, url, url, {"chosen": [("a.jpg", files.jpeg()), ("b.pdf", files.PDF)], "description": "Bridge"}


def remove_attachment(unit: Unit, other: Unit, cast: Cast) -> Form:
    papers = [prepare(files.PDF, "a.pdf")]
    made = attach(unit.registered(), papers, Paper(), by=unit.worker, opener=unit.opener())[0]
    url = at(made.case, f"attachments/{made.pk}/remove/")
    return unit.worker, url, url, {"reason": "Another child"}


def withdraw_basis(unit: Unit, other: Unit, cast: Cast) -> Form:
    ground = Ground("carer_consent", "photograph", TODAY, "parent")
    made = basis.state_basis(unit.registered(), ground, by=unit.worker, opener=unit.opener())
    url = at(made.case, f"basis/{made.pk}/withdraw/")
    return unit.worker, url, url, {**day("on"), "note": "She changed her mind"}


def extend(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = at(unit.registered(), "extend/")
    return unit.head, url, url, {"duty": "assess", **day("until", SOON), "reason": "The family is away"}


def hand_over(unit: Unit, other: Unit, cast: Cast, *, all_of_them: bool = True) -> Form:
    """All files; or one of two, so that the page is still there the second time."""
    first, _second = [unit.registered(Identity(given_name=name)) for name in ("Ana", "Ben")]
    url, name = f"/cases/workers/{unit.worker.pk}/hand-over/", "everything" if all_of_them else f"file-{first.pk}"
    return unit.head, url, url, {name: cast.second_case_worker.pk}


def hand_over_one(unit: Unit, other: Unit, cast: Cast) -> Form:
    return hand_over(unit, other, cast, all_of_them=False)


def change_identity(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = at(unit.registered(), "identity/")
    return unit.worker, url, url, {"given_name": "Besa", "surname": "Marku", "sex": "girl", "step": "new"}


def change_carer(unit: Unit, other: Unit, cast: Cast) -> Form:
    case = unit.registered()
    made = carer.add_carer(case, Care("mother", "Drita", "069", True), by=unit.worker, opener=unit.opener())
    url = at(case, f"carers/{made.pk}/")
    return unit.worker, url, url, {"relation": "guardian", "name": "Drita", "contact": "067", "lives_with": "no"}


def join(keep: int) -> Made:
    """Two open files; the child of the first or of the second one stays."""

    def made(unit: Unit, other: Unit, cast: Cast) -> Form:
        case, twin = unit.assessed(), unit.registered(TWIN)
        typed = {"token": str(uuid.uuid4()), "step": "join", "other": twin.child_id, "reason": "One certificate"}
        url = at(case, "join/")
        return unit.head, url, url, {**typed, "stays": (case.child_id, twin.child_id)[keep]}

    return made


def separate(unit: Unit, other: Unit, cast: Cast) -> Form:
    case, twin, opener = unit.assessed(), unit.registered(TWIN), unit.opener(unit.head)
    made = duplicate.join(case, twin.child, "One", stays=case.child, by=unit.head, opener=opener)
    url = at(case, f"separate/{made.pk}/")
    return unit.head, url, url, {"reason": "Cousins"}


def send_message(unit: Unit, other: Unit, cast: Cast) -> Form:
    url = at(unit.registered(), "messages/send/")
    return unit.worker, url, url, {"to": unit.head.pk, "text": "Look at this"}


def read_message(unit: Unit, other: Unit, cast: Cast) -> Form:
    made = message.send_message(unit.registered(), unit.head, "Look", by=unit.worker, opener=unit.opener())
    return unit.head, at(made.case), at(made.case, f"messages/{made.pk}/read/"), {}


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
    "refer": refer,
    "answer_referral accept": answer_referral("accept"),
    "answer_referral refuse": answer_referral("refuse"),
    "end_referral finish": end_referral("finish"),
    "end_referral drop": end_referral("drop"),
    "convene_group": on("group/convene/", CALLED, "assessed"),
    "hold_group": of_group("group/hold/", {**day("on"), "came_1": "yes", "decisions": "School from Monday"}),
    "cancel_group": of_group("group/cancel/", {"reason": "Nobody came"}),
    "invite_guest": invite_guest,
    "end_guest": end_guest,
    "attach": attach_two,
    "remove_attachment": remove_attachment,
    "state_basis": on(
        "basis/",
        {"purpose": "photograph", "kind": "carer_consent", "given_by": "parent", **day("given_on"), "note": "Told"},
    ),
    "withdraw_basis": withdraw_basis,
    "extend": extend,
    "check_closed": on("check/", {**day("on"), "outcome": "well", "note": "At school"}, "closed"),
    "check_closed worries": on("check/", {**day("on"), "outcome": "new_concern", "note": "Begs"}, "closed"),
    "hand_over": hand_over,
    "hand_over one": hand_over_one,
    "change_identity": change_identity,
    "add_carer": on("carers/add/", {"relation": "mother", "name": "Drita", "contact": "069", "lives_with": "yes"}),
    "change_carer": change_carer,
    "join": join(0),
    "join the other": join(1),
    "separate": separate,
    "send_message": send_message,
    "read_message": read_message,
}
READ_ONLY = {
    "desk", "cases", "board", "own_reports", "concern", "case", "accesses", "invited", "proceedings",
    "view_attachment", "attachment_content", "attachment_original",
}  # fmt: skip
KEEPING = {"draft", "draft_concern", "draft_report", "throw_away"}
PAPER = {"print_file"}
"""Sent again it gives the same copy again, and says so in an event: tests/cases/test_printing.py."""
REPEATS = {"tag_unit"}
"""No form of a case: each press makes the next ones searchable, and none is left twice: tests/people."""


PEOPLE = (Child, Carer, Joining)


def counted() -> dict[str, int]:
    """The rows of every table of the room, of people, and the events but those of reading and signing in."""
    rows = {
        model.__name__: model._default_manager.count() for model in (*vars(models).values(), *PEOPLE) if _table(model)
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
    first = press(client, url, sent)
    assert first.status_code == 302, first.content.decode()[:3000]
    once = counted()
    assert once["Event"] > before["Event"]
    second = press(client, url, sent)
    assert (second.status_code, second.headers.get("Location")) == (302, first.headers["Location"])
    assert counted() == once
    assert lands(client, first.headers["Location"]) == 200


def press(client: Client, url: str, sent: dict[str, Any]) -> Any:
    """Send a form; its files are read anew each time."""
    chosen = [SimpleUploadedFile(name, data) for name, data in sent.get("chosen", ())]
    return client.post(url, {**sent, "chosen": chosen} if chosen else sent)


def lands(client: Client, url: str) -> int:
    """Where it leads there is a page."""
    return client.get(url).status_code


def test_every_form_of_the_room_is_among_them() -> None:
    names: set[str] = set()
    for pattern in urlpatterns:
        names |= {each.name for each in getattr(pattern, "url_patterns", [pattern])}
    assert names - READ_ONLY - KEEPING - PAPER - REPEATS == {verb.split()[0] for verb in SAVE}
