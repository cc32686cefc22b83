"""Reads of what others were asked."""

from datetime import date

from django.db.models import QuerySet

from milepost.reporting.models import Contribution, Report


def contributions_of(report: Report) -> QuerySet[Contribution]:
    """All that was asked of others for a report, with people and texts."""
    return report.contributions.select_related("person__body", "asked_by__body").prefetch_related("proposals")


def open_contributions(report: Report) -> QuerySet[Contribution]:
    """What is asked and not decided: such a text is not in the report, whatever it says. By person and question."""
    return contributions_of(report).filter(state__in=("asked", "offered")).order_by("person__name", "id")


def to_remind(today: date) -> QuerySet[Contribution]:
    """Asked, not sent, the reminder's day reached, not yet reminded, the report still a draft."""
    return Contribution.objects.filter(
        state="asked", remind_on__lte=today, reminded_at=None, report__state="draft"
    ).select_related("person", "asked_by", "report__country", "report__edition")
