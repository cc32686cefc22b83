"""Everything that is told about Albania's report of May 2022 - April 2023: each fault with its sentence, and no more.

The faults of meaning that no check finds are in `reports/albania.yaml`, marked `beyond`.
"""

from functools import cache

import pytest

from milepost.reporting.checks.finding import Finding
from milepost.reporting.checks.run import check
from milepost.reporting.knowledge import Knowledge
from tests.reporting.checks.reports_read import albania

TOLD = (
    (
        "priority_progress/1",
        "inconsistent-term",
        "“State Agency for the Rights and Protection of the Child” is called by 3 other names: “State Agency "
        "for Child Protection Rights”, “State Agency for Children's Rights and Protection”, “State Agency "
        "for the Rights and Protection of Children”. Also in questions 2, 8 (1), 10, 13 and 19.",
    ),
    (
        "priority_progress/1",
        "unclear-date",
        "“May 2022-2023” does not name the month it ends in; the report is about May 2022 – April 2023.",
    ),
    ("priority_progress/1", "inconsistent-term", "“child labor” is not the term of the field. Also in question 10."),
    (
        "priority_progress/1",
        "inconsistent-term",
        "“World Child Labor Day” is not the name: it is “World Day Against Child Labour”.",
    ),
    ("priority_progress/1", "inconsistent-term", "“Vlora” is called “Vlorë” elsewhere in the report."),
    ("priority_progress/1", "inconsistent-term", "“children in street life” is not the term of the field."),
    (
        "priority_progress/1",
        "broken-sentence",
        "A sentence ends without a full stop: “children who have been supported by NJMF”.",
    ),
    ("priority_progress/1", "unexplained-acronym", "“NJMF” is not explained anywhere in the report."),
    (
        "priority_progress/2",
        "inconsistent-term",
        "The title of priority 2 says “economic use”, which is not the term of the field.",
    ),
    (
        "priority_progress/2",
        "broken-sentence",
        "A sentence ends without a full stop: “interventions took place during the reporting period”.",
    ),
    (
        "priority_progress/2",
        "figure-period",
        "“229 children” is of 2022; the report is about May 2022 – April 2023.",
    ),
    ("priority_progress/2", "unlinked-figure", "“229 children” is typed by hand: nothing says how it was counted."),
    ("priority_progress/2", "unlinked-figure", "“228 children” is typed by hand: nothing says how it was counted."),
    (
        "priority_progress/2",
        "duty-not-result",
        "“Every citizen has the responsibility not to stay silent if he sees a child in a street situation "
        "who needs help to contact the Child Protection Unit.” says what should be, not what was done.",
    ),
    (
        "priority_progress/2",
        "figure-mismatch",
        "“20 field teams”: 22 were known in 2019 (set up after decision 129).",
    ),
    (
        "priority_progress/2",
        "unlinked-figure",
        "“20 field teams” is typed by hand: nothing says how it was counted.",
    ),
    (
        "priority_progress/3",
        "inconsistent-term",
        "The title of priority 3 says “obligation to work”, which is not the term of the field.",
    ),
    ("priority_progress/3", "says-nothing", "Priority 3 is answered with “No information”."),
    (
        "priority_progress/3",
        "told-elsewhere",
        "Question 13 tells of it all the same: “Additionally, criminal prosecution of child exploiters is "
        "pursued to deter such …”.",
    ),
    ("priority_progress/4", "says-nothing", "Priority 4 is answered with “No information”."),
    (
        "step_status/1",
        "choice-not-recorded",
        "No option is marked in question 5 (“Capacity building of cross-sectoral teams on prevention and "
        "protection of child victims / potential victims of trafficking”).",
    ),
    (
        "step_status/2",
        "choice-not-recorded",
        "No option is marked in question 6 (“Awareness raising activities on Child Labour and Human Trafficking”).",
    ),
    (
        "step_status/3",
        "choice-not-recorded",
        "No option is marked in question 7 (“Trainings of field teams about case identification”).",
    ),
    (
        "step_progress/1",
        "date-outside-period",
        "“first half of 2022” begins before the report's period, May 2022 – April 2023.",
    ),
    ("step_progress/1", "unlinked-figure", "“10 municipalities” is typed by hand: nothing says how it was counted."),
    (
        "step_progress/1",
        "inconsistent-term",
        "“PMF” is explained as “Prevention of Minors' Fund”; it stands for “Child Protection Worker” "
        "(Punonjës për Mbrojtjen e Fëmijës).",
    ),
    (
        "step_progress/1",
        "inconsistent-term",
        "“traffic specialists” is not the term of the field. Also in question 22.",
    ),
    (
        "step_progress/1",
        "inconsistent-term",
        "“VMT” is explained as “Vulnerable to Trafficking”; it stands for “potential victim of trafficking” "
        "(viktimë e mundshme e trafikimit).",
    ),
    (
        "step_progress/2",
        "step-answer-mismatch",
        "The text about step 2 says nothing of “Awareness raising”: the step is “Awareness raising "
        "activities on Child Labour and Human Trafficking”.",
    ),
    (
        "step_progress/2",
        "broken-sentence",
        "A capital letter stands in the middle of a sentence: “The State Agency”.",
    ),
    ("step_progress/2", "event-without-date", "“organized a technical consultative workshop” does not say when."),
    (
        "step_progress/3",
        "step-answer-mismatch",
        "The text about step 3 says nothing of “Trainings”: the step is “Trainings of field teams about case "
        "identification”.",
    ),
    (
        "step_progress/3",
        "repeated-text",
        "“this technical workshop” goes on with what question 8 (2) tells: one event in two answers.",
    ),
    (
        "step_progress/3",
        "unlinked-figure",
        "“60 representatives” is typed by hand: nothing says how it was counted.",
    ),
    ("overall_progress", "choice-not-recorded", "No point is marked on the scale of question 9."),
    ("highlights", "unlinked-figure", "“20 field teams” is typed by hand: nothing says how it was counted."),
    (
        "highlights",
        "figure-mismatch",
        "“229 cases” here, “229 children” in question 2: one number is said of two things.",
    ),
    ("highlights", "figure-period", "“229 cases” is of 2022; the report is about May 2022 – April 2023."),
    ("highlights", "unlinked-figure", "“229 cases” is typed by hand: nothing says how it was counted."),
    ("highlights", "vague-quantity", "“various municipalities” does not say how many."),
    ("other_successes", "choice-not-recorded", "No option is marked in question 11."),
    ("lessons", "date-outside-period", "“April 10, 2020” is before the report's period, May 2022 – April 2023."),
    (
        "lessons",
        "lessons-without-challenge",
        "“Child Protection System Development” answers none of the challenges named before.",
    ),
    ("lessons", "unclear-date", "“in recent years” does not say when; the report is about May 2022 – April 2023."),
    (
        "lessons",
        "document-name",
        "“Law on the Protection of Children's Rights” is not the name of a known law or decision; law "
        "18/2017 is “Law on the rights and protection of the child”.",
    ),
    (
        "lessons",
        "lessons-without-challenge",
        "“Importance of Local Authorities” answers none of the challenges named before.",
    ),
    (
        "lessons",
        "lessons-without-challenge",
        "“Coordination and Collaboration” answers none of the challenges named before.",
    ),
    ("assessment_tools", "choice-not-recorded", "No option is marked in question 14."),
    ("assessment_detail", "says-nothing", "Question 15 is answered with “Not applicable”."),
    (
        "assessment_detail",
        "told-elsewhere",
        "Question 2 names evidence all the same: “according to the reports of the Child Protection Workers "
        "at the State Agency for the”.",
    ),
    ("assessment_detail_2", "same-question", "The form asks the same in question 16 as in question 15."),
    ("assessment_detail_2", "says-nothing", "Question 16 is answered with “Not applicable”."),
    ("assessment_stakeholders", "says-nothing", "Question 17 is answered with “Not applicable”."),
    ("international_partners", "choice-not-recorded", "No option is marked in question 18."),
    (
        "international_collaboration",
        "repeated-text",
        "“In this seminar, representatives of the state agencies of the law, ASHMDF, SHSSH, Child …” repeats "
        "what is told in questions 8 (2) and 8 (3): “These representatives included law enforcement "
        "agencies, State Social Service, Child …”.",
    ),
    ("international_collaboration", "inconsistent-term", "“ASHMDF” is one slip away from “ASHDMF”."),
    ("international_collaboration", "unexplained-acronym", "“SHSSH” is not explained anywhere in the report."),
    (
        "international_collaboration",
        "broken-sentence",
        "A full stop stands in the middle of a sentence: “the challenges. of the investigation and”.",
    ),
    ("regional_initiatives", "choice-not-recorded", "No option is marked in question 20."),
    (
        "domestic_collaboration",
        "partner-not-ticked",
        "“Ministry of the Interior” is named here, and “Ministries within your government” is not marked in "
        "question 21.",
    ),
    (
        "domestic_collaboration",
        "repeated-text",
        "“In the first half of 2022, the State Agency, in partnership with the Responsible …” repeats what "
        "is told in question 8 (1): “In the first half of 2022, the State Agency for Children's Rights and "
        "Protection, in …”.",
    ),
    (
        "domestic_collaboration",
        "date-outside-period",
        "“first half of 2022” begins before the report's period, May 2022 – April 2023.",
    ),
    (
        "domestic_collaboration",
        "unlinked-figure",
        "“10 municipalities” is typed by hand: nothing says how it was counted.",
    ),
    (
        "domestic_collaboration",
        "unclear-date",
        "“2023” does not name the month, and only some months of it are in May 2022 – April 2023.",
    ),
    ("domestic_collaboration_increased", "choice-not-recorded", "No option is marked in question 23."),
    (
        "domestic_improvement",
        "figure-mismatch",
        "“all 61 districts”: Albania has 61 municipalities and 12 counties.",
    ),
    ("process_useful", "choice-not-recorded", "No option is marked in question 25."),
    ("revise_priorities", "choice-not-recorded", "No option is marked in question 26."),
    (
        "next_steps",
        "step-dropped",
        "Step 1 of last year, “Capacity building of cross-sectoral teams on prevention and protection of "
        "child victims / potential victims of trafficking”, is not reported as completed and is not planned "
        "again.",
    ),
    (
        "next_steps",
        "step-dropped",
        "Step 2 of last year, “Awareness raising activities on Child Labour and Human Trafficking”, is not "
        "reported as completed and is not planned again.",
    ),
    (
        "next_steps",
        "step-dropped",
        "Step 3 of last year, “Trainings of field teams about case identification”, is not reported as "
        "completed and is not planned again.",
    ),
    (
        "next_steps",
        "step-without-owner",
        "Step 1, “Implementation of the National Agenda for Children's Rights 2021-2026 and the Annual Work "
        "Plan”, does not say who is responsible, until when, how its result will be seen, which priority it "
        "serves.",
    ),
    ("next_steps", "step-without-action", "The text of step 1 describes, and does not say what will be done."),
    ("next_steps", "impossible-date", "“3.11.2023” is not the date of decision 659, which is of 3.11.2021."),
    (
        "anticipated_challenges",
        "says-nothing",
        "Question 28 is answered with “Challenges that have been identified before”.",
    ),
)
"""Answer, check, sentence."""


@cache
def findings() -> tuple[Finding, ...]:
    report = albania()
    return check(report.content, report.knowledge)


@pytest.mark.parametrize(("slot", "code", "sentence"), TOLD)
def test_a_person_is_told(slot: str, code: str, sentence: str) -> None:
    assert sentence in [one.message for one in findings() if str(one.slot) == slot and one.code == code]


def test_nothing_else_is_told() -> None:
    assert [(str(one.slot), one.code, one.message) for one in findings()] == list(TOLD)


def test_only_the_lost_ticks_of_required_questions_block_submission() -> None:
    blocking = [one for one in findings() if one.severity == "error"]
    assert {one.code for one in blocking} == {"choice-not-recorded"}
    assert {str(one.slot) for one in blocking} == {
        "overall_progress", "assessment_tools", "international_partners", "regional_initiatives",
        "domestic_collaboration_increased", "process_useful", "revise_priorities",
    }  # fmt: skip


def test_every_finding_has_its_own_fingerprint() -> None:
    fingerprints = [one.fingerprint for one in findings()]
    assert len(set(fingerprints)) == len(fingerprints)


def test_a_country_without_a_pack_is_told_most_of_it() -> None:
    without = {(one.slot, one.code) for one in check(albania().content, Knowledge())}
    told = {(one.slot, one.code) for one in findings()}
    assert len(without & told) >= 0.8 * len(told)
