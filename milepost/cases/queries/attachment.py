"""The attachments of a case as a page lists them: without their bytes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.views.decorators.debug import sensitive_variables

from milepost.cases.fields import texts_of
from milepost.cases.models import Attachment, AttachmentContent, Case


@dataclass(frozen=True, repr=False)
class Listed:
    """An attachment with its name and description. `contents`: what there is of it, by which, without the bytes."""

    row: Attachment
    name: str
    description: str
    reason: str
    contents: dict[str, AttachmentContent]

    @property
    def shown(self) -> AttachmentContent:
        """What people see."""
        return self.contents["shown"]


@sensitive_variables()
def attachments_of(case: Case, groups: frozenset[str], key: bytes, **which: Any) -> list[Listed]:
    """Those of a case, newest first; none for whoever may not read what happened. Two queries."""
    if "narrative" not in groups:
        return []
    rows = Attachment.objects.filter(country=case.country_id, case=case, **which).select_related("by", "removed_by")
    contents = Prefetch("contents", AttachmentContent.objects.defer("content"))
    return [_listed(row, case, groups, key) for row in rows.prefetch_related(contents)]


@sensitive_variables()
def _listed(row: Attachment, case: Case, groups: frozenset[str], key: bytes) -> Listed:
    row.case = case
    texts = texts_of(row, key, groups)
    contents = {each.which: each for each in row.contents.all()}
    return Listed(row, texts["name"], texts["description"], texts["removed_reason"], contents)
