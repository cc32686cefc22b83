"""The file on paper: why, for whom, and the copy itself, made in memory."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.cases.actions import printing as actions
from milepost.cases.forms.printing import PrintFileForm
from milepost.cases.models import Case, Plan, Printing
from milepost.cases.printed import SECTIONS, Section
from milepost.cases.queries.cases import steps_of
from milepost.cases.queries.file import Cover, File, Opened, cover_of
from milepost.cases.queries.printed import records_of
from milepost.cases.rules.printing import can_print_file
from milepost.cases.states import RISK_LEVELS
from milepost.cases.views import wording
from milepost.cases.views.attachment import taken_away
from milepost.cases.views.fetch import on_case, to
from milepost.people.codes import SEXES
from milepost.places.codes import names_of
from milepost.ui.typeset import Ready, typeset
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of

_TEMPLATE = Path(__file__).parent.parent / "printed.typ"
Names = Mapping[tuple[str, str], str]
Pairs = list[list[str]]


def shown_on(file: File, who: Person) -> dict[str, Any]:
    """What the page of the case shows: the copies made, and whether the reader may make one."""
    case, names = file.case, names_of(file.case.country_id, wording.language())
    made = Printing.objects.filter(country=case.country_id, case=case).select_related("by").order_by("-number")
    return {
        "copies": [(each, wording.named(names, "purpose", each.reason)) for each in made.defer("text", "recipient")],
        "may_print": bool(can_print_file(who, case)),
    }


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.print_file")
@require_http_methods(["GET", "POST"])
@on_case("case.print_file")
def print_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask why and for whom; then the copy. Without its event there is no copy."""
    form = PrintFileForm(request.POST or None, country=case.country_id)
    who, opener = person(request), opener_of(request)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            made = actions.print_file(case, form.facts(), by=who, opener=opener, token=form.cleaned_data["token"])
            paper = paper_of(made, by=who, opener=opener)
        return taken_away(paper, "application/pdf", f"{case.number}-{made.number}.pdf")
    context = {"case": case, "form": form, "ruling": can_print_file(who, case), "back": to(case)}
    return render(request, "cases/print_file.html", context, status=422 if form.errors else 200)


@sensitive_variables()
def paper_of(copy: Printing, *, by: Person, opener: Opener) -> bytes:
    """A copy as PDF, in the reader's language, as far as the groups go that the reader may read."""
    cover = cover_of(copy.case, by=by, opener=opener)
    records = records_of(cover, opener)
    return typeset(_TEMPLATE, lambda ready: _data(copy, cover, records, ready), copy.at)


@sensitive_variables()
def _data(copy: Printing, cover: Cover, records: dict[str, list[Opened]], ready: Ready) -> dict[str, Any]:
    case, names = cover.case, names_of(cover.case.country_id, wording.language())
    stands = {"copy": copy.number, "who": copy.by.name, "when": wording.moment(copy.at)}
    mark = _("copy %(copy)s · printed by %(who)s · %(when)s") % stands
    story = [[wording.moment(step.at), *_told(step), step.by.name] for step in reversed(steps_of(case))]
    data = {
        "title": _("File %(number)s, copy %(copy)s") % {"number": case.number, "copy": copy.number},
        "number": case.number,
        "unit": case.unit.name(wording.language()),
        "running": f"{case.number} · {case.unit.name(wording.language())}",
        "mark": [_("copy %(copy)s") % stands, copy.by.name],
        "watermark": f"{mark} · {wording.named(names, 'purpose', copy.reason)}",
        "front": _front(cover, names),
        "copy": _why(copy, records, names),
        "parts": [_identity(cover), *(_part(section, records[section.model], names) for section in SECTIONS)],
        "story": story,
        "columns": [_("When"), _("What"), _("Who")],
        "words": _words(),
    }
    printed: dict[str, Any] = _ready(data, ready)
    printed["parts"] = [part for part in printed["parts"] if part["entries"]]
    return printed | {
        "language": wording.language(), "rtl": get_language_bidi(), "date": list(copy.at.timetuple()[:6]),
    }  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "page": _("Page {page} of {pages}"),
        "confidential": _("Confidential"),
        "copy": _("This copy"),
        "keep": _("Keep it locked. Whoever it was made for is named above; give it to nobody else, and destroy it when "
                  "it is not needed any more. Every copy stands in the file."),
        "nothing": _("Nothing in words is open to whoever printed this."),
        "story": _("Story"),
    }  # fmt: skip


def _told(step: Any) -> list[str]:
    event = wording.event(step)
    return [f"{event.what}: {event.detail}" if event.detail else str(event.what)]


def _ready(value: Any, ready: Ready) -> Any:
    """Every text in it made ready for the fonts."""
    if isinstance(value, dict):
        return {key: _ready(each, ready) for key, each in value.items()}
    if isinstance(value, list):
        return [_ready(each, ready) for each in value]
    return "\n".join(ready(line) for line in value.splitlines()) if isinstance(value, str) else ready(str(value))


def _front(cover: Cover, names: Names) -> Pairs:
    case = cover.case
    rows = [
        [_("State"), str(case.status.name)],
        [_("Concern"), wording.named(names, "concern", case.concerns)],
        [_("Risk"), str(RISK_LEVELS[case.risk_level]) if case.risk_level else _("not assessed")],
        [_("Sex"), str(SEXES[case.sex])],
        [_("Opened"), wording.moment(case.opened_at)],
        [_("Worker"), case.worker.name if case.worker else _("nobody")],
    ]
    rows += [[str(heading), str(word)] for heading, word, _tone, _verb in wording.tracks(case)]
    if cover.identity is not None:
        rows.insert(0, [_("Child"), cover.identity.name or _("name not known")])
    return rows


@sensitive_variables()
def _why(copy: Printing, records: dict[str, list[Opened]], names: Names) -> Pairs:
    texts = next(each.texts for each in records["Printing"] if each.row.pk == copy.pk)
    rows = [
        [_("Number"), str(copy.number)],
        [_("Printed by"), copy.by.name],
        [_("When"), wording.moment(copy.at)],
        [_("Reason"), wording.named(names, "purpose", copy.reason)],
        [_("Why"), texts.get("text", "")],
        [_("For whom"), texts.get("recipient", "")],
    ]
    return [row for row in rows if row[1]]


@sensitive_variables()
def _identity(cover: Cover) -> dict[str, Any]:
    """The child and the carers, for whoever may read names."""
    known, entries = cover.identity, []
    if known is not None:
        rows = [
            [_("Name"), known.name], [_("Other names"), known.other_names], [_("Born"), str(known.birth or "")],
            [_("Number of identity"), known.id_number], [_("Nationality"), known.nationality],
            [_("Lives at"), known.address], [_("Telephone"), known.phone],
        ]  # fmt: skip
        entries.append({"title": "", "rows": [row for row in rows if row[1]]})
    entries += [{"title": _("Carer"), "rows": _carer(each)} for each in cover.carers]
    return {"title": _("The child"), "entries": entries}


@sensitive_variables()
def _carer(known: Any) -> Pairs:
    who = known.care
    return [[label, text] for label, text in ((_("Name"), who.name), (_("Contact"), who.contact)) if text]


@sensitive_variables()
def _part(section: Section, records: list[Opened], names: Names) -> dict[str, Any]:
    return {"title": section.title, "entries": [_entry(section, each, names) for each in records]}


@sensitive_variables()
def _entry(section: Section, each: Opened, names: Names) -> dict[str, Any]:
    who = getattr(each.row, "by", None) or each.row.reported_by
    facts = [[str(label), _said(getattr(each.row, name), words, names)] for name, label, words in section.facts]
    texts = [[str(label), each.texts[column]] for column, label in section.texts.items() if each.texts.get(column)]
    return {
        "title": f"{_day(getattr(each.row, section.day))} · {who.name}",
        "rows": [row for row in facts if row[1]] + texts,
    }


def _said(value: Any, words: Any, names: Names) -> str:
    """A fact in the reader's words; "" where nothing is recorded."""
    if isinstance(words, str):
        return wording.named(names, words, value) if value else ""
    if words is not None:
        return str(words.get(str(value), value)) if value not in ("", None) else ""
    return "" if value in ("", None) else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return _day(value)
    if isinstance(value, Plan):
        return str(value.number)
    name = getattr(value, "name", None)
    return name(wording.language()) if callable(name) else str(name or value)


def _day(value: datetime | date) -> str:
    return wording.moment(value) if isinstance(value, datetime) else wording.date_of(value)
