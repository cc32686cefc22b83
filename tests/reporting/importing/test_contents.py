"""A contents page is not the body, however it is made; lines of an answer that look like one are the answer."""

import docx
import pytest

from milepost.reporting.content import Slot, Words
from milepost.reporting.edition import Edition
from milepost.reporting.importing.read import Imported, read
from tests.reporting.importing.told import as_text, lines
from tests.reporting.importing.writing import contents_field, saved, written

LEADERS = ["\t", "......", " . . . . . . ", "     ", "…"]


def headings(edition: Edition) -> list[str]:
    titles = {title for section in edition.sections for title in section.title.values()}
    return [line for line in lines(edition) if line in titles or (line[:1].isdigit() and "?" in line)]


def assert_body_is_whole(imported: Imported, edition: Edition) -> None:
    assert imported.answers == read(as_text(lines(edition)), "r.txt", edition).answers
    assert imported.priorities == read(as_text(lines(edition)), "r.txt", edition).priorities
    assert not [piece for piece in imported.pieces if piece.role == "unplaced"]


@pytest.mark.parametrize("leader", LEADERS)
def test_a_contents_page_with_page_numbers(form_2023: Edition, leader: str) -> None:
    told = list(lines(form_2023))
    listed = [f"{line}{leader}{page}" for page, line in enumerate(headings(form_2023), 3)]
    text = as_text(iter([*told[:2], "Table of contents", *listed, *told[2:]]))
    imported = read(text, "r.txt", form_2023)
    assert_body_is_whole(imported, form_2023)
    in_contents = [piece.text for piece in imported.pieces if piece.role == "contents"]
    assert in_contents == ["Table of contents", *(line.strip() for line in listed)]


def test_a_contents_page_without_page_numbers(form_2023: Edition) -> None:
    told = list(lines(form_2023))
    text = as_text(iter([*told[:2], "Contents", *headings(form_2023), *told[2:]]))
    assert_body_is_whole(read(text, "r.txt", form_2023), form_2023)


def test_a_contents_page_that_stops_early(form_2023: Edition) -> None:
    told = list(lines(form_2023))
    listed = [f"{line}\t{page}" for page, line in enumerate(headings(form_2023)[:9], 3)]
    assert_body_is_whole(read(as_text(iter([*told[:2], *listed, *told[2:]])), "r.txt", form_2023), form_2023)


def test_a_contents_field_of_word(form_2023: Edition) -> None:
    document = written(lines(form_2023))
    contents_field(document, headings(form_2023))
    imported = read(saved(document), "r.docx", form_2023)
    assert_body_is_whole(imported, form_2023)
    assert [piece for piece in imported.pieces if piece.role == "contents"]


def test_lines_with_numbers_in_an_answer_stay_its_own(form_2023: Edition) -> None:
    answer = ["Cases by municipality:", "Berat\t12", "Vlora\t3", "Kukës....7"]
    imported = read(as_text(lines(form_2023, answers={Slot("challenges"): answer})), "r.txt", form_2023)
    assert imported.answers[Slot("challenges")] == Words("Cases by municipality:\n\nBerat 12\n\nVlora 3\n\nKukës....7")


def test_a_heading_of_the_contents_page_that_the_form_does_not_have_is_no_answer(form_2023: Edition) -> None:
    told = list(lines(form_2023))
    listed = [f"{line}\t{page}" for page, line in enumerate(headings(form_2023), 3)]
    at = next(number for number, line in enumerate(told) if "what are the next steps for your country" in line)
    told.insert(at, "Outlook of the ministry")
    text = as_text(iter([*told[:2], "Contents", *listed, "Outlook of the ministry\t12", *told[2:]]))
    imported = read(text, "r.txt", form_2023)
    assert not [piece for piece in imported.pieces if piece.role == "unplaced"]
    assert all("Outlook" not in str(value) for value in imported.answers.values())


def test_title_page_with_other_lines(form_2023: Edition) -> None:
    title = [
        "Republic of Varenia",
        "Annual progress report",
        "May 2023 – April 2024",
        "Prepared by the Ministry of Labour in 2024",
    ]
    imported = read(as_text(lines(form_2023, title=title)), "r.txt", form_2023)
    assert imported.country_name == "Republic of Varenia"
    assert [piece.text for piece in imported.pieces if piece.role == "unplaced"] == title[3:]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (["Varenia – Annual progress report 2024"], "Varenia"),
        (["Annual progress report: Varenia"], "Varenia"),
        (["Country: Varenia"], "Varenia"),
        (["Progress on SDG Target 8.7", "Côte d’Ivoire"], "Côte d’Ivoire"),
        (["Progress on SDG Target 8.7"], ""),
        ([], ""),
    ],
)
def test_country_from_the_title_page(form_2023: Edition, title: list[str], name: str) -> None:
    assert read(as_text(lines(form_2023, title=title)), "r.txt", form_2023).country_name == name


@pytest.mark.parametrize(
    "words", ["May 2023 – April 2024", "May 2023 to April 2024", "1 May 2023 - 30 April 2024", "mai 2023 à avril 2024"]
)
def test_period_from_the_title_page_alone(form_2023: Edition, words: str) -> None:
    def undated(line: str) -> str:
        for told in ("between May 2023 and April 2024 ", "for the period May 2023-April 2024", "Since May 2023, "):
            line = line.replace(told, "")
        return line

    told = ["Varenia", words, *(undated(line) for line in list(lines(form_2023))[1:])]
    imported = read(as_text(iter(told)), "r.txt", form_2023)
    assert (str(imported.start), str(imported.end)) == ("2023-05-01", "2024-04-30")


def test_a_document_without_a_period_has_none(form_2023: Edition) -> None:
    document = docx.Document()
    for line in lines(form_2023):
        document.add_paragraph(line.replace("2023", "").replace("2024", ""))
    imported = read(saved(document), "r.docx", form_2023)
    assert (imported.start, imported.end) == (None, None)
