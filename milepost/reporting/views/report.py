"""The list of reports, a report as a task list, the whole report on one page, and what happened to it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.audit.models import Event
from milepost.places.models import Country
from milepost.reporting.actions import report as actions
from milepost.reporting.content import Content, Slot, answer_state
from milepost.reporting.edition import tell
from milepost.reporting.forms.report import OpenReportForm
from milepost.reporting.models import Answer, Report, StoredEdition
from milepost.reporting.queries.overview import Overview, overview_of, progress_of
from milepost.reporting.queries.reports import answers_of, content_of, latest_reports_for, report_of, reports_for
from milepost.reporting.rules.report import (
    can_answer,
    can_approve,
    can_carry,
    can_correct,
    can_import,
    can_send_for_review,
    can_submit,
    can_withdraw,
)
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.ui import parts


@policy("report.view")
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The newest version of every report that the person may read."""
    who = person(request)
    found = list(latest_reports_for(who))
    progress = progress_of(found)
    rows = [
        [
            parts.Cell(each.country.name(wording.language()), reverse("reporting:report", kwargs=each.address)),
            parts.Cell(wording.period(each)),
            parts.Cell(each.status.name, tone=wording.tone(each)),
            parts.Cell(_("%(done)d of %(total)d") % {"done": progress[each.pk][0], "total": progress[each.pk][1]}),
        ]
        for each in found
    ]
    columns = [
        parts.Column(_("Country")),
        parts.Column(_("Period")),
        parts.Column(_("State")),
        parts.Column(_("Answered"), number=True),
    ]
    context = {
        "rows": rows,
        "columns": columns,
        "may_open": bool(countries_where(who, "report.open")),
        "editions": StoredEdition.objects.order_by("-code"),
    }
    return render(request, "reporting/reports.html", context)


@policy("report.open")
@require_http_methods(["GET", "POST"])
def open_report(request: HttpRequest) -> HttpResponse:
    """Open a report of a period."""
    who = person(request)
    countries = Country.objects.filter(pk__in=countries_where(who, "report.open")).order_by("pk")
    if not countries:
        raise Http404
    form = OpenReportForm(request.POST or None, countries=countries)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            opened = actions.open_report(
                data["country"], data["start"], data["end"], data["edition"], by=who, language=data["language"],
                due=data["due"],
            )  # fmt: skip
        except actions.AlreadyOpen:
            form.add_error("start", _("There is a report of this period already. Find it in the list of reports."))
        else:
            return to("report", opened)
    return render(request, "reporting/open.html", {"form": form})


@policy("report.view")
@require_GET
def latest(request: HttpRequest, country: str, start: date) -> HttpResponse:
    """The newest version of a report."""
    found = report_of(country, start)
    if found is None or not reports_for(person(request)).filter(pk=found.pk).exists():
        raise Http404
    return to("report", found)


@policy("report.view")
@require_GET
def report(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """The report as a task list."""
    found = report_or_404(request, country, start, version)
    overview = overview_of(found)
    context = {
        "report": found,
        "period": wording.period(found),
        "header": header(request, found, overview),
        "groups": groups(found, overview),
        "links": links(request, found),
        "counts": counts(overview.content),
    }
    return render(request, "reporting/report.html", context)


def header(request: HttpRequest, found: Report, overview: Overview) -> dict[str, object]:
    """Whose report it is, its state, how far it is, and the one thing to do next."""
    who = person(request)
    label, name, why = _("Read the whole report"), "reporting:whole", ""
    round_ = found.rounds.filter(state="open").first() if found.state == "in_review" else None
    if can_answer(who, found) and overview.first_open:
        return frame(found, overview) | {
            "action": _("Go on answering"),
            "href": slot_address(found, overview.first_open),
            "why": _("The first question without an answer"),
        }
    if can_send_for_review(who, found):
        label, name, why = _("Check and send for review"), "reporting:send_for_review", _("Every question is answered")
    elif can_approve(who, found, round_=round_):
        label, name = _("Read and decide"), "reporting:approve"
    elif can_submit(who, found):
        label, name, why = _("Submit to the Alliance"), "reporting:submit", _("Approved, and not yet sent")
    elif found.state in ("submitted", "replaced"):
        label, name = _("See what was submitted"), "reporting:submission"
    return frame(found, overview) | {"action": label, "href": reverse(name, kwargs=found.address), "why": why}


def frame(found: Report, overview: Overview) -> dict[str, object]:
    """What every page of a report says first."""
    return {
        "country": found.country.name(wording.language()),
        "period": wording.period(found),
        "title": _("Annual progress report"),
        "word": found.status.name,
        "tone": wording.tone(found),
        "sentence": _("Version %(number)d: %(reason)s") % {"number": found.version, "reason": found.correction_reason}
        if found.correction_reason
        else "",
        "due": found.due if found.state not in ("submitted", "replaced") else None,
        "done": overview.done,
        "total": overview.total,
        "progress_label": _("questions answered"),
    }


def groups(found: Report, overview: Overview) -> list[parts.TaskGroup]:
    """The questions by section."""
    content = overview.content
    tasks: dict[str, list[parts.Task]] = {}
    done: dict[str, int] = {}
    for printed in content.printed():
        section = content.edition.section_of(printed.question.key).key
        for slot, _item in printed.slots:
            word, tone = wording.state_words(content.answers.get(slot))
            title = wording.short_question(content, printed, slot)
            tasks.setdefault(section, []).append(
                parts.Task(title, slot_address(found, slot), word, tone, hint(overview, slot))
            )
            done[section] = done.get(section, 0) + (tone != "neutral")
    return [
        parts.TaskGroup(
            tell(section.title, wording.language()).text,
            tasks.get(section.key, []),
            done.get(section.key, 0),
            len(tasks.get(section.key, [])),
        )
        for section in content.edition.sections
    ]


def hint(overview: Overview, slot: Slot) -> str:
    """What waits at a question, in a few words."""
    question = overview.content.edition.question(slot.question)
    words = []
    if overview.content.hidden(question):
        words.append(_("Not asked, because of another answer"))
    if slot in overview.carried:
        words.append(_("Carried from last year: to be confirmed"))
    if slot in overview.asked:
        words.append(_("Asked of %(name)s") % {"name": overview.asked[slot]})
    if slot in overview.waiting:
        words.append(_("A text of %(name)s waits for your decision") % {"name": overview.waiting[slot]})
    if number := overview.threads.get(slot, 0):
        words.append(ngettext("%(n)d open comment", "%(n)d open comments", number) % {"n": number})
    if number := overview.findings.get(slot, 0):
        words.append(ngettext("%(n)d thing to look at", "%(n)d things to look at", number) % {"n": number})
    return " · ".join(words)


def counts(content: Content) -> list[tuple[str, str, int]]:
    """How many answers are in each of the four states: (word, tone, number)."""
    numbers: dict[str, int] = {}
    for slot in content.slots():
        state = answer_state(content.answers.get(slot))
        numbers[state] = numbers.get(state, 0) + 1
    return [
        (str(wording.STATE_WORDS[state]), wording.STATE_TONES[state], numbers.get(state, 0))
        for state in wording.STATE_WORDS
    ]


def links(request: HttpRequest, found: Report) -> list[parts.Link]:
    """Where else to go from a report, as far as the person may."""
    who = person(request)
    offered = [
        (True, "checks", _("What a reviewer would ask"), "c"),
        (True, "whole", _("All on one page"), "a"),
        (bool(can_import(who, found)), "import", _("Read in a document"), ""),
        (bool(can_answer(who, found)), "contributions", _("Asked of others"), ""),
        (True, "exports", _("Take away as a file"), ""),
        (True, "review", _("Review rounds"), ""),
        (bool(can_withdraw(who, found)), "withdraw", _("Take back from review"), ""),
        (True, "compare", _("Compare with another year"), ""),
        (bool(can_carry(who, found)), "carry", _("Open next year’s report"), ""),
        (bool(can_correct(who, found)), "correct", _("Open a correction"), ""),
        (True, "events", _("What happened to this report"), ""),
    ]
    return [
        parts.Link(reverse(f"reporting:{name}", kwargs=found.address), label, shortcut=key)
        for offer, name, label, key in offered
        if offer
    ]


def slot_address(found: Report, slot: Slot, name: str = "answer") -> str:
    """The address of a question's page."""
    more = {"question": slot.question} | ({"item": slot.item} if slot.item else {})
    return reverse(f"reporting:{name}", kwargs=found.address | more)


@policy("report.view")
@require_GET
def whole(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All questions and answers on one page."""
    found = report_or_404(request, country, start, version)
    content, answers = content_of(found), answers_of(found)
    writes = bool(can_answer(person(request), found))
    sections = [
        (tell(section.title, wording.language()).text, cards(found, content, answers, section.key, writes))
        for section in content.edition.sections
    ]
    return render(
        request, "reporting/whole.html", {"report": found, "period": wording.period(found), "sections": sections}
    )


def cards(
    found: Report, content: Content, answers: dict[Slot, Answer], section: str, writes: bool
) -> list[parts.Answer]:
    """The answer cards of a section."""
    made = []
    for printed in content.printed():
        if content.edition.section_of(printed.question.key).key != section:
            continue
        for slot, _item in printed.slots:
            word, tone = wording.state_words(content.answers.get(slot))
            answer = answers.get(slot)
            made.append(
                parts.Answer(
                    wording.short_question(content, printed, slot)
                    if printed.question.parts
                    else content.question_text(slot, wording.language()),
                    wording.read_value(content, slot, content.answers.get(slot)),
                    word,
                    tone,
                    who=answer.by.name if answer else "",
                    at=answer.at if answer else None,
                    number=f"{printed.number}",
                    url=slot_address(found, slot),
                    action=_("Change") if writes else _("Open"),
                )
            )
    return made


@policy("report.view")
@require_GET
def events(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Who did what with this report, newest first."""
    found = report_or_404(request, country, start, version)
    own = Event.objects.filter(on_type="reporting.report", on_id=str(found.pk))
    answers = Event.objects.filter(
        on_type="reporting.answer", on_id__in=[str(pk) for pk in found.answers.values_list("pk", flat=True)]
    )
    rows = [
        parts.Event(event.at, event.by_name, event_words(event.verb), str(event.detail.get("slot", "")))
        for event in (own | answers).order_by("-id")[:300]
    ]
    return render(request, "reporting/events.html", {"report": found, "period": wording.period(found), "events": rows})


def event_words(verb: str) -> str:
    """An audit verb in words."""
    return str(wording.EVENT_WORDS.get(verb, verb))
