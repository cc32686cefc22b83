"""Questions are recognised in any number, numbering, order, wording and language, and by their place."""

import re
from collections.abc import Iterator

import docx
import pytest

from milepost.reporting.content import Slot, Steps, Value, Words
from milepost.reporting.edition import Edition, Question
from milepost.reporting.edition import read as read_edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import PRIORITIES, STEPS, as_text, lines, sentence
from tests.reporting.importing.writing import saved

REWORDED = {
    "priority_progress": "What has your country achieved on national roadmap priority #{number} \"{title}\" since May 2023?",
    "step_status": "Status of your next step #{number} “{title}”?",
    "step_progress": "Tell us more about progress on the next steps that you have identified",
    "overall_progress": "How do you rank your country's progress on the roadmap priorities?",
    "highlights": "Considering your progress on national priorities and next steps, what would you like us to highlight on the "
    "homepage of Alliance 8.7 and in its reports?",
    "other_successes": "Were there other meaningful successes resulting from the efforts to achieve target 8.7?",
    "challenges": "Which challenges did you face in implementing roadmap priorities and next steps?",
    "lessons": "How were the challenges overcome, and which lessons were learned?",
    "assessment_tools": "Which formal evaluation tools and/or other evidence did you use to assess progress of your priorities?",
    "assessment_stakeholders": "Please name other stakeholders (government agencies, social partners, civil society) and how "
    "they were involved in assessing progress.",
    "international_partners": "Did you collaborate with international partners?",
    "international_collaboration": "Please name your international partners and describe the collaboration with them.",
    "regional_initiatives": "Did you support any sub-regional, regional or global initiatives (South-South initiatives too) on the "
    "elimination of child labour, forced labour, human trafficking and modern slavery?",
    "domestic_partners": "Have you collaborated with domestic partners?",
    "domestic_collaboration": "Please name your domestic partners and describe the collaboration with them.",
    "domestic_collaboration_increased": "Do you think that collaboration with domestic stakeholders increased compared to last "
    "year?",
    "domestic_improvement": "What has improved in the collaboration with your domestic collaborators and their efforts?",
    "process_useful": "Do you consider the pathfinder process useful?",
    "revise_priorities": "Do your country's roadmap priorities need to be revised?",
    "next_steps": "What are your country's next steps until April 2025 to achieve the roadmap priorities?",
    "anticipated_challenges": "What challenges do you anticipate in this process?",
    "anything_else": "Is there anything else that you would like us to know? This is the end of the form, thank you!",
}  # fmt: skip


def long_texts(edition: Edition, priorities: int, steps: int) -> Iterator[Slot]:
    for question in edition.questions:
        counted = {"priority": priorities, "step": steps}.get(question.each or "", 0)
        if question.kind == "long_text":
            yield from [Slot(question.key, n) for n in range(1, counted + 1)] if question.each else [Slot(question.key)]


def assert_all_told(imported: Imported, edition: Edition, priorities: int = 3, steps: int = 2) -> None:
    """Every long text has its own sentence, and nothing is left."""
    told: dict[Slot, Value] = {slot: Words(sentence(slot)) for slot in long_texts(edition, priorities, steps)}
    assert {slot: value for slot, value in imported.answers.items() if not isinstance(value, Steps)} == told
    planned = imported.answers[Slot("next_steps")]
    assert isinstance(planned, Steps)
    assert [(step.title, step.source) for step in planned.steps] == [
        ("Go on with the plan", sentence(Slot("next_steps")))
    ]
    assert [item.title for item in imported.priorities] == list(PRIORITIES[:priorities])
    assert [item.title for item in imported.steps] == list(STEPS[:steps])
    assert not [piece.text for piece in imported.pieces if piece.role == "unplaced"]


@pytest.mark.parametrize("priorities", [1, 2, 6])
@pytest.mark.parametrize("steps", [0, 1, 5])
def test_any_number_of_priorities_and_steps(form_2023: Edition, priorities: int, steps: int) -> None:
    told = lines(form_2023, priorities=priorities, steps=steps)
    assert_all_told(read(as_text(told), "r.txt", form_2023), form_2023, priorities, steps)


NUMBERINGS = {
    "as printed": "{}. ".format,
    "from 40 on": lambda n: f"{n + 39}. ",
    "in brackets": "{}) ".format,
    "Q1": "Q{}: ".format,
    "none": lambda n: "",
}


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_any_numbering(form_2023: Edition, numbering: str) -> None:
    told = lines(form_2023, number=NUMBERINGS[numbering])
    assert_all_told(read(as_text(told), "r.txt", form_2023), form_2023)


@pytest.mark.parametrize("sections", [True, False])
def test_other_words(form_2023: Edition, sections: bool) -> None:
    def reword(question: Question, words: str) -> str:
        if question.key not in REWORDED:
            return words
        number = re.search(r"#(\d)", words)
        title = re.search(r'"(.*)"', words)
        return REWORDED[question.key].format(number=number and number[1], title=title and title[1])

    told = lines(form_2023, reword=reword, sections=sections)
    assert_all_told(read(as_text(told), "r.txt", form_2023), form_2023)


def test_a_question_in_quite_other_words_is_known_by_its_place(form_2023: Edition) -> None:
    def reword(question: Question, words: str) -> str:
        return "Where did it get stuck?" if question.key == "challenges" else words

    imported = read(as_text(lines(form_2023, reword=reword)), "r.txt", form_2023)
    assert_all_told(imported, form_2023)
    heading = next(piece for piece in imported.pieces if "get stuck" in piece.text)
    assert heading.slot == Slot("challenges")
    assert "by its place" in heading.note


def test_a_question_that_the_form_does_not_have_is_no_part_of_the_answer_before_it(form_2023: Edition) -> None:
    told = list(lines(form_2023))
    at = next(n for n, line in enumerate(told) if "anticipate in this process" in line)
    number = int(told[at].partition(".")[0])
    told[at + 2 :] = [
        f"{number + 1}. How much money did the ministry of finance spend?",
        "Two million.",
        *renumbered(told[at + 2 :]),
    ]
    imported = read(as_text(iter(told)), "r.txt", form_2023)
    assert imported.answers[Slot("anticipated_challenges")] == Words(sentence(Slot("anticipated_challenges")))
    unplaced = [piece for piece in imported.pieces if piece.role == "unplaced"]
    assert [piece.text for piece in unplaced] == [
        f"{number + 1}. How much money did the ministry of finance spend?",
        "Two million.",
    ]
    assert {piece.note for piece in unplaced} == {"The form has no such question."}


def renumbered(told: list[str]) -> list[str]:
    return [re.sub(r"^(\d+)\.", lambda m: f"{int(m[1]) + 1}.", line) for line in told]


def test_questions_in_another_order(form_2023: Edition) -> None:
    told = list(lines(form_2023, sections=False))
    at = next(n for n, line in enumerate(told) if "What challenges did you face" in line)
    to = next(n for n, line in enumerate(told) if "Was the pathfinder process" in line)
    moved = told[:at] + told[at + 2 : to] + told[at : at + 2] + told[to:]
    assert_all_told(read(as_text(iter(moved)), "r.txt", form_2023), form_2023)


def test_two_questions_with_one_wording_are_told_apart_by_their_order(form_2023: Edition) -> None:
    answers = {Slot("assessment_detail"): ["First."], Slot("assessment_detail_2"): ["Second."]}
    imported = read(as_text(lines(form_2023, answers=answers)), "r.txt", form_2023)
    assert imported.answers[Slot("assessment_detail")] == Words("First.")
    assert imported.answers[Slot("assessment_detail_2")] == Words("Second.")


@pytest.mark.parametrize("quotes", ["“{}”", "„{}“", "«{}»", '"{}"', "{}"])
def test_titles_in_any_quotation_marks(form_2023: Edition, quotes: str) -> None:
    def reword(question: Question, words: str) -> str:
        return re.sub(r'"(.*)"', lambda match: quotes.format(match[1]), words)

    assert_all_told(read(as_text(lines(form_2023, reword=reword)), "r.txt", form_2023), form_2023)


def test_a_title_with_quotation_marks_in_it(form_2023: Edition) -> None:
    told = (line.replace(PRIORITIES[0], 'A "clean" start') for line in lines(form_2023))
    assert read(as_text(told), "r.txt", form_2023).priorities[0].title == 'A "clean" start'


def test_priorities_told_by_their_number_alone(form_2023: Edition) -> None:
    def reword(question: Question, words: str) -> str:
        return re.sub(r' ?"(.*)"', "", words)

    imported = read(as_text(lines(form_2023, reword=reword)), "r.txt", form_2023)
    assert [item.title for item in imported.priorities] == ["Priority 1", "Priority 2", "Priority 3"]
    assert imported.answers[Slot("priority_progress", 3)] == Words(sentence(Slot("priority_progress", 3)))


ALBANIAN = {
    "priority_progress": 'Që nga {start}, çfarë progresi është bërë për prioritetin #{number} të udhërrëfyesit "{title}"?',
    "step_status": 'Cili është statusi i hapit të radhës #{number} "{title}"?',
    "step_progress": "Ju lutemi na tregoni më shumë për progresin e hapave të radhës.",
    "overall_progress": "Si do ta vlerësonit progresin për prioritetet e udhërrëfyesit?",
    "highlights": "Çfarë do të donit të nxirrnit në pah ndërmjet {start} dhe {end}?",
    "other_successes": "A pati suksese të tjera domethënëse në kuadër të objektivit 8.7?",
    "challenges": "Cilat sfida hasët gjatë zbatimit të prioriteteve?",
    "lessons": "Si i kapërcyet sfidat? Cilat janë mësimet e nxjerra?",
    "next_steps": "Deri në {next_end}, cilat janë hapat e radhës për vendin tuaj?",
    "anything_else": "Faleminderit! A ka diçka tjetër që dëshironi të dimë?",
}


def test_another_language_of_the_edition(form_2023: Edition) -> None:
    data = form_2023.model_dump()
    data["languages"] = ("en", "sq")
    for section in data["sections"]:
        for question in section["questions"]:
            if question["key"] in ALBANIAN:
                question["text"]["sq"] = ALBANIAN[question["key"]]
    edition = Edition.model_validate(data)
    imported = read(as_text(lines(edition, language="sq")), "r.txt", edition)
    assert_all_told(imported, edition)
    assert (str(imported.start), str(imported.end)) == ("2023-05-01", "2024-04-30")


def test_an_answer_may_ask_and_count(form_2023: Edition) -> None:
    answer = [
        "1. We asked ourselves three things:",
        "2. Who is a child at work?",
        "Where are they?",
        "The future prospects of the programme are good, and the next steps are known.",
        "*",
    ]
    imported = read(as_text(lines(form_2023, answers={Slot("challenges"): answer})), "r.txt", form_2023)
    assert imported.answers[Slot("challenges")] == Words("\n\n".join(answer))


def test_an_edition_of_another_shape() -> None:
    edition = read_edition(OTHER, "other.yaml")
    told = "Land\n\nGoals\n\n1. What did you do for goal 1: Schools?\n\nBuilt.\n\n2. What did you do for goal 2: Farms?\n\nBought.\n\n3. Did it help?\n\n☐ Yes\n☒ No\n\n4. What is missing?\n\nMoney."
    imported = read(told.encode(), "r.txt", edition)
    assert [item.title for item in imported.priorities] == ["Schools", "Farms"]
    assert imported.answers[Slot("done", 2)] == Words("Bought.")


OTHER = """
code: "other"
title: {en: Report}
heading: {en: Goals of the country}
languages: [en]
sections:
  - key: goals
    title: {en: Goals}
    questions:
      - {key: done, kind: long_text, each: priority, text: {en: "What did you do for goal {number}: {title}?"}}
      - key: helped
        kind: one_of
        text: {en: "Did it help?"}
        options: [{value: "yes", text: {en: "Yes"}}, {value: "no", text: {en: "No"}}]
      - {key: missing, kind: long_text, text: {en: "What is missing?"}}
"""


@pytest.mark.parametrize("between", ["\n", " ", "\n\n"])
def test_question_and_answer_in_one_paragraph(form_2023: Edition, between: str) -> None:
    document = docx.Document()
    told = list(lines(form_2023))
    while told:
        line = told.pop(0)
        numbered = line[:1].isdigit() and told and "Next Step" not in told[0]
        document.add_paragraph(line + between + told.pop(0) if numbered else line)
    imported = read(saved(document), "r.docx", form_2023)
    assert imported.answers[Slot("challenges")] == Words(sentence(Slot("challenges")))
    if between != " ":
        assert imported.answers == read(as_text(lines(form_2023)), "r.txt", form_2023).answers


def test_two_questions_in_one_are_not_cut(form_2023: Edition) -> None:
    imported = read(as_text(lines(form_2023)), "r.txt", form_2023)
    headings = [piece.text for piece in imported.pieces if "How did you overcome the challenges?" in piece.text]
    assert headings == [next(line for line in lines(form_2023) if "How did you overcome" in line)]


def test_a_priority_that_is_not_in_the_document_keeps_its_number_free(form_2023: Edition) -> None:
    told = list(lines(form_2023))
    at = next(number for number, line in enumerate(told) if "#2 national" in line)
    del told[at : at + 2]
    imported = read(as_text(iter(told)), "r.txt", form_2023)
    assert [item.title for item in imported.priorities] == [PRIORITIES[0], "Priority 2", PRIORITIES[2]]
    assert imported.answers[Slot("priority_progress", 3)] == Words(sentence(Slot("priority_progress", 3)))
    assert Slot("priority_progress", 2) not in imported.answers


def test_numbers_that_no_priority_can_have_are_counted_anew(form_2023: Edition) -> None:
    told = (
        line.replace("#1 national", "#41 national").replace("#3 national", "#43 national") for line in lines(form_2023)
    )
    imported = read(as_text(told), "r.txt", form_2023)
    assert [item.title for item in imported.priorities] == list(PRIORITIES[:3])
