"""One question per page: read, write, save while writing, confirm what was carried."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import require
from milepost.reporting import states, text
from milepost.reporting.actions import answer as actions
from milepost.reporting.checks.finding import plain_text
from milepost.reporting.content import Content, Slot, Value, Words
from milepost.reporting.edition import Question, tell
from milepost.reporting.exports.marked import document_html
from milepost.reporting.forms.answer import MOST_STEPS, AnswerForm, LongTextForm, StepListForm, answer_form
from milepost.reporting.models import Answer, KeptText, Report
from milepost.reporting.queries.checks import findings_of
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
    """A question's page: read, and for those who may, write. `?part=margin`: only what a save can change."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    if request.method == "POST":
        return _save(request, report, content, slot)
    if request.GET.get("part") == "margin":
        return render(request, "reporting/margin.html", _margin(report, content, slot))
    return _page(request, report, content, slot, _shown(request, report, content, slot))


def form_of(report: Report, content: Content, slot: Slot, **more: Any) -> AnswerForm:
    """The slot's form in the reader's language; what is typed is in the report's, and no shorter than the answer."""
    question = content.edition.question(slot.question)
    told = {"priorities": content.priorities, "written_in": report.language, "stored": content.answers.get(slot)}
    return answer_form(question, wording.language(), **(told | more))


def current_answer(report: Report, slot: Slot) -> Answer | None:
    """The answer as it stands."""
    return report.answers.filter(question=slot.question, item=slot.item or 0).select_related("by__body").first()


def _shown(request: HttpRequest, report: Report, content: Content, slot: Slot) -> AnswerForm:
    """The form of the saved answer; `?more=1` gives a list of steps one more, empty form."""
    current = current_answer(report, slot)
    return form_of(
        report, content, slot, value=content.answers.get(slot), base=current.revision if current else 0,
        more=int(request.GET.get("more") == "1"),
    )  # fmt: skip


def _save(request: HttpRequest, report: Report, content: Content, slot: Slot) -> HttpResponse:
    """Who may not write is told so before the words are looked at: readers reach this page too."""
    require(can_answer(person(request), report), "report.answer", report.country_id)
    form = form_of(report, content, slot, data=request.POST)
    quiet = bool(request.headers.get("X-Autosave"))
    if form.is_valid():
        _refuse_to_overwrite(form, request)
    if form.problems():
        return _not_saved(request, report, content, slot, form, quiet=quiet)
    value = said(request, report) or _value(form, request)
    try:
        saved = actions.answer(report, slot, value, base=form.cleaned_data["base"] or 0, by=person(request))
    except actions.Conflict:
        both = slot_address(report, slot, "settle")
        return JsonResponse({"state": "conflict", "url": both}, status=409) if quiet else redirect(both)
    return _saved_quietly(report, slot, saved) if quiet else _onwards(request, report, content, slot)


def _not_saved(
    request: HttpRequest, report: Report, content: Content, slot: Slot, form: AnswerForm, *, quiet: bool
) -> HttpResponse:
    """What is wrong, with all that was typed."""
    if quiet:
        return JsonResponse({"state": "invalid", "errors": form.problems()}, status=422)
    return _page(request, report, content, slot, form, status=422)


def _saved_quietly(report: Report, slot: Slot, saved: Answer) -> HttpResponse:
    at = time_format(timezone.localtime(saved.at if saved.pk else timezone.now()), "H:i")
    margin = slot_address(report, slot) + "?part=margin"
    return JsonResponse({"state": "saved", "base": saved.revision, "at": at, "margin": margin})


def _onwards(request: HttpRequest, report: Report, content: Content, slot: Slot) -> HttpResponse:
    """Where the button led: on to the next question, to one more step, or back to this page."""
    here = slot_address(report, slot)
    if "add" in request.POST:
        return redirect(here + "?more=1#new-step")
    if "remove" in request.POST:
        messages.success(request, _("The step is taken out. It stays in the history."))
        return redirect(here)
    if "clear" in request.POST:
        messages.success(
            request, _("The mark is taken away: the answer is not recorded now. The history keeps what it was.")
        )
        return redirect(here)
    messages.success(request, _("Saved."))
    following = _neighbours(content, slot)[1]
    return redirect(slot_address(report, following) if "next" in request.POST and following else here)


def _value(form: AnswerForm, request: HttpRequest) -> Value | None:
    """What was typed: nothing when the mark was to be taken away, and without the step that was to be taken out."""
    if "clear" in request.POST:
        return None
    if isinstance(form, StepListForm) and (gone := request.POST.get("remove", "")).isdecimal():
        return form.without(int(gone[:4]))
    return form.value()


def said(request: HttpRequest, report: Report) -> Value | None:
    """The words for "we have no information" and "does not apply", in the report's language."""
    nothing, not_applicable = wording.words_for_nothing(report.language)
    if "nothing" in request.POST:
        return Words(nothing)
    return Words(not_applicable) if "not_applicable" in request.POST else None


def _refuse_to_overwrite(form: AnswerForm, request: HttpRequest) -> None:
    """Words in the box are not thrown away by the buttons that say there is nothing to say."""
    pressed = "nothing" in request.POST or "not_applicable" in request.POST
    if pressed and isinstance(form, LongTextForm) and form.cleaned_data["text"].strip():
        form.add_error("text", _("There are words in the box. Save them, or empty the box first."))


def _neighbours(content: Content, slot: Slot) -> tuple[Slot | None, Slot | None]:
    slots = list(content.slots())
    at = slots.index(slot)
    return (slots[at - 1] if at else None), (slots[at + 1] if at + 1 < len(slots) else None)


def _page(
    request: HttpRequest, report: Report, content: Content, slot: Slot, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    who = person(request)
    before, after = _neighbours(content, slot)
    context = {
        **_question(content, slot),
        **_margin(report, content, slot),
        **_beside(report, slot_view(report, slot)),
        **form_parts(form),
        "ruling": can_answer(who, report),
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
        "autosave_to": slot_address(report, slot),
    }
    return render(request, "reporting/answer.html", context, status=status)


def form_parts(form: AnswerForm) -> dict[str, object]:
    """The form as templates draw it: a list of steps has a form per step."""
    steps = form.steps if isinstance(form, StepListForm) else None
    return {
        "form": form,
        "steps": steps,
        "full": bool(steps) and len(steps or ()) >= MOST_STEPS,
        "marks": takes_marks(form.question),
    }


def takes_marks(question: Question) -> bool:
    """Whether the question has a box in which lists, bold words and links can be marked."""
    tells_more = question.kind == "one_of" and any(option.with_text for option in question.options)
    return question.kind in ("long_text", "step_list") or tells_more


def _question(content: Content, slot: Slot) -> dict[str, object]:
    """What is asked, in the reader's language as far as the edition has it."""
    question = content.edition.question(slot.question)
    told, help_ = tell(question.text, wording.language()), tell(question.help, wording.language())
    return {
        "section": tell(content.edition.section_of(slot.question).title, wording.language()).text,
        "printed": next(p for p in content.printed() if slot in {s for s, _i in p.slots}),
        "part": content.item(slot) if question.parts else None,
        "question": question,
        "question_text": content.question_text(slot, wording.language()),
        "question_language": told.language,
        "untranslated": wording.untranslated(told.language),
        "help": document_html(text.parse(help_.text)),
        "hidden": content.hidden(question),
    }


def _margin(report: Report, content: Content, slot: Slot) -> dict[str, object]:
    """What a save can change on the page beside the form: the state, the findings, the words they are about."""
    value = content.answers.get(slot)
    current = current_answer(report, slot)
    revision = (
        current.revisions.select_related("contributor").filter(number=current.revision).first() if current else None
    )
    findings = in_margin(report, [each for each in findings_of(report, content) if each.slot == slot])
    return {
        "report": report,
        "period": wording.period(report),
        "state": wording.state_words(value),
        "answer": current,
        "how": states.HOW[revision.how] if revision else "",
        "contributor": revision.contributor if revision else None,
        "findings": findings,
        "marked": plain_text(value) if any(each.end > each.start for each in findings) else "",
        "text": wording.read_html(content, slot, value),
    }  # fmt: skip


def _beside(report: Report, view: SlotView) -> dict[str, object]:
    """Last year's answer, the document's paragraphs, others who were asked, comments."""
    return {
        "last_year": wording.read_html(*view.last_year) if view.last_year else "",
        "evidence": _evidence(report, view),
        "threads": _threads(view),
        "contributions": view.contributions,
    }


def _evidence(report: Report, view: SlotView) -> list[parts.Source]:
    return [
        parts.Source(
            piece.text[:400],
            _("paragraph %(number)d of %(file)s") % {"number": piece.number, "file": piece.document.file.name},
            reverse("reporting:document", kwargs=report.address | {"pk": piece.document_id})
            + f"?piece={piece.number}#p-{piece.number}",
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
@require_POST
def confirm(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Confirm an answer that was carried from last year."""
    report = report_or_404(request, country, start, version, "report.answer")
    current = get_object_or_404(report.answers.select_related("report"), question=question, item=item or 0)
    if current.carried:
        actions.confirm(current, by=person(request))
        messages.success(request, _("Confirmed for this year."))
    else:
        messages.info(request, _("This answer is confirmed already."))
    return redirect(slot_address(report, Slot(question, item)))
