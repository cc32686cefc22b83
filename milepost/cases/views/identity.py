"""Who the child is and who cares for them, corrected from a file; search tags made for older children."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.queries import bodies_where
from milepost.cases.actions import carer as carers
from milepost.cases.actions import identity as actions
from milepost.cases.forms.identity import CareForm, ChangeIdentityForm
from milepost.cases.models import Case
from milepost.cases.queries.file import File
from milepost.cases.rules.identity import can_correct
from milepost.cases.views.fetch import on_case
from milepost.cases.views.write import form_for, sent_by, write
from milepost.institutions.models import Body
from milepost.people.actions.child import tag_unit as make_searchable
from milepost.people.codes import RELATIONS
from milepost.people.queries import carers_of, identity_of, tag_generation, untagged
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.change_identity")
@require_http_methods(["GET", "POST"])
@on_case("case.change_identity")
def change_identity(request: HttpRequest, case: Case) -> HttpResponse:
    """Correct names, birth, numbers, address."""
    who = person(request)
    initial = ChangeIdentityForm.initial_of(identity_of(case.child, opener_of(request)))
    initial["base"] = case.child.version
    form: Any = form_for(request, case, "change_identity", ChangeIdentityForm, initial=initial)
    form.judge = lambda _clean: can_correct(who, case, "change_identity", identity=form.identity())

    def act() -> object:
        base = form.cleaned_data["base"] or 0
        return actions.change_identity(case, form.identity(), base=base, **sent_by(request, form))

    ruling = can_correct(who, case, "change_identity")
    return write(request, case, "change_identity", form, act, said=_("Corrected."), context={"ruling": ruling})


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.add_carer")
@require_http_methods(["GET", "POST"])
@on_case("case.add_carer")
def add_carer(request: HttpRequest, case: Case) -> HttpResponse:
    """Write down someone who cares for the child, or should."""
    form: Any = form_for(request, case, "add_carer", CareForm)
    ruling = can_correct(person(request), case, "add_carer")
    act = lambda: carers.add_carer(case, form.care(), **sent_by(request, form))  # noqa: E731
    return write(request, case, "add_carer", form, act, said=_("Written down."), context={"ruling": ruling})


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.change_carer")
@require_http_methods(["GET", "POST"])
@on_case("case.change_carer")
def change_carer(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """Correct what is known of a carer."""
    known = next((each for each in carers_of(case.child, opener_of(request)) if each.carer.pk == pk), None)
    if known is None:
        raise Http404
    initial = CareForm.initial_of(known.care) | {"base": known.carer.version}
    form: Any = form_for(request, case, "change_carer", CareForm, of=pk, initial=initial)

    def act() -> object:
        base = form.cleaned_data["base"] or 0
        return carers.change_carer(case, known.carer, form.care(), base=base, **sent_by(request, form))

    ruling = can_correct(person(request), case, "change_carer")
    return write(request, case, "change_carer", form, act, said=_("Corrected."), context={"ruling": ruling})


@policy("people.tag")
@require_POST
def tag_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Make children searchable who were written down while the search key was locked."""
    unit = get_object_or_404(bodies_where(person(request), "people.tag"), pk=pk)
    made = make_searchable(unit, by=person(request), opener=opener_of(request))
    said = ngettext("%(n)s child can be searched for now.", "%(n)s children can be searched for now.", made)
    messages.success(request, said % {"n": made})
    return redirect("cases:desk")


def unsearchable(who: Person, opener: Opener) -> list[tuple[Body, int]]:
    """The person's units with children whom no search finds, where the person can change that."""
    found = []
    for unit in bodies_where(who, "people.tag").filter(pk__in=opener.units())[:3]:
        generation = tag_generation(unit.country_id, opener)
        if generation and (n := untagged(unit, generation).count()):
            found.append((unit, n))
    return found


@sensitive_variables()
def cared_by(file: File) -> list[dict[str, Any]]:
    """The carers as the page of the case shows them."""
    lives = {True: _("lives with the child"), False: _("does not live with the child"), None: ""}
    return [
        {"carer": each.carer, "care": each.care, "relation": RELATIONS[each.care.relation],
         "lives": lives[each.care.lives_with]}
        for each in file.carers
    ]  # fmt: skip
