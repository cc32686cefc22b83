"""A report as a task list: whose it is, what state it is in, what to do next, every question."""

from collections import Counter
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.reporting.content import Content, Printed, Slot, answer_state
from milepost.reporting.edition import tell
from milepost.reporting.models import KeptText, Report
from milepost.reporting.queries.overview import Overview, overview_of
from milepost.reporting.queries.reports import report_of, reports_for
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

SHORT = 110
"""Characters of a question in the task list."""


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
    who = person(request)
    context = {
        "report": found,
        "period": wording.period(found),
        "header": header(request, found, overview),
        "groups": groups(found, overview, undecided(found, who)),
        "links": links(request, found),
        "counts": counts(overview.content),
    }
    return render(request, "reporting/report.html", context)


def undecided(found: Report, who: Person) -> frozenset[Slot]:
    """Where the person wrote while someone else saved, and has not decided yet."""
    kept = KeptText.objects.filter(report=found, person=who).values_list("question", "item")
    return frozenset(Slot(question, item or None) for question, item in kept)


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
        label, name, why = (
            _("Check and send for review"),
            "reporting:send_for_review",
            _("No required question is open any more"),
        )
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
        "sentence": sentence(found),
        "due": found.due if found.state not in ("submitted", "replaced") else None,
        "done": overview.done,
        "total": overview.total,
        "progress_label": _("questions answered"),
    }


def sentence(found: Report) -> str:
    """Who holds the report now, and why it is corrected."""
    said = []
    if found.state not in ("submitted", "replaced"):
        said.append(_("Now with: %(role)s") % {"role": wording.holder(found)})
    if found.correction_reason:
        said.append(
            _("Version %(number)d corrects the one before: %(reason)s")
            % {"number": found.version, "reason": found.correction_reason}
        )
    return " · ".join(said)


def groups(found: Report, overview: Overview, two_texts: frozenset[Slot]) -> list[parts.TaskGroup]:
    """The questions by section."""
    content = overview.content
    tasks: dict[str, list[parts.Task]] = {}
    done: Counter[str] = Counter()
    for printed in content.printed():
        section = content.edition.section_of(printed.question.key).key
        for slot, _item in printed.slots:
            word, tone = wording.state_words(content.answers.get(slot))
            line = short(content, printed, slot)
            hints = [about(content, printed), *marks(overview, slot, two_texts)]
            tasks.setdefault(section, []).append(
                parts.Task(line, slot_address(found, slot), word, tone, " · ".join(each for each in hints if each))
            )
            done[section] += slot in content.answers
    return [
        parts.TaskGroup(
            tell(section.title, wording.language()).text,
            tasks.get(section.key, []),
            done[section.key],
            len(tasks.get(section.key, [])),
        )
        for section in content.edition.sections
        if section.key in tasks
    ]


def short(content: Content, printed: Printed, slot: Slot) -> str:
    """A question's line: its number and title, or the first words."""
    return wording.cut(wording.short_question(content, printed, slot), SHORT)


def about(content: Content, printed: Printed) -> str:
    """What is asked about a carried step: its line shows only the step's title, and two questions have the same."""
    if printed.question.each != "step":
        return ""
    if printed.question.parts:
        return _("How it went")
    return _("Its status")


def marks(overview: Overview, slot: Slot, two_texts: frozenset[Slot]) -> list[str]:
    """What waits at a question, in a few words each."""
    question = overview.content.edition.question(slot.question)
    words = []
    if slot in two_texts:
        words.append(_("Two texts: to be decided"))
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
    return words


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
