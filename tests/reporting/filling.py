"""Filling a report through the real actions, for tests that need one without errors."""

from milepost.accounts.models import Person
from milepost.reporting.actions import answer as answers
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.edition import Question
from milepost.reporting.models import Report
from milepost.reporting.queries.reports import content_of


def value_for(question: Question, slot: Slot) -> Value:
    """A plain answer of the question's kind."""
    match question.kind:
        case "one_of":
            option = next(each for each in question.options if not each.with_text)
            return Choice(option.value)
        case "many_of":
            return Choices((question.options[0].value,))
        case "scale":
            return Scale(3)
        case "step_list":
            return Steps(
                (
                    PlannedStep(
                        "Train field teams", "In all counties.", "State Agency", "2023-10-01", "teams trained", 1
                    ),
                    PlannedStep("Open day centres", "In two towns.", "Ministry of Health", "2023-12-01", "centres", 2),
                    PlannedStep("Print a guide", "For prosecutors.", "Prosecution", "2023-09-01", "guide printed", 3),
                )
            )
    return Words(f"Work on {slot.question.replace('_', ' ')} {slot.item or ''} went on in every county of the country.")


def fill(report: Report, *, by: Person) -> None:
    """Answer every question that is not answered, and confirm what was carried."""
    content = content_of(report)
    there = {answer.slot: answer for answer in report.answers.all()}
    for slot in content.slots():
        if slot in there and there[slot].carried:
            answers.confirm(there[slot], by=by)
        elif slot not in there:
            answers.answer(report, slot, value_for(content.edition.question(slot.question), slot), base=0, by=by)
