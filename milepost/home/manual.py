"""The page of the manual that is drawn from the states of each room: `make manual` writes it anew."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation

from milepost.accounts.roles import ROLES
from milepost.accounts.states import State
from milepost.cases import states as cases
from milepost.intake import states as intake
from milepost.reporting import states as reporting
from milepost.roadmap import states as roadmap

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reference" / "states.md"
HEAD = """# States

What each thing can be, with whom it is then, and which verb leads where. Drawn from `reporting/states.py`,
`roadmap/states.py`, `cases/states.py` and `intake/states.py`; after a change there, `make manual` writes it anew.
"""

Table = Mapping[str, State]
TABLES: dict[str, Table] = {
    **reporting.TABLES,
    "step of the roadmap": roadmap.STEP_STATES,
    **cases.TABLES,
    **intake.TABLES,
}


def states_page() -> str:
    """The page, in English."""
    with translation.override("en"):
        return "\n".join([HEAD, *("\n".join(_section(name, table)) for name, table in TABLES.items())])


def _section(name: str, table: Table) -> Iterator[str]:
    yield f"## {name[0].upper()}{name[1:]}\n"
    yield "```mermaid\nstateDiagram-v2"
    yield from (f'  state "{state.name}" as {state.code}' for state in table.values())
    yield from (f"  [*] --> {code}" for code in _first(table))
    for state in table.values():
        yield from (f"  {state.code} --> {code}: {verb}" for verb, code in state.leads_to.items())
        if not state.leads_to:
            yield f"  {state.code} --> [*]"
    yield "```\n"
    yield "| State | With | Leads to |\n|---|---|---|"
    for state in table.values():
        ways = ", ".join(f"`{verb}`: {table[code].name}" for verb, code in state.leads_to.items())
        yield f"| {state.name} (`{state.code}`) | {ROLES[state.owner].name} | {ways or 'nothing: it stays'} |"
    yield ""


def _first(table: Table) -> list[str]:
    """Where a thing begins: the table's first state, and every one that no verb leads to."""
    reached = {code for state in table.values() for code in state.leads_to.values()}
    return [code for number, code in enumerate(table) if number == 0 or code not in reached]


if __name__ == "__main__":
    settings.configure()  # the words need Django's translations, and nothing of an instance
    django.setup()
    PAGE.write_text(states_page(), encoding="utf-8")
