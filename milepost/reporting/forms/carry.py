"""What becomes of each planned step, and which report is opened."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from milepost.reporting.actions.carry import Decision
from milepost.reporting.content import PlannedStep
from milepost.reporting.models import StoredEdition
from milepost.ui.forms import DateField, Radios


class NextYearForm(forms.Form):
    """Period, edition, due date."""

    start = DateField(label=_("First day of the period"))
    end = DateField(label=_("Last day of the period"))
    edition = forms.ModelChoiceField(
        StoredEdition.objects.order_by("-code"), label=_("Edition of the form"), empty_label=None, widget=Radios
    )
    due = DateField(label=_("Due on"), required=False)

    def clean(self) -> dict[str, Any]:
        """A period starts before it ends."""
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", _("The last day comes after the first day."))
        return data


class DecisionForm(forms.Form):
    """What becomes of one step."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[
            ("continue", _("It goes on: next year’s report asks about it")),
            ("done", _("It is done")),
            ("merge", _("It goes into another step")),
            ("split", _("It is split into several steps")),
            ("drop", _("It is dropped")),
        ],
        widget=Radios(reveals={"merge": "into", "split": "titles"}),
    )
    into = forms.TypedChoiceField(label=_("Into which step?"), required=False, coerce=int, empty_value="0")
    titles = forms.CharField(
        label=_("The steps it is split into"), required=False, help_text=_("One title on each line."),
        widget=forms.Textarea({"rows": 3}), max_length=3000,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed when it goes into another step, is split or is dropped."),
    )  # fmt: skip

    def __init__(self, *args: Any, number: int, steps: tuple[PlannedStep, ...], **kwargs: Any) -> None:
        self.number = number
        self.planned = steps[number - 1]
        kwargs["prefix"] = f"decision-{number}"
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.TypedChoiceField)
        others = [(str(n), f"{n}. {step.title}") for n, step in enumerate(steps, 1) if n != number]
        into.choices = [("", _("Choose a step")), *others]

    @property
    def due(self) -> date | None:
        """The day by which the step was planned to be done."""
        return parse_date(self.planned.due) if self.planned.due else None

    def decision(self) -> Decision:
        """The decision."""
        data = self.cleaned_data
        titles = tuple(line.strip() for line in data["titles"].splitlines() if line.strip())
        return Decision(self.number, data["outcome"], data["reason"], int(data["into"] or 0), titles)
