"""Fetching a case for a verb: what is foreign and what does not exist answer alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from milepost.accounts.policy import person
from milepost.accounts.rules import Refused, require
from milepost.cases.actions import case as actions
from milepost.cases.models import Case, CaseStep, ConcernReport
from milepost.cases.queries.cases import cases_for, cases_within, reports_for
from milepost.cases.rules.access import access
from milepost.cases.sent import sending, typed_in

CaseView = Callable[Concatenate[HttpRequest, Case, ...], HttpResponse]


def on_case(verb: str, *, records: bool = True) -> Callable[[CaseView], Callable[..., HttpResponse]]:
    """A view of one case. Showing it leaves an event in the transaction that reads it.

    A colleague's file leads to the page that asks why; another unit's file is not there. `records` is False where the
    view leaves an event of its own.
    """

    def decorate(view: CaseView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def fetched(request: HttpRequest, country: str, number: str, **rest: Any) -> HttpResponse:
            who = person(request)
            case = cases_for(who, verb).filter(country=country, number=number).select_related("child").first()
            if case is None:
                opened = cases_for(who, "case.view").filter(country=country, number=number).first()
                if opened is not None:  # theirs to read, but the verb is another role's: the refusal says whose
                    require(access(who, opened, verb), verb, country)
                if request.method == "POST" and (led := taken(request)) is not None:
                    return onward(request, led)  # the first of two sendings gave the case away
                if cases_within(who, "case.state_purpose").filter(country=country, number=number).exists():
                    return redirect("cases:state_purpose", country=country, number=number)
                raise Http404
            if request.method != "GET" or not records:
                return view(request, case, **rest)
            with transaction.atomic():
                actions.view(case, by=who, verb=verb)
                return view(request, case, **rest)

        sent = once(fetched)
        sent.asks = verb  # type: ignore[attr-defined]  # a test holds it to the view's policy
        return sent

    return decorate


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form that comes a second time is answered like the first, where the first made the second impossible."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *given, **named)
        except (Http404, Refused):
            if request.method != "POST" or (led := taken(request)) is None:
                raise
            return onward(request, led)

    return answered


def taken(request: HttpRequest) -> Case | None:
    """The case on which this very form was taken already."""
    token = sending(typed_in(request.POST))
    if token is None:
        return None
    step = CaseStep.objects.filter(token=token, by=person(request)).select_related("case").first()
    return step.case if step else None


def onward(request: HttpRequest, case: Case) -> HttpResponse:
    """Where an act leads: to the case, or to the desk where the act gave the case away."""
    still = cases_for(person(request), "case.view").filter(pk=case.pk).exists()
    return redirect(to(case) if still else "cases:desk")


def within_or_404(request: HttpRequest, country: str, number: str) -> Case:
    """A case of the person's unit, opened or not: number and state, no more."""
    return get_object_or_404(cases_within(person(request), "case.state_purpose"), country=country, number=number)


def report_or_404(request: HttpRequest, pk: UUID, verb: str = "case.view") -> ConcernReport:
    """A report of concern that came to the person's unit and is no case yet."""
    return get_object_or_404(reports_for(person(request), verb), pk=pk)


def to(case: Case, name: str = "case") -> str:
    """An address of a case."""
    return reverse(f"cases:{name}", kwargs=case.address)
