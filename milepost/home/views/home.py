"""Home: what waits, how far, what is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.accounts.rules import countries_where
from milepost.home.queries.desk import Desk, desk_of
from milepost.home.queries.files import files_waiting
from milepost.reporting.content import fill
from milepost.reporting.edition import tell
from milepost.reporting.models import Contribution, KeptText, Thread
from milepost.reporting.views import wording
from milepost.reporting.views.report import slot_address


@policy(SIGNED_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The person's desk."""
    desk = desk_of(person(request))
    context = {
        "desk": desk,
        "files": files_waiting(person(request)),
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
