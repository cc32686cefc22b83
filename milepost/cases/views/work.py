"""What stands on the page of a case beside its story: who does what next, messages, carers, the child's other files."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.policy import person
from milepost.cases.models import Case
from milepost.cases.queries.duties import Duty, limit_of
from milepost.cases.queries.file import File
from milepost.cases.rules.case import can
from milepost.cases.rules.identity import can_correct
from milepost.cases.states import EXTENDABLE
from milepost.cases.views import wording
from milepost.cases.views.closed_check import looks
from milepost.cases.views.duplicate import same_child
from milepost.cases.views.extension import reasons
from milepost.cases.views.fetch import to
from milepost.cases.views.identity import cared_by
from milepost.cases.views.message import written


@sensitive_variables()
def beside(request: HttpRequest, case: Case, file: File, duties: list[Duty]) -> dict[str, Any]:
    """The parts `next`, `messages`, `carers`, `same_child` and `closed_check` of the page."""
    who, why = person(request), reasons(request, case, duties)
    more = bool(can(who, case, "extend"))
    return {
        "next": [_next(case, duty, why, more=more) for duty in duties],
        "messages_": written(request, case),
        "may_write": can(who, case, "send_message"),
        "carers": cared_by(file),
        "may_correct": can_correct(who, case, "change_identity"),
        "looks": looks(request, case),
        "may_join": can(who, case, "join"),
        **same_child(case, who),
    }


def _next(case: Case, duty: Duty, why: dict[Any, dict[str, Any]], *, more: bool) -> dict[str, Any]:
    extendable = more and limit_of(duty.verb) in EXTENDABLE
    return {
        "url": wording.address(duty),
        "words": duty.words,
        "when": wording.when(duty),
        "late": duty.late,
        "who": wording.whose(duty),
        "extension": why.get(duty.extension.pk) if duty.extension else None,
        "more": f"{to(case, 'extend')}?duty={limit_of(duty.verb)}" if extendable else "",
    }
