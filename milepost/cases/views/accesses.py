"""The child's access history: who opened, printed or exported the file, when, and why."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from milepost.accounts.policy import person, policy
from milepost.audit.models import Event
from milepost.cases.models import Case
from milepost.cases.queries.accesses import accesses_of, episodes_of
from milepost.cases.rules.access import guest_for
from milepost.cases.states import GUEST_ROLES
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, to
from milepost.places.codes import names_of
from milepost.ui import parts

SHOWN = 20
"""Accesses that the page of the case shows; the page of its own has them all."""
PAGE = 50


def accesses_shown(case: Case) -> dict[str, object]:
    """The newest accesses, for the page of the case."""
    files = episodes_of(case)
    events = list(accesses_of(case, files, wording.EVENT_WORDS)[:SHOWN])
    return {"opened": _lines(case, events, files), "all_opened": to(case, "accesses")}


@policy("case.view")
@require_GET
@on_case("case.view")
def accesses(request: HttpRequest, case: Case) -> HttpResponse:
    """Every access to the child's files at the unit, a page at a time. Not for guests: it names the unit's people."""
    if guest_for(person(request), case, "case.view"):
        raise Http404
    files, before = episodes_of(case), request.GET.get("before", "")
    events = accesses_of(case, files, wording.EVENT_WORDS)
    if before.isdecimal() and len(before) < 19:
        events = events.filter(pk__lt=int(before))
    shown = list(events[: PAGE + 1])
    context = {
        "case": case, "back": to(case), "events": _lines(case, shown[:PAGE], files),
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else 0,
    }  # fmt: skip
    return render(request, "cases/accesses.html", context)


def _lines(case: Case, events: list[Event], files: Mapping[str, str]) -> list[parts.Event]:
    names = names_of(case.country_id, wording.language())
    return [
        parts.Event(each.at, each.by_name, wording.EVENT_WORDS[each.verb], _why(case, each, files, names))
        for each in events
    ]


def _why(case: Case, event: Event, files: Mapping[str, str], names: Mapping[tuple[str, str], str]) -> str:
    """The reason where one was stated, as whose guest, and the file where it is another episode."""
    told = [wording.named(names, "purpose", event.detail["reason"])] if "reason" in event.detail else []
    if (role := event.detail.get("guest")) in GUEST_ROLES:
        told.append(str(GUEST_ROLES[role]))
    if event.on_id != str(case.pk):
        told.append(files[event.on_id])
    return " · ".join(told)
