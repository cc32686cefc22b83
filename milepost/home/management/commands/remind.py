"""`milepost remind`: run once a day."""

from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from milepost.home import packs
from milepost.reporting.actions import contribution as actions
from milepost.reporting.models import Contribution
from milepost.reporting.queries.contributions import to_remind


class Command(BaseCommand):
    """Remind people of the questions they were asked."""

    help = "Send the reminders that are due. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind each person once, on or after the day chosen."""
        by = packs.command_line()
        sent = 0
        for contribution in to_remind(timezone.localdate()):
            actions.remind(contribution, by=by)
            self._send(contribution)
            sent += 1
        self.stdout.write(f"{sent} reminders sent")

    def _send(self, contribution: Contribution) -> None:
        person = contribution.person
        with translation.override(person.language):
            subject = _("A question for the annual report waits for you until %(day)s") % {
                "day": formats.date_format(contribution.due, "DATE_FORMAT")
            }
            body = _(
                "%(name)s, you were asked by %(asker)s for a text for the annual report. "
                "Sign in to Milepost to write and send it. It is due on %(day)s."
            ) % {
                "name": person.name,
                "asker": contribution.asked_by.name,
                "day": formats.date_format(contribution.due, "DATE_FORMAT"),
            }
        send_mail(subject, body, None, [person.email])
