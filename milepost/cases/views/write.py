"""What every page with a form does: show it, keep what was typed as a draft, act, meet another writer, lead back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.policy import person
from milepost.cases.actions.case import view
from milepost.cases.actions.draft import draft, forget
from milepost.cases.actions.step import MovedOn
from milepost.cases.forms.words import VerbForm
from milepost.cases.models import Case
from milepost.cases.rules.case import now
from milepost.cases.rules.draft import About
from milepost.cases.sent import token_in, typed_in
from milepost.cases.views.fetch import onward, taken, to
from milepost.cases.views.sitting import form_for, shown_number, window
from milepost.ui import parts
from milepost.vault.session import opener_of

__all__ = ["form_for", "keep", "met", "sent_by", "write"]


@sensitive_variables()
def write(
    request: HttpRequest,
    case: Case,
    verb: str,
    form: VerbForm,
    act: Callable[[], object],
    *,
    said: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of a verb. `act` is called with a valid form; `said` is what the next page says; `back` of the context
    is where that is, else the case."""
    shown: dict[str, Any] = {"case": case, "form": form, "ruling": now(case, verb), "back": to(case), **(context or {})}
    status = 200
    if request.method == "POST":
        if "keep_draft" in request.POST:
            keep(request, case, verb)
            return redirect(shown["back"])
        if form.is_valid():
            try:
                act()
            except MovedOn as moved:
                shown["versions"], status = met(request, case, form, moved), 409
            else:
                forget(case, verb, token_in(typed_in(request.POST)), by=person(request))
                messages.success(request, said)
                return redirect(shown["back"]) if "back" in (context or {}) else onward(request, case)
        elif (led := taken(request)) is not None:  # sent twice; what the second chooses was open to the first only
            return onward(request, led)
        else:
            status = 422
    return render(request, f"cases/{verb}.html", shown, status=status)


def sent_by(request: HttpRequest, form: VerbForm) -> dict[str, Any]:
    """Who sends a form, with which keys, and its token: what every act is given."""
    return {"by": person(request), "opener": opener_of(request), "token": form.cleaned_data["token"]}


@sensitive_variables()
def keep(request: HttpRequest, about: About, verb: str) -> None:
    """Keep what a form holds, where the person asks for it by a button."""
    page, seen = request.POST.get("page", ""), request.POST.get("seen", "")
    draft(
        about, verb, typed_in(request.POST), by=person(request), opener=opener_of(request), page=window(page),
        seen=shown_number(seen),
    )  # fmt: skip
    messages.success(request, _("Kept. Only you find it again, in the same form."))


@sensitive_variables()
def met(request: HttpRequest, case: Case | None, form: VerbForm, moved: MovedOn) -> list[parts.Version]:
    """Both texts; the form goes on from what stands now. Whoever reads it opened the file again."""
    if case is not None:
        view(case, by=person(request))
    form.meet(moved.number)
    return _both(form, moved)


@sensitive_variables()
def _both(form: VerbForm, moved: MovedOn) -> list[parts.Version]:
    """What stands and what was typed, for the two columns of the page: only the fields in which they differ."""
    stands, typed = _spread(moved.stands), _spread(moved.typed)
    differing = [name for name in form.fields if name in stands.keys() | typed.keys()]
    differing = [
        name for name in differing if _word(form, name, stands.get(name)) != _word(form, name, typed.get(name))
    ]
    columns = ((_("Saved by someone else meanwhile"), stands), (_("Written by you"), typed))
    return [parts.Version(title, "", None, _told(form, facts, differing)) for title, facts in columns]


def _told(form: VerbForm, facts: Mapping[str, object], names: list[str]) -> str:
    return "\n\n".join(f"{form.fields[name].label}\n{_word(form, name, facts.get(name))}" for name in names)


def _spread(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts by the names of the form's boxes: the answers to the questions on trafficking have one box each."""
    spread = dict(facts)
    asked = spread.pop("screening", None)
    if isinstance(asked, dict):
        spread |= {f"ask_{code}": answer for code, answer in asked.items()}
    if isinstance(suspected := spread.get("trafficking_suspected"), bool):
        spread["trafficking_suspected"] = "yes" if suspected else "no"
    return spread


def _word(form: VerbForm, name: str, value: object) -> str:
    words = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, list | tuple):
        return ", ".join(str(words.get(each, each)) for each in value) or _("not recorded")
    if isinstance(value, date):
        return date_format(value)
    return str(words.get(value, value)) if value not in (None, "") else _("not recorded")
