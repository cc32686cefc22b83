"""More time for something that is due."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.policy import person, policy
from milepost.accounts.rules import Ruling
from milepost.cases.actions.extension import extend as act
from milepost.cases.fields import groups_at, texts_of
from milepost.cases.forms.extension import ExtendForm
from milepost.cases.models import Case, Extension
from milepost.cases.queries.duties import Duty, all_duties, limit_of
from milepost.cases.rules.case import can
from milepost.cases.rules.extension import can_extend
from milepost.cases.states import EXTENDABLE
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case
from milepost.cases.views.write import form_for, write
from milepost.vault.session import opener_of


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.extend")
@require_http_methods(["GET", "POST"])
@on_case("case.extend")
def extend(request: HttpRequest, case: Case) -> HttpResponse:
    """Give a duty more time, and say why."""
    who = person(request)
    duties = {limit_of(duty.verb): duty for duty in _of(case) if limit_of(duty.verb) in EXTENDABLE}
    chosen = request.GET.get("duty", "")

    def judge(clean: Any) -> Ruling:
        duty = duties[clean["duty"]]
        return can_extend(who, case, there=True, due=duty.due, until=clean["until"])

    form: Any = form_for(
        request, case, "extend", ExtendForm, judge=judge, initial={"duty": chosen} if chosen in duties else {},
        duties=[(code, f"{duty.words}: {wording.when(duty)}") for code, duty in duties.items()],
    )  # fmt: skip
    ruling = can(who, case, "extend")
    if ruling and not duties:
        ruling = Ruling(_("Nothing of this file waits for anybody, so nothing needs more time."))
    return write(
        request, case, "extend", form,
        lambda: act(case, form.facts(), by=who, opener=opener_of(request), token=form.cleaned_data["token"]),
        said=_("It has more time now. The worker reads why."), context={"ruling": ruling},
    )  # fmt: skip


def _of(case: Case) -> list[Duty]:
    return all_duties(Case.objects.filter(pk=case.pk).select_related("country", "unit", "transferred_to"))


@sensitive_variables()
def reasons(request: HttpRequest, case: Case, duties: list[Duty]) -> dict[Any, dict[str, Any]]:
    """Why duties of a case have more time, by the extension: for its page. One query, none where nothing has."""
    wanted = {duty.extension.pk for duty in duties if duty.extension}
    if not wanted:
        return {}
    key, groups = opener_of(request).open_case(case.key_id), groups_at(person(request), case.unit)
    rows = Extension.objects.filter(country=case.country_id, case=case, pk__in=wanted).select_related("by")
    return {row.pk: {"row": row, "reason": texts_of(row, key, groups).get("reason", "")} for row in rows}
