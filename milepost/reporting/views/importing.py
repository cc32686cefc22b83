"""Reading a document in: choose it, see what was placed, place the rest, decide where it differs."""

from collections import Counter
from datetime import date

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from milepost.accounts.policy import person, policy
from milepost.audit.record import record_alone
from milepost.reporting.actions import importing as actions
from milepost.reporting.content import Content, Slot, from_json
from milepost.reporting.edition import tell
from milepost.reporting.forms.importing import ImportForm
from milepost.reporting.importing.read import Unreadable, read
from milepost.reporting.models import Import, ImportedAnswer, Piece, Report
from milepost.reporting.queries.history import readable, word_difference
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.report import can_answer, can_import, can_place
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404, to
from milepost.reporting.views.report import slot_address


@policy("report.import")
@require_http_methods(["GET", "POST"])
def import_document(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """Choose a document to read in."""
    report = report_or_404(request, country, start, version, "report.import")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
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
        "imports": _imports(report),
    }
    return render(request, "reporting/import.html", context, status=422 if form.errors else 200)


def _imports(report: Report) -> QuerySet[Import]:
    """The documents read in so far, with what is still open in each."""
    return (
        report.imports.select_related("file", "by")
        .defer("file__content")
        .annotate(
            unplaced=Count("pieces", filter=Q(pieces__role="unplaced"), distinct=True),
            waiting=Count("answers", filter=Q(answers__state="waiting"), distinct=True),
        )
        .order_by("-at")
    )


@policy("report.view")
@require_GET
def document(request: HttpRequest, country: str, start: date, version: int, pk: int) -> HttpResponse:
    """What a document said and where each piece of it went."""
    report = report_or_404(request, country, start, version)
    found = get_object_or_404(report.imports.select_related("file", "by").defer("file__content"), pk=pk)
    content = content_of(report)
    pieces = list(found.pieces.select_related("settled_by"))
    lines = _lines(report, content)
    context = {
        "report": report,
        "period": wording.period(report),
        "document": found,
        "warnings": list(dict.fromkeys(each.note for each in pieces if each.role == "form" and each.note)),
        "numbers": _numbers(pieces),
        "characters": sum(_size(each) for each in pieces if each.role != "contents"),
        "unplaced": [each for each in pieces if each.role == "unplaced"],
        "pieces": [(each, ROLE_WORDS[each.role], *_place(lines, each)) for each in pieces],
        "open_piece": request.GET.get("piece", ""),
        "waiting": [_differing(report, content, each) for each in found.answers.filter(state="waiting")],
        "sections": _places(content, lines),
        "may_place": bool(can_place(person(request), report)),
        "may_decide": bool(can_answer(person(request), report)),
    }
    return render(request, "reporting/document.html", context)


ROLE_WORDS = {
    "answer": gettext_lazy("Placed in answers"),
    "form": gettext_lazy("The form’s own words"),
    "contents": gettext_lazy("Contents page"),
    "set_aside": gettext_lazy("Set aside by a person"),
    "unplaced": gettext_lazy("Without a place yet"),
}


def _numbers(pieces: list[Piece]) -> list[tuple[str | Promise, int, int]]:
    """What became of the document: how many pieces and characters of each sort."""
    counted, characters = Counter(each.role for each in pieces), Counter[str]()
    for each in pieces:
        characters[each.role] += _size(each)
    return [(words, counted[role], characters[role]) for role, words in ROLE_WORDS.items() if counted[role]]


def _size(piece: Piece) -> int:
    return len("".join(piece.text.split()))


def _lines(report: Report, content: Content) -> dict[Slot, tuple[str, str]]:
    """Each slot's short words and address."""
    return {
        slot: (wording.short_question(content, printed, slot), slot_address(report, slot))
        for printed in content.printed()
        for slot, _item in printed.slots
    }


def _place(lines: dict[Slot, tuple[str, str]], piece: Piece) -> tuple[str, str]:
    return lines.get(piece.slot, ("", "")) if piece.slot else ("", "")


def _places(content: Content, lines: dict[Slot, tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a piece can go: the long texts, by section, as the choices of a list."""
    choices: dict[str, list[tuple[str, str]]] = {}
    for slot in content.slots():
        if _is_text(content, slot):
            section = content.edition.section_of(slot.question).key
            choices.setdefault(section, []).append((_code(slot), lines[slot][0]))
    titles = {section.key: tell(section.title, wording.language()).text for section in content.edition.sections}
    return [(titles[key], found) for key, found in choices.items()]


def _code(slot: Slot) -> str:
    return f"{slot.question}/{slot.item or 0}"


def _is_text(content: Content, slot: Slot) -> bool:
    return content.edition.question(slot.question).kind == "long_text"


def _differing(report: Report, content: Content, imported: ImportedAnswer) -> dict[str, object]:
    question = content.edition.question(imported.question)
    now = readable(question, content.answers.get(imported.slot), wording.language())
    says = readable(question, from_json(question, imported.value), wording.language())
    return {
        "imported": imported,
        "question": content.question_text(imported.slot, wording.language()),
        "url": slot_address(report, imported.slot),
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
    """A file to take away: never shown as a page of ours, whatever its name and content."""
    response = HttpResponse(content, content_type=media_type)
    printable = "".join(letter for letter in name if letter.isprintable())
    response.headers["Content-Disposition"] = content_disposition_header(True, printable) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@policy("report.place")
@require_POST
def place(request: HttpRequest, country: str, start: date, version: int, pk: int, number: int) -> HttpResponse:
    """Put a piece of the document where it belongs, or say that it belongs nowhere."""
    report = report_or_404(request, country, start, version, "report.place")
    piece = get_object_or_404(
        Piece.objects.select_related("document__report__country", "document__report__edition"),
        document__report=report, document=pk, number=number,
    )  # fmt: skip
    content = content_of(report)
    slot = _chosen(content, request.POST.get("slot", ""))
    if piece.role != "unplaced":
        messages.info(request, _("This piece has its place already."))
    elif request.POST.get("slot") == "nowhere":
        actions.place(piece, None, by=person(request))
        messages.success(request, _("Set aside. It stays readable with the document."))
    elif slot is None:
        messages.error(request, _("Choose the question that this piece belongs to."))
    else:
        actions.place(piece, slot, by=person(request))
        words = content.question_text(slot, wording.language())
        messages.success(request, _("Placed at the end of the answer to: %(question)s") % {"question": words})
    return to("document", report, pk=pk)


def _chosen(content: Content, chosen: str) -> Slot | None:
    """The long text that was chosen; None for anything else."""
    return next((slot for slot in content.slots() if _code(slot) == chosen and _is_text(content, slot)), None)


@policy("report.answer")
@require_POST
def decide(request: HttpRequest, country: str, start: date, version: int, pk: int, answer: int) -> HttpResponse:
    """Take the document's answer, or leave it out."""
    report = report_or_404(request, country, start, version, "report.answer")
    imported = get_object_or_404(
        ImportedAnswer.objects.select_related("document__report__country", "document__report__edition"),
        document__report=report, document=pk, pk=answer,
    )  # fmt: skip
    verb = {"take": actions.take, "leave": actions.leave}.get(request.POST.get("decision", ""))
    if imported.state != "waiting":
        messages.info(request, _("This is decided already."))
    elif verb is None:
        messages.error(request, _("Choose which text the report is to have."))
    else:
        verb(imported, by=person(request))
        messages.success(request, _left_to_decide(pk))
    return to("document", report, pk=pk)


def _left_to_decide(pk: int) -> str:
    left = ImportedAnswer.objects.filter(document=pk, state="waiting").count()
    if not left:
        return _("Decided. Nothing is left to decide in this document.")
    return ngettext("%(n)d answer is left to decide.", "%(n)d answers are left to decide.", left) % {"n": left}
