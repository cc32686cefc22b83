"""Files go out: made into a sheet under a password, fetched a few times, ended."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.fields import groups_at
from milepost.intake.models import Export
from milepost.intake.queries.outgoing import Chosen, chosen_cases, rows_of
from milepost.intake.rules import can_fetch, can_make
from milepost.intake.workbook import new_password, under_password, workbook
from milepost.people.sealed import write_all
from milepost.places.codes import check
from milepost.vault.actions.case_key import make_case_key
from milepost.vault.opening import Opener
from milepost.vault.sealing import Where, open_sealed, seal


@dataclass(frozen=True, repr=False)
class Order:
    """What is given out, to whom and why. `scope`: "statistics" or "identity"."""

    chosen: Chosen
    scope: str
    purpose: str
    reason: str
    recipient: str

    def __repr__(self) -> str:
        return "<Order>"


class TooMany(ValueError):
    """More files than one export may hold. `number` is how many were chosen."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} files")
        self.number = number


@sensitive_variables()
@transaction.atomic
def make(order: Order, *, by: Person, opener: Opener, token: uuid.UUID | None = None) -> tuple[Export, str]:
    """The export and its password, which is told this once and kept nowhere ("" for a form that was sent before).

    Raises `TooMany`, `Refused` without the right or the reason.
    """
    unit = order.chosen.unit
    require(can_make(by, unit), "export.make", unit.country_id)
    sent = Export.objects.filter(country=unit.country_id, token=token, made_by=by).first() if token else None
    if sent is not None:
        return sent, ""
    check(unit.country_id, purpose=order.purpose)
    _explained(order, by)
    number = chosen_cases(order.chosen).count()
    if number > settings.MILEPOST.export_rows:
        raise TooMany(number)
    password = new_password()
    export = _sealed(order, password, number, by=by, opener=opener, token=token)
    record(
        "export.make", by=by, on=export, unit=unit.code, scope=order.scope, purpose=order.purpose, number=number,
        until=export.until,
    )  # fmt: skip
    return export, password


def _explained(order: Order, by: Person) -> None:
    """Nothing leaves without a reason, a recipient and a file; names only for whoever reads them."""
    unit = order.chosen.unit
    sentence = ""
    if not order.purpose or not order.reason.strip() or not order.recipient.strip():
        sentence = _("Choose a reason, say in a sentence why, and name who receives it.")
    elif order.scope == "identity" and "identity" not in groups_at(by, unit):
        sentence = _("Your role does not read the names of children, so it gives none out.")
    elif not chosen_cases(order.chosen).exists():
        sentence = _("No file fits this choice, so there is nothing to give out.")
    if sentence:
        raise Refused(sentence, "export.make", unit.country_id)


@sensitive_variables()
def _sealed(order: Order, password: str, number: int, *, by: Person, opener: Opener, token: uuid.UUID | None) -> Export:
    unit = order.chosen.unit
    key = make_case_key(unit, by=by, opener=opener)
    export = Export(
        country_id=unit.country_id, unit=unit, key=key, scope=order.scope, purpose=order.purpose, number=number,
        made_by=by, until=timezone.now() + timedelta(hours=settings.MILEPOST.export_hours),
        fetches=settings.MILEPOST.export_fetches, token=token,
    )  # fmt: skip
    headings, rows = rows_of(order.chosen, order.scope, opener)
    secret = opener.open_case(key.pk)
    export.content = seal(secret, under_password(workbook(_("Files"), headings, rows), password), _place(export))
    write_all(export, {"reason": order.reason, "recipient": order.recipient}, secret)
    export.save(force_insert=True)
    return export


@sensitive_variables()
@transaction.atomic
def fetch(export: Export, *, by: Person, opener: Opener) -> bytes:
    """The Excel file, under its password. The last fetch deletes it here."""
    export = _hold(export)
    require(can_fetch(by, export), "export.fetch", export.country_id)
    assert export.content is not None
    data = open_sealed(opener.open_case(export.key_id), bytes(export.content), _place(export))
    export.fetched += 1
    if export.fetched >= export.fetches:
        _delete(export)
    export.save()
    record("export.fetch", by=by, on=export, unit=export.unit.code, number=export.number, fetched=export.fetched)
    return data


@transaction.atomic
def end(export: Export, *, by: Person) -> Export:
    """Delete the file before its time. An ended one stays so."""
    export = _hold(export)
    if export.state == "ended":
        return export
    require(can_fetch(by, export, "end"), "export.end", export.country_id)
    _delete(export)
    export.save()
    record("export.end", by=by, on=export, unit=export.unit.code, fetched=export.fetched)
    return export


def _delete(export: Export) -> None:
    export.content, export.state = None, "ended"


def _hold(export: Export) -> Export:
    return Export.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=export.pk)


def _place(export: Export) -> Where:
    return Where(export._meta.db_table, "content", str(export.pk))
