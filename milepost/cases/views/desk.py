"""The unit's desk, its list and its board."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.queries import bodies_where
from milepost.accounts.rules import countries_where
from milepost.cases.actions import case as actions
from milepost.cases.models import Case
from milepost.cases.queries.cases import cases_for, cases_within
from milepost.cases.queries.duties import Desk, Duty, all_duties, desk_of, duties_of, in_order
from milepost.cases.queries.guest import invitations_for
from milepost.cases.queries.wanted import Wanted, filtered, ordered
from milepost.cases.states import CASE_STATES, OPEN_STATES, RISK_LEVELS
from milepost.cases.views import wording
from milepost.cases.views.fetch import to
from milepost.cases.views.filters import choices
from milepost.cases.views.identity import unsearchable
from milepost.cases.views.sitting import not_sent
from milepost.people.models import Child
from milepost.people.queries import names
from milepost.places.models import Country
from milepost.ui import parts
from milepost.vault.session import opener_of

PAGE = 50
GROUP = 40
"""Duties of a group that the desk shows: nobody works off more before they look again."""
LANE = 15
"""Cards of a column of the board; the rest stands in the list."""


def _country(who: Person) -> str:
    countries = sorted(countries_where(who, "case.list"))
    if not countries:
        raise Http404
    return countries[0]


@policy("case.list")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """My work today: late, due, later, and what waits for others."""
    who = person(request)
    country, mine = _country(who), desk_of(who)
    groups = (
        (_("Late"), mine.late), (_("Due within a week"), mine.soon), (_("Later"), mine.later),
        (_("Waiting for others"), mine.waiting),
    )  # fmt: skip
    shown = [_group(title, duties) for title, duties in groups if duties]
    with transaction.atomic():
        actions.list_(country, sum(len(group.tasks) for group in shown), by=who)
    context = {
        "groups": shown, "late": len(mine.late), "purposes": mine.purposes, "load": _load(who, country, mine),
        "letters": mine.messages, "unsearchable": unsearchable(who, opener_of(request)), "not_sent": not_sent(request),
    }  # fmt: skip
    return render(request, "cases/desk.html", context)


def _group(title: str, duties: Sequence[Duty]) -> parts.TaskGroup:
    """The soonest of a group; `total` tells of the others, which stand in the list."""
    return parts.TaskGroup(title, [_task(duty) for duty in duties[:GROUP]], 0, len(duties))


def _task(duty: Duty) -> parts.Task:
    tone = "alert" if duty.late else "waiting" if duty.owner != "worker" else "active"
    return parts.Task(wording.title(duty), wording.address(duty), wording.when(duty), tone, _note(duty))


def _note(duty: Duty) -> str:
    told = []
    if (duty.case and duty.case.immediate_risk) or (duty.report and duty.report.immediate_risk):
        told.append(_("immediate risk"))
    if duty.case and duty.case.risk_level:
        told.append(_("risk: %(level)s") % {"level": RISK_LEVELS[duty.case.risk_level]})
    return " · ".join(told)


def _load(who: Person, country: str, mine: Desk) -> list[dict[str, Any]]:
    """The caseload by worker of the units a head answers for; a worker sees their own."""
    open_cases = cases_within(who).filter(state__in=OPEN_STATES)
    overseen = bodies_where(who, "case.oversee").exists()
    if not overseen:
        open_cases = open_cases.filter(worker=who)
    counts = open_cases.order_by().values_list("worker", "worker__name").annotate(n=Count("pk"))
    most = Country.objects.values_list("limits", flat=True).get(pk=country).get("caseload")
    return [
        {
            "name": name or _("nobody"), "n": n, "most": most, "over": bool(most and n > most and pk),
            "list": f"{reverse('cases:cases')}?worker={pk or 'none'}",
            "late": mine.late_with.get(pk, 0), "late_list": f"{reverse('cases:cases')}?worker={pk or 'none'}&late=1",
            "hand_over": reverse("cases:hand_over", args=[pk]) if overseen and pk else "",
        }
        for pk, name, n in sorted(counts, key=lambda row: (row[1] is not None, row[1] or ""))
    ]  # fmt: skip


@policy("case.list")
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The unit's files, filtered by the address; names only of those that are open to the reader."""
    who = person(request)
    country, wanted = _country(who), Wanted.of(request.GET.dict())
    found = ordered(filtered(cases_within(who), wanted, who), wanted.order)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    with transaction.atomic():
        actions.list_(country, len(page.object_list), by=who)
    context = choices(who, country, wanted) | {
        "page": page, "rows": _rows(request, list(page.object_list)), "columns": _columns(),
        "query": urlencode({name: value for name, value in asdict(wanted).items() if value}),
    }  # fmt: skip
    return render(request, "cases/cases.html", context)


def _columns() -> list[parts.Column]:
    return [
        parts.Column(label) for label in (_("File"), _("Child"), _("State"), _("Risk"), _("Worker"), _("What is next"))
    ]


def _rows(request: HttpRequest, found: list[Case]) -> list[list[parts.Cell]]:
    who = person(request)
    pks = [case.pk for case in found]
    ours = set(cases_for(who, "case.view").filter(pk__in=pks).values_list("pk", flat=True))
    children = Child.objects.filter(pk__in=[case.child_id for case in found if case.pk in ours])
    known = names(children, opener_of(request)) if ours else {}
    duties: dict[object, list[Duty]] = {}
    for duty in all_duties(cases_within(who).filter(pk__in=pks)):
        duties.setdefault(duty.case.pk if duty.case else None, []).append(duty)
    return [_row(case, case.pk in ours, known.get(case.child_id, ""), duties.get(case.pk, [])) for case in found]


def _row(case: Case, ours: bool, name: str, duties: list[Duty]) -> list[parts.Cell]:
    following = in_order(duties)[:1]
    late = bool(following and following[0].late)
    next_ = f"{following[0].words}, {wording.when(following[0])}" if following else ""
    return [
        parts.Cell(case.number, to(case)),
        parts.Cell((name or _("name not known")) if ours else _("in a colleague's caseload")),
        parts.Cell(case.status.name, tone=case.status.tone),
        parts.Cell(RISK_LEVELS[case.risk_level] if case.risk_level else _("not assessed")),
        parts.Cell(case.worker.name if case.worker else _("nobody")),
        parts.Cell(next_, tone="alert" if late else ""),
    ]


@policy("case.list")
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The reader's caseload by state: how many, and those that stand there longest."""
    who = person(request)
    country = _country(who)
    mine = cases_for(who, "case.view").filter(state__in=OPEN_STATES)
    mine = mine.exclude(pk__in=invitations_for(who).order_by().values("case"))  # they have a page of their own
    totals = dict(mine.order_by().values_list("state").annotate(n=Count("pk")))
    place = Window(RowNumber(), partition_by=F("state"), order_by=[F("since"), F("pk")])
    shown = list(mine.annotate(place=place).filter(place__lte=LANE).order_by("since", "id"))
    soonest = _soonest(who, shown)
    lanes = [
        parts.Lane(
            state.name, state.tone, [_card(case, soonest.get(case.pk)) for case in shown if case.state == code],
            totals.get(code, 0), f"{reverse('cases:cases')}?state={code}&order=since",
        )
        for code, state in CASE_STATES.items()
        if code in OPEN_STATES
    ]  # fmt: skip
    with transaction.atomic():
        actions.list_(country, len(shown), by=who)
    return render(request, "cases/board.html", {"lanes": lanes, "today": timezone.localdate()})


def _soonest(who: Person, shown: Sequence[Case]) -> dict[Any, Duty]:
    """What is to be done first on each."""
    duties = in_order(duties_of(cases_within(who, "case.view").filter(pk__in=[case.pk for case in shown])))
    return {duty.case.pk: duty for duty in reversed(duties) if duty.case}


def _card(case: Case, duty: Duty | None) -> parts.Card:
    told = [str(duty.words)] if duty else []
    if case.risk_level:
        told.append(_("risk: %(level)s") % {"level": RISK_LEVELS[case.risk_level]})
    day = timezone.localtime(duty.due).date() if duty and duty.due else None
    return parts.Card(case.number, to(case), case.worker.name if case.worker else "", day, " · ".join(told))
