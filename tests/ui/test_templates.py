"""Every template of Milepost: nothing that the content security policy would refuse."""

import re
from pathlib import Path

import pytest

import milepost

PACKAGE = Path(milepost.__file__).parent
TEMPLATES = sorted(path for path in PACKAGE.glob("**/templates/**/*.html") if "export" not in path.parts)
REFUSED = {
    "an inline style": re.compile(r"""\sstyle\s*=|<style[\s>]""", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script in an attribute": re.compile(r"""\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE),
    "something from another site": re.compile(r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)=["'](?:https?:)?//"""),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_holds_nothing_that_browsers_are_told_to_refuse(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name, pattern in REFUSED.items() if pattern.search(text)] == []


def test_the_patterns_find_what_they_are_for() -> None:
    bad = ['<p style="x">', "<script>x</script>", '<a onclick="x">', '<script src="https://a.example/x.js">']
    assert [any(pattern.search(text) for pattern in REFUSED.values()) for text in bad] == [True] * 4
    assert not any(pattern.search('<script type="module" src="/a.js"></script>') for pattern in REFUSED.values())
