"""One question per page: writing, autosave, deciding between two texts, every former text."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.reporting import states
from milepost.reporting.actions import answer as actions
from milepost.reporting.content import Content, Slot, Value, Words, from_json
from milepost.reporting.edition import tell
from milepost.reporting.forms.answer import AnswerForm, StepListForm, answer_form
from milepost.reporting.models import Answer, KeptText, Report, Revision
from milepost.reporting.queries.checks import findings_of
from milepost.reporting.queries.history import readable, readable_json, revisions_of, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.slot import SlotView, slot_view
from milepost.reporting.rules.contribution import can_ask
from milepost.reporting.rules.report import can_answer, can_comment
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, slot_or_404
from milepost.reporting.views.findings import in_margin
from milepost.reporting.views.report import slot_address
from milepost.ui import parts


@policy("report.view")
@require_http_methods(["GET", "POST"])
def answer(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """A question's page: read, and for those who may, write."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    if request.method == "POST":
        return _save(request, report, content, slot)
    current = _current(report, slot)
    form = _form(content, slot, value=content.answers.get(slot), base=current.revision if current else 0)
    return _page(request, report, content, slot, form)


def _form(content: Content, slot: Slot, **more: Any) -> AnswerForm:
    question = content.edition.question(slot.question)
    return answer_form(question, wording.language(), priorities=content.priorities, **more)


def _current(report: Report, slot: Slot) -> Answer | None:
    return report.answers.filter(question=slot.question, item=slot.item or 0).select_related("by__body").first()


def _save(request: HttpRequest, report: Report, content: Content, slot: Slot) -> HttpResponse:
    form = _form(content, slot, data=request.POST)
    quiet = bool(request.headers.get("X-Autosave"))
    if isinstance(form, StepListForm) and "add" in request.POST:
        return _page(request, report, content, slot, form.add())
    if not form.is_valid():
        if quiet:
            return JsonResponse({"state": "invalid", "errors": form.errors}, status=422)
        return _page(request, report, content, slot, form)
    value = _said(request, report, content, slot) or form.value()
    try:
        saved = actions.answer(report, slot, value, base=form.cleaned_data["base"] or 0, by=person(request))
    except actions.Conflict:
        both = slot_address(report, slot, "settle")
        return JsonResponse({"state": "conflict", "url": both}, status=409) if quiet else redirect(both)
    if quiet:
        at = time_format(timezone.localtime(saved.at if saved.pk else timezone.now()), "H:i")
        return JsonResponse({"state": "saved", "base": saved.revision, "at": at})
    messages.success(request, _("Saved."))
    following = _neighbours(content, slot)[1]
    if "next" in request.POST and following:
        return redirect(slot_address(report, following))
    return redirect(slot_address(report, slot))


def _said(request: HttpRequest, report: Report, content: Content, slot: Slot) -> Value | None:
    """The words for "we have no information" and "does not apply", in the report's language."""
    with translation.override(report.language):
        if "nothing" in request.POST:
            return Words(_("No information"))
        if "not_applicable" in request.POST:
            return Words(_("Not applicable"))
    return None


def _neighbours(content: Content, slot: Slot) -> tuple[Slot | None, Slot | None]:
    slots = list(content.slots())
    at = slots.index(slot)
    return (slots[at - 1] if at else None), (slots[at + 1] if at + 1 < len(slots) else None)


def _page(request: HttpRequest, report: Report, content: Content, slot: Slot, form: AnswerForm) -> HttpResponse:
    who = person(request)
    ruling = can_answer(who, report)
    view = slot_view(report, slot)
    question = content.edition.question(slot.question)
    told = tell(question.text, wording.language())
    before, after = _neighbours(content, slot)
    findings = [each for each in findings_of(report, content) if each.slot == slot]
    context = {
        "report": report,
        "period": wording.period(report),
        "section": tell(content.edition.section_of(slot.question).title, wording.language()).text,
        "printed": next(p for p in content.printed() if slot in {s for s, _i in p.slots}),
        "part": content.item(slot) if question.parts else None,
        "question": question,
        "question_text": content.question_text(slot, wording.language()),
        "other_language": told.language if told.language != wording.language() else "",
        "help": tell(question.help, wording.language()).text,
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "ruling": ruling,
        "text": wording.read_value(content, slot, content.answers.get(slot)),
        "state": wording.state_words(content.answers.get(slot)),
        "answer": view.answer,
        "last_year": wording.read_value(*view.last_year) if view.last_year else "",
        "evidence": _evidence(report, view),
        "findings": in_margin(report, findings),
        "threads": _threads(view),
        "contributions": view.contributions,
        "may_ask": bool(can_ask(who, report)),
        "may_comment": bool(can_comment(who, report)),
        "before": slot_address(report, before) if before else "",
        "after": slot_address(report, after) if after else "",
        "addresses": {
            name: slot_address(report, slot, name) for name in ("history", "ask", "comment", "confirm", "settle")
        },
        "kept": KeptText.objects.filter(
            report=report, question=slot.question, item=slot.item or 0, person=who
        ).exists(),
        "autosave_key": f"{report.country_id}/{report.start}/{report.version}/{slot}",
        "hidden": content.hidden(question),
    }
    return render(request, "reporting/answer.html", context, status=422 if form.errors else 200)


def _evidence(report: Report, view: SlotView) -> list[parts.Source]:
    return [
        parts.Source(
            piece.text[:400],
            _("paragraph %(number)d of %(file)s") % {"number": piece.number, "file": piece.document.file.name},
            reverse("reporting:document", kwargs=report.address | {"pk": piece.document_id}),
        )
        for piece in view.pieces
    ]


def _threads(view: SlotView) -> list[tuple[Any, list[parts.Comment]]]:
    return [
        (
            thread,
            [
                parts.Comment(parts.Someone(each.by.name, str(each.by.body or "")), each.at, each.text)
                for each in thread.comments.all()
            ],
        )
        for thread in view.threads
    ]


@policy("report.answer")
@require_http_methods(["GET", "POST"])
def settle(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Two people wrote: both texts side by side, and a person decides."""
    report = report_or_404(request, country, start, version, "report.answer")
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    who = person(request)
    kept = get_object_or_404(KeptText, report=report, question=slot.question, item=slot.item or 0, person=who)
    asked = content.edition.question(slot.question)
    mine = from_json(asked, kept.value)
    form = _form(content, slot, value=mine)
    if request.method == "POST":
        form = _form(content, slot, data=request.POST)
        done = _settle(request, content, slot, kept, mine, form)
        if done is not None:
            return done
        content = content_of(report)
    current = _current(report, slot)
    theirs, own = (readable(asked, each, wording.language()) for each in (content.answers.get(slot), mine))
    context = {
        "report": report,
        "period": wording.period(report),
        "question_text": content.question_text(slot, wording.language()),
        "versions": [
            parts.Version(
                _("Saved by someone else"), current.by.name if current else "", current.at if current else None, theirs
            ),
            parts.Version(_("Written by you"), who.name, kept.at, own),
        ],
        "changes": word_difference(theirs, own),
        "form": form,
        "steps": form.steps if isinstance(form, StepListForm) else None,
        "base": current.revision if current else 0,
        "back": slot_address(report, slot),
    }
    return render(request, "reporting/settle.html", context)


def _settle(
    request: HttpRequest, content: Content, slot: Slot, kept: KeptText, mine: Value | None, form: AnswerForm
) -> HttpResponse | None:
    choice = request.POST.get("keep", "")
    base = int(request.POST["shown"]) if request.POST.get("shown", "").isdigit() else 0
    if choice == "theirs":
        value = content.answers.get(slot)
    elif choice == "mine":
        value = mine
    elif form.is_valid():
        value = form.value()
    else:
        return None
    try:
        actions.settle(kept, value, base=base, by=person(request))
    except actions.Conflict:
        messages.warning(request, _("The answer was saved once more meanwhile. Both texts are shown as they are now."))
        return None
    messages.success(request, _("Decided. Both former texts stay in the history."))
    return redirect(slot_address(kept.report, slot))


SAME_SITTING = timedelta(minutes=15)
"""Saves of one person this close together are one entry of the history."""


@policy("report.view")
@require_GET
def history(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Every former text of an answer: who wrote what when, and what changed, word by word."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    current = _current(report, slot)
    revisions = list(revisions_of(current)) if current else []
    asked = content.edition.question(slot.question)
    rows = []
    for revision, former in zip(revisions, [*revisions[1:], None], strict=True):
        text = readable_json(asked, revision.value, wording.language())
        before = readable_json(asked, former.value, wording.language()) if former else ""
        rows.append(
            {
                "revision": revision,
                "how": states.HOW[revision.how],
                "changes": word_difference(before, text),
                "current": current is not None and revision.number == current.revision,
                "same_sitting": former is not None
                and former.by_id == revision.by_id
                and former.how == revision.how == "typed"
                and revision.at - former.at < SAME_SITTING,
            }
        )
    context = {
        "report": report,
        "period": wording.period(report),
        "question_text": content.question_text(slot, wording.language()),
        "rows": rows,
        "may_restore": bool(can_answer(person(request), report)),
        "slot": slot,
        "back": slot_address(report, slot),
        "restore": slot_address(report, slot) + "restore/",
    }
    return render(request, "reporting/history.html", context)


@policy("report.answer")
@require_POST
def restore(
    request: HttpRequest, country: str, start: date, version: int, question: str, number: int, item: int | None = None
) -> HttpResponse:
    """Make an earlier text the answer again."""
    report = report_or_404(request, country, start, version, "report.answer")
    revision = get_object_or_404(
        Revision.objects.select_related("answer__report__country", "answer__report__edition"),
        answer__report=report, answer__question=question, answer__item=item or 0, number=number,
    )  # fmt: skip
    actions.restore(revision, by=person(request))
    messages.success(request, _("The earlier text is the answer again."))
    return redirect(slot_address(report, Slot(question, item)))


@policy("report.answer")
@require_POST
def confirm(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Confirm an answer that was carried from last year."""
    report = report_or_404(request, country, start, version, "report.answer")
    current = get_object_or_404(
        report.answers.select_related("report"), question=question, item=item or 0, carried=True
    )
    actions.confirm(current, by=person(request))
    messages.success(request, _("Confirmed for this year."))
    return redirect(slot_address(report, Slot(question, item)))
