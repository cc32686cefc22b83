"""Home: what waits, how far, what is due. And the audit."""

import re
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.accounts.rules import countries_where
from milepost.audit.models import Event
from milepost.cases.views import wording as files
from milepost.home.queries import Desk, desk_of, events_for, filtered
from milepost.intake.views import wording as sheets
from milepost.people import codes as people
from milepost.reporting.content import fill
from milepost.reporting.edition import tell
from milepost.reporting.models import Contribution, KeptText, Thread
from milepost.reporting.views import wording
from milepost.reporting.views.report import slot_address
from milepost.structures.views import wording as structures
from milepost.ui import parts
from milepost.vault.views import wording as keys


@policy(SIGNED_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The person's desk."""
    desk = desk_of(person(request))
    context = {
        "desk": desk,
        "asked": [(each, _question(desk, each), wording.period(each.report)) for each in desk.asked],
        "sent": [(each, _question(desk, each), wording.period(each.report)) for each in desk.sent],
        "to_decide": [(each, _question(desk, each)) for each in desk.to_decide],
        "sent_back": [(each, _question(desk, each), slot_address(each.report, each.slot)) for each in desk.sent_back],
        "to_write": [(each, wording.period(each), desk.missing(each)) for each in desk.to_write],
        "kept": [(each, _question(desk, each), slot_address(each.report, each.slot, "settle")) for each in desk.kept],
        "reports": _reports(desk),
        "carried": [(each, wording.period(each)) for each in desk.carried],
        "may_open": bool(countries_where(person(request), "report.open")),
        "may_people": bool(countries_where(person(request), "person.view")),
    }
    return render(request, "home/home.html", context)


def _question(desk: Desk, where: Contribution | Thread | KeptText) -> str:
    """A question as its report asks it, without reading the report."""
    report, language = where.report, wording.language()
    words = tell(report.edition.edition.question(where.question).text, language).text
    return fill(words, report.start, report.end, desk.item_of(where), language)


def _reports(desk: Desk) -> list[dict[str, object]]:
    return [
        {
            "report": each,
            "country": each.country.name(wording.language()),
            "period": wording.period(each),
            "tone": wording.tone(each),
            "url": reverse("reporting:report", kwargs=each.address),
            "done": desk.progress[each.pk][0],
            "total": desk.progress[each.pk][1],
            "due": each.due if each.state not in ("submitted", "replaced") else None,
        }
        for each in desk.reports
    ]


PAGE = 50
EVENT_WORDS = {
    **wording.EVENT_WORDS, **keys.EVENT_WORDS, **people.EVENT_WORDS, **files.EVENT_WORDS, **structures.EVENT_WORDS,
    **sheets.EVENT_WORDS,
}  # fmt: skip
"""What the audit page says for a verb: each room has a table, and only this page, above the wall, has them all."""


@policy("audit.view")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what when, newest first; filters are in the address."""
    if not countries_where(person(request), "audit.view"):
        raise Http404
    given = {name: request.GET.get(name, "") for name in ("verb", "person", "from", "to")}
    events = filtered(
        events_for(person(request)), given["verb"], given["person"], _day(given["from"]), _day(given["to"])
    )
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    context = {
        "given": given,
        "page": page,
        "events": [_event(each) for each in page.object_list],
        "verbs": sorted((verb, str(words)) for verb, words in EVENT_WORDS.items()),
        "head": Event.objects.order_by("-id").values_list("hash", flat=True).first(),
    }
    return render(request, "home/audit.html", context)


def _event(event: Event) -> parts.Event:
    words = EVENT_WORDS.get(event.verb, event.verb)
    return parts.Event(event.at, event.by_name or _("someone not signed in"), words, _facts(event))


def _facts(event: Event) -> str:
    """The codes and numbers of an event on one line; of a hash the beginning, which is enough to find it."""
    facts = [(name, str(value)) for name, value in event.detail.items() if value not in ("", None)]
    told = [
        f"{name} {value[:12]}…" if re.fullmatch(r"[0-9a-f]{64}", value) else f"{name} {value}" for name, value in facts
    ]
    return " · ".join([each for each in (event.country.upper(), event.on_type, event.on_id) if each] + told)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
