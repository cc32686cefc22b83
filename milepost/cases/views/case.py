"""The page of a case: its story on one screen. And who works on it, where it goes, why it is opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.cases.actions import case as actions
from milepost.cases.actions import purpose as purposes
from milepost.cases.actions import transfer as transfers
from milepost.cases.actions.draft import forget
from milepost.cases.forms.case import (
    AcceptTransferForm,
    AssignForm,
    RefuseTransferForm,
    ReopenForm,
    StatePurposeForm,
    TransferForm,
)
from milepost.cases.forms.words import VerbForm
from milepost.cases.models import Case, Guest, Purpose, Transfer
from milepost.cases.queries.cases import cases_within, steps_of
from milepost.cases.queries.duties import all_duties, in_order
from milepost.cases.queries.file import File, file_of
from milepost.cases.rules.access import guest_for
from milepost.cases.rules.case import can, can_approve_plan, can_state_purpose
from milepost.cases.sent import token_in, typed_in
from milepost.cases.states import RISK_LEVELS, SCHOOL
from milepost.cases.views import attachment, basis, printing, wording
from milepost.cases.views.accesses import accesses_shown
from milepost.cases.views.fetch import on_case, onward, to, within_or_404
from milepost.cases.views.group_meeting import meetings_of
from milepost.cases.views.guest import guests_on
from milepost.cases.views.referral import referrals_of
from milepost.cases.views.work import beside
from milepost.cases.views.write import form_for, write
from milepost.people.codes import SEXES
from milepost.places.codes import names_of
from milepost.ui import parts
from milepost.vault.session import opener_of

# What can be done from the page: in the order of the work, under the headings that a worker looks for.
_ACTS: tuple[tuple[str | Promise, tuple[tuple[str, str | Promise], ...]], ...] = (
    (
        gettext_lazy("Assess"),
        (
            ("assess", gettext_lazy("Assess the risk")),
            ("record_exploitation", gettext_lazy("Record the exploitation")),
            ("assess_fully", gettext_lazy("Assess fully")),
        ),
    ),
    (
        gettext_lazy("Plan and help"),
        (
            ("contact", gettext_lazy("Note a contact")),
            ("convene_group", gettext_lazy("Call the technical group")),
            ("plan", gettext_lazy("Write the plan")),
            ("agree_plan", gettext_lazy("Note the agreement")),
            ("refer", gettext_lazy("Ask for a service")),
            ("review", gettext_lazy("Review the plan")),
        ),
    ),
    (
        gettext_lazy("Safety and law"),
        (
            ("place", gettext_lazy("Safety")),
            ("nrm", gettext_lazy("Trafficking")),
            ("criminal", gettext_lazy("Criminal case")),
            ("state_basis", gettext_lazy("State the legal basis")),
        ),
    ),
    (
        gettext_lazy("The file"),
        (
            ("attach", gettext_lazy("Attach photos or documents")),
            ("invite_guest", gettext_lazy("Invite a guest")),
            ("assign", gettext_lazy("Give to a colleague")),
            ("transfer", gettext_lazy("Send to another unit")),
            ("propose_close", gettext_lazy("Propose to close")),
            ("check_closed", gettext_lazy("See whether the child is well")),
            ("reopen", gettext_lazy("Open again")),
        ),
    ),
)


@sensitive_variables()
@policy("case.view")
@require_GET
@on_case("case.view")
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Who holds it now, what is next, what is late; then the story."""
    who = person(request)
    file = file_of(case, by=who, opener=opener_of(request))
    if guest := guest_for(who, case, "case.view"):
        return render(request, "cases/as_guest.html", _as_guest(file, guest))
    duties = in_order(all_duties(cases_within(who, "case.view").filter(pk=case.pk)))
    context = {
        "case": case,
        "file": file,
        "acts": _acts(who, case),
        "child": _child(file),
        "rows": _rows(file),
        "tracks": wording.tracks(case),
        "exploitation": _exploitation(file),
        "plan": _plan(file),
        "may_approve": bool(file.plan and can_approve_plan(who, file.plan.row)),
        "may_end": bool(can(who, case, "end_action")),
        "timeline": [wording.event(step) for step in steps_of(case)],
        **accesses_shown(case),
        "contacts": [(each, _kind(file, each.row.kind)) for each in file.contacts[:10]],
        **attachment.shown_on(file, who, opener_of(request)),
        **basis.shown_on(file, who, opener_of(request)),
        **printing.shown_on(file, who),
        "referrals": referrals_of(file, who),
        "receiving": case.state == "transferred" and bool(can(who, case, "accept_transfer")),
        **meetings_of(file),
        **guests_on(case, who),
        **beside(request, case, file, duties),
    }
    return render(request, "cases/case.html", context)


def _acts(who: Person, case: Case) -> list[tuple[str | Promise, list[parts.Link]]]:
    """What the reader can do now, by heading; a heading without any is left out."""
    groups = [
        (heading, [parts.Link(to(case, verb), label) for verb, label in acts if can(who, case, verb)])
        for heading, acts in _ACTS
    ]
    return [(heading, links) for heading, links in groups if links]


def _child(file: File) -> str:
    """Who it is about, in a line: for readers of names."""
    if file.identity is None:
        return ""
    told = [file.identity.name or _("name not known"), str(SEXES[file.case.sex]).lower(), _age(file.case)]
    return ", ".join(each for each in told if each)


def _as_guest(file: File, guest: Guest) -> dict[str, object]:
    """What a guest of the technical group sees: their groups of the story, nothing to do, and not who else read it."""
    return {
        "case": file.case, "file": file, "guest": guest, "rows": _rows(file), "exploitation": _exploitation(file),
        "plan": _plan(file), **meetings_of(file),
    }  # fmt: skip


def _rows(file: File) -> list[parts.Row]:
    case, names = file.case, names_of(file.case.country_id, wording.language())
    unknown = _("not recorded")
    rows = [
        parts.Row(_("Concern"), wording.named(names, "concern", case.concerns)),
        parts.Row(_("Risk"), RISK_LEVELS[case.risk_level] if case.risk_level else _("not assessed")),
        parts.Row(_("Sex"), SEXES[case.sex]),
        parts.Row(_("Age when opened"), _age(case) or unknown),
        parts.Row(_("Worker"), case.worker.name if case.worker else _("nobody")),
        parts.Row(_("Unit"), case.unit.name(wording.language())),
        parts.Row(_("Opened"), wording.moment(case.opened_at)),
    ]
    if file.identity is not None:
        rows = [parts.Row(_("Child"), file.identity.name or _("name not known")), *rows]
        rows.append(parts.Row(_("Lives at"), file.identity.address or unknown))
    if file.initial:
        texts = file.initial[0].texts
        rows += [
            parts.Row(_("Assessment"), texts.get("summary") or unknown),
            parts.Row(_("The child says"), texts.get("child_view") or unknown),
        ]
    return rows


def _age(case: Case) -> str:
    if case.age_months is None:
        return ""
    years = _("%(n)d years") % {"n": case.age_months // 12}
    return f"{years} ({_('estimated')})" if case.age_estimated else years


def _exploitation(file: File) -> list[parts.Row]:
    if not file.exploitation:
        return []
    row, names = file.exploitation[0].row, names_of(file.case.country_id, wording.language())
    hours = _("not recorded") if row.hours_week is None else str(row.hours_week)
    return [
        parts.Row(_("Form"), wording.named(names, "form", row.form)),
        parts.Row(_("Sector"), wording.named(names, "sector", row.sector)),
        parts.Row(_("Hours in a week"), hours),
        parts.Row(_("Hazards"), wording.named(names, "hazard", row.hazards)),
        parts.Row(_("Who gains"), wording.named(names, "gainer", row.gainer)),
        parts.Row(_("Signs of coercion"), wording.named(names, "coercion", row.coercion)),
        parts.Row(_("School"), SCHOOL[row.school]),
    ]


def _plan(file: File) -> dict[str, object] | None:
    if file.plan is None:
        return None
    names = names_of(file.case.country_id, wording.language())
    row = file.plan.row
    return {
        "row": row,
        "measure": wording.named(names, "measure", row.measure),
        "aim": file.plan.texts.get("aim", ""),
        "actions": [
            (each, wording.named(names, "service", each.row.service)) for each in file.actions_of(row.pk)
        ],
    }  # fmt: skip


def _kind(file: File, code: str) -> str:
    return wording.named(names_of(file.case.country_id, wording.language()), "contact", code)


@sensitive_post_parameters()
@policy("case.state_purpose")
@require_http_methods(["GET", "POST"])
def state_purpose(request: HttpRequest, country: str, number: str) -> HttpResponse:
    """Say why a colleague's file is needed. Nothing of the file is on this page but its number."""
    case = within_or_404(request, country, number)
    ruling = can_state_purpose(person(request), case)
    if not ruling and request.method == "GET":
        return redirect(to(case))
    form = form_for(request, case, "state_purpose", StatePurposeForm)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        purposes.state_purpose(
            case, data["reason"], data["text"], by=person(request), opener=opener_of(request), token=data["token"]
        )
        forget(case, "state_purpose", token_in(typed_in(request.POST)), by=person(request))
        messages.success(request, _("The file is open to you for three hours. The head of the unit reads why."))
        return redirect(to(case))
    context = {"case": case, "form": form, "ruling": ruling}
    return render(request, "cases/state_purpose.html", context, status=422 if form.errors else 200)


@policy("case.oversee")
@require_POST
def see_purpose(request: HttpRequest, pk: str) -> HttpResponse:
    """The head has read it."""
    mine = cases_within(person(request), "case.oversee").values("pk")
    purposes.see_purpose(get_object_or_404(Purpose, pk=pk, case__in=mine), by=person(request))
    return redirect("cases:desk")


@policy("case.assign")
@require_http_methods(["GET", "POST"])
@on_case("case.assign")
def assign(request: HttpRequest, case: Case) -> HttpResponse:
    """Give the file to a colleague."""
    form = form_for(request, case, "assign", AssignForm, unit=case.unit)
    return write(
        request, case, "assign", form,
        lambda: actions.assign(
            case, form.cleaned_data["worker"], by=person(request), token=form.cleaned_data["token"]
        ),
        said=_("The file is in their caseload now."),
    )  # fmt: skip


@policy("case.reopen")
@require_http_methods(["GET", "POST"])
@on_case("case.reopen")
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """A new episode of the same child."""
    form = form_for(request, case, "reopen", ReopenForm)
    if request.method == "POST" and form.is_valid():
        episode = actions.reopen(case, by=person(request), opener=opener_of(request), token=form.cleaned_data["token"])
        messages.success(request, _("A new episode is open. The closed file stays as it is."))
        forget(case, "reopen", token_in(typed_in(request.POST)), by=person(request))
        return redirect(to(episode))
    context = {"case": case, "form": form, "ruling": can(person(request), case, "reopen"), "back": to(case)}
    return render(request, "cases/reopen.html", context)


@sensitive_post_parameters()
@policy("case.transfer")
@require_http_methods(["GET", "POST"])
@on_case("case.transfer")
def transfer(request: HttpRequest, case: Case) -> HttpResponse:
    """Send the file to another unit."""
    form = form_for(request, case, "transfer", TransferForm, unit=case.unit)

    def act() -> object:
        data = form.cleaned_data
        return transfers.transfer(
            case, data["to_unit"], data["reason"], data["note"], by=person(request), opener=opener_of(request),
            token=data["token"],
        )  # fmt: skip

    return write(request, case, "transfer", form, act, said=_("Sent. The file is read-only until they decide."))


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.accept_transfer")
@require_http_methods(["GET", "POST"])
@on_case("case.accept_transfer")
def decide_transfer(request: HttpRequest, case: Case) -> HttpResponse:
    """The receiving head accepts the file and gives it to someone, or refuses it."""
    sent = get_object_or_404(Transfer.objects.select_related("to_unit", "case"), case=case, state="sent")
    refusing = request.POST.get("decide") == "refuse"
    data = request.POST if request.method == "POST" else None
    accept = AcceptTransferForm(None if refusing else data, country=case.country_id, unit=sent.to_unit)
    refuse = form_for(request, case, "decide_transfer", RefuseTransferForm, sent=refusing)
    used: VerbForm = refuse if refusing else accept
    by, opener = person(request), opener_of(request)
    if data is not None and used.is_valid():
        token = used.cleaned_data["token"]
        if refusing:
            transfers.refuse_transfer(sent, refuse.cleaned_data["answer"], by=by, opener=opener, token=token)
            messages.success(request, _("Refused. The file stays where it was."))
        else:
            transfers.accept_transfer(sent, accept.cleaned_data["worker"], by=by, opener=opener, token=token)
            messages.success(request, _("Accepted. The file is your unit's now."))
        forget(case, "decide_transfer", token_in(typed_in(request.POST)), by=by)
        return onward(request, case)
    context = {"case": case, "form": used, "accept": accept, "refuse": refuse, "transfer": sent, "back": to(case)}
    return render(request, "cases/decide_transfer.html", context, status=422 if used.errors else 200)
