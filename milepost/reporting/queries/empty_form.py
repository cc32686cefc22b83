"""The empty form of an edition as plain values: no country's, or one country's with its priorities and steps."""

from datetime import date, timedelta

from milepost.places.models import Country
from milepost.reporting.content import Content, Item
from milepost.reporting.edition import Edition
from milepost.reporting.importing.blank import country_name, priority_title, step_title
from milepost.reporting.models import Report, ReportItem
from milepost.roadmap.queries import carried_into, priorities_of

PRIORITIES, STEPS = 4, 3
"""What a form has room for while nobody's are known."""


def empty_form(edition: Edition, today: date) -> Content:
    """The form of no country, for the period that ended last."""
    start, end = _last_period(today)
    return Content("form", country_name(), start, end, edition, _blank_priorities(), _blank_steps())


def empty_form_of(country: Country, edition: Edition, language: str, today: date) -> Content:
    """A country's form: of its report that is being written, else of the period after its last one."""
    newest = Report.objects.filter(country=country, correction=None).order_by("-start").first()
    written = newest if newest and newest.state not in ("submitted", "replaced") else None
    start, end = (written.start, written.end) if written else _next_period(newest, today)
    priorities, steps = _items_of(written, language) if written else _roadmap(country, start, language)
    return Content(
        country.pk, country.name(language), start, end, edition, priorities or _blank_priorities(),
        steps or _blank_steps(), language=language,
    )  # fmt: skip


def _last_period(today: date) -> tuple[date, date]:
    return date(today.year - 1, 5, 1), date(today.year, 4, 30)


def _next_period(report: Report | None, today: date) -> tuple[date, date]:
    """The year after a report's period."""
    if report is None:
        return _last_period(today)
    start = report.end + timedelta(days=1)
    return start, start.replace(day=1, year=start.year + 1) - timedelta(days=1)


def _items_of(report: Report, language: str) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    items = list(report.items.select_related("priority", "step").order_by("number"))
    told = {
        kind: [Item(i.number, _title(i, language)) for i in items if i.kind == kind] for kind in ("priority", "step")
    }
    return tuple(told["priority"]), tuple(told["step"])


def _title(item: ReportItem, language: str) -> str:
    """The roadmap's title in a language where it has one, else the report's."""
    titles = item.priority.titles if item.priority else item.step.titles if item.step else {}
    return str(titles.get(language) or item.title)


def _roadmap(country: Country, start: date, language: str) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    priorities = [priority.title(language) for priority in priorities_of(country)]
    steps = [step.title_in(language) for step in carried_into(country, start)]
    return _numbered(priorities), _numbered(steps)


def _numbered(titles: list[str]) -> tuple[Item, ...]:
    return tuple(Item(number, title) for number, title in enumerate(titles, 1))


def _blank_priorities() -> tuple[Item, ...]:
    return _numbered([priority_title(number) for number in range(1, PRIORITIES + 1)])


def _blank_steps() -> tuple[Item, ...]:
    return _numbered([step_title(number) for number in range(1, STEPS + 1)])
