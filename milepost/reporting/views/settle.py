"""Two people wrote one answer: both texts side by side, and a person decides."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.reporting.actions import answer as actions
from milepost.reporting.content import Content, Slot, Value, from_json
from milepost.reporting.forms.answer import AnswerForm, StepListForm
from milepost.reporting.models import Answer, KeptText, Report
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.views import wording
from milepost.reporting.views.answer import current_answer, form_of, form_parts
from milepost.reporting.views.fetch import report_or_404, slot_or_404
from milepost.reporting.views.report import slot_address
from milepost.ui import parts


@policy("report.answer")
@require_http_methods(["GET", "POST"])
def settle(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Keep theirs, use mine, or write one from both. A further save meanwhile shows the page again, all text kept."""
    report = report_or_404(request, country, start, version, "report.answer")
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    kept = KeptText.objects.filter(
        report=report, question=slot.question, item=slot.item or 0, person=person(request)
    ).first()
    if kept is None:
        messages.info(request, _("There are no two texts to decide between here."))
        return redirect(slot_address(report, slot))
    mine = from_json(content.edition.question(slot.question), kept.value)
    form = form_of(report, content, slot, value=mine)
    if request.method == "POST":
        form = _typed(request, form_of(report, content, slot, data=request.POST, stored=mine))
        done = _settle(request, content, slot, kept, mine, form)
        if done is not None:
            return done
        content = content_of(report)
    return _page(request, report, content, slot, kept, form)


def _typed(request: HttpRequest, form: AnswerForm) -> AnswerForm:
    """The joined text as typed, with a step more or less when that button was used."""
    if isinstance(form, StepListForm) and "add" in request.POST:
        return form.add()
    if isinstance(form, StepListForm) and (gone := request.POST.get("remove", "")).isdecimal():
        return form.remove(int(gone[:4]))
    return form


def _settle(
    request: HttpRequest, content: Content, slot: Slot, kept: KeptText, mine: Value | None, form: AnswerForm
) -> HttpResponse | None:
    choice, shown = request.POST.get("keep", ""), request.POST.get("shown", "")
    if choice == "theirs":
        value = content.answers.get(slot)
    elif choice == "mine":
        value = mine
    elif choice == "both" and form.is_valid():
        value = form.value()
    else:
        return None
    base = int(shown) if shown.isdecimal() and len(shown) < 10 else -1
    try:
        actions.settle(kept, value, base=base, by=person(request))
    except actions.Conflict:
        messages.warning(request, _("The answer was saved once more meanwhile. Both texts are shown as they are now."))
        return None
    messages.success(request, _("Decided. Both former texts stay in the history."))
    return redirect(slot_address(kept.report, slot))


def _whose(current: Answer | None, who: Person) -> str:
    return _("Saved by you in another window") if current and current.by == who else _("Saved by someone else")


def _page(
    request: HttpRequest, report: Report, content: Content, slot: Slot, kept: KeptText, form: AnswerForm
) -> HttpResponse:
    asked = content.edition.question(slot.question)
    current = current_answer(report, slot)
    mine = from_json(asked, kept.value)
    theirs, own = (readable(asked, each, wording.language()) for each in (content.answers.get(slot), mine))
    context = {
        "report": report,
        "period": wording.period(report),
        "question_text": content.question_text(slot, wording.language()),
        "versions": [
            parts.Version(
                _whose(current, person(request)),
                current.by.name if current else "",
                current.at if current else None,
                theirs,
            ),
            parts.Version(_("Written by you"), person(request).name, kept.at, own),
        ],
        "changes": word_difference(theirs, own),
        "base": current.revision if current else 0,
        "back": slot_address(report, slot),
        **form_parts(form),
    }
    return render(request, "reporting/settle.html", context, status=422 if form.problems() else 200)
