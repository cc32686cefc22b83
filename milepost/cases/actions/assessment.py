"""Assessing a case, and writing down the facts of an exploitation: sections, of which every saving is kept.

A saving names the number that its page showed (`base`, 0 for none). Where the section moved on meanwhile with other
words nothing is written and `MovedOn` carries both.
"""

import uuid
from typing import Protocol, TypeVar

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import MovedOn, hold, move, repeated, take_step
from milepost.cases.facts import Assessment, Picture, Work
from milepost.cases.models import Case, Exploitation, FullAssessment, InitialAssessment, NrmStep
from milepost.cases.rules.case import can
from milepost.people.dates import NotBorn, age_on
from milepost.people.queries import identity_of
from milepost.people.sealed import read, write_all
from milepost.places.codes import check
from milepost.vault.opening import Opener

Section = TypeVar("Section", InitialAssessment, FullAssessment, Exploitation)


class _Facts(Protocol):
    @property
    def clear(self) -> dict[str, object]:
        """What stands in clear."""

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""


@sensitive_variables()
@transaction.atomic
def assess(
    case: Case, facts: Assessment, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> InitialAssessment:
    """The initial assessment: the case gets its risk level, and the referral mechanism begins where it is suspected.

    Raises `MovedOn`.
    """
    case = hold(case)
    if (sent := repeated(InitialAssessment, case, "assess", token, by=by)) is not None:
        return sent
    require(can(by, case, "assess"), "case.assess", case.country_id)
    check(case.country_id, risk_factor=facts.factors, screening=tuple(facts.screening))
    section = _next(InitialAssessment, case, facts, base=base, by=by, opener=opener)
    before = move(case, "assess")
    case.risk_level = facts.risk_level
    _screen(case, facts, by=by)
    case.save()
    take_step(case, "assess", by=by, before=before, about=section, token=token)
    record("case.assess", by=by, on=case, number=case.number, saving=section.number, nrm=case.nrm)
    return section


def screening_says(nrm: str, suspected: bool | None) -> tuple[str, str] | None:
    """The step of the referral mechanism that the screening questions ask for, and where it leads; None for none."""
    if suspected is None or nrm not in ("not_screened", "screened_no", "not_victim"):
        return None
    if suspected:
        return "suspect", "potential_victim"
    return ("clear", "screened_no") if nrm == "not_screened" else None


def _screen(case: Case, facts: Assessment, *, by: Person) -> None:
    """What the screening questions say becomes a step of the referral mechanism, where it changes something."""
    if (said := screening_says(case.nrm, facts.trafficking_suspected)) is None:
        return
    verb, after = said
    step = NrmStep.objects.create(
        country_id=case.country_id, case=case, by=by, verb=verb, state=after, on=timezone.localdate()
    )
    before, case.nrm = case.nrm, after
    take_step(case, verb, by=by, before=before, after=after, track="nrm", about=step)


@sensitive_variables()
@transaction.atomic
def assess_fully(
    case: Case, facts: Picture, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> FullAssessment:
    """The full assessment, section by section. Raises `MovedOn`."""
    case = hold(case)
    if (sent := repeated(FullAssessment, case, "assess_fully", token, by=by)) is not None:
        return sent
    require(can(by, case, "assess_fully"), "case.assess_fully", case.country_id)
    section = _next(FullAssessment, case, facts, base=base, by=by, opener=opener)
    before = move(case, "assess_fully")
    case.save()
    take_step(case, "assess_fully", by=by, before=before, about=section, token=token)
    record("case.assess_fully", by=by, on=case, number=case.number, saving=section.number)
    return section


@sensitive_variables()
@transaction.atomic
def record_exploitation(
    case: Case, facts: Work, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Exploitation:
    """What is done to the child, as facts. Raises `MovedOn`."""
    case = hold(case)
    if (sent := repeated(Exploitation, case, "record_exploitation", token, by=by)) is not None:
        return sent
    require(can(by, case, "record_exploitation"), "case.record_exploitation", case.country_id)
    check(case.country_id, **dict(facts.words()))
    section = _next(Exploitation, case, facts, base=base, by=by, opener=opener)
    section.age_months = _age_months(case, opener)
    section.save(update_fields=["age_months"])
    take_step(case, "record_exploitation", by=by, about=section, token=token)
    record("case.record_exploitation", by=by, on=case, number=case.number, saving=section.number, form=facts.form)
    return section


@sensitive_variables()
def _next(model: type[Section], case: Case, facts: _Facts, *, base: int, by: Person, opener: Opener) -> Section:
    """The next saving of a section. Raises `MovedOn` unless `base` is the last one."""
    key = opener.open_case(case.key_id)
    last = model._default_manager.filter(country=case.country_id, case=case).order_by("-number").first()
    number = last.number if last else 0
    if number != base and last is not None:
        stands = {name: getattr(last, name) for name in facts.clear}
        stands |= {name: read(last, name, key) for name in facts.texts}
        raise MovedOn(model._meta.model_name or "", number, {**facts.clear, **facts.texts}, stands)
    section = model(country_id=case.country_id, case=case, by=by, number=number + 1, **facts.clear)
    write_all(section, facts.texts, key)
    section.save(force_insert=True)
    return section


def _age_months(case: Case, opener: Opener) -> int | None:
    """The child's age today, where the child's birth is known and the key is at hand."""
    known = identity_of(case.child, opener)
    try:
        birth = known.birth
        return age_on(timezone.localdate(), birth, estimated=known.birth_estimated).months if birth else None
    except NotBorn:
        return None
