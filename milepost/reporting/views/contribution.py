"""Asking others for an answer: all that was asked, asking, stopping to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Content, Slot
from milepost.reporting.edition import tell
from milepost.reporting.forms.contribution import AskForm
from milepost.reporting.models import Contribution, Report
from milepost.reporting.queries.contributions import contributions_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.contribution import can_ask, can_decide, can_withdraw
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, slot_or_404, to
from milepost.reporting.views.frame import frame
from milepost.reporting.views.offer import TONES
from milepost.reporting.views.report import short, slot_address

ORDER = ("offered", "asked", "accepted", "withdrawn")
HEADINGS: dict[str, str | Promise] = {
    "offered": gettext_lazy("For you to decide"),
    "asked": gettext_lazy("Not sent yet"),
    "accepted": gettext_lazy("Accepted"),
    "withdrawn": gettext_lazy("No longer asked"),
}


@dataclass(frozen=True)
class Row:
    """One thing that was asked."""

    contribution: Contribution
    question: str
    url: str
    tone: str
    late: bool
    handed_back: bool
    may_decide: bool
    may_withdraw: bool


@policy("contribution.ask")
@require_GET
def contributions(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All that was asked of others, by state and due day."""
    report = report_or_404(request, country, start, version, "contribution.ask")
    content = content_of(report)
    lines = _lines(content)
    rows = [_row(person(request), report, each, lines) for each in contributions_of(report).order_by("due", "id")]
    groups = [(HEADINGS[state], [row for row in rows if row.contribution.state == state]) for state in ORDER]
    context = frame(report) | {
        "groups": [(heading, found) for heading, found in groups if found],
        "late": sum(row.late for row in rows),
        "ruling": can_ask(person(request), report),
        "questions": _questions(report, content, lines),
    }
    return render(request, "reporting/contributions.html", context)


def _lines(content: Content) -> dict[Slot, str]:
    """A question in one line."""
    return {slot: short(content, printed, slot) for printed in content.printed() for slot, _item in printed.slots}


def _row(who: Person, report: Report, contribution: Contribution, lines: dict[Slot, str]) -> Row:
    asked = contribution.state == "asked"
    proposals = sorted(contribution.proposals.all(), key=lambda each: each.number)
    sent = [each for each in proposals if each.state != "draft"]
    return Row(
        contribution=contribution,
        question=lines.get(contribution.slot, str(contribution.slot)),
        url=slot_address(report, contribution.slot),
        tone=TONES[contribution.state],
        late=asked and contribution.due < timezone.localdate(),
        handed_back=asked and bool(sent) and sent[-1].state == "handed_back",
        may_decide=bool(can_decide(who, contribution)),
        may_withdraw=bool(can_withdraw(who, contribution)),
    )


def _questions(report: Report, content: Content, lines: dict[Slot, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every question with the address where it is asked of someone, by section."""
    return [
        (
            tell(section.title, wording.language()).text,
            [
                (line, slot_address(report, slot, "ask"))
                for slot, line in lines.items()
                if content.edition.section_of(slot.question).key == section.key
            ],
        )
        for section in content.edition.sections
    ]


@policy("contribution.ask")
@require_http_methods(["GET", "POST"])
def ask(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """Give this question to someone; a repeated one for several priorities or steps at once."""
    report = report_or_404(request, country, start, version, "contribution.ask")
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    items = [each for each in content.items(content.edition.question(question)) if each]
    form = AskForm(request.POST or None, report=report, slot=slot, items=items)
    if request.method == "POST" and form.is_valid() and _ask(request, report, form):
        return redirect(reverse("reporting:contributions", kwargs=report.address))
    context = frame(report) | {
        "form": form,
        "question_text": content.question_text(slot, wording.language()),
        "ruling": can_ask(person(request), report),
        "back": slot_address(report, slot),
        "asked": _present(report, slot),
    }
    return render(request, "reporting/ask.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, report: Report, form: AskForm) -> bool:
    data = form.cleaned_data
    try:
        asked = actions.ask_all(
            report, form.slots(), data["person"], due=data["due"], by=person(request), message=data["message"],
            remind_on=data["remind_on"],
        )  # fmt: skip
    except actions.AlreadySent:
        form.add_error("person", _("This person has sent a text for this question meanwhile. Decide on it first."))
        return False
    number = len(asked)
    sentence = ngettext(
        "%(name)s finds the question on their page now.", "%(name)s finds %(n)d questions on their page now.", number
    )
    messages.success(request, sentence % {"name": data["person"].name, "n": number})
    return True


def _present(report: Report, slot: Slot) -> Iterable[Contribution]:
    """Who was asked for this answer and is still asked."""
    return contributions_of(report).filter(
        question=slot.question, item=slot.item or 0, state__in=["asked", "offered"]
    )  # fmt: skip


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
