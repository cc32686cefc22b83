"""What happened to a report: the audit events of everything that belongs to it."""

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast

from milepost.audit.models import Event
from milepost.reporting.models import Comment, ImportedAnswer, Piece, Report


def events_of(report: Report) -> QuerySet[Event]:
    """The events of the report, its answers, documents, contributions, comments and explanations, newest first."""
    parts: tuple[QuerySet[Model], ...] = (
        report.answers.all(),
        report.kept_texts.all(),
        report.imports.all(),
        ImportedAnswer.objects.filter(document__report=report),
        Piece.objects.filter(document__report=report, settled_at__isnull=False),
        report.contributions.all(),
        report.threads.all(),
        Comment.objects.filter(thread__report=report),
        report.justifications.all(),
    )
    about = Q(on_type=report._meta.label_lower, on_id=str(report.pk))
    for rows in parts:
        keys = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
        about |= Q(on_type=rows.model._meta.label_lower, on_id__in=keys)
    return Event.objects.filter(about, country=report.country_id).order_by("-id")
