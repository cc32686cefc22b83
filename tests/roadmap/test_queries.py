"""The roadmap asks the database the same number of times, however many steps and years it has."""

from datetime import date

from milepost.places.models import Country
from milepost.roadmap import actions
from milepost.roadmap.models import Step
from milepost.roadmap.queries import priorities_of
from tests.conftest import Acting, Cast
from tests.costs import constant_cost

MOST = 15


def test_the_board_and_the_timeline(albania: Country, cast: Cast) -> None:
    """Each row is a step that comes out of the two before it, and one that stands alone; all are decided on in time."""
    priority = priorities_of(albania)[0]
    last: list[Step] = actions.plan(
        albania, date(1699, 1, 1), date(1699, 12, 31), [actions.Draft("Step 0")], by=cast.focal_point
    )

    def add(number: int) -> None:
        start, end = date(1700 + number // 2, 1, 1), date(1700 + number // 2, 12, 31)
        draft = actions.Draft(f"Step {number}", owner="Ministry", priority=priority, before=tuple(last[-2:]))
        last.extend(actions.plan(albania, start, end, [draft], by=cast.focal_point))
        actions.plan(albania, start, end, [actions.Draft(f"Alone {number}")], by=cast.focal_point)
        if len(last) > 2:
            state = ("continued", "merged")[number % 2]
            actions.decide(last[-3], state, reason=f"Reason {number}.", by=cast.focal_point)

    urls = {"board": "/roadmap/al/", "timeline": "/roadmap/al/timeline/"}
    assert max(constant_cost(Acting(cast.focal_point), urls, add).values()) <= MOST
