"""The page of someone who was asked: their question, their text, sending it, and the same by Word."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import require
from milepost.audit.record import record_alone
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Content, Value, from_json
from milepost.reporting.edition import tell
from milepost.reporting.exports import docx
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.forms.answer import MOST_STEPS, AnswerForm, StepListForm
from milepost.reporting.forms.contribution import PartForm
from milepost.reporting.importing.read import Imported, Piece, Unreadable, read_part
from milepost.reporting.models import Contribution, Proposal
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of, contributions_for
from milepost.reporting.queries.slot import last_year
from milepost.reporting.rules.contribution import can_offer
from milepost.reporting.views import wording
from milepost.reporting.views.answer import form_of, takes_marks
from milepost.reporting.views.importing import attachment

TONES = {"asked": "active", "offered": "waiting", "accepted": "done", "withdrawn": "neutral"}


def _mine(request: HttpRequest, pk: int) -> Contribution:
    return get_object_or_404(contributions_for(person(request)), pk=pk)


@policy("contribution.offer")
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """The question that a person was asked, and nothing else of the report."""
    contribution = _mine(request, pk)
    content = content_of(contribution.report)
    if request.method == "POST":
        return _write(request, contribution, content)
    return _page(request, contribution, content, _saved_form(request, contribution, content))


def _saved_form(request: HttpRequest, contribution: Contribution, content: Content) -> AnswerForm:
    proposal = actions.open_proposal(contribution)
    return form_of(
        contribution.report, content, contribution.slot, value=_value(contribution, proposal), base=proposal.revision,
        more=int(request.GET.get("more") == "1"),
    )  # fmt: skip


def _value(contribution: Contribution, proposal: Proposal) -> Value | None:
    return from_json(contribution.report.edition.edition.question(contribution.question), proposal.value)


def _write(request: HttpRequest, contribution: Contribution, content: Content) -> HttpResponse:
    """Save what was typed, and send it when the button says so."""
    stored = _value(contribution, actions.open_proposal(contribution))
    form = form_of(contribution.report, content, contribution.slot, data=request.POST, stored=stored)
    quiet = bool(request.headers.get("X-Autosave"))
    if not form.is_valid():
        if quiet:
            return JsonResponse({"state": "invalid", "errors": form.problems()}, status=422)
        return _page(request, contribution, content, form)
    try:
        saved = actions.draft(contribution, form.value(), base=form.cleaned_data["base"] or 0, by=person(request))
    except actions.MovedOn as moved:
        if quiet:
            url = reverse("reporting:offer", args=[contribution.pk])
            return JsonResponse({"state": "conflict", "url": url}, status=409)
        return _two_windows(request, contribution, content, form, moved.current)
    if quiet:
        at = time_format(timezone.localtime(saved.at), "H:i")
        return JsonResponse({"state": "saved", "base": saved.revision, "at": at})
    return _onwards(request, contribution, content, form)


def _onwards(request: HttpRequest, contribution: Contribution, content: Content, form: AnswerForm) -> HttpResponse:
    here = reverse("reporting:offer", args=[contribution.pk])
    if "add" in request.POST:
        return redirect(f"{here}?more=1#new-step")
    if "send" not in request.POST:
        messages.success(request, _("Saved. It is not sent yet."))
        return redirect(here)
    try:
        actions.offer(contribution, by=person(request))
    except ValueError:
        form.add_error(None, _("Write your text before you send it."))
        return _page(request, contribution, content, form)
    messages.success(request, _("Sent to %(name)s, who decides on it.") % {"name": asker(contribution)})
    return redirect(here)


def _two_windows(
    request: HttpRequest, contribution: Contribution, content: Content, form: AnswerForm, current: Proposal
) -> HttpResponse:
    """Another window saved another text: both are on the page, and saving again puts this one in its place."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data["base"] = str(current.revision)
    again = form_of(contribution.report, content, contribution.slot, data=data)
    question = content.edition.question(contribution.question)
    saved, typed = (
        readable(question, each, wording.language()) for each in (_value(contribution, current), form.value())
    )
    again.add_error(
        None,
        _("You saved a text in another window. The one you typed here is in the box: save it to replace that one."),
    )
    return _page(request, contribution, content, again, window_changes=word_difference(saved, typed))


def asker(contribution: Contribution) -> str:
    """Who a text goes to: the body that the focal point works for, else the person."""
    body = contribution.asked_by.body
    return body.name(wording.language()) if body else contribution.asked_by.name


def _page(
    request: HttpRequest, contribution: Contribution, content: Content, form: AnswerForm, **more: Any
) -> HttpResponse:
    question = content.edition.question(contribution.question)
    report, slot = contribution.report, contribution.slot
    before = last_year(report, slot)
    proposals = list(contribution.proposals.select_related("decided_by").order_by("-number"))
    sent = [each for each in proposals if each.state != "draft"]
    latest = next(iter(sent), None)
    shown = next(iter(proposals), None)
    found, written_in = tell(question.text, wording.language()).language, report.language
    context = {
        "contribution": contribution,
        "tone": TONES[contribution.state],
        "asker": asker(contribution),
        "report": report,
        "country_name": report.country.name(wording.language()),
        "period": wording.period(report),
        "question_text": content.question_text(slot, wording.language()),
        "untranslated": wording.untranslated(found),
        "help": tell(question.help, wording.language()).text,
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "full": isinstance(form, StepListForm) and len(form.steps) >= MOST_STEPS,
        "marks": takes_marks(question),
        "ruling": can_offer(person(request), contribution),
        "latest": latest,
        "handed_back": latest if latest and latest.state == "handed_back" else None,
        "text": wording.read_html(content, slot, _value(contribution, shown)) if shown else "",
        "earlier": [
            (each, wording.read_html(content, slot, _value(contribution, each))) for each in sent if each != shown
        ],
        "last_year": wording.read_html(*before) if before else "",
        "last_year_period": wording.period(report.previous) if before and report.previous else "",
        "written_in": written_in,
        "part_form": PartForm(),
        "today": timezone.localdate(),
        **more,
    }
    wrong = bool(form.problems() or context["part_form"].errors)
    return render(request, "reporting/offer.html", context, status=422 if wrong else 200)


@policy("contribution.offer")
@require_GET
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """The question as a Word document, with the contributor's own text and nothing else of the report."""
    contribution = _mine(request, pk)
    whole = content_of(contribution.report)
    own = _value(contribution, actions.open_proposal(contribution))
    content = Content(
        whole.country, whole.country_name, whole.start, whole.end, whole.edition, whole.priorities, whole.steps,
        {contribution.slot: own} if own is not None else {}, state=whole.state, language=whole.language,
    )  # fmt: skip
    data = docx.write(content, wording.language(), frozenset({contribution.slot}))
    record_alone("report.export", by=person(request), on=contribution, country=whole.country, format="part")
    return attachment(data, FORMATS["docx"].media_type, _filename(whole.start, contribution))


def _filename(start: date, contribution: Contribution) -> str:
    return f"{contribution.report.country_id}-{start}-{str(contribution.slot).replace('/', '-')}.docx"


@policy("contribution.offer")
@require_POST
def import_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the Word document back: its text is shown in the box, with what differs, and is saved by the person."""
    contribution = _mine(request, pk)
    require(can_offer(person(request), contribution), "contribution.offer", contribution.report.country_id)
    content = content_of(contribution.report)
    proposal = actions.open_proposal(contribution)
    upload = PartForm(request.POST, request.FILES)
    imported = _read(upload, content)
    left = _left(imported, contribution) if imported else []
    found = imported.answers.get(contribution.slot) if imported else None
    if found is None:
        if imported:
            upload.add_error("file", _("This document holds no answer to this question. Your text is as it was."))
        form = _saved_form(request, contribution, content)
        return _page(request, contribution, content, form, part_form=upload, document_left=left)
    question = content.edition.question(contribution.question)
    now = _value(contribution, proposal)
    before, after = (readable(question, each, wording.language()) for each in (now, found))
    form = form_of(contribution.report, content, contribution.slot, value=found, base=proposal.revision)
    changes = word_difference(before, after) if before != after else []
    return _page(request, contribution, content, form, from_document=True, document_changes=changes, document_left=left)


def _read(upload: PartForm, content: Content) -> Imported | None:
    """What was read; otherwise the form says what is wrong."""
    if not upload.is_valid():
        return None
    file = upload.cleaned_data["file"]
    try:
        return read_part(file.read(), file.name, content.edition)
    except Unreadable as error:
        upload.add_error("file", str(error))
        return None


def _left(imported: Imported, contribution: Contribution) -> list[Piece]:
    """What a person wrote in the document and the box does not hold: without a place, or below another question."""
    return [
        piece
        for piece in imported.pieces
        if piece.role == "unplaced" or (piece.role == "answer" and piece.slot != contribution.slot)
    ]
