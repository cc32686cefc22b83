"""Timing in the same process: medians of several runs, SQL counts, and the peak of memory that Python allocates."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection

RUNS = 7


class Figure(NamedTuple):
    """Median wall time in milliseconds (and the slowest), SQL statements, peak of Python's memory in MiB."""

    milliseconds: float
    slowest: float
    queries: int
    mebibytes: float


def measure(work: Callable[[], object]) -> Figure:
    """Run once to warm up, then `RUNS` times for the clock, once for the SQL and once for memory."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    statements: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        work()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Figure(statistics.median(times), max(times), len(statements), peak / 2**20)


def once(work: Callable[[], object]) -> Figure:
    """One run for the clock and one for memory, for work of seconds that asks the database nothing."""
    start = time.perf_counter()
    work()
    milliseconds = (time.perf_counter() - start) * 1000
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Figure(milliseconds, milliseconds, 0, peak / 2**20)


def row(name: str, ours: Figure, raw: Figure | None, of: str = "") -> str:
    """A line of the table: ours, the raw limit, and how many times it ours takes."""
    text = f"{name:34}{ours.milliseconds:9.1f}{ours.slowest:9.1f}{ours.queries:6}{ours.mebibytes:9.1f}"
    if raw is None:
        return text
    ratio = ours.milliseconds / raw.milliseconds
    return f"{text}{raw.milliseconds:11.1f}{ratio:8.1f}  {of}"


HEADER = f"{'':34}{'ms':>9}{'slowest':>9}{'SQL':>6}{'peak MiB':>9}{'raw ms':>11}{'ratio':>8}  raw limit\n" + "-" * 110
