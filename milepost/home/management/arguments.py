"""Arguments that several commands take."""

import argparse
from datetime import date

from django.core.management.base import CommandError

from milepost.reporting.models import Report
from milepost.reporting.queries.reports import report_of


def day(text: str) -> date:
    """A date written 2022-05-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no date: write it like 2022-05-01') from None


def report_or_error(country: str, start: date) -> Report:
    """The newest version of a report, or an error that says which there are."""
    report = report_of(country, start)
    if report is None:
        there = ", ".join(f"{each.country_id} {each.start}" for each in Report.objects.order_by("country", "start"))
        raise CommandError(f"There is no report of {country} that starts on {start}. There are: {there or 'none'}.")
    return report
