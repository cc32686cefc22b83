"""The pages that write a section of a case: assessments, facts, plan, follow-up, closing, tracks."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Ruling
from milepost.cases.actions import assessment, closure, track
from milepost.cases.actions import contact as contacts
from milepost.cases.actions import plan as plans
from milepost.cases.actions import review as reviews
from milepost.cases.actions.draft import forget
from milepost.cases.actions.step import MovedOn
from milepost.cases.fields import texts_of
from milepost.cases.forms.assessment import AssessForm, AssessFullyForm, RecordExploitationForm
from milepost.cases.forms.follow_up import ContactForm, ProposeCloseForm, RefuseCloseForm, ReviewForm
from milepost.cases.forms.plan import AgreePlanForm, EndActionForm, PlanForm
from milepost.cases.forms.track import CriminalForm, NrmForm, PlaceForm
from milepost.cases.models import (
    Case,
    Closure,
    CriminalStep,
    Exploitation,
    FullAssessment,
    InitialAssessment,
    Plan,
    PlanAction,
)
from milepost.cases.queries.file import groups_of
from milepost.cases.rules.access import guest_for
from milepost.cases.rules.case import can_decide_close, now
from milepost.cases.sent import token_in, typed_in
from milepost.cases.states import CRIMINAL_STATES
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.group_meeting import decisions_of
from milepost.cases.views.write import form_for, met, sent_by, write
from milepost.places.codes import names_of
from milepost.ui import parts
from milepost.vault.session import opener_of


def _last(case: Case, model: type[Any], request: HttpRequest) -> tuple[Any, dict[str, str]]:
    """The last saving of a section with its texts; None where there is none."""
    row = model._default_manager.filter(country=case.country_id, case=case).order_by("-number").first()
    if row is None:
        return None, {}
    key = opener_of(request).open_case(case.key_id)
    return row, dict(texts_of(row, key, groups_of(case, person(request))))


def _section(
    request: HttpRequest,
    case: Case,
    verb: str,
    form: Any,
    act: Callable[..., object],
    said: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A section: saved on the number that its page showed."""
    return write(
        request, case, verb, form,
        lambda: act(case, form.facts(), base=form.cleaned_data["base"] or 0, **sent_by(request, form)),
        said=said, context=context,
    )  # fmt: skip


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.assess")
@require_http_methods(["GET", "POST"])
@on_case("case.assess")
def assess(request: HttpRequest, case: Case) -> HttpResponse:
    """The initial assessment."""
    row, texts = _last(case, InitialAssessment, request)
    form = form_for(request, case, "assess", AssessForm, initial=AssessForm.initial_of(row, texts) if row else {})
    return _section(request, case, "assess", form, assessment.assess, _("The assessment is saved."))


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.assess_fully")
@require_http_methods(["GET", "POST"])
@on_case("case.assess_fully")
def assess_fully(request: HttpRequest, case: Case) -> HttpResponse:
    """The full assessment."""
    row, texts = _last(case, FullAssessment, request)
    initial = {"base": row.number, **texts} if row else {}
    form = form_for(request, case, "assess_fully", AssessFullyForm, initial=initial)
    return _section(request, case, "assess_fully", form, assessment.assess_fully, _("The assessment is saved."))


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.record_exploitation")
@require_http_methods(["GET", "POST"])
@on_case("case.record_exploitation")
def record_exploitation(request: HttpRequest, case: Case) -> HttpResponse:
    """The facts of the exploitation."""
    row, texts = _last(case, Exploitation, request)
    initial = RecordExploitationForm.initial_of(row, texts) if row else {}
    form = form_for(request, case, "record_exploitation", RecordExploitationForm, initial=initial)
    act = assessment.record_exploitation
    return _section(request, case, "record_exploitation", form, act, _("The facts are saved."))


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.plan")
@require_http_methods(["GET", "POST"])
@on_case("case.plan")
def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """Write the plan."""
    row, texts = _last(case, Plan, request)
    initial, actions = {}, []
    if row is not None:
        initial = {"base": row.number, "measure": row.measure, "review_on": row.review_on, **texts}
        actions = _actions(row, case, request)
    form = form_for(request, case, "plan", PlanForm, initial=initial, actions=actions)
    said = _("The plan is written. Ask parents and child now.")
    return _section(request, case, "plan", form, plans.plan, said, {"decided": decisions_of(case, request)})


@sensitive_variables()
def _actions(plan: Plan, case: Case, request: HttpRequest) -> list[dict[str, Any]]:
    key, groups = opener_of(request).open_case(case.key_id), groups_of(case, person(request))
    return [
        {"service": each.service, "due": each.due, "cost_source": each.cost_source, **texts_of(each, key, groups)}
        for each in plan.actions.all()
    ]


@sensitive_post_parameters()
@policy("case.agree_plan")
@require_http_methods(["GET", "POST"])
@on_case("case.agree_plan")
def agree_plan(request: HttpRequest, case: Case) -> HttpResponse:
    """Note whether parents and child agree with the draft."""
    draft = case.plans.filter(state="draft").order_by("-number").first()
    if draft is None and request.method == "GET":
        messages.info(request, _("There is no plan being written."))
        return redirect(to(case))
    form: Any = form_for(request, case, "agree_plan", AgreePlanForm, initial={"base": draft.number if draft else 0})

    def act() -> object:
        """Of the plan that the page showed: parents and child were asked about no other."""
        about = get_object_or_404(case.plans.all(), number=form.cleaned_data["base"] or 0)
        return plans.agree_plan(about, form.facts(), **sent_by(request, form))

    ruling = now(case, "agree_plan") if draft else Ruling(_("This was noted already. Both texts stand above."))
    said = _("Noted. The head of the unit approves the plan now.")
    return write(request, case, "agree_plan", form, act, said=said, context={"ruling": ruling})


@policy("case.approve_plan")
@require_POST
@on_case("case.approve_plan")
def approve_plan(request: HttpRequest, case: Case) -> HttpResponse:
    """The plan that the page showed is in force."""
    number = request.POST.get("plan", "")
    found = get_object_or_404(case.plans.all(), number=int(number) if number.isdecimal() and len(number) < 5 else 0)
    plans.approve_plan(found, by=person(request))
    messages.success(request, _("Approved. The plan is in force."))
    return redirect(to(case))


@policy("case.end_action")
@require_POST
@on_case("case.end_action")
def end_action(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """Something of the plan is done, or dropped."""
    form = EndActionForm(request.POST)
    action = get_object_or_404(PlanAction.objects.select_related("plan", "case"), case=case, pk=pk)
    if form.is_valid():
        plans.end_action(action, form.cleaned_data["state"], by=person(request))
        messages.success(request, _("Noted."))
    return redirect(to(case))


@sensitive_post_parameters()
@policy("case.contact")
@require_http_methods(["GET", "POST"])
@on_case("case.contact")
def contact(request: HttpRequest, case: Case) -> HttpResponse:
    """Note a contact."""
    form: Any = form_for(request, case, "contact", ContactForm)
    return write(
        request, case, "contact", form, lambda: contacts.contact(case, form.facts(), **sent_by(request, form)),
        said=_("The contact is noted."),
    )  # fmt: skip


@sensitive_post_parameters()
@policy("case.review")
@require_http_methods(["GET", "POST"])
@on_case("case.review")
def review(request: HttpRequest, case: Case) -> HttpResponse:
    """Look at the plan again."""
    form: Any = form_for(request, case, "review", ReviewForm)
    return write(
        request, case, "review", form, lambda: reviews.review(case, form.facts(), **sent_by(request, form)),
        said=_("The review is noted."),
    )  # fmt: skip


@sensitive_post_parameters()
@policy("case.propose_close")
@require_http_methods(["GET", "POST"])
@on_case("case.propose_close")
def propose_close(request: HttpRequest, case: Case) -> HttpResponse:
    """Propose to close."""
    form: Any = form_for(request, case, "propose_close", ProposeCloseForm)
    return write(
        request, case, "propose_close", form,
        lambda: closure.propose_close(case, form.facts(), **sent_by(request, form)),
        said=_("Proposed. The head of the unit decides."),
    )  # fmt: skip


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.approve_close")
@require_http_methods(["GET", "POST"])
@on_case("case.approve_close")
def decide_close(request: HttpRequest, case: Case) -> HttpResponse:
    """Close the file, or say what is to be done first."""
    refusing = request.POST.get("decide") == "refuse"
    proposed = _proposed(case, request)
    form: Any = form_for(request, case, "decide_close", RefuseCloseForm, sent=refusing)
    versions: list[parts.Version] = []
    if request.method == "POST" and not refusing:
        closure.approve_close(proposed, by=person(request))
        messages.success(request, _("Closed."))
        return redirect(to(case))
    if refusing and form.is_valid():
        try:
            closure.refuse_close(proposed, form.cleaned_data["answer"], **sent_by(request, form))
        except MovedOn as moved:
            versions = met(request, case, form, moved)
        else:
            forget(case, "decide_close", token_in(typed_in(request.POST)), by=person(request))
            messages.success(request, _("The file stays open. The worker reads why."))
            return redirect(to(case))
    texts = texts_of(proposed, opener_of(request).open_case(case.key_id), groups_of(case, person(request)))
    context = {
        "case": case, "form": form, "closure": proposed, "note": texts.get("note", ""), "back": to(case),
        "ruling": can_decide_close(person(request), proposed, "approve_close"), "versions": versions,
    }  # fmt: skip
    status = 409 if versions else 422 if form.errors else 200
    return render(request, "cases/decide_close.html", context, status=status)


def _proposed(case: Case, request: HttpRequest) -> Closure:
    """The proposal that waits; for a form that comes late, the one that was decided last."""
    rows = Closure.objects.select_related("by", "case__unit").filter(case=case)
    if request.method == "GET":
        return get_object_or_404(rows, state="proposed")
    found = rows.filter(state="proposed").first() or rows.order_by("-at").first()
    if found is None:
        raise Http404
    return found


@sensitive_post_parameters()
@policy("case.place")
@require_http_methods(["GET", "POST"])
@on_case("case.place")
def place(request: HttpRequest, case: Case) -> HttpResponse:
    """A step of the safety track."""
    form: Any = form_for(request, case, "place", PlaceForm, state=case.safety)
    act = lambda: track.place(case, form.facts(), **sent_by(request, form))  # noqa: E731
    return write(request, case, "place", form, act, said=_("Noted on the safety track."))


@sensitive_post_parameters()
@policy("case.nrm")
@require_http_methods(["GET", "POST"])
@on_case("case.nrm")
def nrm(request: HttpRequest, case: Case) -> HttpResponse:
    """A step of the referral mechanism."""
    form: Any = form_for(request, case, "nrm", NrmForm, state=case.nrm)
    act = lambda: track.nrm(case, form.facts(), **sent_by(request, form))  # noqa: E731
    return write(request, case, "nrm", form, act, said=_("Noted on the track of the referral mechanism."))


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.criminal")
@require_http_methods(["GET", "POST"])
@on_case("case.criminal")
def criminal(request: HttpRequest, case: Case) -> HttpResponse:
    """The criminal track: its steps, and the next one. For a clerk who was invited it is all there is of the file."""
    clerk = guest_for(person(request), case, "case.criminal")
    form: Any = form_for(request, case, "criminal", CriminalForm, state=case.criminal, by_clerk=clerk is not None)
    context: dict[str, Any] = {"steps": _criminal_steps(case, request), "clerk": clerk}
    if clerk is not None:
        context["back"] = to(case, "criminal")
    act = lambda: track.criminal(case, form.facts(), **sent_by(request, form))  # noqa: E731
    return write(request, case, "criminal", form, act, said=_("Noted on the criminal track."), context=context)


@sensitive_variables()
def _criminal_steps(case: Case, request: HttpRequest) -> list[tuple[Any, Any, str, Mapping[str, str]]]:
    """The steps of the criminal track, newest first: row, state, article, texts."""
    names = names_of(case.country_id, wording.language())
    key, groups = opener_of(request).open_case(case.key_id), groups_of(case, person(request))
    rows = CriminalStep.objects.filter(country=case.country_id, case=case).select_related("by").order_by("-on", "-at")
    return [
        (
            row,
            CRIMINAL_STATES[row.state],
            wording.named(names, "article", row.article),
            texts_of(row, key, groups),
        )
        for row in rows
    ]
