"""Reads of rounds, threads and explanations."""

from django.db.models import QuerySet

from milepost.reporting.content import Slot
from milepost.reporting.models import Justification, Report, Round, Thread


def open_round(report: Report) -> Round:
    """The round that is open. Raises Round.DoesNotExist when the report is not in review."""
    return report.rounds.select_related("sent_by").get(state="open")


def threads_of(report: Report) -> QuerySet[Thread]:
    """All threads with their comments and names, oldest first."""
    return report.threads.select_related("opened_by__body", "resolved_by", "round").prefetch_related(
        "comments__by__body"
    )


def threads_on(report: Report, slot: Slot) -> QuerySet[Thread]:
    """The threads of one question."""
    return threads_of(report).filter(question=slot.question, item=slot.item or 0)


def rounds_of(report: Report) -> QuerySet[Round]:
    """All rounds, with their people, newest first."""
    return report.rounds.select_related("sent_by__body", "decided_by__body").order_by("-number")


def justifications_of(report: Report) -> dict[str, Justification]:
    """Explanations by the finding's fingerprint."""
    return {each.fingerprint: each for each in report.justifications.select_related("by__body")}
