"""Input about a protection plan."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Agreement, Protection, Task
from milepost.cases.forms.words import VerbForm, line, of, one, text
from milepost.cases.states import AGREEMENT
from milepost.ui.forms import DateField

ROWS = 8
"""Actions that a plan's page has room for."""


class PlanForm(VerbForm):
    """The plan: its measure and aim, then what is to be done, in numbered lines of which most stay empty."""

    lists: ClassVar[dict[str, str]] = {"measure": "measure"}

    measure = one(_("Protection measure"))
    aim = text(_("What is to be better, and how will you see it?"), rows=4)
    review_on = DateField(label=_("When is the plan looked at again?"), required=False)

    def clean(self) -> dict[str, Any]:
        """A plan says at least one thing that is done."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.rows_valid():
            self.add_error(None, _("An action of the plan is not complete. Its line says what is missing."))
        elif not self.tasks():
            self.add_error(None, _("Write at least one thing that is to be done, with its day."))
        return data

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        done = kwargs.pop("actions", [])
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.rows = [
            TaskForm(
                data, prefix=f"do{number}", country=self.country, empty_permitted=True, use_required_attribute=False,
                initial=done[number - 1] if number <= len(done) else {},
            )
            for number in range(1, ROWS + 1)
        ]  # fmt: skip

    @classmethod
    def resumed(cls, typed: Mapping[str, list[str]], **kwargs: Any) -> Self:
        """Its lines are not judged either."""
        form = super().resumed(typed, **kwargs)
        for row in form.rows:
            row._errors, row.cleaned_data = ErrorDict(), {}  # type: ignore[attr-defined]
        return form

    @property
    def shown(self) -> int:
        """How many lines stand open: those in use and one more, at least three. The rest opens on demand."""
        used = [n for n, row in enumerate(self.rows, start=1) if row.is_filled or row.initial.get("service")]
        return max(3, min(ROWS, max(used, default=0) + 1))

    def rows_valid(self) -> bool:
        """Every line is empty or whole."""
        return all([row.is_valid() for row in self.rows if row.is_filled])  # noqa: C419 - each tells its own errors

    def tasks(self) -> tuple[Task, ...]:
        """What is to be done."""
        return tuple(row.task() for row in self.rows if row.is_filled)

    def facts(self) -> Protection:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        return Protection(data["measure"], self.tasks(), data["review_on"], data["aim"])


class TaskForm(VerbForm):
    """A line of the plan."""

    lists: ClassVar[dict[str, str]] = {"service": "service", "cost_source": "cost_source"}

    service = one(_("What kind of help?"), required=False, many=True)
    what = line(_("What is done?"))
    owner = line(_("By whom?"))
    due = DateField(label=_("Until when?"), required=False)
    cost_source = one(_("Who pays?"), required=False, many=True)
    token = None  # type: ignore[assignment]
    base = None  # type: ignore[assignment]

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the line."""
        names = ("service", "what", "owner", "due_day", "due_month", "due_year", "cost_source")
        return any(self.data.get(f"{self.prefix}-{name}", "").strip() for name in names)

    def has_changed(self) -> bool:
        """A line that says what the last plan said is read all the same: it is part of the next one too."""
        return self.is_filled or super().has_changed()

    def clean(self) -> dict[str, Any]:
        """A line says what and until when."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, sentence in (("service", _("Choose what kind of help it is.")), ("due", _("Enter until when."))):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def task(self) -> Task:
        """The clean value."""
        data = self.cleaned_data
        return Task(data["service"], data["due"], data["what"], data["owner"], None, data["cost_source"])


class AgreePlanForm(VerbForm):
    """Whether parents and child agree."""

    parents = of(_("Do the parents agree?"), AGREEMENT)
    child = of(_("Does the child agree?"), AGREEMENT, _("By age and maturity."))
    reason = text(_("If someone refuses or was not asked: why?"), rows=3)

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "refused" in (data.get("parents"), data.get("child")) and not data.get("reason"):
            self.add_error("reason", _("Write why they refuse: the plan is approved knowing it."))
        return data

    def facts(self) -> Agreement:
        """The clean value. Call after `is_valid`."""
        return Agreement(self.cleaned_data["parents"], self.cleaned_data["child"], self.cleaned_data["reason"])


class EndActionForm(forms.Form):
    """Done or dropped."""

    state = forms.ChoiceField(choices=[("done", _("Done")), ("dropped", _("Dropped"))])
