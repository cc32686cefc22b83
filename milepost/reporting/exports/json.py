"""A report as JSON: the keys of the form, plain texts, `null` for what is not recorded."""

import json
from typing import Any

from milepost.reporting import text
from milepost.reporting.content import Choice, Choices, Content, Item, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.edition import Question


def write(content: Content, language: str = "en") -> bytes:
    """The report as UTF-8 JSON. Keys and values are the form's own: the same in every `language`."""
    report = {
        "country": content.country,
        "period": {"start": content.start.isoformat(), "end": content.end.isoformat()},
        "edition": content.edition.code,
        "state": content.state,
        "answers": {question.key: _answers(content, question) for question in content.edition.questions},
        "unplaced": list(content.unplaced),
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _answers(content: Content, question: Question) -> Any:
    if question.each is None:
        return _alone(content.answers.get(Slot(question.key)))
    return [_repeated(content, question, item) for item in content.items(question) if item]


def _alone(value: Value | None) -> Any:
    match value:
        case None:
            return None
        case Words():
            return {"text": value.plain}
        case Choice():
            return {"value": value.value, "text": text.plain(value.text)}
        case Choices():
            return {"values": list(value.values), "other": value.other}
        case Scale():
            return {"value": value.value}
        case Steps():
            return [_step(number, step) for number, step in enumerate(value.steps, 1)]


# The fields of a repeated answer by kind of question, for one that is not recorded.
_EMPTY: dict[str, dict[str, None]] = {
    "long_text": {"text": None},
    "one_of": {"value": None},
    "many_of": {"values": None},
    "scale": {"value": None},
    "step_list": {"steps": None},
}


def _repeated(content: Content, question: Question, item: Item) -> dict[str, Any]:
    """One of a repeated question's answers: its item, then the fields; words and `other` only when written."""
    value = content.answers.get(Slot(question.key, item.number))
    if value is None:
        fields: dict[str, Any] = dict(_EMPTY[question.kind])
    elif isinstance(value, Steps):
        fields = {"steps": _alone(value)}
    elif isinstance(value, Choice | Choices):
        fields = {name: said for name, said in _alone(value).items() if said or name in _EMPTY[question.kind]}
    else:
        fields = _alone(value)
    return {"number": item.number, "title": item.title, **fields}


def _step(number: int, step: PlannedStep) -> dict[str, Any]:
    details = {"owner": step.owner, "due": step.due, "indicator": step.indicator, "priority": step.priority}
    filled = {name: said for name, said in details.items() if said}
    return {"number": number, "title": step.title, "text": text.plain(step.source), **filled}
