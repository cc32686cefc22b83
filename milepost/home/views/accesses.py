"""What I did with files: opened, searched, listed, exported, with the number of the file and never a name."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from milepost.accounts.policy import SIGNED_IN, person, policy
from milepost.audit.models import Event
from milepost.home.kinds import kind_of
from milepost.home.queries.audit import numbers_of, own_events, page_of
from milepost.home.views import wording
from milepost.ui import parts

SHOWN = timedelta(days=30)
_KINDS = {"reads", "lists", "searches", "exports", "purposes"}


@policy(SIGNED_IN)
@require_GET
def accesses(request: HttpRequest) -> HttpResponse:
    """My own accesses of the last 30 days, newest first. Who opens a child's file leaves this, and may read it."""
    verbs = [
        verb for verb in wording.EVENT_WORDS if kind_of(verb) in _KINDS and verb.split(".")[0] in ("case", "people")
    ]
    events = own_events(person(request), timezone.now() - SHOWN, verbs)
    page = page_of(events, before=request.GET.get("before", ""), after=request.GET.get("after", ""))
    numbers = numbers_of(page.events)
    context = {"page": page, "events": [_line(each, numbers) for each in page.events], "days": SHOWN.days, "query": ""}
    return render(request, "home/accesses.html", context)


def _line(event: Event, numbers: dict[str, str]) -> parts.Event:
    number = numbers.get(event.on_id) or str(event.detail.get("number", ""))
    return parts.Event(event.at, number, wording.said(event.verb))
