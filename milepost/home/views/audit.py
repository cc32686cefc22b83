"""The auditor's pages: who did what when, what is unusual, and whether the chain is unbroken."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import countries_where
from milepost.audit.models import Checkpoint, Event
from milepost.audit.record import last_checkpoint
from milepost.home import actions
from milepost.home.kinds import KINDS
from milepost.home.queries.audit import Asked, events_for, filtered, page_of, units_with_audit
from milepost.home.queries.unusual import unusual_for
from milepost.home.unusual import Finding, Thresholds
from milepost.home.views import wording
from milepost.ui import parts


def _country(request: HttpRequest) -> str:
    """The country whose audit is read; nothing is here for whoever reads none."""
    countries = sorted(countries_where(person(request), "audit.view"))
    if not countries:
        raise Http404
    return countries[0]


@policy("audit.view")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what when, newest first; filters are in the address. Reading is an event too."""
    who, country, asked = person(request), _country(request), Asked.of(request.GET.dict())
    with transaction.atomic():
        actions.view_audit(country, "events", by=who, filters=asked.used)
        events = filtered(events_for(who), asked, who, wording.EVENT_WORDS)
        page = page_of(events, before=request.GET.get("before", ""), after=request.GET.get("after", ""))
    context = {
        "given": asked,
        "page": page,
        "events": [wording.event(each) for each in page.events],
        "query": urlencode({name: value for name, value in asdict(asked).items() if value}),
        "verbs": sorted(((verb, str(words)) for verb, words in wording.EVENT_WORDS.items()), key=lambda pair: pair[1]),
        "kinds": KINDS.items(),
        "units": [(unit.code, unit.name(request.LANGUAGE_CODE[:2])) for unit in units_with_audit(who)],
        "chain": _chain(last_checkpoint()),
        "head": Event.objects.order_by("-id").values_list("hash", flat=True).first(),
    }
    return render(request, "home/audit.html", context)


def _chain(mark: Checkpoint | None) -> str:
    """The state of the chain in one sentence."""
    if mark is None:
        return _("The chain was not checked yet.")
    if mark.broken is not None:
        return _("The chain is broken at entry %(entry)s: it was changed, or one before it was removed.") % {
            "entry": mark.broken
        }
    told = {
        "count": number_format(mark.count, force_grouping=True),
        "checked": _moment(mark.at),
        "begun": _moment(mark.begun),
    }
    if not mark.done:
        return _("%(count)s entries are unbroken so far; the check is not finished.") % told
    return (
        _("All %(count)s entries up to then are unbroken; last checked %(checked)s, from the first entry on %(begun)s.")
        % told
    )


def _moment(at: object) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")  # type: ignore[arg-type]


@policy("audit.check")
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walk the chain: on from the last check, or from the first entry. A long one takes several presses."""
    country = _country(request)
    mark = actions.check(country, by=person(request), whole=request.POST.get("from") == "first")
    if mark.broken is not None:
        messages.error(request, _chain(mark))
    elif mark.done:
        messages.success(request, _chain(mark))
    else:
        last = Event.objects.order_by("-id").values_list("pk", flat=True).first() or 1
        messages.info(
            request,
            _("Checked up to entry %(done)s of %(all)s. Press again to go on.") % {"done": mark.through, "all": last},
        )
    return redirect("home:audit")


DEFINITIONS: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "hour": (
        gettext_lazy("Many files opened in an hour"),
        gettext_lazy(
            "In the last seven days: an hour in which one person opened at least %(hour_files)s files, and more than "
            "%(hour_times)s times the median of their own hours of the last 60 days."
        ),
        gettext_lazy("Files in the hour"),
    ),
    "off_hours": (
        gettext_lazy("Reads at night or on weekends"),
        gettext_lazy(
            "In the last seven days: at least %(off_hours)s files opened from %(night_from)s to %(night_until)s "
            "o’clock or on a weekend, and more than %(off_hours_times)s times the median of their colleagues."
        ),
        gettext_lazy("Files"),
    ),
    "purposes": (
        gettext_lazy("Files of colleagues opened by a stated purpose"),
        gettext_lazy(
            "In the last 30 days: at least %(purposes)s purposes, and more than %(purposes_times)s times the median of "
            "the colleagues of the unit."
        ),
        gettext_lazy("Purposes"),
    ),
    "searches": (
        gettext_lazy("Searches without a registration after"),
        gettext_lazy(
            "In the last 30 days: at least %(searches)s searches for children, and more than "
            "%(searches_per_registration)s for each file they registered. “Usual” is how many they registered."
        ),
        gettext_lazy("Searches"),
    ),
    "refusals": (
        gettext_lazy("Refused again and again"),
        gettext_lazy("In the last seven days: at least %(refusals)s refusals of one person in an hour."),
        gettext_lazy("Refusals in the hour"),
    ),
    "readers": (
        gettext_lazy("One file opened by many"),
        gettext_lazy(
            "In the last seven days: a file that at least %(readers)s people opened. “Usual” is the median of all "
            "files that were opened."
        ),
        gettext_lazy("People"),
    ),
}  # fmt: skip


@policy("audit.view")
@require_GET
def unusual(request: HttpRequest) -> HttpResponse:
    """Reads that are worth a question, each kind with its definition. No child is named."""
    who, country = person(request), _country(request)
    with transaction.atomic():
        actions.view_audit(country, "unusual", by=who)
        found = unusual_for(who, Thresholds(**settings.UNUSUAL), list(wording.EVENT_WORDS))
    sections = [
        {
            "title": title,
            "definition": str(definition) % settings.UNUSUAL,
            "columns": [
                parts.Column(_("File") if name == "readers" else _("Person")), parts.Column(counted, number=True),
                parts.Column(_("Usual"), number=True), parts.Column(_("When")),
            ],
            "rows": [_finding(name, each, found.people, found.files) for each in found.findings[name]],
            "bars": [(cells[0].text, each.count, cells[0].url) for each in found.findings[name]
                     for cells in [_finding(name, each, found.people, found.files)]],
            "most": max((each.count for each in found.findings[name]), default=1),
        }
        for name, (title, definition, counted) in DEFINITIONS.items()
    ]  # fmt: skip
    return render(request, "home/unusual.html", {"sections": sections})


def _finding(name: str, found: Finding, people: dict[str, str], files: dict[str, str]) -> list[parts.Cell]:
    of_file = name == "readers"
    shown = (files if of_file else people).get(found.who, _("unknown"))
    query = {"file" if of_file else "person": shown}
    if found.at is not None:
        query |= {"since": found.at.date().isoformat(), "until": found.at.date().isoformat()}
    return [
        parts.Cell(shown, f"{reverse('home:audit')}?{urlencode(query)}"),
        parts.Cell(str(found.count)),
        parts.Cell(number_format(found.usual, 1) if found.usual % 1 else str(int(found.usual))),
        parts.Cell(_moment(found.at) if found.at else ""),
    ]
