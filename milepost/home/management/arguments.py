"""Arguments that several commands take."""

import argparse
import errno
import socket
from datetime import date

from django.core.management.base import CommandError

from milepost.reporting.models import Report
from milepost.reporting.queries.reports import report_of

_LAST_PORT = 65535


def day(text: str) -> date:
    """A date written 2022-05-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no date: write it like 2022-05-01') from None


def country(text: str) -> str:
    """A country's code, which packs write in small letters: AL is al."""
    return text.strip().lower()


def port(text: str) -> int:
    """A port that a server can listen on."""
    if text.isdecimal() and 1 <= int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is no port: write a number from 1 to {_LAST_PORT}, for example 8000')


def refuse_taken(host: str, number: int) -> None:
    """Raise `CommandError` unless a server can listen there. Two servers on one port would answer by turns."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, number), family=family).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CommandError(f"Cannot listen on {host}, port {number}: {error.strerror}.") from None
        other = number + 1 if number < _LAST_PORT else 8000
        raise CommandError(
            f"Port {number} is taken: another server listens there. Choose another port: --port {other}, "
            f"or with make: PORT={other}."
        ) from None


def report_or_error(code: str, start: date) -> Report:
    """The newest version of a report, or an error that says which there are."""
    report = report_of(code, start)
    if report is None:
        there = ", ".join(f"{each.country_id} {each.start}" for each in Report.objects.order_by("country", "start"))
        raise CommandError(f"There is no report of {code} that starts on {start}. There are: {there or 'none'}.")
    return report


def whole_number(text: str) -> int:
    """A number of things, 1 or more; thousands may be set apart with commas."""
    plain = text.replace(",", "").replace("_", "")
    if not plain.isdecimal() or int(plain) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number above 0.')
    return int(plain)
