"""The reports that the tests of the exports write: one told in full, one empty, one hostile."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from milepost.reporting.content import (
    Choice,
    Choices,
    Content,
    Item,
    PlannedStep,
    Scale,
    Slot,
    Steps,
    Words,
    normalise,
)
from milepost.reporting.edition import read

EDITION = read((Path(__file__).parent / "edition.yaml").read_text(encoding="utf-8"), "edition.yaml")

TOLD = """In **Berat** the teams met, see [the agenda](https://example.org/agenda?year=2022&lang=sq).
The second line stays with the first.

- On June 12, 2022 an activity was held
  in two lines
  - with the police
    #. first
    #. second
- On April 12, 2023 another one

#. It starts at one
#. and goes on

Then they start again:

#. at one"""

FULL = Content(
    country="AL",
    country_name="Albania",
    start=date(2022, 5, 1),
    end=date(2023, 4, 30),
    edition=EDITION,
    priorities=(Item(1, "Prevent exploitation"), Item(2, "Ensure protection")),
    steps=(Item(1, "Capacity building"), Item(2, "Trainings of field teams")),
    answers={
        Slot("priority_progress", 1): Words(TOLD),
        Slot("priority_progress", 2): Words("No information"),
        Slot("step_status", 1): Choice("ongoing"),
        Slot("step_progress", 1): Words("Meetings in Kukës, Dibër and Korçë."),
        Slot("step_progress", 2): Words("Sixty representatives took part."),
        Slot("overall_progress"): Scale(4),
        Slot("other_successes"): Choice("yes", "A new law"),
        Slot("challenges"): Words("The emergency situation."),
        Slot("tools"): Choices(("surveys", "other"), "Municipalities"),
        Slot("next_steps"): Steps(
            (
                PlannedStep(
                    "National Agenda", "The agenda has aims.\n\n- quality", "The Agency", "2024-06-30", "Cases", 2
                ),
                PlannedStep("Training"),
            )
        ),
    },
    unplaced=("A sentence left over",),
    state="submitted",
)

EMPTY = replace(FULL, answers={}, state="draft", unplaced=())

NASTY = (
    "<b>&amp;</b> ]]> \" ' {{ x }} {% now %} #eval $x^2$ *star* _under_ `tick` @ref <lab> \\ // /* #set page()",
    "שלום עולם and مرحبا بالعالم",
    "👩‍👩‍👧 😀 🇦🇱 中文 \u200b\u00ad\u202e \ufffd \U0010fffd",
    "w" * 10_000,
    "- a\n  - b\n    - c\n      - d\n        - e\n#. x\n      #. y",
    "two  spaces and\u00a0a hard one",
    "e\u0301 ọ\u0323 a\u0300\u0301\u0302",
)


def _clean(content: Content) -> Content:
    answers = {slot: normalise(EDITION.question(slot.question), value) for slot, value in content.answers.items()}
    return replace(content, answers={slot: value for slot, value in answers.items() if value})


NASTY_LINE = "<i>&amp;#x</i> \"quoted\" 'x' {{ y }} #f() $m$ : mp__end שלום 😀 {title}"

HOSTILE = _clean(
    replace(
        FULL,
        country_name=f"Land {NASTY_LINE}",
        priorities=(Item(1, NASTY_LINE), Item(2, "t" * 3_000)),
        steps=(Item(1, NASTY_LINE), Item(2, "")),
        answers={
            **FULL.answers,
            Slot("priority_progress", 1): Words("\n\n".join(NASTY)),
            Slot("priority_progress", 2): Words("\n".join(NASTY[:3])),
            Slot("other_successes"): Choice("yes", NASTY_LINE),
            Slot("tools"): Choices(("surveys",), NASTY_LINE),
            Slot("next_steps"): Steps(
                (
                    PlannedStep(NASTY_LINE, NASTY[0], NASTY_LINE, "not a date", NASTY_LINE, 77),
                    PlannedStep("", "Only text"),
                    PlannedStep("", "", "Only an owner"),
                )
            ),
        },
        unplaced=NASTY,
        state="draft",
    )
)
