"""Taking a register in: all of it or nothing, in one transaction, through `cases.actions.enter`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.enter import enter
from milepost.cases.actions.story import Unfit
from milepost.cases.models import Case
from milepost.intake.actions.sheet import end, hold
from milepost.intake.models import Sheet, Taken
from milepost.intake.queries.trial import MADE, Outcome, Trial, trial_of
from milepost.intake.rules import can_try
from milepost.intake.words import workers_of
from milepost.people.actions.carer import add_carers
from milepost.people.identity import Care, Identity
from milepost.people.models import Child
from milepost.vault.opening import Opener
from milepost.vault.rows import insert


class NotReady(Exception):
    """Something is wrong or undecided, so nothing was taken in. `trial` says what; printing it says nothing."""

    def __init__(self, trial: Trial, sentence: str = "") -> None:
        super().__init__("not ready")
        self.trial, self.sentence = trial, sentence


@sensitive_variables()
@transaction.atomic
def take_in(sheet: Sheet, decisions: Mapping[int, str], *, by: Person, opener: Opener) -> Sheet:
    """The rows become files, and the sheet's content is deleted. Sent twice it is done once. Raises `NotReady`.

    `decisions`: for rows that may be a child of the unit, its reference or "new".
    """
    sheet = hold(sheet)
    if sheet.state == "taken_in" and sheet.ended_by_id == by.pk:
        return sheet
    require(can_try(by, sheet, "take_in", opener), "intake.take_in", sheet.country_id)
    trial = trial_of(sheet, opener, decisions)
    if trial.of("error", "choose"):
        raise NotReady(trial)
    if not trial.of(*MADE):
        sentence = _("Every row of this file is here already, so there is nothing to take in.")
        raise Refused(sentence, "intake.take_in", sheet.country_id)
    cases = _enter(sheet, trial, by=by, opener=opener)
    _remember(sheet, cases)
    sheet.made = len(cases)
    end(sheet, "taken_in", by=by)
    record("intake.take_in", by=by, on=sheet, unit=sheet.unit.code, outcomes=trial.counts)
    return sheet


@sensitive_variables()
def _enter(sheet: Sheet, trial: Trial, *, by: Person, opener: Opener) -> list[tuple[Outcome, Case]]:
    """Wave by wave: a child comes once in each, its earliest file first."""
    workers = {each.pk: each for each in workers_of(sheet.unit)}
    children: dict[int, Child] = {}
    made: list[tuple[Outcome, Case]] = []
    for wave in _waves(trial.of(*MADE)):
        pasts = [each.line.past(_child_of(each, children), workers.get(each.line.worker or 0)) for each in wave]
        try:
            cases = enter(sheet.unit, pasts, by=by, opener=opener)
        except Unfit as unfit:
            number = wave[unfit.index].line.number
            sentence = _("Row %(number)s: %(sentence)s") % {"number": number, "sentence": unfit.sentence}
            raise NotReady(trial, sentence) from None
        for each, case in zip(wave, cases, strict=True):
            children[each.line.number] = case.child
            made.append((each, case))
        _fathers(wave, [isinstance(past.child, Identity) for past in pasts], cases, by=by, opener=opener)
    return made


def _waves(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """The rows in the order of their days, so that no child stands twice in one wave."""
    waves: list[list[Outcome]] = []
    depth: dict[object, int] = defaultdict(int)
    for each in sorted(outcomes, key=lambda each: (each.line.opened_on, each.line.number)):
        who = each.alike[0].child.pk if each.alike and each.what != "new" else each.first or each.line.number
        if depth[who] == len(waves):
            waves.append([])
        waves[depth[who]].append(each)
        depth[who] += 1
    return waves


@sensitive_variables()
def _child_of(outcome: Outcome, children: Mapping[int, Child]) -> Child | Identity:
    """One of the unit, the one that an earlier row became, or a new one."""
    if outcome.first is not None and outcome.first in children:
        return children[outcome.first]
    return outcome.alike[0].child if outcome.alike and outcome.what != "new" else outcome.line.identity


@sensitive_variables()
def _fathers(
    wave: Sequence[Outcome], new: Sequence[bool], cases: Sequence[Case], *, by: Person, opener: Opener
) -> None:
    told = [
        (case.child, Care("father", each.line.father))
        for each, is_new, case in zip(wave, new, cases, strict=True)
        if is_new and each.line.father
    ]
    if told:
        add_carers(told, by=by, opener=opener)


def _remember(sheet: Sheet, made: Sequence[tuple[Outcome, Case]]) -> None:
    """So that no row is taken twice."""
    rows = [
        Taken(country_id=sheet.country_id, unit=sheet.unit, sheet=sheet, case=case, row=each.row, said=each.said)
        for each, case in made
    ]
    insert(rows)
