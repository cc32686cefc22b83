"""Input about assessments and the facts of an exploitation."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Assessment, Picture, Work
from milepost.cases.forms.words import VerbForm, of, one, several, text
from milepost.cases.models import Exploitation, InitialAssessment
from milepost.cases.states import ANSWERS, RISK_LEVELS, SCHOOL
from milepost.people.dates import PartialDate
from milepost.people.forms import PartialDateField
from milepost.places.codes import words_of
from milepost.ui.forms import DateField

_SUSPECTED = {"yes": _("Yes: potential victim"), "no": _("No"), "": _("Not screened")}


class AssessForm(VerbForm):
    """The initial assessment. The questions on trafficking are the country's."""

    lists: ClassVar[dict[str, str]] = {"factors": "risk_factor"}

    risk_level = of(_("How great is the risk?"), RISK_LEVELS)
    factors = several(_("What makes it so?"))
    child_seen_on = DateField(
        label=_("When did you see the child?"), required=False, help_text=_("Leave it empty if you did not.")
    )
    summary = text(_("What did you find?"))
    child_view = text(_("What does the child say?"), _("In the child's words where you can."), rows=4)
    trafficking_suspected = of(
        _("Do you suspect trafficking?"), _SUSPECTED, _("A yes makes the child a potential victim of trafficking."),
        required=False, initial="",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "en")[:2]
        asked = words_of(self.country, "screening")["screening"]
        self.questions = [word.code for word in asked]
        last = self.fields.pop("trafficking_suspected")
        for word in asked:
            self.fields[f"ask_{word.code}"] = of(word.name(language), ANSWERS, required=False, initial="")
        self.fields["trafficking_suspected"] = last

    def facts(self) -> Assessment:
        """The clean value. Call after `is_valid`."""
        data = self.cleaned_data
        asked = {code: data[f"ask_{code}"] for code in self.questions if data.get(f"ask_{code}")}
        return Assessment(
            risk_level=data["risk_level"], factors=tuple(data["factors"]), child_seen_on=data["child_seen_on"],
            screening=asked, summary=data["summary"], child_view=data["child_view"],
            trafficking_suspected={"yes": True, "no": False}.get(data["trafficking_suspected"]),
        )  # fmt: skip

    @staticmethod
    def initial_of(row: InitialAssessment, texts: dict[str, str]) -> dict[str, Any]:
        """What the boxes hold for the last saving."""
        suspected = {True: "yes", False: "no", None: ""}[row.trafficking_suspected]
        return {
            "base": row.number, "risk_level": row.risk_level, "factors": row.factors,
            "child_seen_on": row.child_seen_on, "trafficking_suspected": suspected, **texts,
            **{f"ask_{code}": answer for code, answer in row.screening.items()},
        }  # fmt: skip


class AssessFullyForm(VerbForm):
    """The full assessment."""

    family = text(_("Family and home"), rows=4)
    school = text(_("School and friends"), rows=4)
    health = text(_("Health"), rows=3)
    income = text(_("Income and housing"), rows=3)
    child_view = text(_("What does the child want?"), rows=4)
    restricted = text(
        _("Only where it is needed"), _("Ethnicity and the like, and why it matters here. Few may read it."), rows=2
    )

    def facts(self) -> Picture:
        """The clean value. Call after `is_valid`."""
        return Picture(**{name: self.cleaned_data[name] for name in Picture.__dataclass_fields__})


class RecordExploitationForm(VerbForm):
    """What is done to the child, as facts that are counted."""

    lists: ClassVar[dict[str, str]] = {
        "form": "form", "sector": "sector", "hazards": "hazard", "gainer": "gainer", "coercion": "coercion",
        "recruitment": "recruitment",
    }  # fmt: skip

    form = one(_("What does the child do?"), many=True)
    sector = one(_("In which sector?"), required=False, many=True)
    hours_week = forms.IntegerField(
        label=_("Hours in a week"), required=False, min_value=0, max_value=168, help_text=_("A guess is enough.")
    )
    began = PartialDateField(
        label=_("Since when?"), required=False, help_text=_("For example 3 2025. Day and month may stay empty.")
    )
    hazards = several(_("What is dangerous about it?"))
    gainer = one(_("Who gains?"), required=False)
    coercion = several(_("Signs of coercion"))
    recruitment = one(_("How did the child come to it?"), required=False)
    school = of(_("School"), SCHOOL, initial="not_recorded")
    withdrawn_on = DateField(label=_("When did the child stop?"), required=False)
    returned_on = DateField(label=_("When did the child go back to it?"), required=False)
    note = text(_("What else?"), rows=4)

    def clean(self) -> dict[str, Any]:
        """Nobody goes back before they stopped."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        stopped, back = data.get("withdrawn_on"), data.get("returned_on")
        if back and not stopped:
            self.add_error("withdrawn_on", _("Enter when the child stopped before going back to it."))
        elif back and stopped and back < stopped:
            self.add_error("returned_on", _("This is before the day on which the child stopped."))
        return data

    def facts(self) -> Work:
        """The clean value. Call after `is_valid`."""
        data = {name: self.cleaned_data[name] for name in Work.__dataclass_fields__}
        return Work(**{**data, "hazards": tuple(data["hazards"]), "coercion": tuple(data["coercion"])})

    @staticmethod
    def initial_of(row: Exploitation, texts: dict[str, str]) -> dict[str, Any]:
        """What the boxes hold for the last saving."""
        names = set(Work.__dataclass_fields__) - {"began", "note"}
        began = PartialDate.parse(row.began) if row.began else None
        return {name: getattr(row, name) for name in names} | {"began": began, "base": row.number, **texts}
