"""A text that was sent: accept it, perhaps edited, or hand it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Content, from_json
from milepost.reporting.forms.answer import MOST_STEPS, AnswerForm, StepListForm
from milepost.reporting.forms.contribution import HandBackForm
from milepost.reporting.models import Contribution, Proposal
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.contribution import can_decide
from milepost.reporting.views import wording
from milepost.reporting.views.answer import current_answer, form_of
from milepost.reporting.views.frame import frame
from milepost.reporting.views.report import slot_address
from milepost.ui import parts


@policy("contribution.decide")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal beside the present answer, and the decision."""
    mine = Contribution.objects.filter(report__country__in=countries_where(person(request), "contribution.decide"))
    contribution = get_object_or_404(
        mine.select_related("report__country", "report__edition", "person__body", "asked_by"), pk=pk
    )
    proposal = contribution.proposals.filter(state="offered").first()
    if proposal is None:  # decided in another window, or taken back
        messages.warning(request, _("There is no text of %(name)s to decide on.") % {"name": contribution.person.name})
        return redirect(slot_address(contribution.report, contribution.slot))
    content = content_of(contribution.report)
    if request.method == "GET":
        return _page(request, contribution, proposal, content, None, HandBackForm())
    return (_hand_back if "hand_back" in request.POST else _accept)(request, contribution, proposal, content)


def _accept(request: HttpRequest, contribution: Contribution, proposal: Proposal, content: Content) -> HttpResponse:
    report, slot = contribution.report, contribution.slot
    stored = from_json(content.edition.question(slot.question), proposal.value)
    form = form_of(report, content, slot, data=request.POST, stored=stored)
    if isinstance(form, StepListForm) and "add" in request.POST:
        return _page(request, contribution, proposal, content, form.add(), HandBackForm())
    if not form.is_valid():
        return _page(request, contribution, proposal, content, form, HandBackForm())
    value = form.value()
    if value is None or not readable(form.question, value, wording.language()).strip():
        form.add_error(None, _("There is no text left to accept. Hand it back, or write what the answer should be."))
        return _page(request, contribution, proposal, content, form, HandBackForm())
    try:
        actions.accept(contribution, by=person(request), value=value, base=form.cleaned_data["base"])
    except actions.AnswerMovedOn:
        return _page(request, contribution, proposal, content, _rebased(contribution, content, form), HandBackForm())
    messages.success(request, _("Accepted. Both names stay with the text."))
    return redirect(slot_address(report, slot))


def _rebased(contribution: Contribution, content: Content, form: AnswerForm) -> AnswerForm:
    """The same words on the answer as it stands now: the page shows the new difference, accepting again replaces it."""
    current = current_answer(contribution.report, contribution.slot)
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data["base"] = str(current.revision if current else 0)
    again = form_of(contribution.report, content, contribution.slot, data=data)
    again.add_error(
        None,
        _("%(name)s saved the answer meanwhile. Compare again: accepting puts this text in its place.")
        % {"name": current.by.name if current else ""},
    )
    return again


def _hand_back(request: HttpRequest, contribution: Contribution, proposal: Proposal, content: Content) -> HttpResponse:
    back = HandBackForm(request.POST)
    if not back.is_valid():
        return _page(request, contribution, proposal, content, None, back)
    actions.hand_back(contribution, comment=back.cleaned_data["comment"], by=person(request))
    messages.success(request, _("Handed back to %(name)s.") % {"name": contribution.person.name})
    return redirect(reverse("reporting:contributions", kwargs=contribution.report.address))


def _page(
    request: HttpRequest,
    contribution: Contribution,
    proposal: Proposal,
    content: Content,
    form: AnswerForm | None,
    back: HandBackForm,
) -> HttpResponse:
    report, slot = contribution.report, contribution.slot
    question = content.edition.question(contribution.question)
    offered, current = from_json(question, proposal.value), current_answer(report, slot)
    form = form or form_of(report, content, slot, value=offered, base=current.revision if current else 0)
    now, text = (readable(question, each, wording.language()) for each in (content.answers.get(slot), offered))
    context: dict[str, Any] = frame(report) | {
        "contribution": contribution,
        "question_text": content.question_text(slot, wording.language()),
        "question_url": slot_address(report, slot),
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "full": isinstance(form, StepListForm) and len(form.steps) >= MOST_STEPS,
        "back": back,
        "versions": [
            parts.Version(
                _("The answer now"),
                current.by.name if current else "",
                current.at if current else None,
                wording.read_html(content, slot, content.answers.get(slot)),
            ),
            parts.Version(
                _("The text sent"), contribution.person.name, proposal.at, wording.read_html(content, slot, offered)
            ),
        ],
        "there": bool(now),
        "text": wording.read_html(content, slot, offered),
        "changes": word_difference(now, text) if now and now != text else [],
        "same": bool(now) and now == text,
        "ruling": can_decide(person(request), contribution),
    }
    wrong = bool(form.problems() or back.errors)
    return render(request, "reporting/decide.html", context, status=422 if wrong else 200)
