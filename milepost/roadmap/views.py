"""The roadmap as a board and as a timeline over the years; mending a step."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.policy import person, policy
from milepost.places.models import Country, reader_language
from milepost.roadmap import actions
from milepost.roadmap.forms import EditForm
from milepost.roadmap.models import Step
from milepost.roadmap.queries import countries_for, priorities_of, steps_for, steps_of
from milepost.roadmap.rules import can_edit
from milepost.roadmap.states import REPORTED, STEP_STATES
from milepost.ui import parts

TONES = {
    "planned": "active",
    "ongoing": "active",
    "not_achieved": "alert",
    "continued": "waiting",
    "done": "done",
    "merged": "neutral",
    "split": "neutral",
    "dropped": "alert",
}
"""Lane of the board -> its tone, in the lanes' order."""
LANES: dict[str, str | Promise] = {
    **{code: state.name for code, state in STEP_STATES.items()},
    "ongoing": gettext_lazy("Ongoing"),
    "not_achieved": gettext_lazy("Not achieved"),
}


def lane_of(step: Step) -> str:
    """Where a step stands: what was decided; until then what the last report says of it."""
    if step.state != "planned":
        return step.state
    return {"": "planned", "completed": "done"}.get(step.status, step.status)


def reported(step: Step) -> str:
    """What a report says of the step, and which one; empty where none says anything."""
    if not step.status or not step.reported_until:
        return ""
    period = " – ".join(date_format(day, "F Y") for day in (step.start, step.reported_until))
    return _("%(status)s, as reported for %(period)s") % {"status": REPORTED[step.status], "period": period}


def _country(request: HttpRequest, code: str) -> Country:
    return get_object_or_404(countries_for(person(request)), pk=code)


@policy("roadmap.view")
@require_GET
def countries(request: HttpRequest) -> HttpResponse:
    """The roadmaps that the person may see; with one only, that one."""
    found = list(countries_for(person(request)))
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("roadmap:board", country=found[0].pk)
    return render(request, "roadmap/countries.html", {"countries": found})


@policy("roadmap.view")
@require_GET
def board(request: HttpRequest, country: str) -> HttpResponse:
    """Priorities, and the steps by what became of them."""
    where = _country(request, country)
    steps = list(steps_of(where))
    writes = bool(can_edit(person(request), where))
    lanes = [
        parts.Lane(LANES[code], tone, [_card(step, writes) for step in steps if lane_of(step) == code])
        for code, tone in TONES.items()
    ]
    context = {
        "country": where,
        "lanes": [lane for lane in lanes if lane.cards or lane.tone in ("active", "done")],
        "priorities": [(each.number, each.title(reader_language())) for each in priorities_of(where)],
    }
    return render(request, "roadmap/board.html", context)


def _card(step: Step, writes: bool) -> parts.Card:
    words = [_("planned for %(start)s to %(end)s") % {"start": step.start.year, "end": step.end.year}]
    if step.priority:
        words.append(_("priority %(number)d") % {"number": step.priority.number})
    words += [said for said in (reported(step), step.reason) if said]
    url = reverse("roadmap:edit", args=[step.country_id, step.pk]) if writes else ""
    due = step.due if lane_of(step) in ("planned", "ongoing") else None
    return parts.Card(step.title_in(reader_language()), url, step.owner, due, " · ".join(words))


@policy("roadmap.view")
@require_GET
def timeline(request: HttpRequest, country: str) -> HttpResponse:
    """Steps over the years: a line per step, a mark per year, joined where one came out of another."""
    where = _country(request, country)
    steps = list(steps_of(where))
    starts = sorted({step.start for step in steps})
    years = [f"{start.year}" for start in starts]
    tracks = [_track(chain, [start.year for start in starts]) for chain in _chains(steps)]
    return render(request, "roadmap/timeline.html", {"country": where, "years": years, "tracks": tracks})


def _chains(steps: list[Step]) -> list[list[Step]]:
    """Steps that came out of each other, one chain per line; a split step begins a line for each of its parts."""
    by_pk = {step.pk: step for step in steps}
    placed: set[int] = set()
    chains = []
    for step in steps:
        if step.pk in placed:
            continue
        chain = [step]
        placed.add(step.pk)
        while following := [link.after_id for link in chain[-1].led_to.all() if link.after_id in by_pk.keys() - placed]:
            chain.append(by_pk[following[0]])
            placed.add(following[0])
        chains.append(chain)
    return chains


def _track(chain: list[Step], years: list[int]) -> parts.Track:
    marks: dict[int, parts.Mark] = {}
    for position, step in enumerate(chain):
        joined = position > 0 or bool(step.came_from.all())
        note = " · ".join(_notes(step, chain, position))
        lane = lane_of(step)
        marks[step.start.year] = parts.Mark(LANES[lane], TONES[lane], note, joined=joined)
    return parts.Track(chain[0].title_in(reader_language()), [marks.get(year) for year in years])


def _notes(step: Step, chain: list[Step], position: int) -> Iterator[str]:
    """What stands under a mark: another title, why, and the steps drawn in other lines that this one led to."""
    if step.title != chain[0].title:
        yield step.title_in(reader_language())
    yield from (said for said in (reported(step), step.reason) if said)
    on_this_line = chain[position + 1 : position + 2]
    elsewhere = [link.after for link in step.led_to.all() if link.after not in on_this_line]
    if elsewhere:
        yield _("It goes into: %(steps)s") % {
            "steps": "; ".join(each.title_in(reader_language()) for each in elsewhere)
        }


@policy("roadmap.edit")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, country: str, pk: int) -> HttpResponse:
    """Mend a step's owner, due date, indicator or priority."""
    who = person(request)
    mine = steps_for(who, "roadmap.edit").select_related("country", "priority")
    step = get_object_or_404(mine, country=country, pk=pk)
    names = ("title", "text", "owner", "due", "seen_by", "priority")
    form = EditForm(request.POST or None, step=step, initial={name: getattr(step, name) for name in names})
    if request.method == "POST" and form.is_valid():
        actions.edit(step, actions.Draft(**form.cleaned_data), by=who)
        messages.success(request, _("Saved."))
        return redirect("roadmap:board", country=country)
    context = {"country": step.country, "step": step, "form": form}
    return render(request, "roadmap/edit.html", context)
