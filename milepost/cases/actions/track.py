"""The three tracks beside the case: where the child is safe, the National Referral Mechanism, the criminal case."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.accounts.states import State
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Mechanism, Proceeding, Safety
from milepost.cases.models import Case, CriminalStep, NrmStep, Placement
from milepost.cases.rules.case import can, can_place
from milepost.cases.states import CRIMINAL_STATES, NRM_STATES, SAFETY_STATES
from milepost.people.sealed import write_all
from milepost.places.codes import check
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def place(case: Case, step: Safety, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> Placement:
    """A step of the safety track: protect, place, court, end."""
    case = hold(case)
    if (sent := repeated(Placement, case, "place", token, by=by)) is not None:
        return sent
    require(can_place(by, case, verb=step.verb), "case.place", case.country_id)
    before, after = case.safety, leads(SAFETY_STATES, case.safety, step.verb, "case.place", case)
    made = Placement(
        country_id=case.country_id, case=case, by=by, verb=step.verb, state=after, on=step.on, provider=step.provider,
        parents_told=step.parents_told, court_asked_on=step.court_asked_on,
    )  # fmt: skip
    write_all(made, {"where": step.where, "note": step.note}, opener.open_case(case.key_id))
    made.save(force_insert=True)
    case.safety = after
    case.save(update_fields=["safety"])
    take_step(case, "place", by=by, before=before, after=after, track="safety", about=made, token=token)
    record("case.place", by=by, on=case, number=case.number, step=step.verb)
    return made


@sensitive_variables()
@transaction.atomic
def nrm(case: Case, step: Mechanism, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> NrmStep:
    """A step of the referral mechanism. Who decides is the law's business: only the outcome is kept here."""
    case = hold(case)
    if (sent := repeated(NrmStep, case, "nrm", token, by=by)) is not None:
        return sent
    require(can(by, case, "nrm"), "case.nrm", case.country_id)
    check(case.country_id, form=step.form)
    before, after = case.nrm, leads(NRM_STATES, case.nrm, step.verb, "case.nrm", case)
    made = NrmStep(
        country_id=case.country_id, case=case, by=by, verb=step.verb, state=after, on=step.on, form=step.form
    )
    write_all(made, {"note": step.note}, opener.open_case(case.key_id))
    made.save(force_insert=True)
    case.nrm = after
    case.save(update_fields=["nrm"])
    take_step(case, "nrm", by=by, before=before, after=after, track="nrm", about=made, token=token)
    record("case.nrm", by=by, on=case, number=case.number, step=step.verb)
    return made


@sensitive_variables()
@transaction.atomic
def criminal(
    case: Case, step: Proceeding, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> CriminalStep:
    """A step of the criminal track: reported, opened, charged, tried, and how it ended."""
    case = hold(case)
    if (sent := repeated(CriminalStep, case, "criminal", token, by=by)) is not None:
        return sent
    require(can(by, case, "criminal"), "case.criminal", case.country_id)
    check(case.country_id, article=step.article)
    before, after = case.criminal, leads(CRIMINAL_STATES, case.criminal, step.verb, "case.criminal", case)
    made = CriminalStep(
        country_id=case.country_id, case=case, by=by, verb=step.verb, state=after, on=step.on, article=step.article,
        support_person=step.support_person,
    )  # fmt: skip
    write_all(made, {"reference": step.reference, "note": step.note}, opener.open_case(case.key_id))
    made.save(force_insert=True)
    case.criminal = after
    case.save(update_fields=["criminal"])
    take_step(case, "criminal", by=by, before=before, after=after, track="criminal", about=made, token=token)
    record("case.criminal", by=by, on=case, number=case.number, step=step.verb)
    return made


def leads(table: Mapping[str, State], state: str, verb: str, act: str, case: Case) -> str:
    """Where a verb leads on a track. Raises `Refused` where it does not lead on from here."""
    if verb not in table[state].leads_to:
        raise Refused(
            _("The track stands at “%(state)s”; this does not follow from it.") % {"state": table[state].name},
            act,
            case.country_id,
        )
    return table[state].leads_to[verb]
