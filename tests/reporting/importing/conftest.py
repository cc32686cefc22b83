from pathlib import Path

import pytest

import milepost
from milepost.reporting.edition import Edition, read

PACKS = Path(milepost.__file__).parent / "packs"


@pytest.fixture(scope="session")
def form_2023() -> Edition:
    """The form of 2023, from its file."""
    path = PACKS / "editions" / "2023.yaml"
    return read(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def albania_text() -> bytes:
    """Albania's report as published, as text."""
    return (PACKS / "al" / "reports" / "albania-2022-2023-report.txt").read_bytes()
