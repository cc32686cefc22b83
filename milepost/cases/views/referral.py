"""Services with providers: the pages that write about them, and the part of a case's page that shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.cases.actions import referral as actions
from milepost.cases.forms.referral import AnswerReferralForm, EndReferralForm, KindForm, ReferForm
from milepost.cases.models import Case, PlanAction, Referral
from milepost.cases.queries.file import File, Opened
from milepost.cases.rules.case import can, now
from milepost.cases.rules.referral import may_end_its_action
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.write import form_for, write
from milepost.places.codes import names_of, words_of
from milepost.structures.models import Service
from milepost.structures.queries import offers_for
from milepost.vault.session import opener_of

LIVE = frozenset({"asked", "accepted", "finished"})
"""What was asked for and not turned down."""

NOBODY = gettext_lazy("Nobody was asked")
REFUSED = gettext_lazy("Refused; nobody else was asked")


@dataclass(frozen=True)
class Line:
    """One service of the case: asked for, or missing because nobody was asked. `action`: the page that goes on."""

    kind: str
    who: str
    word: str | Promise
    tone: str
    days: str
    texts: tuple[str, ...]
    url: str = ""
    does: str | Promise = ""
    end_url: str = ""


@sensitive_variables()
def referrals_of(file: File, who: Person) -> list[Line]:
    """What of the plan nobody was asked for, then what was: missing, asked, accepted, refused, received."""
    names = names_of(file.case.country_id, wording.language())
    asked = [_line(file.case, each, names, bool(can(who, file.case, "refer"))) for each in file.referrals]
    return [*_missing(file, names, bool(can(who, file.case, "refer"))), *asked]


def _missing(file: File, names: Mapping[tuple[str, str], str], may: bool) -> list[Line]:
    if file.plan is None:
        return []
    actions = [each.row for each in file.actions_of(file.plan.row.pk) if each.row.state == "open"]
    pks, rows = {action.pk for action in actions}, [each.row for each in file.referrals]
    lines = []
    for action in actions:
        # One of an earlier plan counts for the same kind of help: a plan written anew does not undo what was asked.
        same = [row for row in rows if row.kind == action.service and row.action_id not in pks]
        its = [*same, *(row for row in rows if row.action_id == action.pk)]
        if not any(row.state in LIVE for row in its):
            word = REFUSED if any(row.state == "refused" for row in its) else NOBODY
            url = f"{to(file.case, 'refer')}?action={action.pk}" if may else ""
            kind = wording.named(names, "service", action.service)
            lines.append(Line(kind, "", word, "alert", "", (), url, _("Ask a provider")))
    return lines


def _line(case: Case, each: Opened, names: Mapping[tuple[str, str], str], may: bool) -> Line:
    row: Referral = each.row
    days = [(_("asked"), row.asked_on), (_("answered"), row.answered_on), (_("ended"), row.ended_on)]
    address = {**case.address, "pk": row.pk}
    leads = row.status.leads_to if may else {}
    return Line(
        kind=wording.named(names, "service", row.kind),
        who=_who(row),
        word=row.status.name,
        tone=row.status.tone,
        days=", ".join(f"{word} {date_format(day, 'j F Y')}" for word, day in days if day),
        texts=tuple(text for name in ("note", "answer", "ending") if (text := each.texts.get(name, ""))),
        url=_to("answer_referral", address) if "accept" in leads else "",
        does=_("Note the answer"),
        end_url=_to("end_referral", address) if "drop" in leads else "",
    )


def _who(row: Referral) -> str:
    if row.service is not None:
        return f"{row.service.name(wording.language())}, {row.service.place.name(wording.language())}"
    return row.provider.name(wording.language())


def _to(name: str, address: dict[str, Any]) -> str:
    return reverse(f"cases:{name}", kwargs=address)


@sensitive_post_parameters()
@policy("case.refer")
@require_http_methods(["GET", "POST"])
@on_case("case.refer")
def refer(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask a provider: first for which kind of help, then whom."""
    action = _action(case, request.GET.get("action", ""))
    words = [(word.code, word.name(wording.language())) for word in words_of(case.country_id, "service")["service"]]
    kind = action.service if action else request.GET.get("kind", "")
    if kind not in dict(words):
        return _which(request, case, words)
    near, far = offers_for(case.unit.place, kind) if case.unit.place else ([], [])
    hints = {str(each.pk): _hint(each) for each in (*near, *far)}
    form: Any = form_for(request, case, "refer", ReferForm, kind=kind, action=action, near=near, far=far, hints=hints)
    return write(
        request, case, "refer", form,
        lambda: actions.refer(case, form.facts(), by=person(request), opener=opener_of(request),
                              token=form.cleaned_data["token"]),
        said=_("Noted. The answer is waited for."), context={"kind": dict(words)[kind], "near": len(near)},
    )  # fmt: skip


def _action(case: Case, wanted: str) -> PlanAction | None:
    """The thing of the plan that the address names."""
    try:
        pk = UUID(wanted)
    except ValueError:
        return None
    return PlanAction.objects.filter(case=case, pk=pk, state="open").first()


def _which(request: HttpRequest, case: Case, words: list[tuple[str, str]]) -> HttpResponse:
    plan = case.plans.exclude(state="replaced").order_by("-number").first()
    todo = plan.actions.filter(state="open") if plan else PlanAction.objects.none()
    context = {
        "case": case, "back": to(case), "ruling": now(case, "refer"), "kinds": KindForm(kinds=words),
        "todo": [(f"?action={each.pk}", dict(words).get(each.service, each.service)) for each in todo],
    }  # fmt: skip
    return render(request, "cases/refer_which.html", context)


def _hint(service: Service) -> str:
    """What helps to choose: where, how many places are free and since when that is known, how it is reached."""
    free = _("free places not recorded")
    if service.free is not None and service.free_on is not None:
        free = _("free places: %(n)s, told on %(day)s") % {
            "n": service.free, "day": date_format(service.free_on, "j F Y"),
        }  # fmt: skip
    told = (service.place.name(wording.language()), free, service.telephone, service.email, service.hours)
    return " · ".join(each for each in told if each)


def _referral(case: Case, pk: UUID) -> Referral:
    rows = Referral.objects.select_related("provider", "service__place", "service__provider", "action__plan")
    found = get_object_or_404(rows, case=case, pk=pk)
    found.case = case
    return found


@sensitive_post_parameters()
@policy("case.answer_referral")
@require_http_methods(["GET", "POST"])
@on_case("case.answer_referral")
def answer_referral(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """What the provider said."""
    found = _referral(case, pk)
    more: dict[str, Any] = {"referral": found, "verbs": ("accept", "refuse")}
    form: Any = form_for(request, case, "answer_referral", AnswerReferralForm, of=found.pk, **more)

    def act() -> object:
        data = form.cleaned_data
        return actions.answer_referral(
            found, data["verb"], data["on"], data["answer"], by=person(request), opener=opener_of(request),
            token=data["token"],
        )  # fmt: skip

    return write(request, case, "answer_referral", form, act, said=_("The answer is noted."), context=_of(found, case))


@sensitive_post_parameters()
@policy("case.end_referral")
@require_http_methods(["GET", "POST"])
@on_case("case.end_referral")
def end_referral(request: HttpRequest, case: Case, pk: UUID) -> HttpResponse:
    """How the service ended."""
    found = _referral(case, pk)
    offers = found.state == "accepted" and may_end_its_action(person(request), found)
    more: dict[str, Any] = {"referral": found, "verbs": ("finish", "drop"), "offers_action": offers}
    form: Any = form_for(request, case, "end_referral", EndReferralForm, of=found.pk, **more)

    def act() -> object:
        data = form.cleaned_data
        return actions.end_referral(
            found, data["verb"], data["on"], data["ending"], by=person(request), opener=opener_of(request),
            action_done=data.get("action_done", False), token=data["token"],
        )  # fmt: skip

    return write(request, case, "end_referral", form, act, said=_("Noted."), context=_of(found, case))


def _of(found: Referral, case: Case) -> dict[str, object]:
    names = names_of(case.country_id, wording.language())
    return {"kind": wording.named(names, "service", found.kind), "who": _who(found), "referral": found}
