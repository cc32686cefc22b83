"""The command `remind`, once a day: a reminder counts as sent when a mail server has taken it, and not before."""

import io
import socket
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from milepost.accounts.models import Person
from milepost.audit.models import Event
from milepost.reporting.actions import contribution as actions
from milepost.reporting.content import Slot
from milepost.reporting.models import Contribution, Report
from tests.conftest import Cast

SLOT = Slot("priority_progress", 4)


def ask(report: Report, person: Person, cast: Cast) -> Contribution:
    today = timezone.localdate()
    return actions.ask(report, SLOT, person, due=today + timedelta(days=3), remind_on=today, by=cast.focal_point)


def reminded(asked: Contribution) -> bool:
    return Contribution.objects.get(pk=asked.pk).reminded_at is not None


class Choosy(EmailBackend):
    """A mail server that does not know one of the addresses."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("contributor@al.example" in message.to for message in messages):
            raise SMTPRecipientsRefused({"contributor@al.example": (550, b"No such user")})
        return super().send_messages(messages)


def test_the_mail_says_what_until_when_and_where(report: Report, cast: Cast, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://reports.example.org"
    asked = ask(report, cast.contributor, cast)
    call_command("remind")
    (sent,) = mail.outbox
    assert sent.to == [cast.contributor.email]
    assert "roadmap priority" in sent.body
    assert "Social and cultural barriers" in sent.body
    assert f"It is due on {asked.due.day} {asked.due:%B %Y}" in sent.body
    assert f"https://reports.example.org/reports/contributions/{asked.pk}/" in sent.body
    assert reminded(asked)


def test_the_mail_is_in_the_language_of_who_reads_it(report: Report, cast: Cast) -> None:
    Person.objects.filter(pk=cast.contributor.pk).update(language="sq")
    ask(report, cast.contributor, cast)
    call_command("remind")
    assert "çfarë ecurie ka pasur prioriteti juaj" in mail.outbox[0].body


def test_where_no_mail_server_answers_nothing_counts_as_sent(report: Report, cast: Cast, settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        asked = ask(report, cast.contributor, cast)
        with pytest.raises(CommandError, match=r"Reminders not sent: 1\..*tried again"):
            call_command("remind", stderr=io.StringIO())
    assert not reminded(asked)
    assert not Event.objects.filter(verb="contribution.remind").exists()


def test_an_address_that_is_refused_does_not_stop_the_others(report: Report, cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    refused, taken = ask(report, cast.contributor, cast), ask(report, cast.other_contributor, cast)
    told = io.StringIO()
    with pytest.raises(CommandError, match="Reminders not sent: 1"):
        call_command("remind", stderr=told)
    assert (reminded(refused), reminded(taken)) == (False, True)
    assert [message.to for message in mail.outbox] == [[cast.other_contributor.email]]
    assert f"{cast.contributor.name}: " in told.getvalue()
    assert "No such user" in told.getvalue()


def test_what_was_not_sent_is_sent_the_next_day(report: Report, cast: Cast, settings: Settings) -> None:
    asked = ask(report, cast.contributor, cast)
    accepting, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Choosy"
    with pytest.raises(CommandError):
        call_command("remind", stderr=io.StringIO())
    settings.EMAIL_BACKEND = accepting
    call_command("remind")
    call_command("remind")
    assert len(mail.outbox) == 1
    assert reminded(asked)
