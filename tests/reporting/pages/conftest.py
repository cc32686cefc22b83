import pytest

from tests.conftest import Cast
from tests.reporting.pages.visitor import Visitor


@pytest.fixture
def focal_point(cast: Cast) -> Visitor:
    """The focal point at a browser without scripts."""
    return Visitor(cast.focal_point)
