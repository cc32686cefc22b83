"""Reads of rounds, threads and explanations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from milepost.reporting.content import Content, Item, Slot, Value, from_json
from milepost.reporting.models import Justification, Report, Round, Submission, Thread
from milepost.reporting.queries.reports import content_of


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


def rounds_told(report: Report) -> QuerySet[Round]:
    """All rounds with how many comments each brought and how many of these are open, without what was frozen."""
    return (
        rounds_of(report)
        .defer("content", "revisions")
        .annotate(brought=Count("threads"), still_open=Count("threads", filter=Q(threads__state="open")))
    )


def justifications_of(report: Report) -> dict[str, Justification]:
    """Explanations by the finding's fingerprint."""
    return {each.fingerprint: each for each in report.justifications.select_related("by__body")}


def frozen(report: Report, kept: Mapping[str, Any]) -> Content:
    """The content that a round or a submission froze, as plain values again."""
    edition = report.edition.edition
    answers: dict[Slot, Value] = {}
    for name, data in kept["marked"].items():
        key, _slash, number = name.partition("/")
        value = from_json(edition.question(key), data)
        if value is not None:
            answers[Slot(key, int(number) if number else None)] = value
    items: dict[str, tuple[Item, ...]] = {}
    for question in edition.questions:
        if question.each:
            items[question.each] = tuple(Item(each["number"], each["title"]) for each in kept["answers"][question.key])
    return replace(
        content_of(report),
        answers=answers,
        priorities=items.get("priority", ()),
        steps=items.get("step", ()),
        unplaced=tuple(kept["unplaced"]),
        state=kept["state"],
        version=kept["version"],
    )


def read_before(report: Report, number: int) -> tuple[Round | None, Content | None]:
    """What was read before round `number`: the round before it, else (for a correction) what was submitted then."""
    former = report.rounds.filter(number__lt=number).order_by("-number").first()
    if former:
        return former, frozen(report, former.content)
    sent = Submission.objects.filter(report=report.replaces_id).first() if report.replaces_id else None
    return None, frozen(report, sent.content) if sent else None
