"""Pages for when something is wrong: clear sentences, and what was typed is given back."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

from milepost.ui.gallery import WRONG_INPUT, AnswerForm

WORDS = {
    "404.html": "This page is not here",
    "429.html": "Too many attempts",
    "403.html": "You cannot do this",
    "400.html": "This could not be read",
    "500.html": "The fault is ours",
    "signed_out.html": "You were signed out",
}


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    """This room alone: the pages must draw without the addresses of any other."""
    settings.ROOT_URLCONF = "tests.ui.site"


@pytest.mark.parametrize("template", WORDS)
def test_the_page_draws_without_knowing_anything(template: str) -> None:
    assert WORDS[template] in render_to_string(template)


def test_a_refusal_says_who_could() -> None:
    page = render_to_string("403.html", {"sentence": "The focal point sends the report."})
    assert "The focal point sends the report." in page


@pytest.mark.parametrize("template", ["signed_out.html", "403.html"])
def test_what_was_typed_is_given_back_as_typed(template: str) -> None:
    context = {"kept": ["First <b>text</b>\nsecond line"], "sign_in_url": "/sign-in/"}
    page = render_to_string(template, context, RequestFactory().get("/"))
    assert "First &lt;b&gt;text&lt;/b&gt;\nsecond line</textarea>" in page
    assert "readonly" in page


def test_the_page_names_its_language_and_direction() -> None:
    assert '<html class="govuk-template" lang="en" dir="ltr">' in render_to_string("404.html")


def test_the_title_says_that_something_is_wrong_with_a_form() -> None:
    form = AnswerForm(WRONG_INPUT, prefix="wrong")
    assert "<title>Error: " in render_to_string("ui/narrow.html", {"form": form})
    assert "<title> – Milepost" in render_to_string("ui/narrow.html", {"form": AnswerForm()})
