"""Three years of the invented demo country, first report to present, through the real actions."""

from collections.abc import Mapping
from datetime import date

from milepost.accounts.models import Person
from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review, submission
from milepost.reporting.actions.carry import Decision, carry
from milepost.reporting.actions.report import open_report
from milepost.reporting.content import Choice, Choices, PlannedStep, Scale, Slot, Steps, Value, Words
from milepost.reporting.edition import Edition, Question
from milepost.reporting.models import Report, StoredEdition
from milepost.reporting.queries.reports import content_of

# What the invented country's focal point wrote, by question and (for repeated ones) number; {year} is the report's.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "priority_progress": (
        "In March {year} the ministry opened two day centres, in Orlec and in Sambray.\n\n"
        "- Each has a social worker and a teacher.\n- Families are visited **every month**.",
        "Labour inspectors visited farms in every district between April and October {year}, with a child protection "
        "worker in each team.",
        "The prosecutor general named a prosecutor for exploitation of children in each province in February {year}.",
        "Theatre groups played in village schools in May {year}; parents' councils spoke about harvest work.",
        "The statistics office agreed with the ministry in September {year} on the questions of the next labour force "
        "survey.",
    ),
    "step_progress": (
        "This step went on through {year}: the responsible body met its partners each quarter and kept minutes.",
        "Work on this step moved from planning to practice in the spring of {year}.",
        "This step was prepared with the provinces in {year}.",
        "The provinces agreed on this step in the autumn of {year}.",
    ),
    "highlights": (
        "Two day centres opened in March {year}, in Orlec and in Sambray, for children who worked in markets.",
    ),
    "challenges": (
        "Transport: inspectors had no car for the mountain districts.\n\n"
        "Staff: two provinces had no child protection worker for half of the year.",
    ),
    "lessons": (
        "Transport: the ministry shared its cars with the inspectors from June {year} on.\n\n"
        "Staff: a reserve list of trained workers now fills a vacant post within a month.",
    ),
    "assessment_detail": (
        "Inspectors and child protection workers were interviewed in each province in November {year}.",
    ),
    "assessment_detail_2": ("Teachers of the day centres kept case studies of school attendance through {year}.",),
    "assessment_stakeholders": ("The federation of farmers and the teachers' union read the draft of this report.",),
    "international_collaboration": ("The ILO trained inspectors in July {year}; UNICEF advised on the day centres.",),
    "domestic_collaboration": ("The federation of farmers informed its members; three charities run services.",),
    "domestic_improvement": ("The farmers' federation joined the steering committee in January {year}.",),
    "anticipated_challenges": ("Elections in two provinces may delay decisions on budgets.",),
    "anything_else": ("The steering committee thanks the children who spoke at its meeting in November {year}.",),
}
_CHOICES: Mapping[str, Value] = {
    "other_successes": Choice("no"),
    "regional_initiatives": Choice("yes"),
    "domestic_collaboration_increased": Choice("yes"),
    "process_useful": Choice("yes"),
    "revise_priorities": Choice("no"),
    "assessment_tools": Choices(("case_studies", "interviews")),
    "international_partners": Choices(("ilo", "other_un")),
    "domestic_partners": Choices(("employers_organizations", "local_cso", "ministries")),
    "overall_progress": Scale(3),
}
_OWNER = "Ministry of Labour"


def make(*, focal_point: Person, approver: Person) -> None:
    """2021 and 2022 submitted, 2023 open with carried answers: what a focal point finds in the third year."""
    country = Country.objects.get(pk="demo")
    form = StoredEdition.objects.get(pk="2023")
    first = open_report(country, date(2021, 1, 1), date(2021, 12, 31), form, by=focal_point)
    _fill(first, by=focal_point, plan=_first_plan())
    _through_review(first, focal_point=focal_point, approver=approver)
    second = carry(
        first, date(2022, 1, 1), date(2022, 12, 31), form,
        [
            Decision(1, "continue"),
            Decision(2, "split", reason="The provinces work at different speeds.",
                     titles=("Reserve list in the north", "Reserve list in the south")),
            Decision(3, "drop", reason="The survey will ask these questions itself."),
        ],
        by=focal_point,
    )  # fmt: skip
    _fill(second, by=focal_point, plan=_second_plan())
    _through_review(second, focal_point=focal_point, approver=approver)
    carry(
        second, date(2023, 1, 1), date(2023, 12, 31), StoredEdition.objects.get(pk="2024"),
        [
            Decision(1, "continue"),
            Decision(2, "merge", reason="One list serves both halves of the country.", into=1),
            Decision(3, "done", reason="Adopted in November 2022."),
        ],
        by=focal_point, due=date(2024, 3, 31),
    )  # fmt: skip


def _first_plan() -> Steps:
    return Steps(
        (
            PlannedStep("Day centres in two more towns", "Two towns were chosen with the provinces.", _OWNER, "2022-09-30",
                        "centres open", 1),
            PlannedStep("Reserve list of trained workers", "A vacant post is filled within a month.", _OWNER, "2022-06-30",
                        "days a post is vacant", 2),
            PlannedStep("Study of harvest work", "With the university.", _OWNER, "2022-10-31", "study printed", 5),
        )
    )  # fmt: skip


def _second_plan() -> Steps:
    return Steps(
        (
            PlannedStep("Day centres in two more towns", "The second town follows.", _OWNER, "2023-09-30", "centres open", 1),
            PlannedStep("Reserve list in the north", "Joined with the southern list.", _OWNER,
                        "2023-06-30", "days a post is vacant", 2),
            PlannedStep("Guide for prosecutors", "Written with the school of magistrates.", _OWNER, "2023-03-31",
                        "guide adopted", 3),
        )
    )  # fmt: skip


def _fill(report: Report, *, by: Person, plan: Steps) -> None:
    content = content_of(report)
    current = {answer.slot: answer for answer in report.answers.all()}
    for slot in content.slots():
        question = content.edition.question(slot.question)
        value = plan if question.kind == "step_list" else _value(content.edition, question, slot, report.start.year)
        there = current.get(slot)
        if there and there.carried:
            answers.confirm(there, by=by)
        elif value is not None and there is None:
            answers.answer(report, slot, value, base=0, by=by)


def _value(edition: Edition, question: Question, slot: Slot, year: int) -> Value | None:
    if question.key == "step_status":
        return Choice("ongoing")
    if question.kind == "long_text":
        texts = _TEXTS.get(question.key, ("The steering committee met four times in {year}.",))
        return Words(texts[((slot.item or 1) - 1) % len(texts)].replace("{year}", str(year)))
    return _CHOICES.get(question.key)


def _through_review(report: Report, *, focal_point: Person, approver: Person) -> None:
    review.send_for_review(report, by=focal_point)
    review.approve(report, by=approver)
    submission.submit(report, by=focal_point)
