"""Someone at a form: where its words are kept while they are typed, and what they typed before."""

import uuid
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.policy import person
from milepost.cases.forms.words import VerbForm
from milepost.cases.models import Case, ConcernReport, Draft
from milepost.cases.models.draft import NOTHING
from milepost.cases.queries.draft import Typed, country_of, drafts_for, drafts_of, typed_before
from milepost.cases.rules.draft import About
from milepost.cases.sent import token_in, typed_in
from milepost.cases.views import wording
from milepost.cases.views.fetch import to
from milepost.ui import parts
from milepost.vault.session import opener_of

Form = TypeVar("Form", bound=VerbForm)

TITLES = {
    "report": gettext_lazy("Report a concern"),
    "register": gettext_lazy("Register"),
    "screen_out": gettext_lazy("Screen out"),
    "state_purpose": gettext_lazy("Why do you need this file?"),
    "decide_close": gettext_lazy("Decide about closing"),
    "decide_transfer": gettext_lazy("A file for your unit"),
    "propose_close": gettext_lazy("Propose to close"),
    "transfer": gettext_lazy("Send to another unit"),
    "assign": gettext_lazy("Give to a colleague"),
    "place": gettext_lazy("Safety"),
    "nrm": gettext_lazy("Trafficking"),
    "criminal": gettext_lazy("Criminal case"),
    "contact": gettext_lazy("Contact"),
    "review": gettext_lazy("Review"),
    "plan": gettext_lazy("Protection plan"),
    "agree_plan": gettext_lazy("Agreement with the plan"),
    "assess": gettext_lazy("Initial assessment"),
    "assess_fully": gettext_lazy("Full assessment"),
    "record_exploitation": gettext_lazy("Exploitation"),
    "reopen": gettext_lazy("Open again"),
    "refer": gettext_lazy("Ask for a service"),
    "answer_referral": gettext_lazy("What the provider said"),
    "end_referral": gettext_lazy("How the service ended"),
    "convene_group": gettext_lazy("Call the technical group"),
    "hold_group": gettext_lazy("What the technical group decided"),
    "cancel_group": gettext_lazy("The technical group did not meet"),
    "invite_guest": gettext_lazy("Invite a guest"),
    "state_basis": gettext_lazy("Legal basis"),
    "withdraw_basis": gettext_lazy("Note that it was withdrawn"),
    "extend": gettext_lazy("More time"),
    "check_closed": gettext_lazy("How is the child now?"),
    "change_identity": gettext_lazy("What is known of the child"),
    "add_carer": gettext_lazy("Who cares for the child?"),
    "change_carer": gettext_lazy("What is known of this carer"),
    "separate": gettext_lazy("They are two children after all"),
    "send_message": gettext_lazy("Message about this file"),
}
"""What a form is called in the list of what was not sent."""


@dataclass(frozen=True)
class Sitting:
    """What a page needs to keep a form: `page` names this window, `seen` is the draft's number that it was shown.

    `keeps`: the person's key is open, so that what they type can be kept. `of`: the one thing of a file that the form
    is of (a carer, a service), so that its words never stand in the form of another one.
    """

    address: str
    keeps: bool
    page: uuid.UUID = field(default_factory=uuid.uuid4)
    seen: int = 0
    typed: Draft | None = None
    others: list[Draft] = field(default_factory=list)
    of: str = ""


def address_of(about: About, verb: str) -> str:
    """Where the words of a form are kept."""
    if isinstance(about, Case):
        return reverse("cases:draft", kwargs={**about.address, "verb": verb})
    if isinstance(about, ConcernReport):
        return reverse("cases:draft_concern", kwargs={"pk": about.pk, "verb": verb})
    return reverse("cases:draft_report")


@sensitive_variables()
def form_for(
    request: HttpRequest, about: About, verb: str, form: type[Form], *, sent: bool = True, of: object = "", **more: Any
) -> Form:
    """The form as sent; else what was typed before and not sent; else as things stand (`initial`).

    `sent`: whether what a request posts belongs to this form, where a page has two. `of`: which of its kind, where a
    file has several: its id.
    """
    more["country"] = country_of(about)
    if request.method == "POST" and sent:
        made = form(request.POST, **more)
        made.sitting = _again(request, about, verb, str(of))  # type: ignore[attr-defined]
        return made
    wanted = window(request.GET.get("draft", ""))
    typed = typed_before(about, verb, by=person(request), opener=opener_of(request), wanted=wanted, of=str(of))
    if typed is None:
        made = form(**more)
        made.sitting = Sitting(address_of(about, verb), bool(opener_of(request)), of=str(of))  # type: ignore[attr-defined]
        return made
    more.pop("initial", None)
    made = form.resumed(typed.values, **more)
    made.sitting = _resumed(request, about, verb, typed, str(of))  # type: ignore[attr-defined]
    return made


def _again(request: HttpRequest, about: About, verb: str, of: str) -> Sitting:
    """The page of a form that was sent back: it goes on with the draft of the same form."""
    token = token_in(typed_in(request.POST))
    row = drafts_for(person(request), about, verb).filter(token=token).first() if token else None
    return Sitting(address_of(about, verb), bool(opener_of(request)), seen=row.number if row else 0, of=of)


def _resumed(request: HttpRequest, about: About, verb: str, typed: Typed, of: str) -> Sitting:
    return Sitting(
        address_of(about, verb), bool(opener_of(request)), seen=typed.row.number, typed=typed.row, others=typed.others,
        of=of,
    )  # fmt: skip


def not_sent(request: HttpRequest) -> list[parts.Task]:
    """What the reader typed and did not send, for their desk. Never a word of it."""
    return [
        parts.Task(_title(row), _page(row), wording.moment(row.saved_at)) for row in drafts_of(person(request))[:20]
    ]


def _title(row: Draft) -> str:
    name = str(TITLES.get(row.verb, wording.VERBS.get(row.verb, row.verb)))
    return f"{name}: {row.case}" if row.case else name


def _page(row: Draft) -> str:
    """Where the form is. One of a single thing of a file (a carer, a service) is reached from the file's page."""
    if row.case is not None:
        try:
            found = reverse(f"cases:{row.verb}", kwargs=row.case.address)
        except NoReverseMatch:
            return to(row.case)
    elif row.verb == "report":
        found = reverse("cases:report")
    else:
        found = reverse(f"cases:{row.verb}", kwargs={"pk": row.about})
    return f"{found}?draft={row.pk}"


def window(given: str) -> uuid.UUID:
    """A uuid that a page sent along."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return NOTHING


def shown_number(given: str) -> int:
    """The number of the draft that the page was shown."""
    return int(given) if given.isdecimal() and len(given) < 9 else 0
