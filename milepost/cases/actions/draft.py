"""What is typed and not sent, kept sealed. One row per person, case and form, written over as the person types."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.cases.models import Case, Draft
from milepost.cases.rules.access import access
from milepost.people.sealed import read, write
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def draft(case: Case, verb: str, typed: Mapping[str, list[str]], *, by: Person, opener: Opener) -> Draft:
    """Keep what the person typed in the form of a verb. The case itself does not change."""
    require(access(by, case, f"case.{verb}"), f"case.{verb}", case.country_id)
    rows = Draft.objects.select_for_update()
    kept = rows.filter(country=case.country_id, case=case, person=by, verb=verb).first()
    kept = kept or Draft(country_id=case.country_id, case=case, person=by, verb=verb)
    kept.saved_at = timezone.now()
    write(kept, "typed", json.dumps(dict(typed)), opener.open_case(case.key_id))
    kept.save()
    record("case.draft", by=by, on=case, form=verb)
    return kept


@sensitive_variables()
def typed_before(case: Case, verb: str, *, by: Person, opener: Opener) -> dict[str, list[str]]:
    """What the person typed and did not send; empty where there is nothing."""
    kept = Draft.objects.filter(country=case.country_id, case=case, person=by, verb=verb).first()
    if kept is None:
        return {}
    found: dict[str, list[str]] = json.loads(read(kept, "typed", opener.open_case(case.key_id)) or "{}")
    return found


def forget(case: Case, verb: str, *, by: Person) -> None:
    """The form was sent: what was kept is not needed any more. Part of the acts that send it."""
    Draft.objects.filter(country=case.country_id, case=case, person=by, verb=verb).delete()
