"""The names by which an imported document's answers are found again: a contract with the importer.

====================================  =========================================================================
``mp__<question>__<number>``          heading of a question (number 0, or the priority's or step's number), of a
                                      part of it, or of a planned next step (from 1)
``mp__section__<section>``            heading of a section
``mp__step_owner__<number>`` etc.     a detail of a planned next step: owner, due, indicator, priority
``mp__end``                           note at the end of the form, where it has one
====================================  =========================================================================
"""

LONGEST = 40
"""Characters a Word bookmark can have; longer names are cut."""

END = "mp__end"
STEP_DETAILS = ("owner", "due", "indicator", "priority")


def of_question(key: str, number: int) -> str:
    """The bookmark of a question's or a part's heading."""
    return f"mp__{key}__{number}"


def of_section(key: str) -> str:
    """The bookmark of a section's heading."""
    return f"mp__section__{key}"[:LONGEST]


def of_step(detail: str, number: int) -> str:
    """The bookmark of a detail of the planned step of that number."""
    return f"mp__step_{detail}__{number}"
