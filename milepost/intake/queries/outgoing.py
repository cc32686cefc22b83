"""The files that an export holds, as rows of texts: what is counted, and with names only where they were asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from milepost.cases.models import Case, Exploitation
from milepost.cases.states import CASE_STATES, CRIMINAL_STATES, NRM_STATES, OPEN_STATES, RISK_LEVELS, SAFETY_STATES
from milepost.institutions.models import Body
from milepost.people.codes import SEXES
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.people.queries import known
from milepost.places.codes import names_of
from milepost.places.models import reader_language
from milepost.vault.opening import Opener

STATISTICS: tuple[str | Promise, ...] = (
    _("Year opened"), _("Sex"), _("Age when opened, in years"), _("Age is an estimate"), _("State"),
    _("What the concern was"), _("Form of exploitation"), _("Risk level"), _("Safety"), _("Trafficking (NRM)"),
    _("Criminal case"), _("Year closed"), _("Why it was closed"),
)  # fmt: skip
"""No number, no day and no worker: with these a row could be led back to a file."""
IDENTITY: tuple[str | Promise, ...] = (
    _("File"), _("Opened on"), _("Closed on"), _("Worker"), _("Child’s reference"), _("Child’s first name"),
    _("Child’s surname"), _("Other names"), _("Date of birth"), _("Personal number"), _("Address"), _("Telephone"),
    _("Nationality"),
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """Which files: of a state ("open", "closed", "any"), opened from one day to another, both included."""

    unit: Body
    state: str = "any"
    since: date | None = None
    until: date | None = None


def chosen_cases(chosen: Chosen) -> QuerySet[Case]:
    """The files of the unit that were chosen, oldest first."""
    rows = Case.objects.filter(country=chosen.unit.country_id, unit=chosen.unit).exclude(state="merged_duplicate")
    if chosen.state != "any":
        rows = rows.filter(state__in=OPEN_STATES) if chosen.state == "open" else rows.filter(state="closed")
    if chosen.since:
        rows = rows.filter(opened_at__date__gte=chosen.since)
    if chosen.until:
        rows = rows.filter(opened_at__date__lte=chosen.until)
    return rows.order_by("opened_at", "id")


@sensitive_variables()
def rows_of(chosen: Chosen, scope: str, opener: Opener) -> tuple[Sequence[str | Promise], list[list[str]]]:
    """Headings and rows. A child that the keys do not open has no name in it."""
    newest = Exploitation.objects.filter(country=OuterRef("country"), case=OuterRef("pk")).order_by("-number")
    cases = list(chosen_cases(chosen).annotate(form=Subquery(newest.values("form")[:1])).select_related("worker"))
    names = names_of(chosen.unit.country_id, reader_language())
    counted = [_counted(case, names) for case in cases]
    if scope != "identity":
        return STATISTICS, counted
    told = list(_identities(cases, opener))
    return (*IDENTITY, *STATISTICS), [one + other for one, other in zip(told, counted, strict=True)]


def _counted(case: Case, names: Mapping[tuple[str, str], str]) -> list[str]:
    form: str = case.form or ""  # type: ignore[attr-defined]
    return [
        str(timezone.localtime(case.opened_at).year),
        str(SEXES[case.sex]),
        "" if case.age_months is None else str(case.age_months // 12),
        str(_("yes")) if case.age_estimated else "",
        str(CASE_STATES[case.state].name),
        ", ".join(names.get(("concern", code), code) for code in case.concerns),
        names.get(("form", form), form),
        str(RISK_LEVELS[case.risk_level]) if case.risk_level else "",
        str(SAFETY_STATES[case.safety].name),
        str(NRM_STATES[case.nrm].name),
        str(CRIMINAL_STATES[case.criminal].name),
        str(timezone.localtime(case.closed_at).year) if case.closed_at else "",
        names.get(("closure", case.closure or ""), case.closure or ""),
    ]


@sensitive_variables()
def _identities(cases: Sequence[Case], opener: Opener) -> Iterator[list[str]]:
    rows = Child.objects.filter(pk__in=[case.child_id for case in cases])
    opened = {each.child.pk: (each.child.reference, each.identity) for each in known(rows, opener)}
    for case in cases:
        reference, identity = opened.get(case.child_id, ("", Identity()))
        days = [timezone.localdate(at).isoformat() if at else "" for at in (case.opened_at, case.closed_at)]
        yield [
            case.number, *days, case.worker.name if case.worker else "", reference, identity.given_name,
            identity.surname, identity.other_names, str(identity.birth or ""), identity.id_number, identity.address,
            identity.phone, identity.nationality,
        ]  # fmt: skip
