"""A report's findings, and what the country knows of itself that checks use."""

import hashlib
from collections import OrderedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from milepost.documents.queries import sources_for, terms_for
from milepost.institutions.queries import bodies_in
from milepost.places.models import Country
from milepost.places.queries import places_in
from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.run import check
from milepost.reporting.content import Content
from milepost.reporting.knowledge import Avoid, Body, Knowledge, Level, Place, Source, Term
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of, previous_content

KEPT = 64
"""How many reports' findings one process keeps: the same text gives the same findings, and every page asks."""

_kept: OrderedDict[str, tuple[Finding, ...]] = OrderedDict()


def findings_of(report: Report, content: Content | None = None) -> tuple[Finding, ...]:
    """What a careful reviewer would ask about the report as it stands, in the form's order."""
    content = content or content_of(report)
    knowledge, previous = knowledge_of(report.country), previous_content(report)
    key = hashlib.sha256(repr((get_language(), content, knowledge, previous)).encode()).hexdigest()
    if key not in _kept:
        _kept[key] = check(content, knowledge, previous=previous)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return (*_kept[key], *unconfirmed(report))


def errors_of(report: Report) -> tuple[Finding, ...]:
    """The findings that block sending and submission."""
    return tuple(finding for finding in findings_of(report) if finding.severity == "error")


def knowledge_of(country: Country) -> Knowledge:
    """The words, bodies, places and documents of a country, as plain values for the checks: four queries."""
    places = list(places_in(country))
    return Knowledge(
        terms=tuple(
            Term(
                term.code, term.names, tuple(term.abbreviations), term.expansions,
                tuple(Avoid(each["form"], each["use"]) for each in term.avoid),
            )
            for term in terms_for(country)
        ),
        bodies=tuple(
            Body(body.code, body.names, tuple(body.acronyms), tuple(body.other_names))
            for body in bodies_in(country).filter(place=None)
        ),
        places=tuple(Place(place.level, place.names, tuple(place.aliases)) for place in places),
        levels=tuple(
            Level(level["code"], level["names"], sum(place.level == level["code"] for place in places))
            for level in country.levels
        ),
        sources=tuple(
            Source(
                source.kind, source.number, source.date, source.titles, tuple(source.other_titles), source.starts,
                source.former,
            )
            for source in sources_for(country)
        ),
    )  # fmt: skip


def unconfirmed(report: Report) -> tuple[Finding, ...]:
    """Answers carried from last year that nobody confirmed: an error, because last year's text is not this year's."""
    return tuple(
        Finding(
            code="carried-unconfirmed",
            severity="error",
            slot=answer.slot,
            start=0,
            end=0,
            message=_("This answer was carried from last year’s report and nobody has confirmed it."),
            advice=_("Read it, change what is different this year, and confirm it."),
            quote="",
        )
        for answer in report.answers.filter(carried=True)
    )
