"""Fetching a sheet or an export for a verb: what is foreign, what does not exist and what is over answer alike."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from milepost.accounts.policy import person
from milepost.intake.actions.tidy import tidy
from milepost.intake.models import Export, Sheet
from milepost.intake.queries.sheets import exports_for, sheets_for


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
