"""What a worker and the head write to each other about a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Ruling
from milepost.cases.actions import message as actions
from milepost.cases.fields import groups_at, texts_of
from milepost.cases.forms.message import SendMessageForm
from milepost.cases.models import Case, Message
from milepost.cases.queries.message import messages_of, readers_of
from milepost.cases.rules.case import can
from milepost.cases.rules.message import can_send_message
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.write import form_for, write
from milepost.vault.session import opener_of

SHOWN = 20


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.send_message")
@require_http_methods(["GET", "POST"])
@on_case("case.send_message")
def send_message(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the worker or the head about this file."""
    who = person(request)
    readers = readers_of(case, but=who)
    form: Any = form_for(
        request, case, "send_message", SendMessageForm, readers=readers,
        judge=lambda clean: can_send_message(who, case, to=clean["to"]),
    )  # fmt: skip

    def act() -> object:
        data = form.cleaned_data
        return actions.send_message(
            case, data["to"], data["text"], by=who, opener=opener_of(request), token=data["token"]
        )

    ruling = can(who, case, "send_message")
    if ruling and not readers.exists():
        ruling = Ruling(_("Nobody but you reads this file, so there is nobody to write to."))
    said_ = _("Sent. They find it on their desk.")
    return write(request, case, "send_message", form, act, said=said_, context={"ruling": ruling})


@policy("case.read_message")
@require_POST
@on_case("case.read_message")
def read_message(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """It was read."""
    rows = Message.objects.select_related("case__unit", "case__transferred_to").filter(to=person(request))
    actions.read_message(get_object_or_404(rows, case=case, pk=pk), by=person(request))
    said.success(request, _("Marked as read."))
    return redirect(to(case) + "#messages")


@sensitive_variables()
def written(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    """The messages about a case, for its page."""
    rows = list(messages_of(case)[:SHOWN])
    if not rows:
        return []
    who = person(request)
    key, groups = opener_of(request).open_case(case.key_id), groups_at(who, case.unit)
    return [
        {"row": row, "text": texts_of(row, key, groups).get("text", ""),
         "unread": row.read_at is None and row.to_id == who.pk}
        for row in rows
    ]  # fmt: skip
