"""Fetching what an address names, for this person: a foreign and a missing thing give the same 404."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from milepost.accounts.policy import person
from milepost.reporting.content import Content, Slot
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import reports_for


def report_or_404(request: HttpRequest, country: str, start: date, version: int, verb: str = "report.view") -> Report:
    """The report, if the person holds the verb in its country."""
    return get_object_or_404(reports_for(person(request), verb), country=country, start=start, version=version)


def slot_or_404(content: Content, question: str, item: int | None) -> Slot:
    """The slot, if the report asks it."""
    slot = Slot(question, item)
    if slot not in set(content.slots()):
        raise Http404(f"no question {slot}")
    return slot


def to(name: str, report: Report, **more: object) -> HttpResponse:
    """A redirect to a page of the report."""
    return HttpResponseRedirect(reverse(f"reporting:{name}", kwargs=report.address | more))
