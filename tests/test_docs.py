"""The pages lead only to what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_NAMED = re.compile(r"`((?:docs|milepost|tests)/[\w./-]+\.(?:md|py|po|csv))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = {(page.parent / path).resolve() for path in _LINK.findall(text)}
    named = {ROOT / path for path in _NAMED.findall(text)}
    assert not {str(path) for path in linked | named if not path.exists()}


def test_pages_are_found() -> None:
    assert {page.name for page in PAGES} >= {"README.md", "CONTRIBUTING.md", "glossary.md"}
