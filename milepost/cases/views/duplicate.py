"""Two children who are one: found, compared side by side, joined; and separated again.

Before a separation the page tells what goes back where.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Ruling
from milepost.cases.actions import case as case_actions
from milepost.cases.actions import duplicate as actions
from milepost.cases.forms.duplicate import JoinForm, LookForm, NumberForm, SeparateForm
from milepost.cases.models import Case
from milepost.cases.queries.cases import cases_for, cases_within, open_case_of
from milepost.cases.queries.duplicate import drafts_on, files_of, joined_by, joining_of, parting_of
from milepost.cases.rules.case import can
from milepost.cases.rules.duplicate import can_join, can_keep, can_separate
from milepost.cases.sent import sending, typed_in
from milepost.cases.states import CASE_STATES
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.write import form_for, write
from milepost.people.actions.search import search
from milepost.people.codes import SEXES
from milepost.people.models import Child, Joining
from milepost.people.queries import identity_of, joinings_of
from milepost.people.rules import can_search
from milepost.ui import parts
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of


@dataclass(frozen=True, repr=False)
class Side:
    """A child as one of the two columns shows it."""

    child: Child
    name: str
    rows: list[parts.Row]
    files: list[Case]
    open: Case | None
    drafts: list[str]


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.join")
@require_http_methods(["GET", "POST"])
@on_case("case.join")
def join(request: HttpRequest, case: Case) -> HttpResponse:
    """Find the other child, look at both, and join them."""
    ruling, step = can(person(request), case, "join"), request.POST.get("step", "")
    if step == "join" and (joined := joined_by(case, sending(typed_in(request.POST)))) is not None:
        return redirect(to(open_case_of(joined.child_id, case.unit) or case))
    if ruling and request.method == "POST":
        if step == "search":
            return _searched(request, case)
        other = _other(request, case, step)
        if isinstance(other, Child):
            return _compared(request, case, other, sent=step == "join")
        return _asked(request, case, ruling, missing=other)
    return _asked(request, case, ruling)


def _asked(request: HttpRequest, case: Case, ruling: Ruling, *, missing: str = "", **more: Any) -> HttpResponse:
    number = NumberForm(request.POST if missing else None)
    if missing:
        number.add_error("number", missing)
    context = {"case": case, "ruling": ruling, "back": to(case), "number": number, "form": LookForm(), **more}
    wrong = missing or context["form"].errors
    return render(request, "cases/join.html", context, status=422 if wrong else 200)


@sensitive_variables()
def _searched(request: HttpRequest, case: Case) -> HttpResponse:
    who, opener = person(request), opener_of(request)
    form = LookForm(request.POST)
    if not form.is_valid():
        return _asked(request, case, can(who, case, "join"), form=form)
    words = form.words()
    no_search = can_search(who, case.unit, words, opener).sentence
    told: dict[str, Any] = {"form": form, "searched": True, "no_search": no_search}
    if not no_search:
        hits = search(case.unit, words, by=who, opener=opener)
        ours = [each for each in hits.matches if each.child.unit_id == case.unit_id and each.child.pk != case.child_id]
        theirs = [each.child for each in hits.matches if each.child.unit_id != case.unit_id]
        told |= {"matches": ours, "elsewhere": [*hits.elsewhere, *theirs]}
    return _asked(request, case, can(who, case, "join"), **told)


def _other(request: HttpRequest, case: Case, step: str) -> Child | str:
    """The other child, or the sentence at the box of the number."""
    if step == "number":
        return _numbered(request, case)
    given = step.removeprefix("child:") if step.startswith("child:") else request.POST.get("other", "")
    try:
        return Child.objects.select_related("unit").get(unit=case.unit, merged_into=None, pk=UUID(given))
    except (ValueError, Child.DoesNotExist):
        return _("Choose one of the children that the search found, or give the number of a file.")


def _numbered(request: HttpRequest, case: Case) -> Child | str:
    who, number = person(request), request.POST.get("number", "").strip()
    found = cases_within(who, "case.join").filter(unit=case.unit, number__iexact=number).select_related("child").first()
    if found is None:
        return _("No file of your unit has this number.")
    if not cases_for(who, "case.join").filter(pk=found.pk).exists():
        return _("This file is in the caseload of a colleague. Open it first and say why.")
    child = found.child.merged_into or found.child
    if child.pk == case.child_id:
        return _("This is a file of the same child already.")
    return Child.objects.select_related("unit").get(pk=child.pk)


@sensitive_variables()
def _compared(request: HttpRequest, case: Case, other: Child, *, sent: bool) -> HttpResponse:
    who, opener = person(request), opener_of(request)
    with transaction.atomic():
        sides = [_side(case, case.child, who, opener), _side(case, other, who, opener)]
    files = {side.child.pk: side.open for side in sides}
    ruling = can_join(who, case, other, sides[1].files)

    def judge(clean: Any) -> Ruling:
        stays = UUID(clean["stays"])
        ended = other.pk if stays == case.child_id else case.child_id
        return can_keep(files[stays], files[ended])

    stays = next((side.child for side in sides if side.open), sides[0].child)
    choices = [(side.child.pk, _words(side)) for side in sides]
    form = JoinForm(
        request.POST if sent else None, country=case.country_id, children=choices, judge=judge,
        initial={"stays": str(stays.pk)},
    )  # fmt: skip
    if sent and ruling and form.is_valid():
        chosen = next(side.child for side in sides if str(side.child.pk) == form.cleaned_data["stays"])
        actions.join(
            case, other, form.cleaned_data["reason"], stays=chosen, by=who, opener=opener,
            token=form.cleaned_data["token"],
        )  # fmt: skip
        messages.success(request, _("Joined. Both files stand on this page; they can be separated again."))
        return redirect(to(open_case_of(chosen.pk, case.unit) or case))
    context = {"case": case, "ruling": ruling, "back": to(case), "sides": sides, "other": other, "form": form}
    return render(request, "cases/join_compare.html", context, status=422 if sent else 200)


def _words(side: Side) -> str:
    name = side.name or _("name not known")
    if side.open is None:
        return _("%(name)s, no open file") % {"name": name}
    return _("%(name)s, with file %(number)s") % {"name": name, "number": side.open.number}


@sensitive_variables()
def _side(case: Case, child: Child, who: Person, opener: Opener) -> Side:
    """A child whose files are all in colleagues' caseloads shows what a search shows, and no more."""
    known = identity_of(child, opener)
    files = list(files_of(child, who))
    mine = cases_for(who, "case.view").filter(pk__in=[each.pk for each in files]).first()
    if mine is not None and mine.pk != case.pk:
        case_actions.view(mine, by=who)
    unknown = _("not recorded")
    born = f"{known.birth} ({_('estimated')})" if known.birth and known.birth_estimated else str(known.birth or unknown)
    rows = [
        parts.Row(_("Child"), known.name or _("name not known")), parts.Row(_("Born"), born),
        parts.Row(_("Sex"), SEXES[known.sex]),
    ]  # fmt: skip
    if mine is not None or not files:
        more = {
            _("Other names"): known.other_names, _("Personal number"): known.id_number, _("Lives at"): known.address,
            _("Nationality"): known.nationality, _("Telephone"): known.phone,
        }  # fmt: skip
        rows += [parts.Row(label, text or unknown) for label, text in more.items()]
    now = open_case_of(child.pk, case.unit)
    return Side(child, known.name, rows, files, now, drafts_on(now) if now else [])


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.separate")
@require_http_methods(["GET", "POST"])
@on_case("case.separate")
def separate(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """What goes back where; then they are two again."""
    who, opener = person(request), opener_of(request)
    joining = get_object_or_404(joining_of(case.child), pk=pk)
    parting = parting_of(joining)
    form: Any = form_for(request, case, "separate", SeparateForm, of=pk)
    reason = next((each.reason for each in joinings_of(joining.child, opener) if each.joining.pk == joining.pk), "")
    context = {
        "ruling": can_separate(who, case, joining, [each for each, _state in parting.returned]),
        "joining": joining,
        "why": reason,
        "names": [identity_of(joining.child, opener).name, identity_of(joining.other, opener).name],
        "parting": parting,
        "returned": [(each, CASE_STATES[state].name) for each, state in parting.returned],
    }

    def act() -> object:
        return actions.separate(
            case, joining, form.cleaned_data["reason"], by=who, opener=opener, token=form.cleaned_data["token"]
        )

    said = _("Separated. Each file is of its own child again.")
    return write(request, case, "separate", form, act, said=said, context=context)


def same_child(case: Case, who: Person) -> dict[str, Any]:
    """The child's other files and the joinings in force, for the page of the case: a fixed number of queries."""
    others = [each for each in files_of(case.child, who) if each.pk != case.pk]
    mine = set(cases_for(who, "case.view").filter(pk__in=[each.pk for each in others]).values_list("pk", flat=True))
    joinings: list[Joining] = list(joining_of(case.child))
    return {
        "others": [(each, to(each) if each.pk in mine else "", each.status) for each in others],
        "joinings": [(each, to_separate(case, each)) for each in joinings] if can(who, case, "separate") else [],
    }


def to_separate(case: Case, joining: Joining) -> str:
    """The address of the page that separates."""
    return reverse("cases:separate", kwargs={**case.address, "pk": joining.pk})
