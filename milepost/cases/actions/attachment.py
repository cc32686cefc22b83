"""Photos and documents of a case: attached, opened, removed. The bytes are sealed as every text is."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused, require
from milepost.audit.record import record
from milepost.cases.actions.step import hold, repeated, take_step
from milepost.cases.facts import Paper
from milepost.cases.media import Bytes, Prepared
from milepost.cases.models import Attachment, AttachmentContent, Case
from milepost.cases.rules.attachment import can_remove_attachment, can_view_attachment
from milepost.cases.rules.case import can
from milepost.people.sealed import read_bytes, write, write_all, write_bytes
from milepost.vault.opening import Opener


@sensitive_variables()
@transaction.atomic
def attach(
    case: Case, files: Sequence[Prepared], about: Paper, *, by: Person, opener: Opener, token: uuid.UUID | None = None
) -> list[Attachment]:
    """Attach files that `media.prepare` made ready, with one line on the timeline for all of them."""
    case = hold(case)
    if (sent := repeated(Attachment, case, "attach", token, by=by)) is not None:
        return list(Attachment.objects.filter(country=case.country_id, case=case, by=by, at=sent.at))
    require(can(by, case, "attach"), "case.attach", case.country_id)
    if not files:
        raise Refused(_("Choose at least one file."), "case.attach", case.country_id)
    key, at = opener.open_case(case.key_id), timezone.now()
    made = [Attachment(country_id=case.country_id, case=case, by=by, at=at, kind=each.kind) for each in files]
    for row, file in zip(made, files, strict=True):
        _keep(row, file, about, key)
    take_step(case, "attach", by=by, about=made[0], token=token)
    kinds = [each.kind for each in files]
    record(
        "case.attach", by=by, on=case, number=case.number, photos=kinds.count("photo"),
        documents=kinds.count("document"), evidence=sum(each.evidence for each in files),
    )  # fmt: skip
    return made


@sensitive_variables()
def _keep(row: Attachment, file: Prepared, about: Paper, key: bytes) -> None:
    row.evidence, row.taken_on, row.section = file.evidence, about.taken_on, about.section
    write_all(row, {"name": file.name, "description": about.description}, key)
    row.save(force_insert=True)
    _seal_content(row, "shown", file.shown, key)
    if file.original is not None:
        _seal_content(row, "original", file.original, key)


@sensitive_variables()
def _seal_content(row: Attachment, which: str, content: Bytes, key: bytes) -> None:
    made = AttachmentContent(
        country_id=row.country_id, case_id=row.case_id, by_id=row.by_id, at=row.at, attachment=row, which=which,
        media_type=content.media_type, size=len(content.data),
    )  # fmt: skip
    write_bytes(made, "content", content.data, key)
    made.save(force_insert=True)


@sensitive_variables()
@transaction.atomic
def view_attachment(attachment: Attachment, which: str = "shown", *, by: Person, opener: Opener) -> Bytes:
    """The bytes, opened; the event stands beside them, or there are none. Raises `AttachmentContent.DoesNotExist`."""
    case = attachment.case
    require(can_view_attachment(by, attachment), "case.view_attachment", case.country_id)
    found = AttachmentContent.objects.get(attachment=attachment, which=which, content__isnull=False)
    record("case.view_attachment", by=by, on=case, number=case.number, attachment=attachment.pk, which=which)
    return Bytes(found.media_type, read_bytes(found, "content", opener.open_case(case.key_id)))


@sensitive_variables()
@transaction.atomic
def remove_attachment(attachment: Attachment, reason: str, *, by: Person, opener: Opener) -> Attachment:
    """The bytes are gone for good, the original of evidence too; that there was something, and why not now, stays."""
    case = hold(attachment.case)
    attachment = Attachment.objects.select_related("case__unit").get(pk=attachment.pk)
    if attachment.removed_at is not None and attachment.removed_by_id == by.pk:
        return attachment
    require(can_remove_attachment(by, attachment), "case.remove_attachment", case.country_id)
    if not reason.strip():
        raise Refused(_("Say in a sentence why it is removed."), "case.remove_attachment", case.country_id)
    attachment.removed_at, attachment.removed_by = timezone.now(), by
    write(attachment, "removed_reason", reason, opener.open_case(case.key_id))
    attachment.save()
    attachment.contents.update(content=None)
    take_step(case, "remove_attachment", by=by, about=attachment)
    record("case.remove_attachment", by=by, on=case, number=case.number, attachment=attachment.pk)
    return attachment
