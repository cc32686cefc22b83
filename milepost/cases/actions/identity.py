"""Who the child is, corrected from a file. The facts of an episode that hang on it are corrected with it.

An age is the age on the day of the event: where the birth was wrong, the age at the opening of each episode was wrong
too, and figures count it.
"""

import uuid
from dataclasses import fields

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.actions.step import MovedOn, hold, repeated, take_step
from milepost.cases.models import Case, Exploitation
from milepost.cases.rules.identity import can_correct
from milepost.people.actions import child as children
from milepost.people.dates import NotBorn, age_on
from milepost.people.identity import Identity, changed
from milepost.people.models import Child
from milepost.people.queries import identity_of
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def change_identity(
    case: Case, identity: Identity, *, base: int, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> Child:
    """Correct what is known of the child. `base`: the version that the page showed. Raises `MovedOn`."""
    case = hold(case)
    if (sent := repeated(Child, case, "change_identity", token, by=by)) is not None:
        return sent
    require(can_correct(by, case, "change_identity", identity=identity), "case.change_identity", case.country_id)
    names = changed(identity_of(case.child, opener), identity)
    try:
        child = children.change_identity(case.child, identity, base=base, by=by, opener=opener)
    except children.Conflict as met:
        stands = identity_of(Child.objects.get(pk=case.child_id), opener)
        raise MovedOn("child", met.current, _told(identity), _told(stands)) from None
    if not names:
        return child
    corrected = _correct(child, identity, names, by=by)
    take_step(case, "change_identity", by=by, about=child, token=token)
    record("case.change_identity", by=by, on=case, number=case.number, corrected=corrected)
    return child


@sensitive_variables()
def _told(identity: Identity) -> dict[str, object]:
    return {each.name: getattr(identity, each.name) for each in fields(identity)}


@sensitive_variables()
def _correct(child: Child, identity: Identity, names: list[str], *, by: Person) -> list[str]:
    """Age and sex at the opening of each episode that the child's unit holds; returns the numbers of those changed."""
    numbers = []
    for episode in Case.objects.select_for_update(of=("self",), no_key=True).filter(
        country=child.country_id, unit=child.unit_id, child=child
    ).order_by("pk"):  # fmt: skip
        before = (episode.age_months, episode.age_estimated, episode.sex)
        if {"birth", "birth_estimated"} & set(names):
            episode.age_months, episode.age_estimated = _age_at(episode, identity)
            _correct_work(episode, identity)
        if "sex" in names:
            episode.sex = identity.sex
        if before != (episode.age_months, episode.age_estimated, episode.sex):
            episode.save(update_fields=["age_months", "age_estimated", "sex"])
            take_step(episode, "correct_age", by=by)
            numbers.append(episode.number)
    return numbers


@sensitive_variables()
def _age_at(episode: Case, identity: Identity) -> tuple[int | None, bool]:
    if identity.birth is None:
        return None, False
    day = timezone.localtime(episode.opened_at).date()
    age = age_on(day, identity.birth, estimated=identity.birth_estimated)  # born by then: the rule asked
    return age.months, not age.exact


@sensitive_variables()
def _correct_work(episode: Case, identity: Identity) -> None:
    """The ages at which facts of an exploitation were saved."""
    for saving in Exploitation.objects.filter(country=episode.country_id, case=episode):
        months = None
        if identity.birth is not None:
            try:
                day = timezone.localtime(saving.at).date()
                months = age_on(day, identity.birth, estimated=identity.birth_estimated).months
            except NotBorn:
                months = None
        if months != saving.age_months:
            Exploitation.objects.filter(pk=saving.pk).update(age_months=months)
