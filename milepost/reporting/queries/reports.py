"""Which reports a person may see, and a report as plain values."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.reporting.content import Content, Item, Slot, Value, from_json
from milepost.reporting.models import Answer, Contribution, Piece, Report, Submission


def reports_for(person: Person, verb: str = "report.view") -> QuerySet[Report]:
    """The reports on which the person holds the verb."""
    return Report.objects.filter(country__in=countries_where(person, verb)).select_related("country", "edition")


def latest_reports_for(person: Person) -> QuerySet[Report]:
    """The newest version of each report that the person may read."""
    return reports_for(person).filter(Q(correction=None)).order_by("country", "-start")


def report_of(country: str, start: date) -> Report | None:
    """The newest version of a country's report of the period that starts then."""
    return (
        Report.objects.filter(country=country, start=start)
        .select_related("country", "edition")
        .order_by("-version")
        .first()
    )


def correction_of(report: Report) -> Report | None:
    """The version that corrects the report, open or submitted."""
    return Report.objects.filter(replaces=report).first()


def contributions_for(person: Person) -> QuerySet[Contribution]:
    """What the person was asked: the queryset twin of `can_offer`, decided and withdrawn ones included for reading."""
    return (
        Contribution.objects.filter(person=person)
        .filter(report__country__in=countries_where(person, "contribution.offer"))
        .select_related("report__country", "report__edition", "report__previous", "asked_by__body", "person__body")
    )


def contributions_to_decide(person: Person) -> QuerySet[Contribution]:
    """Texts sent to the focal point: the queryset twin of `can_decide`."""
    return Contribution.objects.filter(
        report__country__in=countries_where(person, "contribution.decide"), report__state="draft", state="offered"
    ).select_related("report__country", "report__edition", "person__body", "asked_by__body")


def answers_of(report: Report) -> dict[Slot, Answer]:
    """The report's answers by slot, with who wrote them."""
    return {answer.slot: answer for answer in Answer.objects.filter(report=report).select_related("by__body")}


def content_of(report: Report) -> Content:
    """The report as plain values: what checks read and exports write. Three queries, however many answers."""
    edition = report.edition.edition
    answers: dict[Slot, Value] = {}
    for answer in report.answers.all():
        value = from_json(edition.question(answer.question), answer.value) if answer.question in edition else None
        if value is not None:
            answers[answer.slot] = value
    items: dict[str, list[Item]] = {"priority": [], "step": []}
    for item in report.items.all():
        items[item.kind].append(Item(item.number, item.title))
    unplaced = Piece.objects.filter(document__report=report, role="unplaced").order_by("document", "number")
    return Content(
        country=report.country_id,
        country_name=report.country.name(report.language),
        start=report.start,
        end=report.end,
        edition=edition,
        priorities=tuple(items["priority"]),
        steps=tuple(items["step"]),
        answers=answers,
        unplaced=tuple(unplaced.values_list("text", flat=True)),
        state=report.state,
        version=report.version,
        language=report.language,
        sent_at=_sent_at(report),
    )


def _sent_at(report: Report) -> datetime | None:
    """When the report was submitted; asked of the database only where it was."""
    if report.state not in ("submitted", "replaced"):
        return None
    return Submission.objects.filter(report=report).values_list("at", flat=True).first()


def previous_content(report: Report) -> Content | None:
    """Last year's report as plain values, in this year's keys where the edition maps them."""
    return content_of(report.previous) if report.previous else None
