"""Stating the legal basis, and noting that it was withdrawn."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.cases.actions import basis as actions
from milepost.cases.fields import texts_of
from milepost.cases.forms.basis import StateBasisForm, WithdrawBasisForm, whose_consent_counts
from milepost.cases.models import Basis, Case
from milepost.cases.queries.basis import PHOTOGRAPH, REFERRAL, bases_of, without_basis, without_carer
from milepost.cases.queries.file import File
from milepost.cases.rules.basis import can_withdraw_basis
from milepost.cases.rules.case import can
from milepost.cases.states import GIVERS
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case
from milepost.cases.views.write import form_for, write
from milepost.places.codes import names_of
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of


@sensitive_variables()
def shown_on(file: File, who: Person, opener: Opener) -> dict[str, Any]:
    """What the page of the case shows: what is in force, what was withdrawn, what is done without."""
    case, bases = file.case, bases_of(file.case)
    names, key = names_of(case.country_id, wording.language()), opener.open_case(case.key_id)
    may_withdraw, lines = bool(can(who, case, "withdraw_basis")), []
    for each in bases:
        purpose, kind = (
            wording.named(names, *word) for word in (("basis_purpose", each.purpose), ("basis", each.kind))
        )
        giver = "" if each.given_by == "none" else _(" · given by %(who)s") % {"who": GIVERS[each.given_by]}
        offered = may_withdraw and each.in_force and each.given_by != "none"
        lines.append((each, purpose, kind + giver, texts_of(each, key, file.groups), offered))
    return {
        "bases": lines,
        "missing_bases": [*_missing(case, bases), *_alone(case, bases, names)],
        "may_state_basis": bool(can(who, case, "state_basis")),
    }


def _missing(case: Case, bases: list[Basis]) -> list[str]:
    told = {
        PHOTOGRAPH: _("There are photos in this file, and no basis for photographs is stated."),
        REFERRAL: _("The child is referred to a service, and no basis for the referral is stated."),
    }
    return [told[purpose] for purpose in without_basis(case, bases)]


def _alone(case: Case, bases: list[Basis], names: Mapping[tuple[str, str], str]) -> list[str]:
    return [
        _("%(purpose)s: only the child agreed.") % {"purpose": wording.named(names, "basis_purpose", each.purpose)}
        + " " + whose_consent_counts(case)
        for each in without_carer(case, bases)
    ]  # fmt: skip


@sensitive_post_parameters()
@policy("case.state_basis")
@require_http_methods(["GET", "POST"])
@on_case("case.state_basis")
def state_basis(request: HttpRequest, case: Case) -> HttpResponse:
    """State a basis."""
    form: Any = form_for(request, case, "state_basis", StateBasisForm, of_case=case)
    return write(
        request, case, "state_basis", form,
        lambda: actions.state_basis(
            case, form.facts(), by=person(request), opener=opener_of(request), token=form.cleaned_data["token"]
        ),
        said=_("The legal basis is stated."),
    )  # fmt: skip


@sensitive_post_parameters()
@policy("case.withdraw_basis")
@require_http_methods(["GET", "POST"])
@on_case("case.withdraw_basis")
def withdraw_basis(request: HttpRequest, case: Case, basis: UUID) -> HttpResponse:
    """Note that it was taken back."""
    found = get_object_or_404(Basis.objects.select_related("case__unit"), country=case.country_id, case=case, pk=basis)
    form = form_for(request, case, "withdraw_basis", WithdrawBasisForm, of=found.pk, basis=found)
    names = names_of(case.country_id, wording.language())
    return write(
        request, case, "withdraw_basis", form,
        lambda: actions.withdraw_basis(
            found, form.cleaned_data["on"], form.cleaned_data["note"], by=person(request), opener=opener_of(request),
            token=form.cleaned_data["token"],
        ),
        said=_("Noted. What rests on it ends today; what was done before keeps its basis."),
        context={
            "ruling": can_withdraw_basis(person(request), found), "basis": found,
            "purpose": wording.named(names, "basis_purpose", found.purpose),
        },
    )  # fmt: skip
