"""What is typed and not sent, kept sealed, written over as the person types.

One event for each form and sitting, when its first words are kept: the audit says who began to write what, and does not
grow with every few seconds of typing. That it was sent is told by the act's own event.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.models import Case, Draft
from milepost.cases.models.draft import NOTHING
from milepost.cases.queries.draft import about_of, country_of, drafts_for, place_of, values_of, what_it_is_about
from milepost.cases.rules.draft import About, can_draft, can_still_send, needs
from milepost.cases.sent import token_in
from milepost.people.sealed import write
from milepost.places.models import Country
from milepost.vault.opening import CannotOpen, Opener

LONGEST = 1_000_000
"""Characters of one form; every box of every form together holds less."""


@sensitive_variables()
@transaction.atomic
def draft(
    about: About,
    verb: str,
    typed: Mapping[str, list[str]],
    *,
    by: Person,
    opener: Opener,
    page: uuid.UUID = NOTHING,
    seen: int = 0,
) -> Draft:
    """Keep what the person typed in the form of a verb. What it is about does not change.

    `page` is the window, `seen` the number it was shown. Where another window wrote since, this one's words are kept
    as a draft of their own, under a new token: nothing is written over that its writer has not seen.
    """
    require(can_draft(by, about, verb), needs(verb), country_of(about))
    said = json.dumps(dict(typed))
    if len(said) > LONGEST:
        raise Refused(_("This is too long to be kept."), "case.draft", country_of(about))
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # two windows of one person wait for each other
    row = drafts_for(by, about, verb).filter(token=token_in(typed) or NOTHING).first()
    token = token_in(typed) or NOTHING
    if row is not None and _holds(row, typed, opener):
        return row
    if row is not None and row.page != page and row.number != seen:
        row, token = None, uuid.uuid4()
        said = json.dumps({**typed, "token": [str(token)]})
    first = row is None
    row = row or _new(about, verb, token, by=by)
    row.page, row.number, row.saved_at = page, row.number + 1, timezone.now()
    _seal(row, said, opener)
    row.save()
    if first:
        on = None if isinstance(about, str) else about
        record("case.draft", by=by, on=on, country=country_of(about), form=verb)
    return row


def _new(about: About, verb: str, token: uuid.UUID, *, by: Person) -> Draft:
    case = about if isinstance(about, Case) else None
    return Draft(
        country_id=country_of(about), case=case, person=by, verb=verb, about=about_of(about), token=token
    )  # fmt: skip


@sensitive_variables()
def _holds(row: Draft, typed: Mapping[str, list[str]], opener: Opener) -> bool:
    """Whether these very words are kept already: a page that closes may send them once more, late."""
    try:
        return values_of(row, opener) == dict(typed)
    except CannotOpen:
        return False


@sensitive_variables()
def _seal(row: Draft, said: str, opener: Opener) -> None:
    if row.case is not None:
        write(row, "typed", said, opener.open_case(row.case.key_id))
    else:
        row.typed = opener.seal_own(said, place_of(row))


@transaction.atomic
def throw_away(row: Draft, *, by: Person) -> None:
    """The person does not want it any more."""
    if row.person_id != by.pk:
        raise Refused(_("Only who typed this can throw it away."), "case.draft", row.country_id)
    record("case.throw_away", by=by, on=row.case, country=row.country_id, form=row.verb)
    row.delete()


def forget(about: About, verb: str, token: uuid.UUID | None, *, by: Person) -> None:
    """The form was sent: what was kept of it is not needed any more. Part of the acts that send it."""
    drafts_for(by, about, verb).filter(token=token or NOTHING).delete()


@transaction.atomic
def forget_drafts(country: Country, *, by: Person) -> int:
    """Forget old drafts of forms that could not be sent any more; returns how many. What could be sent stays."""
    before = timezone.now() - timedelta(days=settings.DRAFT_DAYS)
    old = Draft.objects.filter(country=country, saved_at__lt=before).select_related("case", "person")
    gone = [row.pk for row in old.iterator(chunk_size=500) if not _could_be_sent(row)]
    Draft.objects.filter(pk__in=gone).delete()
    record("case.forget_drafts", by=by, country=country.pk, count=len(gone))
    return len(gone)


def _could_be_sent(row: Draft) -> bool:
    about = what_it_is_about(row)
    return about is not None and can_still_send(row.person, about, row.verb)
