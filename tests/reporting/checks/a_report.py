"""A small report for one test: the form of 2023, a period of May 2022 to April 2023, and the answers the test names."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.run import check
from milepost.reporting.content import Content, Item, PlannedStep, Slot, Steps, Value, Words
from milepost.reporting.edition import Edition
from milepost.reporting.knowledge import Knowledge
from tests.reporting.checks.reports_read import the_form

PRIORITIES = ("Prevent child labour on farms", "Increase the number of criminal cases of trafficking")
STEPS = ("Training of labour inspectors", "Survey on forced labour in fishing")

form = cache(the_form)


def slot(name: str) -> Slot:
    """ "priority_progress/2" as a slot."""
    key, _slash, number = name.partition("/")
    return Slot(key, int(number) if number else None)


def report(
    answers: Mapping[str, str | Value],
    *,
    priorities: tuple[str, ...] = PRIORITIES,
    steps: tuple[str, ...] = STEPS,
    edition: Edition | None = None,
    start: date = date(2022, 5, 1),
    end: date = date(2023, 4, 30),
    language: str = "en",
) -> Content:
    """A report with these answers: a text stands for a long answer."""
    return Content(
        "xx", "Sarunda", start, end, edition or form(),
        priorities=tuple(Item(number, title) for number, title in enumerate(priorities, start=1)),
        steps=tuple(Item(number, title) for number, title in enumerate(steps, start=1)),
        answers={slot(name): Words(value) if isinstance(value, str) else value for name, value in answers.items()},
        language=language,
    )  # fmt: skip


def found(
    code: str, content: Content, knowledge: Knowledge | None = None, previous: Content | None = None
) -> list[Finding]:
    """The findings of one check."""
    every = check(content, knowledge or Knowledge(), previous=previous)
    return [finding for finding in every if finding.code == code]


def found_in(code: str, text: str, *, at: str = "priority_progress/1", knowledge: Knowledge | None = None) -> list[str]:
    """The words of a text that one check is about."""
    findings = found(code, report({at: text}), knowledge)
    assert all(finding.slot == slot(at) for finding in findings)
    return [text[finding.start : finding.end] for finding in findings]


def planned(title: str = "Open a school", source: str = "The ministry will open it.", **facts: str | int) -> Steps:
    """One planned step, complete unless the test says otherwise."""
    facts = {"owner": "Ministry", "due": "2024-01-31", "indicator": "Schools", "priority": 1, **facts}
    return Steps((PlannedStep(title, source, **facts),))  # type: ignore[arg-type]
