"""A tick is found in every way that a word processor or a person makes one; without one nothing is recorded."""

from collections.abc import Callable, Collection, Mapping

import docx
import docx.enum.text
import pytest
from docx.text.paragraph import Paragraph

from milepost.reporting.content import Choice, Choices, Scale, Slot, Value
from milepost.reporting.edition import Edition, Question
from milepost.reporting.importing.read import read
from tests.reporting.importing.told import as_text, lines
from tests.reporting.importing.writing import WAYS, replaced_by, saved, written

Write = Callable[[Paragraph, bool, str], None]


def form(edition: Edition, write: Write, ticked: Mapping[str, Collection[str]]) -> bytes:
    """The whole form with these options ticked this way, and a sentence in every long text."""
    document = docx.Document()
    document.add_paragraph("Varenia")
    for number, question in enumerate(edition.questions, 1):
        words = question.text["en"].replace("{number}", "1").replace("{title}", "A title of it")
        document.add_paragraph(f"{number}. {words}")
        if question.kind == "long_text":
            document.add_paragraph(f"What happened in {question.key}.")
        for option in question.options:
            write(document.add_paragraph(), option.value in ticked.get(question.key, ()), option.text["en"])
        if question.kind == "scale":
            for point in range(1, question.points + 1):
                write(document.add_paragraph(), str(point) in ticked.get(question.key, ()), str(point))
    return saved(document)


def expected(question: Question, values: Collection[str]) -> Value | None:
    if not values:
        return None
    if question.kind == "scale":
        return Scale(int(next(iter(values))))
    if question.kind == "one_of":
        return Choice(next(iter(values)))
    return Choices(tuple(option.value for option in question.options if option.value in values))


TICKED = {
    "step_status": ("ongoing",),
    "overall_progress": ("4",),
    "assessment_tools": ("surveys", "interviews"),
    "international_partners": ("ilo",),
    "regional_initiatives": ("dont_know",),
    "domestic_partners": ("workers_organizations", "ministries"),
    "process_useful": ("no",),
}


@pytest.mark.parametrize("way", WAYS)
def test_ticks_are_found(way: str, form_2023: Edition) -> None:
    imported = read(form(form_2023, WAYS[way], TICKED), "report.docx", form_2023)
    for question in form_2023.questions:
        if question.kind in ("one_of", "many_of", "scale"):
            slot = Slot(question.key, 1 if question.each else None)
            assert imported.answers.get(slot) == expected(question, TICKED.get(question.key, ())), question.key


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_marked_is_not_recorded(way: str, form_2023: Edition) -> None:
    imported = read(form(form_2023, WAYS[way], {}), "report.docx", form_2023)
    choices = {question.key for question in form_2023.questions if question.kind in ("one_of", "many_of", "scale")}
    assert not {slot.question for slot in imported.answers} & choices


def choice(edition: Edition, question: str, *below: str) -> Value | None:
    """What is read of one question's answer in a form of plain text."""
    slot = Slot(question)
    return read(as_text(lines(edition, answers={slot: below})), "r.txt", edition).answers.get(slot)


@pytest.mark.parametrize(
    "below",
    [
        ["☐ Yes ☒ No"],
        ["Yes ☐  No ☒"],
        ["[ ] Yes   [x] No"],
        ["Yes   No x"],
        ["Yes / X No"],
        ["- Yes\n- [x] No"],
        ["No"],
        ["No."],
        ["( ) Yes", "(X) No"],
        ["Yes", "No", "No"],
        ["Yes / No", "No"],
    ],
)
def test_yes_and_no_on_a_line(form_2023: Edition, below: list[str]) -> None:
    assert choice(form_2023, "process_useful", *below) == Choice("no")


@pytest.mark.parametrize(
    "below",
    [
        ["Yes / No"],
        ["Yes  No"],
        ["☐ Yes ☐ No"],
        ["☒ Yes ☒ No"],
        ["Yes", "No"],
        ["[ ] Yes", "[ ] No"],
        ["It was good."],
        ["..."],
        [],
    ],
)
def test_without_one_mark_there_is_no_choice(form_2023: Edition, below: list[str]) -> None:
    assert choice(form_2023, "process_useful", *below) is None


def test_two_marks_where_one_can_be_chosen_are_shown_to_a_person(form_2023: Edition) -> None:
    told = lines(form_2023, answers={Slot("process_useful"): ["☒ Yes", "☒ No"]})
    imported = read(as_text(told), "r.txt", form_2023)
    unplaced = [piece for piece in imported.pieces if piece.role == "unplaced"]
    assert [piece.text for piece in unplaced] == ["☒ Yes", "☒ No"]
    assert all("More than one option" in piece.note for piece in unplaced)


@pytest.mark.parametrize(
    ("below", "value"),
    [
        (["Yes: a new law", "No", "Not applicable"], Choice("yes", "a new law")),
        (["☒ Yes", "☐ No", "☐ Not applicable", "A new law was passed.", "It is in force."],
         Choice("yes", "A new law was passed.\n\nIt is in force.")),
        (["☒ Yes (please specify): a new law", "☐ No", "☐ Not applicable"], Choice("yes", "a new law")),
        (["Yes, a new law was passed."], Choice("yes", "a new law was passed.")),
        (["☐ Yes: ______", "☒ No", "☐ Not applicable"], Choice("no")),
        (["Yes: ______", "No", "Not applicable"], None),
        (["Not applicable"], Choice("not_applicable")),
    ],
)  # fmt: skip
def test_yes_with_words(form_2023: Edition, below: list[str], value: Value | None) -> None:
    assert choice(form_2023, "other_successes", *below) == value


LABELS = [
    "Private sector", "Employers' organizations", "Workers' organizations", "Local civil society organizations",
    "Ministries within your government",
]  # fmt: skip


@pytest.mark.parametrize(
    ("below", "value"),
    [
        ([*LABELS, "Other: Municipalities"], Choices(("other",), "Municipalities")),
        ([*LABELS, "☒ Other", "Municipalities"], Choices(("other",), "Municipalities")),
        ([*LABELS, "☒ Other (please specify): Municipalities"], Choices(("other",), "Municipalities")),
        ([*LABELS, "[x] Other – Municipalities and schools"], Choices(("other",), "Municipalities and schools")),
        ([*LABELS, "☒ Other (Municipalities)"], Choices(("other",), "Municipalities")),
        ([*LABELS[:4], "☒ " + LABELS[4], "Other: Municipalities"], Choices(("ministries", "other"), "Municipalities")),
        ([*LABELS, "Other: ________"], None),
        ([*LABELS, "Other"], None),
        ([*LABELS, "Other (please specify)"], None),
        (["Private sector, Local civil society organizations"], Choices(("private_sector", "local_cso"))),
        (["x Private sector", "Employers organisations", "x Workers' organisations"],
         Choices(("private_sector", "workers_organizations"))),
        (["✗ " + label for label in LABELS], None),
    ],
)  # fmt: skip
def test_many_options_and_other_with_words(form_2023: Edition, below: list[str], value: Value | None) -> None:
    assert choice(form_2023, "domestic_partners", *below) == value


def test_an_option_whose_label_holds_another_label(form_2023: Edition) -> None:
    below = [
        "☐ Other Alliance 8.7 Pathfinder countries.",
        "☐ ILO",
        "☒ United Nations Agencies (other than ILO)",
        "☐ Other",
    ]
    assert choice(form_2023, "international_partners", *below) == Choices(("other_un",))


def test_text_that_a_choice_has_no_place_for_is_shown(form_2023: Edition) -> None:
    told = lines(form_2023, answers={Slot("process_useful"): ["☒ Yes", "☐ No", "It brought us together."]})
    imported = read(as_text(told), "r.txt", form_2023)
    assert imported.answers[Slot("process_useful")] == Choice("yes")
    assert [piece.text for piece in imported.pieces if piece.role == "unplaced"] == ["It brought us together."]


@pytest.mark.parametrize(
    ("below", "value"),
    [
        (["No progress 1 2 3 [x] 4 5 Great progress"], 4),
        (["No progress ☐ 1 ☐ 2 ☒ 3 ☐ 4 ☐ 5 Great progress"], 3),
        (["No progress ☐ ☐ ☐ ☒ ☐ Great progress"], 4),
        (["No progress 1☐ 2☐ 3☐ 4☐ 5☒ Great progress"], 5),
        (["4/5"], 4),
        (["4 out of 5"], 4),
        (["Rating: 4 of 5"], 4),
        (["4"], 4),
        (["4."], 4),
        (["4 (good progress)"], 4),
        (["We rank it 4"], 4),
        (["1", "2", "[x] 3", "4", "5"], 3),
        (["No progress", "☐ 1", "☐ 2", "☐ 3", "☒ 4", "☐ 5", "Great progress"], 4),
        (["1 – No progress", "2", "3", "4 x", "5 – Great progress"], 4),
        (["No progress 1 2 3 4 5 Great progress", "4"], 4),
        (["No progress 1 2 3 4 5 Great progress"], None),
        (["No progress  Great progress"], None),
        (["No progress ☐ ☐ ☐ ☐ ☐ Great progress"], None),
        (["7/10"], None),
        (["6"], None),
        (["Good progress"], None),
        (["☒ 2", "☒ 3"], None),
        (["1 2 3 4 5"], None),
    ],
)
def test_a_point_of_a_scale(form_2023: Edition, below: list[str], value: int | None) -> None:
    assert choice(form_2023, "overall_progress", *below) == (Scale(value) if value else None)


@pytest.mark.parametrize("below", [["7/10"], ["Good progress"]])
def test_what_is_no_point_of_the_scale_is_shown(form_2023: Edition, below: list[str]) -> None:
    told = lines(form_2023, answers={Slot("overall_progress"): below})
    imported = read(as_text(told), "r.txt", form_2023)
    assert [piece.text for piece in imported.pieces if piece.role == "unplaced"] == below


@pytest.mark.parametrize("look", ["bold", "highlight", "strike others"])
def test_a_number_of_the_scale_that_looks_different(form_2023: Edition, look: str) -> None:
    document = written(lines(form_2023, answers={Slot("overall_progress"): ["@"]}))
    paragraph = next(each for each in document.paragraphs if each.text == "@")
    paragraph.runs[0].text = "No progress  "
    for point in range(1, 6):
        run = paragraph.add_run(f"{point}")
        paragraph.add_run("   ")
        run.bold = look == "bold" and point == 2
        run.font.strike = look == "strike others" and point != 2
        if look == "highlight" and point == 2:
            run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW
    paragraph.add_run("Great progress")
    assert read(saved(document), "r.docx", form_2023).answers[Slot("overall_progress")] == Scale(2)


def test_one_of_two_words_on_a_line_struck_through(form_2023: Edition) -> None:
    document = written(lines(form_2023, answers={Slot("process_useful"): ["@"]}))
    paragraph = next(each for each in document.paragraphs if each.text == "@")
    paragraph.runs[0].text = "Yes"
    paragraph.add_run(" / ")
    paragraph.add_run("No").font.strike = True
    assert read(saved(document), "r.docx", form_2023).answers[Slot("process_useful")] == Choice("yes")


TABLES: dict[str, list[list[str]]] = {
    "sign behind": [["Yes", ""], ["No", "x"], ["Don't know", ""]],
    "sign before": [["☐", "Yes"], ["☒", "No"], ["☐", "Don't know"]],
    "sign under": [["Yes", "No", "Don't know"], ["", "X", ""]],
    "boxes under": [["Yes", "No", "Don't know"], ["☐", "☒", "☐"]],
    "in a row, behind": [["Yes", "☐", "No", "☒", "Don't know", "☐"]],
    "in a row, before": [["☐", "Yes", "☒", "No", "☐", "Don't know"]],
    "in the cell": [["☐ Yes", "☒ No", "☐ Don't know"]],
}


@pytest.mark.parametrize("shape", TABLES)
def test_options_in_a_table(form_2023: Edition, shape: str) -> None:
    document = written(lines(form_2023, answers={Slot("regional_initiatives"): ["@"]}))
    replaced_by(document, "@", TABLES[shape])
    imported = read(saved(document), "r.docx", form_2023)
    assert imported.answers[Slot("regional_initiatives")] == Choice("no")
    assert not [piece.text for piece in imported.pieces if piece.role == "unplaced"]
