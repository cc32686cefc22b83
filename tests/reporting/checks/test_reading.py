"""How texts are read: words, sentences, dates, names, points."""

from datetime import date

import pytest

from milepost.reporting.checks.reading import dates, names, points
from milepost.reporting.checks.reading.words import sentences, stem


@pytest.mark.parametrize(
    "forms",
    [
        "train trains trained training trainings",
        "identify identifies identified identifying identification",
        "prosecution prosecutions prosecuted prosecuting prosecutor prosecutors",
        "child children child's",
        "investigate investigation investigating",
        "municipality municipalities",
        "labor labour",
        "survey surveys",
        "fëmijë fëmijët fëmijëve",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_traffic_is_not_trafficking() -> None:
    assert stem("trafficking") == stem("trafficked") != stem("traffic")


def test_abbreviations_and_dates_end_no_sentence() -> None:
    text = "Decision No. 659, dated 3.11.2021, e.g. of Dr. Kola, holds. It is good! - \n- An item"
    assert [one.text for one in sentences(text)] == [
        "Decision No. 659, dated 3.11.2021, e.g. of Dr. Kola, holds.",
        "It is good!",
        "-",
        "An item",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12 June 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("June 12, 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("the 12th of June 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("më 12 qershor 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("12 qershorit 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("le 1er mai 2022", date(2022, 5, 1), date(2022, 5, 1)),
        ("el 12 de junio de 2022", date(2022, 6, 12), date(2022, 6, 12)),
        ("3.11.2021", date(2021, 11, 3), date(2021, 11, 3)),
        ("2021-11-03", date(2021, 11, 3), date(2021, 11, 3)),
        ("06/25/2022", date(2022, 6, 25), date(2022, 6, 25)),
        ("May 2022", date(2022, 5, 1), date(2022, 5, 31)),
        ("May 2022 – April 2023", date(2022, 5, 1), date(2023, 4, 30)),
        ("between May and July 2022", date(2022, 5, 1), date(2022, 7, 31)),
        ("the first half of 2022", date(2022, 1, 1), date(2022, 6, 30)),
        ("gjysma e parë e vitit 2022", date(2022, 1, 1), date(2022, 6, 30)),
        ("premier semestre 2022", date(2022, 1, 1), date(2022, 6, 30)),
        ("third quarter of 2022", date(2022, 7, 1), date(2022, 9, 30)),
        ("the Agenda 2021-2026", date(2021, 1, 1), date(2026, 12, 31)),
        ("in 2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_dates_as_people_write_them(text: str, first: date, last: date) -> None:
    (mention,) = dates.read(text)
    assert (mention.first, mention.last) == (first, last)
    assert mention.valid


@pytest.mark.parametrize(
    "text", ["Law 18/2017", "VKM 129-2019", "page 2021/03", "we may 12", "https://a.example/2022/09/x", "12022 men"]
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert [one for one in dates.read(text) if not one.named] == []


def test_a_programme_s_years_belong_to_its_name() -> None:
    (mention,) = dates.read("The National Agenda for Children's Rights (AKDF) 2021-2026 guides us.")
    assert mention.named


def test_pairs_of_acronyms_are_explained_pairwise() -> None:
    found = list(names.expansions("cases of VT/VMT (Victims of Trafficking/Vulnerable to Trafficking) children"))
    assert [(one.acronym, one.words) for one in found] == [
        ("VT", "Victims of Trafficking"),
        ("VMT", "Vulnerable to Trafficking"),
    ]


def test_a_name_before_its_acronym() -> None:
    (one,) = names.expansions("The National Agenda for Children's Rights (AKDF) guides us.")
    assert (one.acronym, one.words) == ("AKDF", "The National Agenda for Children's Rights")


def test_points_are_items_or_labelled_paragraphs() -> None:
    found = points.read("Transport: roads are bad.\n\nand long.\n\nFunding: it ended.")
    assert [(one.label, one.text) for one in found] == [
        ("Transport", "Transport: roads are bad. and long."),
        ("Funding", "Funding: it ended."),
    ]
    assert [one.text for one in points.read("These were met:\n\n- snow\n- rain")] == ["snow", "rain"]
