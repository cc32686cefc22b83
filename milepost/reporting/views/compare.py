"""Two reports of a country side by side."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from milepost.accounts.policy import person, policy
from milepost.reporting.content import Content, Slot
from milepost.reporting.models import Report
from milepost.reporting.queries.history import word_difference
from milepost.reporting.queries.reports import content_of, reports_for
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404


@policy("report.view")
@require_GET
def compare(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """This report beside another one of the country; `?with=` is the other one's number."""
    report = report_or_404(request, country, start, version)
    others = list(
        reports_for(person(request)).filter(country=country).exclude(pk=report.pk).order_by("-start", "-version")
    )
    chosen = request.GET.get("with", "")
    other = next((each for each in others if str(each.pk) == chosen), others[0] if others else None)
    context = {
        "report": report,
        "period": wording.period(report),
        "others": [(each, wording.period(each)) for each in others],
        "other": other,
        "other_period": wording.period(other) if other else "",
        "rows": _rows(report, other) if other else [],
    }
    return render(request, "reporting/compare.html", context)


def _rows(report: Report, other: Report) -> list[dict[str, object]]:
    here, there = content_of(report), content_of(other)
    rows: list[dict[str, object]] = []
    for slot in here.slots():
        twin = _twin(here, there, slot)
        answer, former = here.answers.get(slot), there.answers.get(twin) if twin else None
        now = wording.read_value(here, slot, answer)
        before = wording.read_value(there, twin, former) if twin else ""
        rows.append(
            {
                "question": here.question_text(slot, wording.language()),
                "now": wording.read_html(here, slot, answer),
                "before": wording.read_html(there, twin, former) if twin else "",
                "state": wording.state_words(answer),
                "former_state": wording.state_words(former) if twin else None,
                "changes": word_difference(before, now) if now and before and now != before else None,
                "same": bool(now) and now == before,
            }
        )
    return rows


def _twin(here: Content, there: Content, slot: Slot) -> Slot | None:
    """The same question in the other report: keys mapped between editions, a step by its title."""
    keys = [
        key
        for key in (q.key for q in there.edition.questions)
        if here.edition.key_in(there.edition, key) == slot.question
    ]
    if not keys:
        keys = [k for k in [there.edition.key_in(here.edition, slot.question)] if k]
    for key in keys:
        if slot.item is None:
            return Slot(key)
        mine = here.item(slot)
        for item in there.items(there.edition.question(key)):
            if item and mine and item.title == mine.title:
                return Slot(key, item.number)
    return None
