"""What every act on a case does: hold the case, find a form that was sent twice, move on, leave a line on the timeline.

Parts of the acts in this folder; they check and record.
"""

import uuid
from typing import TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused
from milepost.cases.models import Case, CaseStep
from milepost.cases.states import CASE_STATES

Made = TypeVar("Made", bound=models.Model)


class MovedOn(Exception):
    """Someone saved the same section meanwhile. `typed` and `stands` are both texts by field, `number` what stands now.

    Printing it shows neither.
    """

    def __init__(self, section: str, number: int, typed: dict[str, object], stands: dict[str, object]) -> None:
        super().__init__(f"{section} is at number {number} by now")
        self.section, self.number, self.typed, self.stands = section, number, typed, stands


def hold(case: Case) -> Case:
    """The case as it stands, locked until the transaction ends.

    `no_key`, here and wherever a row is held: what refers to the row may be written meanwhile. Else PostgreSQL locks
    up: who waits here for the audit's chain is waited for by its holder, whose new row refers to this one. For the same
    reason rows are held before the first event is recorded, not after.
    """
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit", "country", "transferred_to", "child").get(pk=case.pk)


def repeated(model: type[Made], case: Case, verb: str, token: uuid.UUID | None, *, by: Person) -> Made | None:
    """What an earlier sending of the same form made; a form that was never sent, or has no token, made nothing."""
    if token is None:
        return None
    step = CaseStep.objects.filter(country=case.country_id, token=token).first()
    if step is None:
        return None
    if (step.case_id, step.verb, step.by_id) != (case.pk, verb, by.pk):
        raise Refused(_("This form was sent before, for something else. Open its page again."), f"case.{verb}")
    return model._default_manager.get(pk=step.about)


def move(case: Case, verb: str, *, to: str = "") -> str:
    """Put the case where the verb leads (`to` where the table cannot know it); returns where it stood. Not saved."""
    before = case.state
    case.state = to or CASE_STATES[before].leads_to.get(verb, before)
    if case.state != before:
        case.since = timezone.now()
    return before


def take_step(
    case: Case,
    verb: str,
    *,
    by: Person,
    before: str = "",
    after: str = "",
    track: str = "case",
    about: models.Model | None = None,
    token: uuid.UUID | None = None,
) -> CaseStep:
    """The line on the timeline. Without `before` the case stayed where it is."""
    return CaseStep.objects.create(
        country_id=case.country_id, case=case, track=track, verb=verb, before=before or case.state,
        after=after or case.state, by=by, about=about.pk if about else None, token=token,
    )  # fmt: skip
