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
from milepost.accounts.rules import require
from milepost.cases.actions import case as actions
from milepost.cases.models import Case, ConcernReport
from milepost.cases.queries.cases import cases_for, cases_within, reports_for
from milepost.cases.rules.access import access

CaseView = Callable[Concatenate[HttpRequest, Case, ...], HttpResponse]


def on_case(verb: str) -> Callable[[CaseView], Callable[..., HttpResponse]]:
    """A view of one case. Showing it leaves an event in the transaction that reads it.

    A colleague's file leads to the page that asks why; another unit's file is not there.
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
                if cases_within(who, "case.state_purpose").filter(country=country, number=number).exists():
                    return redirect("cases:state_purpose", country=country, number=number)
                raise Http404
            if request.method != "GET":
                return view(request, case, **rest)
            with transaction.atomic():
                actions.view(case, by=who)
                return view(request, case, **rest)

        fetched.asks = verb  # type: ignore[attr-defined]  # a test holds it to the view's policy
        return fetched

    return decorate


def within_or_404(request: HttpRequest, country: str, number: str) -> Case:
    """A case of the person's unit, opened or not: number and state, no more."""
    return get_object_or_404(cases_within(person(request), "case.state_purpose"), country=country, number=number)


def report_or_404(request: HttpRequest, pk: UUID, verb: str = "case.view") -> ConcernReport:
    """A report of concern that came to the person's unit and is no case yet."""
    return get_object_or_404(reports_for(person(request), verb), pk=pk)


def to(case: Case, name: str = "case") -> str:
    """An address of a case."""
    return reverse(f"cases:{name}", kwargs=case.address)
