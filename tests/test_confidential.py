"""A contributor reads what they were asked and what they wrote, and not one word more; a stranger reads nothing.

Every text of a country's reports holds a word of its own (`marked.py`). A person reads everything that they can reach,
by links and by guessing addresses (`crawl.py`): no word may be there that is not theirs. The focal point's reading
finds every word, so the words are where these tests look for them.
"""

import pytest
from django.test import Client

from milepost.accounts.models import Person
from milepost.places.models import Country
from milepost.reporting.models import Report, StoredEdition
from tests.addresses import METHODS, tried
from tests.conftest import Acting, Cast
from tests.crawl import crawl, every_url
from tests.marked import A_PDF, Marked, Marks
from tests.one_of_everything import ways


@pytest.fixture
def marked(albania: Country, edition: StoredEdition, cast: Cast) -> Marked:
    made = Marked(cast, albania, edition)
    made.make()
    return made


def found(marks: Marks, client: Client, *start: str) -> dict[str, str]:
    """The words that a person finds from these addresses on, each with the first address of it."""
    there: dict[str, str] = {}
    for url, response in crawl(client, start):
        for word in marks.words_in(response):
            there.setdefault(word, url)
    return there


def without(there: dict[str, str], theirs: set[str]) -> dict[str, str]:
    return {word: url for word, url in there.items() if word not in theirs}


def told(marks: Marks, there: dict[str, str]) -> dict[str, str]:
    """What the words are and where they stood, for whoever reads a failure."""
    return {marks.told[word]: url for word, url in there.items()}


def test_the_focal_point_finds_every_text(marked: Marked, cast: Cast) -> None:
    there = found(marked.marks, Acting(cast.focal_point), "/", *every_url())
    assert {marked.marks.told[word] for word in marked.marks.of("focal_point") - there.keys()} == set()
    assert len(marked.marks.of("focal_point")) > 100
    assert A_PDF in there


@pytest.mark.parametrize("states", [0, 3], ids=["draft", "submitted"])
def test_a_contributor_finds_what_is_theirs_and_nothing_else(marked: Marked, cast: Cast, states: int) -> None:
    for move in list(ways(Report.objects.get(state="draft"), cast).values())[:states]:
        move()
    there = found(marked.marks, Acting(cast.contributor), "/", *every_url())
    assert told(marked.marks, without(there, marked.marks.of("contributor"))) == {}
    assert marked.marks.of("contributor") <= there.keys()


def test_what_they_send_is_answered_without_a_word_of_others(marked: Marked, cast: Cast) -> None:
    """Refusals, and pages that show a form again."""
    client, there = Acting(cast.contributor), dict[str, str]()
    for url in every_url():
        there |= dict.fromkeys(marked.marks.words_in(tried(client, "POST", url)), url)
    assert told(marked.marks, without(there, marked.marks.of("contributor"))) == {}
    assert there


def test_they_do_not_find_who_else_works_on_the_report(marked: Marked, cast: Cast) -> None:
    others = Person.objects.exclude(pk__in=[cast.contributor.pk, cast.focal_point.pk])
    names = [name for each in others for name in (each.name, each.email)]
    for url, response in crawl(Acting(cast.contributor), ["/"]):
        assert not [name for name in names if name in response.content.decode(errors="ignore")], url


def test_another_contributor_finds_their_own_texts(marked: Marked, cast: Cast) -> None:
    start = [url for url in every_url() if "/contributions/" in url]
    assert marked.marks.of("other_contributor") <= found(marked.marks, Acting(cast.other_contributor), *start).keys()


def test_a_focal_point_of_another_country_finds_nothing(marked: Marked, cast: Cast) -> None:
    assert told(marked.marks, found(marked.marks, Acting(cast.foreign["focal_point"]), "/", *every_url())) == {}


def test_an_administrator_reads_who_did_what_and_no_text(marked: Marked, cast: Cast) -> None:
    assert told(marked.marks, found(marked.marks, Acting(cast.administrator), "/", *every_url())) == {}


def test_nobody_finds_anything_without_signing_in(marked: Marked) -> None:
    for method in METHODS:
        for url in every_url():
            assert marked.marks.words_in(tried(Client(), method, url)) == set(), url
