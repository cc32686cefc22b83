"""Reads of sources, terms and files."""

from django.db.models import QuerySet

from milepost.documents.models import Source, Term
from milepost.places.models import Country


def sources_for(country: Country) -> QuerySet[Source]:
    """Laws, decisions and publications of a country."""
    return Source.objects.filter(country=country).order_by("code")


def terms_for(country: Country) -> QuerySet[Term]:
    """The country's words."""
    return Term.objects.filter(country=country).order_by("code")
