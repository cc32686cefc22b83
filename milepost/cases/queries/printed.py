"""Every record of a case, opened for paper: only the texts that the reader may read. Oldest first."""

from django.apps import apps
from django.db import models
from django.views.decorators.debug import sensitive_variables

from milepost.cases.fields import texts_of
from milepost.cases.models import Case
from milepost.cases.printed import SECTIONS, Section
from milepost.cases.queries.file import Cover, Opened
from milepost.vault.opening import Opener


@sensitive_variables()
def records_of(cover: Cover, opener: Opener) -> dict[str, list[Opened]]:
    """The records by model: a query for each section; reports of concern come with the cover, under their own keys."""
    key = opener.open_case(cover.case.key_id)
    ours = [section for section in SECTIONS if section.model != "ConcernReport"]
    found = {section.model: _opened(section, cover.case, cover.groups, key) for section in ours}
    return found | {"ConcernReport": sorted(cover.reports, key=lambda each: each.row.reported_at)}


@sensitive_variables()
def _opened(section: Section, case: Case, groups: frozenset[str], key: bytes) -> list[Opened]:
    model = apps.get_model("cases", section.model)
    fields = {each.name: each for each in model._meta.concrete_fields}
    named = [name for name, _label, _words in section.facts if isinstance(fields[name], models.ForeignKey)]
    rows = model._default_manager.filter(country=case.country_id, case=case).select_related("by", *named)
    return [Opened(row, texts_of(row, key, groups)) for row in rows.order_by("at", "id")]
