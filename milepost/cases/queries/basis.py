"""The legal bases of a case, and what is done without one."""

from django.utils import timezone

from milepost.cases.models import Attachment, Basis, Case, Placement, PlanAction, Referral
from milepost.people.dates import whole_months

PHOTOGRAPH, REFERRAL = "photograph", "referral"
"""Words of the country's list `basis_purpose` that this program looks for. A country without them gets no note."""


def bases_of(case: Case) -> list[Basis]:
    """Those of a case, the newest first."""
    rows = Basis.objects.filter(country=case.country_id, case=case).select_related("by", "withdrawn_by")
    return list(rows.order_by("-given_on", "-at", "-id"))


def without_basis(case: Case, bases: list[Basis]) -> list[str]:
    """The purposes for which something was done and no basis is in force: photographs, referrals."""
    stated = {basis.purpose for basis in bases if basis.in_force}
    done = {PHOTOGRAPH: _has_photos, REFERRAL: _is_referred}
    return [purpose for purpose, is_done in done.items() if purpose not in stated and is_done(case)]


def without_carer(case: Case, bases: list[Basis]) -> list[Basis]:
    """What the child alone consented to, though they are (or may be) under the country's age for that."""
    if not counts_alone_from(case) or is_old_enough(case):
        return []
    live = [basis for basis in bases if basis.in_force]
    backed = {basis.purpose for basis in live if basis.given_by != "child"}
    return [basis for basis in live if basis.given_by == "child" and basis.purpose not in backed]


def counts_alone_from(case: Case) -> int | None:
    """The age in years from which a child's consent counts alone; None where the country sets none."""
    years = case.country.limits.get("consent_years")
    return int(years) if years else None


def age_in_years(case: Case) -> int | None:
    """The child's age today, from the one when the case was opened; None where it is not known."""
    if case.age_months is None:
        return None
    passed = whole_months(timezone.localdate(case.opened_at), timezone.localdate())
    return (case.age_months + passed) // 12


def is_old_enough(case: Case) -> bool:
    """Whether the child is known to be of the age from which their consent counts alone."""
    from_, age = counts_alone_from(case), age_in_years(case)
    return from_ is None or (age is not None and age >= from_)


def _has_photos(case: Case) -> bool:
    return Attachment.objects.filter(country=case.country_id, case=case, kind="photo", removed_at=None).exists()


def _is_referred(case: Case) -> bool:
    """Whether a provider was asked, or a plan in force or a placement names another body for the child."""
    asked = Referral.objects.filter(country=case.country_id, case=case)
    planned = PlanAction.objects.filter(country=case.country_id, case=case, plan__state="active")
    placed = Placement.objects.filter(country=case.country_id, case=case, provider__isnull=False)
    return bool(asked.exists() or planned.filter(owner_body__isnull=False).exists() or placed.exists())
