"""An old register comes in: choose it, say what its columns and words are, see what it becomes, take it in."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.intake.actions import sheet as actions
from milepost.intake.actions.take_in import NotReady
from milepost.intake.actions.take_in import take_in as take_sheet_in
from milepost.intake.actions.tidy import tidy
from milepost.intake.forms.sheet import MatchForm, MatchWordsForm, TakeInForm, UploadForm
from milepost.intake.models import Sheet
from milepost.intake.queries.sheets import exports_for, matching_of, sheets_for, table_of, units_for
from milepost.intake.queries.trial import Trial
from milepost.intake.reading.read import read
from milepost.intake.reading.refusal import Unreadable
from milepost.intake.rules import now
from milepost.intake.views import wording
from milepost.intake.views.fetch import holder_or_404, sheet_or_404
from milepost.intake.words import vocabulary_of
from milepost.people.sealed import read as read_text
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of

PAGE = 100
SHOWN = 30
"""Sheets and exports on the page of both."""


@policy("intake.upload")
@require_GET
def sheets(request: HttpRequest) -> HttpResponse:
    """What came in and what went out; names of files only of what still waits."""
    who = holder_or_404(request, "intake.upload")
    tidy(by=who)
    found = list(sheets_for(who, "intake.upload").order_by("-uploaded_at")[:SHOWN])
    context = {
        "sheets": _named(found, opener_of(request)),
        "exports": exports_for(who, "export.make").order_by("-made_at")[:SHOWN],
        "units": units_for(who, "intake.upload").exists(),
    }
    return render(request, "intake/sheets.html", context)


@sensitive_variables()
def _named(found: Sequence[Sheet], opener: Opener) -> list[tuple[Sheet, str]]:
    """Sheets with the names of their files, as far as these are kept and open."""
    keys = opener.open_cases(sheet.key_id for sheet in found if sheet.is_open)
    return [(sheet, read_text(sheet, "name", keys[sheet.key_id]) if sheet.key_id in keys else "") for sheet in found]


def _name(sheet: Sheet, opener: Opener) -> str:
    return _named([sheet], opener)[0][1]


@sensitive_post_parameters()
@sensitive_variables()
@policy("intake.upload")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the file. It is read in memory; what cannot be read is said, and nothing is kept of it."""
    who, opener = holder_or_404(request, "intake.upload"), opener_of(request)
    units = units_for(who, "intake.upload")
    form = UploadForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            found = read(data["file"].read())
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            made = actions.upload(data["unit"], found, data["file"].name, by=who, opener=opener, token=data["token"])
            return redirect("intake:match", pk=made.pk)
    context = {"form": form, "units": bool(units)}
    return render(request, "intake/upload.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@policy("intake.match")
@require_http_methods(["GET", "POST"])
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is each column?"""
    sheet, opener = sheet_or_404(request, pk, "match"), opener_of(request)
    if not sheet.is_open:
        return _over(request, sheet, "match")
    told = actions.proposed(sheet, opener)
    table, vocabulary = table_of(sheet, opener), vocabulary_of(sheet.unit)
    form = MatchForm(request.POST or None, table=table, matching=told, vocabulary=vocabulary)
    if request.method == "POST" and form.is_valid():
        actions.match(sheet, form.columns, form.constants, by=person(request), opener=opener)
        words = matching_of(sheets_for(person(request), "intake.match").get(pk=pk), opener).worded
        return redirect("intake:match_words" if words else "intake:try_out", pk=pk)
    context = {"sheet": sheet, "form": form, "name": _name(sheet, opener), "table": table}
    return render(request, "intake/match.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@policy("intake.match_words")
@require_http_methods(["GET", "POST"])
def match_words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What does each value of the columns of words mean?"""
    sheet, opener = sheet_or_404(request, pk, "match_words"), opener_of(request)
    if not now(sheet, "match_words"):
        return _over(request, sheet, "match_words")
    told, table = matching_of(sheet, opener), table_of(sheet, opener)
    form = MatchWordsForm(request.POST or None, table=table, matching=told, vocabulary=vocabulary_of(sheet.unit))
    if request.method == "POST" and form.is_valid():
        actions.match_words(sheet, form.words, by=person(request), opener=opener)
        return redirect("intake:try_out", pk=pk)
    context = {"sheet": sheet, "form": form, "name": _name(sheet, opener)}
    return render(request, "intake/match_words.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_variables()
@policy("intake.try_out")
@require_GET
def try_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What becomes of each row. Nothing is written."""
    sheet = sheet_or_404(request, pk, "try_out")
    if not now(sheet, "try_out"):
        return _over(request, sheet, "try_out")
    trial = actions.try_out(sheet, by=person(request), opener=opener_of(request))
    return _report(request, sheet, trial, TakeInForm(undecided=trial.of("choose")))


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@policy("intake.take_in")
@require_POST
def take_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All of it, or nothing and why."""
    sheet, decisions = sheet_or_404(request, pk, "take_in"), TakeInForm.decisions(request.POST.dict())
    try:
        made = take_sheet_in(sheet, decisions, by=person(request), opener=opener_of(request))
    except NotReady as refused:
        form = TakeInForm(request.POST, undecided=refused.trial.of("choose"))
        return _report(request, sheet, refused.trial, form, sentence=refused.sentence, decisions=decisions, status=422)
    said = ngettext("%(n)s file was taken in.", "%(n)s files were taken in.", made.made) % {"n": made.made}
    messages.success(request, said)
    return redirect("intake:sheets")


@policy("intake.drop")
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete the upload."""
    actions.drop(sheet_or_404(request, pk, "drop"), by=person(request))
    messages.success(request, _("Deleted. Nothing of it was taken in."))
    return redirect("intake:sheets")


@sensitive_variables()
def _report(
    request: HttpRequest,
    sheet: Sheet,
    trial: Trial,
    form: TakeInForm,
    *,
    sentence: str = "",
    decisions: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The report of rows, what matters first, with the form that takes them in."""
    page = Paginator(wording.important_first(trial.outcomes), PAGE).get_page(request.GET.get("page"))
    context = {
        "sheet": sheet, "name": _name(sheet, opener_of(request)), "form": form, "sentence": sentence, "page": page,
        "summary": wording.summary(trial), "columns": wording.columns(), "errors": len(trial.of("error")),
        "rows": [wording.row(each) for each in page.object_list], "made": len(trial.of("new", "found", "also")),
        "decided": _decided(form, decisions or {}),
        "paged": request.method == "GET", "worded": bool(matching_of(sheet, opener_of(request)).worded),
    }  # fmt: skip
    return render(request, "intake/try_out.html", context, status=status)


def _decided(form: TakeInForm, decisions: Mapping[int, str]) -> list[tuple[str, str]]:
    """What was chosen before for rows that the form does not ask about any more: sent along."""
    boxes = [(f"row_{number}", told) for number, told in decisions.items()]
    return [(name, told) for name, told in boxes if name not in form.fields]


def _over(request: HttpRequest, sheet: Sheet, verb: str) -> HttpResponse:
    """The sentence that says why it is not the time, on the page of all sheets."""
    messages.info(request, str(now(sheet, verb).sentence))
    if sheet.is_open:
        return redirect("intake:match", pk=sheet.pk)
    return redirect("intake:sheets")
