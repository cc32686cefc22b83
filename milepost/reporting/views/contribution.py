"""Asking others for an answer; writing one; accepting it or handing it back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.audit.record import record_alone
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Content, from_json
from milepost.reporting.edition import tell
from milepost.reporting.exports import docx
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.forms.answer import AnswerForm, StepListForm, answer_form
from milepost.reporting.forms.contribution import AskForm, HandBackForm
from milepost.reporting.forms.importing import ImportForm
from milepost.reporting.importing.read import Unreadable, read_part
from milepost.reporting.models import Contribution
from milepost.reporting.queries.contributions import contributions_of
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of, contributions_for
from milepost.reporting.queries.slot import last_year
from milepost.reporting.rules.contribution import can_ask, can_decide, can_offer, can_withdraw
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, slot_or_404, to
from milepost.reporting.views.importing import attachment
from milepost.reporting.views.report import slot_address


@policy("contribution.ask")
@require_GET
def contributions(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All that was asked of others."""
    report = report_or_404(request, country, start, version, "contribution.ask")
    content = content_of(report)
    rows = [
        {
            "contribution": each,
            "question": content.question_text(each.slot, wording.language()),
            "url": slot_address(report, each.slot),
            "may_withdraw": bool(can_withdraw(person(request), each)),
        }
        for each in contributions_of(report).order_by("due", "id")
    ]
    context = {"report": report, "period": wording.period(report), "rows": rows}
    return render(request, "reporting/contributions.html", context)


@policy("contribution.ask")
@require_http_methods(["GET", "POST"])
def ask(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Give this question to someone."""
    report = report_or_404(request, country, start, version, "contribution.ask")
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    form = AskForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.ask(
            report, slot, data["person"], due=data["due"], by=person(request), message=data["message"],
            remind_on=data["remind_on"],
        )  # fmt: skip
        messages.success(request, _("%(name)s finds the question on their page now.") % {"name": data["person"].name})
        return redirect(slot_address(report, slot))
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "question_text": content.question_text(slot, wording.language()),
        "ruling": can_ask(person(request), report),
        "back": slot_address(report, slot),
    }
    return render(request, "reporting/ask.html", context)


def _mine(request: HttpRequest, pk: int) -> Contribution:
    return get_object_or_404(contributions_for(person(request)), pk=pk)


def _form(contribution: Contribution, content: Content, **more: Any) -> AnswerForm:
    question = content.edition.question(contribution.question)
    return answer_form(question, wording.language(), priorities=content.priorities, **more)


@policy("contribution.offer")
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of someone who was asked: the question, their text, and sending it."""
    contribution = _mine(request, pk)
    content = content_of(contribution.report)
    proposal = actions.open_proposal(contribution)
    question = content.edition.question(contribution.question)
    form = _form(contribution, content, value=from_json(question, proposal.value), base=proposal.revision)
    if request.method == "POST":
        form = _form(contribution, content, data=request.POST)
        if isinstance(form, StepListForm) and "add" in request.POST:
            form = form.add()
        else:
            done = _write(request, contribution, form)
            if done is not None:
                return done
    context = _offer_context(request, contribution, content, form)
    return render(request, "reporting/offer.html", context, status=422 if form.errors else 200)


def _write(request: HttpRequest, contribution: Contribution, form: AnswerForm) -> HttpResponse | None:
    quiet = bool(request.headers.get("X-Autosave"))
    if not form.is_valid():
        return JsonResponse({"state": "invalid", "errors": form.errors}, status=422) if quiet else None
    try:
        saved = actions.draft(contribution, form.value(), base=form.cleaned_data["base"] or 0, by=person(request))
    except actions.MovedOn:
        sentence = _("You saved another text in another window. Open this page again to see it; copy this one first.")
        if quiet:
            return JsonResponse({"state": "invalid", "errors": {"": [sentence]}}, status=422)
        form.add_error(None, sentence)
        return None
    if quiet:
        at = time_format(timezone.localtime(saved.at), "H:i")
        return JsonResponse({"state": "saved", "base": saved.revision, "at": at})
    if "send" in request.POST:
        try:
            actions.offer(contribution, by=person(request))
        except ValueError:
            form.add_error(None, _("Write your text before you send it."))
            return None
        messages.success(request, _("Sent to %(name)s, who decides on it.") % {"name": contribution.asked_by.name})
    else:
        messages.success(request, _("Saved. It is not sent yet."))
    return redirect("reporting:offer", pk=contribution.pk)


def _offer_context(
    request: HttpRequest, contribution: Contribution, content: Content, form: AnswerForm
) -> dict[str, Any]:
    question = content.edition.question(contribution.question)
    before = last_year(contribution.report, contribution.slot)
    last = contribution.proposals.order_by("-number").exclude(state="draft").first()
    return {
        "contribution": contribution,
        "country": contribution.report.country.name(wording.language()),
        "period": wording.period(contribution.report),
        "question_text": content.question_text(contribution.slot, wording.language()),
        "help": tell(question.help, wording.language()).text,
        "question": question,
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "ruling": can_offer(person(request), contribution),
        "last": last,
        "text": readable(question, from_json(question, last.value), wording.language()) if last else "",
        "last_year": wording.read_value(*before) if before else "",
        "import_form": ImportForm(),
        "language": contribution.report.language,
    }


@policy("contribution.offer")
@require_GET
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """The question as a Word document, with the contributor's own text and nothing else of the report."""
    contribution = _mine(request, pk)
    whole = content_of(contribution.report)
    question = whole.edition.question(contribution.question)
    own = from_json(question, actions.open_proposal(contribution).value)
    content = Content(
        whole.country, whole.country_name, whole.start, whole.end, whole.edition, whole.priorities, whole.steps,
        {contribution.slot: own} if own is not None else {}, state=whole.state, language=whole.language,
    )  # fmt: skip
    data = docx.write(content, wording.language(), frozenset({contribution.slot}))
    record_alone("report.export", by=person(request), on=contribution, country=whole.country, format="part")
    return attachment(data, FORMATS["docx"].media_type, f"question-{contribution.pk}.docx")


@policy("contribution.offer")
@require_POST
def import_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the Word document back: its text is shown in the box, with what differs, and is saved by the person."""
    contribution = _mine(request, pk)
    content = content_of(contribution.report)
    question = content.edition.question(contribution.question)
    proposal = actions.open_proposal(contribution)
    now = from_json(question, proposal.value)
    form = _form(contribution, content, value=now, base=proposal.revision)
    upload = ImportForm(request.POST, request.FILES)
    context = _offer_context(request, contribution, content, form) | {"import_form": upload}
    if upload.is_valid():
        file = upload.cleaned_data["file"]
        try:
            imported = read_part(file.read(), file.name, content.edition)
        except Unreadable as error:
            upload.add_error("file", str(error))
        else:
            found = imported.answers.get(contribution.slot)
            before, after = (readable(question, each, wording.language()) for each in (now, found))
            form = _form(contribution, content, value=found, base=proposal.revision)
            context |= {
                "form": form,
                "steps": form.steps if isinstance(form, StepListForm) else None,
                "changes": word_difference(before, after),
            }
    return render(request, "reporting/offer.html", context, status=422 if upload.errors else 200)


@policy("contribution.decide")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A text that was sent: accept it (perhaps edited), or hand it back."""
    who = person(request)
    mine = Contribution.objects.filter(report__country__in=countries_where(who, "contribution.decide"))
    contribution = get_object_or_404(
        mine.select_related("report__country", "report__edition", "person__body", "asked_by"), pk=pk, state="offered"
    )
    report = contribution.report
    content = content_of(report)
    question = content.edition.question(contribution.question)
    proposal = contribution.proposals.get(state="offered")
    offered = from_json(question, proposal.value)
    current = report.answers.filter(question=contribution.question, item=contribution.item).first()
    form = _form(contribution, content, value=offered, base=current.revision if current else 0)
    back = HandBackForm()
    if request.method == "POST":
        form, back, done = _decide(request, contribution, content)
        if done is not None:
            return done
    now, text = (readable(question, v, wording.language()) for v in (content.answers.get(contribution.slot), offered))
    context = {
        "report": report,
        "period": wording.period(report),
        "contribution": contribution,
        "question_text": content.question_text(contribution.slot, wording.language()),
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "back": back,
        "changes": word_difference(now, text),
        "ruling": can_decide(who, contribution),
    }
    return render(request, "reporting/decide.html", context)


def _decide(
    request: HttpRequest, contribution: Contribution, content: Content
) -> tuple[AnswerForm, HandBackForm, HttpResponse | None]:
    who = person(request)
    form = _form(contribution, content, data=request.POST)
    address = redirect(slot_address(contribution.report, contribution.slot))
    if "hand_back" in request.POST:
        back = HandBackForm(request.POST)
        if back.is_valid():
            actions.hand_back(contribution, comment=back.cleaned_data["comment"], by=who)
            messages.success(request, _("Handed back to %(name)s.") % {"name": contribution.person.name})
            return form, back, address
        return form, back, None
    if form.is_valid():
        try:
            actions.accept(contribution, by=who, value=form.value(), base=form.cleaned_data["base"])
        except actions.AnswerMovedOn:
            form.add_error(None, _("The answer was saved meanwhile. Open this page again to compare with it."))
            return form, HandBackForm(), None
        messages.success(request, _("Accepted. Both names stay with the text."))
        return form, HandBackForm(), address
    return form, HandBackForm(), None


@policy("contribution.ask")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop asking."""
    who = person(request)
    mine = Contribution.objects.filter(report__country__in=countries_where(who, "contribution.ask"))
    contribution = get_object_or_404(mine.select_related("report__country", "person"), pk=pk)
    actions.withdraw(contribution, by=who)
    messages.success(request, _("%(name)s is no longer asked.") % {"name": contribution.person.name})
    return to("contributions", contribution.report)
