"""Every former text of an answer: who wrote what when and how, what changed, and putting one back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from milepost.accounts.policy import person, policy
from milepost.reporting import states
from milepost.reporting.actions import answer as actions
from milepost.reporting.content import Slot
from milepost.reporting.edition import Question
from milepost.reporting.models import Answer, Revision
from milepost.reporting.queries.history import Change, readable_json, revisions_of, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.report import can_answer
from milepost.reporting.views import wording
from milepost.reporting.views.answer import current_answer
from milepost.reporting.views.fetch import report_or_404, slot_or_404
from milepost.reporting.views.report import slot_address

SAME_SITTING = timedelta(minutes=15)
"""Saves of one person this close together are one entry of the history."""
SITTINGS_SHOWN = 10


@dataclass
class Sitting:
    """One entry: the saves of a person at one go, newest first, with what they changed together.

    `before` is the number of the text they began with, 0 for none.
    """

    saves: list[Revision]
    before: int = 0
    how: str | Promise = ""
    changes: Sequence[Change] = field(default_factory=tuple)

    @property
    def last(self) -> Revision:
        """The newest save."""
        return self.saves[0]

    @property
    def first(self) -> Revision:
        """The oldest save."""
        return self.saves[-1]


def sittings(revisions: Sequence[Revision]) -> Iterator[Sitting]:
    """Revisions, newest first, gathered: typed saves of one person with less than `SAME_SITTING` between two."""
    open_: Sitting | None = None
    for revision in revisions:
        if open_ and _goes_on(open_.first, revision):
            open_.saves.append(revision)
            continue
        if open_:
            yield _closed(open_, revision.number)
        open_ = Sitting([revision])
    if open_:
        yield _closed(open_, 0)


def _goes_on(later: Revision, earlier: Revision) -> bool:
    same_hand = later.by_id == earlier.by_id and later.how == earlier.how == "typed"
    return same_hand and later.at - earlier.at < SAME_SITTING


def _closed(sitting: Sitting, before: int) -> Sitting:
    sitting.before, sitting.how = before, states.HOW[sitting.last.how]
    return sitting


@policy("report.view")
@require_GET
def history(
    request: HttpRequest, country: str, start: date, version: int, question: str, item: int | None = None
) -> HttpResponse:
    """The sittings, newest first; `?text=7` shows that one text and what it changed."""
    report = report_or_404(request, country, start, version)
    content = content_of(report)
    slot = slot_or_404(content, question, item)
    current = current_answer(report, slot)
    # Values stay in the database until it is known which are shown: an afternoon of writing saves hundreds of texts.
    revisions = list(revisions_of(current).defer("value")) if current else []
    chosen = request.GET.get("text", "")
    if chosen:
        entries = [
            Sitting([each], before=each.number - 1, how=states.HOW[each.how])
            for each in revisions
            if str(each.number) == chosen
        ]
    else:
        entries = list(sittings(revisions))
    page = Paginator(entries, SITTINGS_SHOWN).get_page(request.GET.get("page"))
    if current:
        _compare(current, content.edition.question(slot.question), list(page.object_list))
    context = {
        "report": report,
        "period": wording.period(report),
        "question_text": content.question_text(slot, wording.language()),
        "page": page,
        "chosen": chosen,
        "current": current.revision if current else 0,
        "may_restore": bool(can_answer(person(request), report)),
        "back": slot_address(report, slot),
        "here": slot_address(report, slot, "history"),
        "restore": slot_address(report, slot) + "restore/",
    }
    return render(request, "reporting/history.html", context)


def _compare(current: Answer, question: Question, shown: Sequence[Sitting]) -> None:
    """What each shown sitting changed: one query for all their texts."""
    numbers = {number for each in shown for number in (each.last.number, each.before)}
    values = dict(current.revisions.filter(number__in=numbers).values_list("number", "value"))
    for each in shown:
        before = readable_json(question, values.get(each.before), wording.language())
        after = readable_json(question, values.get(each.last.number), wording.language())
        each.changes = word_difference(before, after)


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
