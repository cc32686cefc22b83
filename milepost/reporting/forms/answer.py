"""The form of one answer, by its question's kind: what a person sees and types, to a clean value and back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from milepost.reporting.content import Choice, Choices, Item, PlannedStep, Scale, Steps, Value, Words
from milepost.reporting.edition import Question, tell
from milepost.ui.forms import Checkboxes, DateField, Radios

LONGEST = 60_000
"""Characters of one answer: ten times the longest one of a real report."""
MOST_STEPS = 50
"""Planned steps of one report: ten times those of a real one.

Both only stop writing more: what is stored already, from a document, is shown and saved whole."""


class AnswerForm(forms.Form):
    """What every kind has: the revision that the page showed. `value()` is the clean value.

    `language` is the reader's, of labels and options; `written_in` the report's, of the words typed; `stored` is what
    the answer says now, which no limit refuses.
    """

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)

    def __init__(
        self,
        *args: Any,
        question: Question,
        language: str,
        written_in: str = "",
        stored: Value | None = None,
        **kwargs: Any,
    ) -> None:
        self.question, self.language, self.written_in = question, language, written_in or language
        self.stored = stored
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Add the kind's fields."""

    def value(self) -> Value | None:
        """The clean value; None when nothing is recorded."""
        raise NotImplementedError

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by field; empty for a form that is right or holds nothing typed."""
        return {name: [str(each) for each in sentences] for name, sentences in self.errors.items()}

    def attrs(self, **more: Any) -> dict[str, Any]:
        """The attributes of a box for the report's words."""
        return {"lang": self.written_in, "dir": "auto", **more}

    def told(self, texts: Mapping[str, str]) -> str:
        """A text of the edition in the reader's language."""
        return tell(texts, self.language).text

    def options(self) -> list[tuple[str, str]]:
        """The options as choices."""
        return [(option.value, self.told(option.text)) for option in self.question.options]

    def hints(self) -> dict[str, str]:
        """The sentences under options."""
        return {option.value: self.told(option.help) for option in self.question.options if option.help}

    def reveals(self) -> dict[str, str]:
        """Which option shows which box of words."""
        return {option.value: f"words_{option.value}" for option in self.question.options if option.with_text}

    def add_words(self, box: type[forms.TextInput] | type[forms.Textarea], **attrs: Any) -> None:
        """A box for the words of each option that asks for them."""
        said = words_of(self.stored)
        for option in self.question.options:
            if option.with_text:
                self.fields[f"words_{option.value}"] = forms.CharField(
                    label=_("Please say which") if option.value == "other" else _("Please tell us more"),
                    required=False,
                    max_length=LONGEST,
                    strip=box is forms.TextInput,
                    widget=box(self.attrs(**attrs)),
                )
                make_room(self.fields[f"words_{option.value}"], said)


class LongTextForm(AnswerForm):
    """A text."""

    def build(self) -> None:
        """One box."""
        self.fields["text"] = forms.CharField(
            label=_("Your answer"),
            required=False,
            max_length=LONGEST,
            strip=False,
            widget=forms.Textarea(
                self.attrs(rows=12, **{"data-shortcut": "e", "data-shortcut-label": _("Write in the box")})
            ),
        )
        make_room(self.fields["text"], words_of(self.stored))

    def value(self) -> Value | None:
        """The words."""
        return Words(self.cleaned_data["text"])


class OneOfForm(AnswerForm):
    """One option."""

    def build(self) -> None:
        """Radios, and boxes for words."""
        self.fields["choice"] = forms.ChoiceField(
            label=_("Your answer"),
            choices=self.options(),
            required=False,
            widget=Radios(hints=self.hints(), reveals=self.reveals()),
        )
        self.add_words(forms.Textarea, rows=6)

    def value(self) -> Value | None:
        """The choice with its words."""
        chosen = self.cleaned_data["choice"]
        return Choice(chosen, self.cleaned_data.get(f"words_{chosen}", "")) if chosen else None


class ManyOfForm(AnswerForm):
    """Any of the options."""

    def build(self) -> None:
        """Checkboxes, and boxes for words."""
        exclusive = next((option.value for option in self.question.options if option.exclusive), "")
        self.fields["choices"] = forms.MultipleChoiceField(
            label=_("Your answer"),
            choices=self.options(),
            required=False,
            widget=Checkboxes(hints=self.hints(), reveals=self.reveals(), exclusive=exclusive),
        )
        self.add_words(forms.TextInput)

    def value(self) -> Value | None:
        """The choices, with their words. Words without a tick are kept: a check asks about them, nothing drops them."""
        chosen = tuple(self.cleaned_data["choices"])
        asking = [option.value for option in self.question.options if option.with_text]
        ticked_first = sorted(asking, key=lambda each: each not in chosen)
        words = (self.cleaned_data.get(f"words_{each}", "") for each in ticked_first)
        return Choices(chosen, next((each for each in words if each), ""))


class ScaleForm(AnswerForm):
    """A point on a scale."""

    def build(self) -> None:
        """Radios with the words at both ends."""
        points = [(str(point), str(point)) for point in range(1, self.question.points + 1)]
        points[0] = ("1", f"1 – {self.told(self.question.low)}")
        points[-1] = (points[-1][0], f"{points[-1][0]} – {self.told(self.question.high)}")
        self.fields["point"] = forms.ChoiceField(
            label=_("Your answer"), choices=points, required=False, widget=Radios()
        )

    def value(self) -> Value | None:
        """The point."""
        return Scale(int(self.cleaned_data["point"])) if self.cleaned_data["point"] else None


class StepForm(forms.Form):
    """One planned step."""

    title = forms.CharField(
        label=_("Title"), max_length=500, required=False, help_text=_("Next year’s report quotes it.")
    )
    text = forms.CharField(
        label=_("What will be done"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4}),
    )
    owner = forms.CharField(label=_("Responsible body"), max_length=300, required=False)
    due = DateField(label=_("Due on"), required=False)
    indicator = forms.CharField(label=_("How one will see that it is done"), max_length=500, required=False)
    priority = forms.TypedChoiceField(label=_("Roadmap priority"), required=False, coerce=int, empty_value="0")

    def __init__(
        self,
        *args: Any,
        priorities: tuple[Item, ...] = (),
        written_in: str = "",
        stored: tuple[PlannedStep, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("title", "title"), ("text", "source"), ("owner", "owner"), ("indicator", "indicator")):
            self.fields[name].widget.attrs |= {"lang": written_in, "dir": "auto"}
            make_room(self.fields[name], *(getattr(step, words) for step in stored))
        if self.initial.get("due_words") or self.add_prefix("due_words") in self.data:
            self._add_due_words(written_in)
        field = self.fields["priority"]
        assert isinstance(field, forms.TypedChoiceField)
        none = ("0", _("No single priority"))
        field.choices = [none, *((str(item.number), f"{item.number}. {item.title}") for item in priorities)]

    def _add_due_words(self, written_in: str) -> None:
        """A box for a due date that a document told in words: "in the autumn"."""
        self.fields["due_words"] = forms.CharField(
            label=_("Due on, in words"),
            max_length=LONGEST,
            required=False,
            help_text=_("So it stands in the document. A day above takes its place."),
            widget=forms.TextInput({"lang": written_in, "dir": "auto"}),
        )
        self.order_fields(["title", "text", "owner", "due", "due_words"])

    def step(self) -> PlannedStep:
        """The clean step."""
        data = self.cleaned_data
        due = data["due"].isoformat() if data["due"] else data.get("due_words", "")
        return PlannedStep(
            data["title"], data["text"], data["owner"], due, data["indicator"], int(data["priority"] or 0)
        )


class StepListForm(AnswerForm):
    """The planned steps: as many forms as there are steps, and `more` empty ones."""

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9_999, initial=1)

    def __init__(self, *args: Any, priorities: tuple[Item, ...] = (), more: int = 0, **kwargs: Any) -> None:
        self.priorities, self.more = priorities, more
        self.steps: list[StepForm] = []
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A form per step, bound to the same input."""
        planned: tuple[PlannedStep, ...] = self.initial.get("steps", ())
        if self.is_bound:
            typed = str(self.data.get("count", "1"))
            number = min(int(typed[:4]), max(MOST_STEPS, self._sent())) if typed.isdecimal() else 1
        else:
            more = self.more if planned and len(planned) < MOST_STEPS else 0
            number = max(len(planned), 1) + more
            self.initial["count"] = number
        for index in range(number):
            initial = vars(planned[index]) | {"text": planned[index].source} if index < len(planned) else {}
            data = self.data if self.is_bound else None
            self.steps.append(
                StepForm(
                    data, prefix=f"step-{index}", initial=_with_date(initial), priorities=self.priorities,
                    written_in=self.written_in, stored=self.stored.steps if isinstance(self.stored, Steps) else (),
                )
            )  # fmt: skip

    def _sent(self) -> int:
        """How many steps the page sent: one for each title's box, so that a made-up count makes no forms."""
        return sum(1 for name in self.data if name.startswith("step-") and name.endswith("-title"))

    def add(self) -> "StepListForm":
        """The same form with one more, empty step; what is typed stays."""
        data = self._typed()
        data["count"] = str(len(self.steps) + (len(self.steps) < MOST_STEPS))
        return self._again(data)

    def remove(self, gone: int) -> "StepListForm":
        """The same form without one step (counted from 0); what is typed in the others stays."""
        data = self._typed()
        kept = [index for index in range(len(self.steps)) if index != gone]
        for new, old in enumerate(kept):
            for name in [name for name in self.data if name.startswith(f"step-{old}-")]:
                data.setlist(name.replace(f"step-{old}-", f"step-{new}-", 1), self._typed().getlist(name))
        data["count"] = str(len(kept))
        return self._again(data)

    def _typed(self) -> QueryDict:
        assert isinstance(self.data, QueryDict)
        return self.data.copy()

    def _again(self, data: QueryDict) -> "StepListForm":
        return StepListForm(
            data, question=self.question, language=self.language, written_in=self.written_in,
            priorities=self.priorities, stored=self.stored,
        )  # fmt: skip

    def is_valid(self) -> bool:
        """Whether the list and each step are."""
        valid = [step.is_valid() for step in self.steps]  # each one, so that every error shows
        return super().is_valid() and all(valid)

    def problems(self) -> dict[str, list[str]]:
        """What is wrong in the list or in a step; a step's sentences name it."""
        found = super().problems()
        for number, step in enumerate(self.steps, 1):
            for name, sentences in step.errors.items():
                told = [_("Step %(number)d: %(sentence)s") % {"number": number, "sentence": each} for each in sentences]
                found[f"step-{number - 1}-{name}"] = told
        return found

    def value(self) -> Value | None:
        """The steps; one without any word is none."""
        return Steps(tuple(step.step() for step in self.steps))

    def without(self, gone: int) -> Value | None:
        """The steps but one (counted from 0)."""
        return Steps(tuple(step.step() for index, step in enumerate(self.steps) if index != gone))


def words_of(value: Value | None) -> str:
    """The words of a value that has one box for them."""
    match value:
        case Words():
            return value.source
        case Choice():
            return value.text
        case Choices():
            return value.other
    return ""


def make_room(field: forms.Field, *stored: str) -> None:
    """Let a box hold what is stored, however long. A browser sends two characters for a line end."""
    longest = max((len(words) + words.count("\n") for words in stored), default=0)
    if isinstance(field, forms.CharField) and longest > (field.max_length or longest):
        field.max_length = longest
        field.validators = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
        field.validators.append(MaxLengthValidator(longest))
        field.widget.attrs["maxlength"] = str(longest)


def _with_date(initial: dict[str, Any]) -> dict[str, Any]:
    """A due date as the form shows it: a day in its boxes, words in theirs."""
    told = initial.pop("due", "")
    try:
        day = parse_date(told)
    except ValueError:
        day = None
    return initial | ({"due": day} if day else {"due_words": told} if told else {})


KINDS: dict[str, type[AnswerForm]] = {
    "long_text": LongTextForm,
    "one_of": OneOfForm,
    "many_of": ManyOfForm,
    "scale": ScaleForm,
    "step_list": StepListForm,
}


def initial_of(value: Value | None, question: Question) -> dict[str, Any]:
    """What a value looks like in its form."""
    match value:
        case Words():
            return {"text": value.source}
        case Choice():
            return {"choice": value.value, f"words_{value.value}": value.text}
        case Choices():
            asking = [option.value for option in question.options if option.with_text]
            named = next((each for each in asking if each in value.values), asking[0] if asking else "")
            return {"choices": list(value.values), f"words_{named}": value.other}
        case Scale():
            return {"point": str(value.value)}
        case Steps():
            return {"steps": value.steps}
    return {}


def answer_form(
    question: Question,
    language: str,
    *,
    data: Any = None,
    value: Value | None = None,
    base: int = 0,
    priorities: tuple[Item, ...] = (),
    written_in: str = "",
    more: int = 0,
    stored: Value | None = None,
) -> AnswerForm:
    """The form of a question: bound to what was typed, or showing the value at revision `base`.

    `more`: empty steps after those of a list of steps; `stored`: what is saved while something is typed.
    """
    initial = {**initial_of(value, question), "base": base}
    extra: dict[str, Any] = {"priorities": priorities, "more": more} if question.kind == "step_list" else {}
    return KINDS[question.kind](
        data, question=question, language=language, written_in=written_in, initial=initial,
        stored=stored if value is None else value, **extra,
    )  # fmt: skip
