"""Someone leaves: their files go to colleagues, all of them or none."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, take_step
from milepost.cases.models import Case, Draft
from milepost.cases.rules.hand_over import can_hand_over


@transaction.atomic
def hand_over(leaver: Person, given: Mapping[Case, Person], *, by: Person, token: uuid.UUID | None = None) -> int:
    """Give each file of someone to a colleague; returns how many went. One that is not theirs any more stays.

    What they typed there and never sent is forgotten: nobody but them could find it. The form's token stands in the
    story of the first file that went: a form that is sent again finds nothing of theirs there.
    """
    went = 0
    for case in sorted(given, key=lambda each: str(each.pk)):  # in one order, so that two at once wait for each other
        held, worker = hold(case), given[case]
        if held.worker_id != leaver.pk:
            continue
        require(can_hand_over(by, held, worker=worker, leaver=leaver), "case.hand_over", held.country_id)
        held.worker = worker
        held.save(update_fields=["worker"])
        forgotten, _kinds = Draft.objects.filter(country=held.country_id, case=held, person=leaver).delete()
        take_step(held, "hand_over", by=by, token=None if went else token)
        record("case.hand_over", by=by, on=held, number=held.number, worker=worker.pk, drafts=forgotten)
        went += 1
    return went
