"""Looking at the plan again."""

import uuid

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases import facts
from milepost.cases.actions.step import hold, move, repeated, take_step
from milepost.cases.models import Case, Review
from milepost.cases.rules.case import can
from milepost.people.sealed import write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def review(case: Case, look: facts.Look, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Review:
    """Note a review: the risk level changes with it, and where the plan is to change it is written anew."""
    case = hold(case)
    if (sent := repeated(Review, case, "review", token, by=by)) is not None:
        return sent
    require(can(by, case, "review"), "case.review", case.country_id)
    made = Review(
        country_id=case.country_id, case=case, by=by, on=look.on, risk_before=case.risk_level or "",
        risk_level=look.risk_level, outcome=look.outcome,
    )  # fmt: skip
    write(made, "note", look.note, opener.open_case(case.key_id))
    made.save(force_insert=True)
    before = move(case, "review") if look.outcome == "change" else case.state
    case.risk_level = look.risk_level
    case.save()
    take_step(case, "review", by=by, before=before, about=made, token=token)
    record("case.review", by=by, on=case, number=case.number, outcome=look.outcome)
    return made
