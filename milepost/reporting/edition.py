"""An edition: the questions of one cycle of the annual form, as data.

The form's wording and order change between cycles, so they are never code. An edition is a YAML file (see
`docs/reference/edition.md`), read and checked by `read`, which names file, line and reason of every fault.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from milepost.places.packfile import PackFault, faults, load_yaml

Texts = dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Annotated[str, Field(min_length=1)]]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
"""32 characters: a key becomes part of a Word bookmark, which holds 40."""

FALLBACK = "en"


class Told(NamedTuple):
    """A text in the language that was found for it."""

    text: str
    language: str


def tell(texts: Mapping[str, str], language: str) -> Told:
    """The text in the wanted language, else in English, else in the first one there is."""
    for candidate in (language, FALLBACK, *texts):
        if candidate in texts:
            return Told(texts[candidate], candidate)
    return Told("", language)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Part):
    """One answer to choose. `with_text`: it asks for words. `exclusive`: it excludes all others."""

    value: Key
    text: Texts
    help: Texts = {}
    with_text: bool = False
    exclusive: bool = False


class Condition(_Part):
    """A dependent question is asked unless the answer to `question` is one of `values` (or only if, with `only`)."""

    question: Key
    values: tuple[Key, ...]
    only: bool = False


class Question(_Part):
    """A question of the form.

    `each`: asked once per roadmap priority, or per next step carried from the last report. `parts`: such a question is
    printed once, with a part for each. `carries`: next year's report opens with this year's answer, to be confirmed.
    `answers`: the key of the list that this one should answer point by point (lessons answer challenges).
    `points`, `low`, `high`: a scale's number of points and the words at its ends.
    """

    key: Key
    kind: Literal["long_text", "one_of", "many_of", "scale", "step_list"]
    text: Texts
    help: Texts = {}
    required: bool = False
    each: Literal["priority", "step"] | None = None
    parts: bool = False
    options: tuple[Option, ...] = ()
    points: int = Field(default=0, ge=0, le=10)
    low: Texts = {}
    high: Texts = {}
    hidden: Condition | None = None
    carries: bool = False
    answers: Key | None = None

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        if (self.kind in ("one_of", "many_of")) != bool(self.options):
            raise ValueError(f"question {self.key}: options belong to one_of and many_of, and these need them")
        if (self.kind == "scale") != (self.points >= 2):
            raise ValueError(f"question {self.key}: a scale, and only a scale, has points (2 or more)")
        values = [option.value for option in self.options]
        if len(set(values)) != len(values):
            raise ValueError(f"question {self.key}: an option stands twice")
        if self.parts and not self.each:
            raise ValueError(f"question {self.key}: parts need `each`")
        return self

    def option(self, value: str) -> Option | None:
        """The option of that value."""
        return next((option for option in self.options if option.value == value), None)


class Section(_Part):
    """A titled group of questions."""

    key: Key
    title: Texts
    intro: Texts = {}
    questions: tuple[Question, ...]


class Edition(_Part):
    """The form of one cycle. `maps`: keys of the edition it follows -> keys of this one (same keys need no line)."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    title: Texts
    heading: Texts
    languages: tuple[str, ...]
    follows: str | None = None
    maps: dict[str, str | None] = {}
    end_note: Texts = {}
    sections: tuple[Section, ...]

    @model_validator(mode="after")
    def _keys_meet(self) -> Self:
        keys = [question.key for question in self.questions]
        double = sorted({key for key in keys if keys.count(key) > 1})
        if double:
            raise ValueError(f"question key stands twice: {', '.join(double)}")
        for question in self.questions:
            if question.hidden:
                other = next((q for q in self.questions if q.key == question.hidden.question), None)
                unknown = other is None or [v for v in question.hidden.values if not other.option(v)]
                if unknown:
                    raise ValueError(
                        f"question {question.key}: `hidden` names a question or an option that is not here"
                    )
            if question.answers and question.answers not in keys:
                raise ValueError(f"question {question.key}: `answers` names {question.answers}, which is not here")
        for old, new in self.maps.items():
            if new is not None and new not in keys:
                raise ValueError(f"maps: {old} goes to {new}, which is not a question of this edition")
        if self.maps and not self.follows:
            raise ValueError("maps: needs `follows`, the edition whose keys are mapped")
        for section in self.sections:
            if FALLBACK not in section.title:
                raise ValueError(f"section {section.key}: needs its title in {FALLBACK}")
        for question in self.questions:
            if FALLBACK not in question.text:
                raise ValueError(f"question {question.key}: needs its text in {FALLBACK}")
        return self

    @property
    def questions(self) -> Iterator[Question]:
        """All questions, in the form's order."""
        return (question for section in self.sections for question in section.questions)

    @cached_property
    def _by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    def question(self, key: str) -> Question:
        """The question of that key. Raises KeyError."""
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def section_of(self, key: str) -> Section:
        """The section that holds the question. Raises StopIteration for an unknown key."""
        return next(section for section in self.sections if any(q.key == key for q in section.questions))

    def key_from(self, old: str) -> str | None:
        """This edition's key for a key of the edition it follows; None when the question was given up."""
        new = self.maps.get(old, old)
        return new if new in self else None

    def key_in(self, former: "Edition", key: str) -> str | None:
        """The key that a question of a former edition has here: mapped when this one follows it, else the same."""
        if self.follows == former.code and self.code != former.code:
            return self.key_from(key)
        return key if key in self else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the edition's content, whatever the file's layout."""
        body = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()


class EditionFault(PackFault):
    """A file that is no edition, or an edition in use that would change. One line per fault: file, line, reason."""


def read(source: str, name: str) -> Edition:
    """The edition in a YAML text. Raises `EditionFault` naming file, line and reason of every fault."""
    try:
        data, lines = load_yaml(source, name)
        return Edition.model_validate(data)
    except ValidationError as error:
        raise EditionFault("\n".join(faults(error, lines, name))) from None
    except PackFault as fault:
        raise EditionFault(str(fault)) from None
