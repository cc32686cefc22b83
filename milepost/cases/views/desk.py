"""The unit's desk, its list and its board."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.queries import bodies_where, people_at
from milepost.accounts.rules import countries_where
from milepost.cases.actions import case as actions
from milepost.cases.models import Case
from milepost.cases.queries.cases import Wanted, cases_for, cases_within, filtered
from milepost.cases.queries.duties import Duty, desk_of, duties_of, in_order
from milepost.cases.states import CASE_STATES, OPEN_STATES, RISK_LEVELS
from milepost.cases.views import wording
from milepost.cases.views.fetch import to
from milepost.cases.views.sitting import not_sent
from milepost.people.models import Child
from milepost.people.queries import names
from milepost.places.codes import words_of
from milepost.ui import parts
from milepost.vault.session import opener_of

PAGE = 50
RECOMMENDED = 25
"""Files of one worker that the field recommends at most."""


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
    groups = [
        (_("Late"), [_task(duty) for duty in mine.late]),
        (_("Due within a week"), [_task(duty) for duty in mine.soon]),
        (_("Later"), [_task(duty) for duty in mine.later]),
        (_("Waiting for others"), [_task(duty) for duty in mine.waiting]),
    ]
    shown = [parts.TaskGroup(title, tasks, 0, len(tasks)) for title, tasks in groups if tasks]
    with transaction.atomic():
        actions.list_(country, sum(group.total for group in shown), by=who)
    context = {"groups": shown, "late": len(mine.late), "purposes": mine.purposes, "load": _load(who)}
    context["not_sent"] = not_sent(request)
    return render(request, "cases/desk.html", context)


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


def _load(who: Person) -> list[tuple[str, int, bool]]:
    """The caseload by worker of the units a head answers for; a worker sees their own."""
    open_cases = cases_within(who).filter(state__in=OPEN_STATES)
    if not bodies_where(who, "case.oversee").exists():
        open_cases = open_cases.filter(worker=who)
    counts = open_cases.order_by().values_list("worker__name").annotate(n=Count("pk")).order_by("worker__name")
    return [(name or _("nobody"), n, n > RECOMMENDED) for name, n in counts]


@policy("case.list")
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The unit's files, filtered by the address; names only of those that are open to the reader."""
    who = person(request)
    country, wanted = _country(who), Wanted.of(request.GET.dict())
    found = filtered(cases_within(who), wanted, who).order_by("-opened_at", "id")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    with transaction.atomic():
        actions.list_(country, len(page.object_list), by=who)
    context = _choices(who, country, wanted) | {
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
    for duty in duties_of(cases_within(who).filter(pk__in=pks)):
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


def _choices(who: Person, country: str, wanted: Wanted) -> dict[str, object]:
    """What the filters offer: plain links and drop-downs of a form that asks by address."""
    workers = {
        each.pk: each.name for unit in bodies_where(who, "case.list") for each in people_at(unit, "case.contact")
    }
    return {
        "wanted": wanted,
        "states": [(code, state.name) for code, state in CASE_STATES.items()],
        "risks": list(RISK_LEVELS.items()),
        "workers": sorted(((str(pk), name) for pk, name in workers.items()), key=lambda pair: pair[1]),
        "concerns": [(word.code, word.name(wording.language())) for word in words_of(country, "concern")["concern"]],
    }


@policy("case.list")
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The reader's caseload by state."""
    who = person(request)
    country, found = _country(who), _mine(who)
    lanes = [
        parts.Lane(state.name, state.tone, [_card(case) for case in found if case.state == code])
        for code, state in CASE_STATES.items()
        if code in OPEN_STATES
    ]
    with transaction.atomic():
        actions.list_(country, len(found), by=who)
    return render(request, "cases/board.html", {"lanes": lanes, "today": timezone.localdate()})


def _mine(who: Person) -> list[Case]:
    rows: QuerySet[Case] = cases_for(who, "case.view").filter(state__in=OPEN_STATES)
    return list(rows.order_by("since")[:300])


def _card(case: Case) -> parts.Card:
    risk = RISK_LEVELS[case.risk_level] if case.risk_level else _("risk not assessed")
    return parts.Card(case.number, to(case), case.worker.name if case.worker else "", None, risk)
