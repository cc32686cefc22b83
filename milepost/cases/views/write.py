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
from milepost.cases.actions.draft import draft, forget, typed_before
from milepost.cases.actions.step import MovedOn
from milepost.cases.forms.words import VerbForm
from milepost.cases.models import Case
from milepost.cases.rules.case import now
from milepost.cases.views.fetch import to
from milepost.ui import parts
from milepost.vault.session import opener_of

_SKIPPED = {"csrfmiddlewaretoken", "keep_draft"}


@sensitive_variables()
def form_for(request: HttpRequest, case: Case, verb: str, form: type[VerbForm], **more: Any) -> VerbForm:
    """The form as sent; else what was typed before and not sent; else as the case stands (`initial`)."""
    if request.method == "POST":
        return form(request.POST, country=case.country_id, **more)
    typed = typed_before(case, verb, by=person(request), opener=opener_of(request))
    if typed:
        more.pop("initial", None)
        messages.info(request, _("This is what you typed before and did not send."))
        return form.resumed(typed, country=case.country_id, **more)
    return form(country=case.country_id, **more)


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
            return _keep(request, case, verb, shown["back"])
        if form.is_valid():
            try:
                act()
            except MovedOn as moved:
                form.meet(moved.number)
                shown["versions"], status = _both(form, moved), 409
            else:
                forget(case, verb, by=person(request))
                messages.success(request, said)
                return redirect(shown["back"])
        else:
            status = 422
    return render(request, f"cases/{verb}.html", shown, status=status)


def _keep(request: HttpRequest, case: Case, verb: str, back: str) -> HttpResponse:
    typed = {name: values for name, values in request.POST.lists() if name not in _SKIPPED}
    draft(case, verb, typed, by=person(request), opener=opener_of(request))
    messages.success(request, _("Kept. Only you find it again, in the same form."))
    return redirect(back)


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
