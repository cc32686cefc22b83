"""The technical group of a case: call it, note what it decided, or that it did not meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.cases.actions import group_meeting as actions
from milepost.cases.fields import texts_of
from milepost.cases.forms.group_meeting import CancelGroupForm, ConveneGroupForm, HoldGroupForm
from milepost.cases.models import Case, GroupMeeting
from milepost.cases.queries.file import File, Opened, groups_of
from milepost.cases.rules.group_meeting import called_meeting, can_cancel_group, can_convene_group, can_hold_group
from milepost.cases.states import CONVENERS
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, onward, taken, to
from milepost.cases.views.write import form_for, sent_by, write
from milepost.places.codes import names_of
from milepost.ui import parts
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.convene_group")
@require_http_methods(["GET", "POST"])
@on_case("case.convene_group")
def convene_group(request: HttpRequest, case: Case) -> HttpResponse:
    """Call the group."""
    form: Any = form_for(request, case, "convene_group", ConveneGroupForm)
    return write(
        request, case, "convene_group", form,
        lambda: actions.convene_group(case, form.facts(), **sent_by(request, form)),
        said=_("The group is called. Invite those who may read the file."),
        context={"ruling": can_convene_group(person(request), case)},
    )  # fmt: skip


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.hold_group")
@require_http_methods(["GET", "POST"])
@on_case("case.hold_group")
def hold_group(request: HttpRequest, case: Case) -> HttpResponse:
    """Note who came and what the group decided."""
    meeting = called_meeting(case)
    if meeting is None:
        return _none_waits(request, case)
    form: Any = form_for(request, case, "hold_group", HoldGroupForm, asked=_asked(meeting, request))
    return write(
        request, case, "hold_group", form,
        lambda: actions.hold_group(meeting, form.facts(), **sent_by(request, form)),
        said=_("Noted. The plan's page shows what the group decided."),
        context={"meeting": meeting, "ruling": can_hold_group(person(request), meeting)},
    )  # fmt: skip


@sensitive_post_parameters()
@policy("case.cancel_group")
@require_http_methods(["GET", "POST"])
@on_case("case.cancel_group")
def cancel_group(request: HttpRequest, case: Case) -> HttpResponse:
    """Note that the group did not meet."""
    meeting = called_meeting(case)
    if meeting is None:
        return _none_waits(request, case)
    form = form_for(request, case, "cancel_group", CancelGroupForm)
    return write(
        request, case, "cancel_group", form,
        lambda: actions.cancel_group(meeting, form.cleaned_data["reason"], **sent_by(request, form)),
        said=_("Noted. You can call the group again."),
        context={"meeting": meeting, "ruling": can_cancel_group(person(request), meeting)},
    )  # fmt: skip


def _none_waits(request: HttpRequest, case: Case) -> HttpResponse:
    if request.method == "POST" and (led := taken(request)) is not None:
        return onward(request, led)
    messages.info(request, _("No meeting of the technical group waits."))
    return redirect(to(case))


@sensitive_variables()
def _asked(meeting: GroupMeeting, request: HttpRequest) -> list[tuple[int, str]]:
    """The position of everyone who was asked, and how the page calls them."""
    case, names = meeting.case, names_of(meeting.country_id, wording.language())
    key, groups = opener_of(request).open_case(case.key_id), groups_of(case, person(request))
    return [
        (
            row.position,
            _called(wording.named(names, "group_sector", row.sector), texts_of(row, key, groups)),
        )
        for row in meeting.invitations.all()
    ]


def _called(sector: str, texts: Mapping[str, str]) -> str:
    return f"{texts['name']} ({sector})" if texts.get("name") else sector


@dataclass(frozen=True, repr=False)
class Meeting:
    """A meeting as pages show it; `rows` is its attendance by sector."""

    of: Opened
    convener: str | Promise
    rows: list[list[parts.Cell]]
    came: int

    def __repr__(self) -> str:
        return "<Meeting>"


@sensitive_variables()
def meetings_of(file: File) -> dict[str, Any]:
    """What the part of a case's page about the group shows: the meetings, newest first, and the table's columns."""
    names = names_of(file.case.country_id, wording.language())
    meetings = [
        Meeting(
            each, CONVENERS[each.row.convened_by],
            [_row(asked, names, each.row.state) for asked in file.invited_to(each.row.pk)],
            sum(asked.row.attended is True for asked in file.invited_to(each.row.pk)),
        )
        for each in file.meetings
    ]  # fmt: skip
    columns = [parts.Column(label) for label in (_("Sector"), _("Who"), _("Body"), _("Came"))]
    return {"meetings": meetings, "meeting_columns": columns}


@sensitive_variables()
def _row(asked: Opened, names: Mapping[tuple[str, str], str], state: str) -> list[parts.Cell]:
    row = asked.row
    came = {True: _("came"), False: _("did not come"), None: _("not recorded")}[row.attended]
    return [
        parts.Cell(wording.named(names, "group_sector", row.sector)),
        parts.Cell(asked.texts.get("name") or _("not recorded")),
        parts.Cell(row.body.name(wording.language()) if row.body else _("not recorded")),
        parts.Cell(came if state == "held" else _("asked")),
    ]


@sensitive_variables()
def decisions_of(case: Case, request: HttpRequest) -> list[tuple[date, str]]:
    """What the group decided, newest meeting first: the plan is written from it."""
    held = case.groupmeetings.filter(state="held").order_by("-held_on", "-at")[:3]
    key, groups = opener_of(request).open_case(case.key_id), groups_of(case, person(request))
    return [(row.held_on, texts_of(row, key, groups).get("decisions", "")) for row in held if row.held_on]
