"""What a page costs the database while its rows grow: the same, or something is read once per row."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROWS = (1, 3, 300)


def cost(client: Client, url: str) -> tuple[int, int]:
    """How many queries a page makes, and how long it is."""
    client.get(url)  # the first page of a session also writes the session
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(asked), len(response.content)


def constant_cost(
    client: Client, urls: Mapping[str, str], add: Callable[[int], object], rows: tuple[int, ...] = ROWS
) -> dict[str, int]:
    """The queries of each page, which are the same at each number of rows; `add(7)` makes the seventh row.

    Every page grows with its rows: one that does not show them would cost the same for no reason.
    """
    costs, sizes, made = [], [], 0
    for wanted in rows:
        for number in range(made + 1, wanted + 1):
            add(number)
        made = wanted
        found = {name: cost(client, url) for name, url in urls.items()}
        costs.append({name: queries for name, (queries, _size) in found.items()})
        sizes.append({name: size for name, (_queries, size) in found.items()})
    for fewer, more in pairwise(sizes):
        assert not {name for name in urls if more[name] <= fewer[name]}, "these pages do not show their rows"
    assert all(each == costs[0] for each in costs), dict(zip(rows, costs, strict=True))
    return costs[0]
