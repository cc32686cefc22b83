"""Choosing a register, and saying what its columns and its words mean."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from milepost.institutions.models import Body
from milepost.intake.columns import CONSTANT, FIELDS, JOINED, Matching
from milepost.intake.queries.trial import NEW, Outcome
from milepost.intake.reading.read import too_large
from milepost.intake.reading.refusal import MAX_BYTES
from milepost.intake.table import Table
from milepost.intake.words import MOST_VALUES, Vocabulary, Word, values_of

_SHUT = {"autocomplete": "off"}
_LEFT_OUT = gettext_lazy("leave this column out")
_MEANS_NOTHING = gettext_lazy("nothing: leave it empty")


class OfUnitForm(forms.Form):
    """A form of someone who may answer for several units; where there is one, nobody is asked."""

    unit = forms.ModelChoiceField(queryset=Body.objects.none(), label=gettext_lazy("Unit"))
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[Body], **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "unit": units.first()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = units, None
        if len(units) == 1:
            field.widget = forms.HiddenInput()


class UploadForm(OfUnitForm):
    """A file."""

    file = forms.FileField(
        label=gettext_lazy("The old register"),
        help_text=gettext_lazy(
            "An Excel file (.xlsx) or a CSV file of up to 10 MB and 5,000 rows. The first row with two words or more "
            "is taken for the headings; of an Excel file the first sheet is read."
        ),
    )

    def clean_file(self) -> "File[bytes]":
        """Refuse what is too large before it is read."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(too_large())
        return file


class MatchForm(forms.Form):
    """What each column is, and what is so in every row."""

    def __init__(self, *args: Any, table: Table, matching: Matching, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        choices = [("", _LEFT_OUT), *((code, each.name) for code, each in FIELDS.items())]
        for index, heading in enumerate(table.headings):
            shown = " · ".join(each[:40] for each in table.first_of(index))
            self.fields[f"column_{index}"] = _choice(heading, choices, shown, matching.columns.get(index, ""))
        for code in CONSTANT:
            words = [("", _("nothing")), *((word.code, word.name) for word in vocabulary[code])]
            label = _("%(field)s, where a row says nothing") % {"field": FIELDS[code].name}
            self.fields[f"constant_{code}"] = _choice(label, words, "", matching.constants.get(code, ""))

    def clean(self) -> dict[str, Any]:
        """No field twice, and nothing missing that every file must have."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told: dict[str, str] = {}
        for index, heading in enumerate(self.table.headings):
            code = cleaned.get(f"column_{index}", "")
            if code in told and code not in JOINED:
                sentence = _("“%(other)s” is told to be the same. Choose another answer for one of them.")
                self.add_error(f"column_{index}", sentence % {"other": told[code]})
            elif code:
                told[code] = heading
        if "opened_on" not in told:
            raise ValidationError(_("Say which column holds the day on which the file was opened."))
        if "concerns" not in told and not cleaned.get("constant_concerns"):
            raise ValidationError(_("Say which column holds the concern, or choose below what it was in all rows."))
        return cleaned

    @property
    def columns(self) -> dict[int, str]:
        """The field of each column that is taken."""
        return {
            index: code for index in range(len(self.table.headings)) if (code := self.cleaned_data[f"column_{index}"])
        }

    @property
    def constants(self) -> dict[str, str]:
        """What is so in every row."""
        return {code: word for code in CONSTANT if (word := self.cleaned_data[f"constant_{code}"])}


class MatchWordsForm(forms.Form):
    """What each different value of the columns of words means."""

    def __init__(self, *args: Any, table: Table, matching: Matching, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boxes: dict[str, tuple[str, str]] = {}
        self.too_many: list[str] = []
        for index, field in matching.worded:
            values, told = values_of(table, index, field), matching.words.get(field.code, {})
            if len(values) > MOST_VALUES:
                self.too_many.append(table.headings[index])
                continue
            for number, (value, count) in enumerate(values.items()):
                name = f"{field.code}_{number}"
                self.boxes[name] = (field.code, value)
                rows = ngettext("%(n)s row", "%(n)s rows", count) % {"n": count}
                hint = f"{table.headings[index]} ({field.name}), {rows}"
                self.fields[name] = _choice(f"“{value}”", _meanings(vocabulary[field.code]), hint, told.get(value, ""))

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """What was told, by field."""
        found: dict[str, dict[str, str]] = {}
        for name, (code, value) in self.boxes.items():
            found.setdefault(code, {})[value] = self.cleaned_data[name]
        return found


class TakeInForm(forms.Form):
    """For each row that may be a child of the unit: which one, or another."""

    def __init__(self, *args: Any, undecided: Sequence[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for outcome in undecided:
            known = outcome.line.identity
            children = [
                (each.child.reference, _child(each.identity.name, each.identity.birth, each.child.reference))
                for each in outcome.alike
            ]
            choices = [("", _("choose")), *children, (NEW, _("none of them: another child"))]
            label = _("Row %(number)s: %(name)s") % {
                "number": outcome.line.number,
                "name": _child(known.name, known.birth),
            }
            field = _choice(label, choices, _("Is it one of these children of the unit?"), "", required=True)
            field.error_messages["required"] = _("Choose for row %(number)s whether it is the same child.") % {
                "number": outcome.line.number
            }
            self.fields[f"row_{outcome.line.number}"] = field

    @staticmethod
    def decisions(data: Mapping[str, str]) -> dict[int, str]:
        """What was chosen, by row, as it was sent: the trial asks for what is missing."""
        boxes = ((name.removeprefix("row_"), value) for name, value in data.items() if name.startswith("row_"))
        return {int(number): value for number, value in boxes if number.isdecimal() and value and len(number) < 8}


def _child(name: str, birth: object, reference: str = "") -> str:
    told = [name or _("name not known"), str(birth or ""), reference]
    return ", ".join(each for each in told if each)


def _meanings(words: Sequence[Word]) -> list[tuple[str, Any]]:
    return [("", _MEANS_NOTHING), *((word.code, word.name) for word in words)]


def _choice(
    label: Any, choices: Sequence[tuple[str, Any]], hint: str, initial: str, *, required: bool = False
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, initial=initial, required=required,
        widget=forms.Select(attrs=_SHUT),
    )  # fmt: skip
