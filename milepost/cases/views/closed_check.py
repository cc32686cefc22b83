"""How a child is some months after the file was closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.cases.actions.closed_check import check_closed as act
from milepost.cases.fields import groups_at, texts_of
from milepost.cases.forms.closed_check import CheckClosedForm
from milepost.cases.models import Case, ClosedCheck
from milepost.cases.rules.closed_check import can_check_closed
from milepost.cases.states import CHECK_OUTCOMES
from milepost.cases.views.fetch import on_case, to
from milepost.cases.views.write import form_for, write
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.check_closed")
@require_http_methods(["GET", "POST"])
@on_case("case.check_closed")
def check_closed(request: HttpRequest, case: Case) -> HttpResponse:
    """Note how the child is; a new concern leads to a new episode."""
    who = person(request)
    form: Any = form_for(
        request, case, "check_closed", CheckClosedForm,
        judge=lambda clean: can_check_closed(who, case, on=clean["on"]),
    )  # fmt: skip
    answer = write(
        request, case, "check_closed", form,
        lambda: act(case, form.facts(), by=who, opener=opener_of(request), token=form.cleaned_data["token"]),
        said=_("Noted. The file stays closed."),
    )  # fmt: skip
    if answer.status_code == 302 and form.is_bound and form.is_valid() and _worries(request, form):
        messages.warning(request, _("There is a new concern. Open a new episode, so that someone works on it."))
        return redirect(to(case, "reopen"))
    return answer


def _worries(request: HttpRequest, form: Any) -> bool:
    return "keep_draft" not in request.POST and form.cleaned_data["outcome"] == "new_concern"


@sensitive_variables()
def looks(request: HttpRequest, case: Case) -> list[dict[str, Any]]:
    """The looks after closing, for the page of the case."""
    rows = list(ClosedCheck.objects.filter(country=case.country_id, case=case).select_related("by").order_by("-on"))
    if not rows:
        return []
    key, groups = opener_of(request).open_case(case.key_id), groups_at(person(request), case.unit)
    return [
        {"row": row, "outcome": CHECK_OUTCOMES[row.outcome], "note": texts_of(row, key, groups).get("note", "")}
        for row in rows
    ]
