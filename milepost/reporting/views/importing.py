"""Reading a document in: choose it, see what was placed, place the rest, decide where it differs."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.audit.record import record_alone
from milepost.reporting.actions import importing as actions
from milepost.reporting.content import Content, Slot, from_json
from milepost.reporting.forms.importing import ImportForm
from milepost.reporting.importing.read import Unreadable, read
from milepost.reporting.models import Import, ImportedAnswer, Piece, Report
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.report import can_import, can_place
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.report import slot_address


@policy("report.import")
@require_http_methods(["GET", "POST"])
def import_document(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Choose a document to read in."""
    report = report_or_404(request, country, start, version, "report.import")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            imported = read(data, file.name, report.edition.edition)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            document = actions.import_document(report, imported, file.name, data, by=person(request))
            return to("document", report, pk=document.pk)
    context = {
        "report": report,
        "period": wording.period(report),
        "form": form,
        "ruling": can_import(person(request), report),
        "imports": report.imports.select_related("file", "by").defer("file__content").order_by("-at"),
    }
    return render(request, "reporting/import.html", context, status=422 if form.errors else 200)


def _document(request: HttpRequest, report: Report, pk: int) -> Import:
    return get_object_or_404(report.imports.select_related("file", "by").defer("file__content"), pk=pk)


@policy("report.view")
@require_GET
def document(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """What a document said and where each piece of it went."""
    report = report_or_404(request, country, start, version)
    found = _document(request, report, pk)
    content = content_of(report)
    pieces = list(found.pieces.select_related("settled_by"))
    numbers = {role: sum(_size(each) for each in pieces if each.role == role) for role in ROLE_WORDS}
    context = {
        "report": report,
        "period": wording.period(report),
        "document": found,
        "numbers": [(ROLE_WORDS[role](), number) for role, number in numbers.items() if number],
        "body": sum(number for role, number in numbers.items() if role != "contents"),
        "unplaced": [each for each in pieces if each.role == "unplaced"],
        "pieces": [(each, ROLE_WORDS[each.role](), _place(report, content, each)) for each in pieces],
        "waiting": [_differing(report, content, each) for each in found.answers.filter(state="waiting")],
        "places": [
            (f"{slot.question}/{slot.item or 0}", content.question_text(slot, wording.language()))
            for slot in content.slots()
            if content.edition.question(slot.question).kind == "long_text"
        ],
        "may_place": bool(can_place(person(request), report)),
    }
    return render(request, "reporting/document.html", context)


ROLE_WORDS = {
    "answer": lambda: _("placed in answers"),
    "form": lambda: _("the form’s own words"),
    "unplaced": lambda: _("without a place yet"),
    "set_aside": lambda: _("set aside by a person"),
    "contents": lambda: _("contents page"),
}


def _size(piece: Piece) -> int:
    return len("".join(piece.text.split()))


def _place(report: Report, content: Content, piece: Piece) -> tuple[str, str]:
    slot = piece.slot
    if slot is None or slot not in set(content.slots()):
        return "", ""
    return content.question_text(slot, wording.language()), slot_address(report, slot)


def _differing(report: Report, content: Content, imported: ImportedAnswer) -> dict[str, object]:
    question = content.edition.question(imported.question)
    now = readable(question, content.answers.get(imported.slot), wording.language())
    says = readable(question, from_json(question, imported.value), wording.language())
    return {
        "imported": imported,
        "question": content.question_text(imported.slot, wording.language()),
        "changes": word_difference(now, says),
    }


@policy("report.view")
@require_GET
def original(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """The document as it was given, to take away."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(report.imports.select_related("file"), pk=pk)
    record_alone("report.export", by=person(request), on=report, format="original", sha256=found.file.sha256)
    return attachment(bytes(found.file.content), found.file.media_type, found.file.name)


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to take away: never shown as a page of ours."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name.replace(chr(34), "")}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@policy("report.place")
@require_POST
def place(request: HttpRequest, country: str, start: date, version: int, pk: int, number: int) -> HttpResponse:
    """Put a piece of the document where it belongs, or say that it belongs nowhere."""
    report = report_or_404(request, country, start, version, "report.place")
    piece = get_object_or_404(
        Piece.objects.select_related("document__report__country", "document__report__edition"),
        document__report=report, document=pk, number=number, role="unplaced",
    )  # fmt: skip
    chosen = request.POST.get("slot", "")
    if chosen == "nowhere":
        actions.place(piece, None, by=person(request))
        messages.success(request, _("Set aside. It stays readable with the document."))
    else:
        question, _slash, item = chosen.partition("/")
        slot = Slot(question, int(item) or None) if item.isdigit() else None
        places = {each for each in content_of(report).slots() if _is_text(report, each)}
        if slot not in places:
            messages.error(request, _("Choose the question that this piece belongs to."))
        else:
            actions.place(piece, slot, by=person(request))
            messages.success(request, _("Placed at the end of that answer."))
    return to("document", report, pk=pk)


def _is_text(report: Report, slot: Slot) -> bool:
    return report.edition.edition.question(slot.question).kind == "long_text"


@policy("report.answer")
@require_POST
def decide(request: HttpRequest, country: str, start: date, version: int, pk: int, answer: int) -> HttpResponse:
    """Take the document's answer, or leave it out."""
    report = report_or_404(request, country, start, version, "report.answer")
    imported = get_object_or_404(
        ImportedAnswer.objects.select_related("document__report__country", "document__report__edition"),
        document__report=report, document=pk, pk=answer, state="waiting",
    )  # fmt: skip
    verb = actions.take if request.POST.get("decision") == "take" else actions.leave
    verb(imported, by=person(request))
    left = ImportedAnswer.objects.filter(document=pk, state="waiting").count()
    messages.success(
        request,
        ngettext("%(n)d answer is left to decide.", "%(n)d answers are left to decide.", left) % {"n": left},
    )
    return to("document", report, pk=pk)
