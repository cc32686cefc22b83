"""Fetching a sheet or an export for a verb: what is foreign, what does not exist and what is over answer alike."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from milepost.accounts.models import Person
from milepost.accounts.policy import person
from milepost.accounts.queries import bodies_where
from milepost.intake.actions.tidy import tidy
from milepost.intake.models import Export, Sheet
from milepost.intake.queries.sheets import exports_for, sheets_for


def holder_or_404(request: HttpRequest, verb: str) -> Person:
    """The person, where they hold the verb at some unit today."""
    who = person(request)
    if not bodies_where(who, verb).exists():
        raise Http404
    return who


def sheet_or_404(request: HttpRequest, pk: UUID, verb: str) -> Sheet:
    """A sheet of a unit at which the person holds the verb."""
    who = person(request)
    tidy(by=who)
    return get_object_or_404(sheets_for(who, f"intake.{verb}"), pk=pk)


def export_or_404(request: HttpRequest, pk: UUID, verb: str) -> Export:
    """An export of a unit at which the person holds the verb."""
    who = person(request)
    tidy(by=who)
    return get_object_or_404(exports_for(who, f"export.{verb}"), pk=pk)
