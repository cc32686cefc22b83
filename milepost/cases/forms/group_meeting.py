"""Input about the technical group."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Gathering, Invited, Outcome
from milepost.cases.forms.follow_up import DayForm
from milepost.cases.forms.words import NOT_RECORDED, VerbForm, line, of, one, text
from milepost.cases.states import CONVENERS
from milepost.institutions.models import Body
from milepost.ui.forms import DateField

ROWS = 8
"""People that a meeting's page has room for."""

_COMES = {"yes": _("Yes"), "no": _("No")}
_CAME = {"yes": _("came"), "no": _("did not come"), "": NOT_RECORDED}


class ConveneGroupForm(VerbForm):
    """When the group meets and who is asked to it, in numbered lines of which most stay empty."""

    convened_by = of(_("Who calls the group?"), CONVENERS, initial="worker")
    planned_on = DateField(label=_("On which day?"))
    planned_at = forms.TimeField(label=_("At what time?"), help_text=_("For example 10:30."))
    child_invited = of(_("Is the child invited?"), _COMES, _("By age and maturity."))
    child_reason = line(_("If the child is not invited: why?"))
    parents_invited = of(_("Are the parents or carers invited?"), _COMES)
    parents_reason = line(_("If they are not invited: why?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "en")[:2]
        bodies = Body.objects.filter(country=self.country).exclude(kind="cpu").order_by("code")
        self.bodies = {str(body.pk): body for body in bodies}
        names = sorted(((pk, body.name(language)) for pk, body in self.bodies.items()), key=lambda pair: pair[1])
        data = self.data if self.is_bound else None
        self.rows = [
            InvitationForm(
                data, prefix=f"ask{number}", country=self.country, bodies=names, empty_permitted=True,
                use_required_attribute=False,
            )
            for number in range(1, ROWS + 1)
        ]  # fmt: skip

    @property
    def shown(self) -> int:
        """How many lines stand open: those in use and one more, at least four. The rest opens on demand."""
        used = [n for n, row in enumerate(self.rows, start=1) if row.is_filled]
        return max(4, min(ROWS, max(used, default=0) + 1))

    def clean(self) -> dict[str, Any]:
        """Someone is asked; whoever of child and parents is not has a reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for who in ("child", "parents"):
            if data.get(f"{who}_invited") == "no" and not data.get(f"{who}_reason"):
                self.add_error(f"{who}_reason", _("Write why they are not invited."))
        if not all([row.is_valid() for row in self.rows if row.is_filled]):  # noqa: C419 - each tells its own errors
            self.add_error(None, _("A line of who is asked is not complete. It says what is missing."))
        elif not any(row.is_filled for row in self.rows):
            self.add_error(None, _("Ask at least one sector."))
        return data

    def facts(self) -> Gathering:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return Gathering(
            convened_by=data["convened_by"],
            planned_at=timezone.make_aware(datetime.combine(data["planned_on"], data["planned_at"])),
            invited=tuple(row.invited(self.bodies) for row in self.rows if row.is_filled),
            child_invited=data["child_invited"] == "yes", parents_invited=data["parents_invited"] == "yes",
            child_reason=data["child_reason"], parents_reason=data["parents_reason"],
        )  # fmt: skip


class InvitationForm(VerbForm):
    """A line of who is asked."""

    lists: ClassVar[dict[str, str]] = {"sector": "group_sector"}

    sector = one(_("Sector"), required=False, many=True)
    name = line(_("Who?"), _("Name and post."))
    body = forms.ChoiceField(label=_("Of which body?"), required=False)
    token = None  # type: ignore[assignment]
    base = None  # type: ignore[assignment]

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", NOT_RECORDED), *bodies]

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the line."""
        return any(self.data.get(f"{self.prefix}-{name}", "").strip() for name in ("sector", "name", "body"))

    def clean_sector(self) -> str:
        """A line says for which sector."""
        sector: str = self.cleaned_data["sector"]
        if not sector:
            raise forms.ValidationError(_("Choose the sector."))
        return sector

    def invited(self, bodies: Mapping[str, Body]) -> Invited:
        """The clean value."""
        data = self.cleaned_data
        return Invited(data["sector"], data["name"], bodies.get(data["body"]))


class HoldGroupForm(DayForm):
    """Who came, what was said and what was decided. `asked`: position of each invitation and how the page calls it."""

    minutes = text(_("What was said?"), rows=6)
    decisions = text(
        _("What did the group decide?"), _("Who does what, until when. The plan's page shows it."), required=True
    )

    def __init__(self, *args: Any, asked: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.positions = [position for position, _words in asked]
        for position, words in asked:
            self.fields[f"came_{position}"] = of(words, _CAME, required=False, initial="")
        self.order_fields(["on", *(f"came_{position}" for position in self.positions)])

    def facts(self) -> Outcome:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        came = {position: {"yes": True, "no": False}.get(data[f"came_{position}"]) for position in self.positions}
        return Outcome(data["on"], came, data["minutes"], data["decisions"])


class CancelGroupForm(VerbForm):
    """Why the group did not meet."""

    reason = text(_("Why did the group not meet?"), rows=3, required=True)
