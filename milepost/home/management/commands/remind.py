"""`milepost remind`: run once a day."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from milepost.home import packs
from milepost.reporting.actions import contribution as actions
from milepost.reporting.models import Contribution
from milepost.reporting.queries.contributions import to_remind
from milepost.reporting.queries.reports import content_of


class Command(BaseCommand):
    """Remind people of the questions they were asked."""

    help = "Send the reminders that are due. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind each person once, on or after the day chosen. A mail that no server took is tried at the next run."""
        by = packs.command_line()
        due = list(to_remind(timezone.localdate()))
        unsent = 0
        for contribution in due:
            if self._sent(contribution):
                actions.remind(contribution, by=by)
            else:
                unsent += 1
        self.stdout.write(f"{len(due) - unsent} reminders sent")
        if unsent:
            raise CommandError(
                f"Reminders not sent: {unsent}. They are tried again next time. MILEPOST_MAIL_URL names the server."
            )

    def _sent(self, contribution: Contribution) -> bool:
        """Whether a mail server took the mail."""
        try:
            send(contribution)
        except (SMTPException, OSError) as error:
            self.stderr.write(f"{contribution.person.name}: {error}")
            return False
        return True


def send(contribution: Contribution) -> None:
    """Send one reminder: the question, the day, the address of the page. Raises SMTPException or OSError."""
    person = contribution.person
    with translation.override(person.language):
        day = formats.date_format(contribution.due, "j F Y")
        subject = _("A question for the annual report waits for you until %(day)s") % {"day": day}
        body = _(
            "%(name)s, you were asked by %(asker)s for a text for the annual report:\n\n%(question)s\n\n"
            "It is due on %(day)s. Write and send it here:\n%(url)s"
        ) % {
            "name": person.name,
            "asker": contribution.asked_by.name,
            "question": content_of(contribution.report).question_text(contribution.slot, person.language),
            "day": day,
            "url": settings.PUBLIC_URL + reverse("reporting:offer", args=[contribution.pk]),
        }
    send_mail(subject, body, None, [person.email])
