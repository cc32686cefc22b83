"""Attaching photos and documents, looking at one, removing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from milepost.accounts.models import Person
from milepost.accounts.policy import person, policy
from milepost.cases.actions import attachment as actions
from milepost.cases.forms.attachment import AttachForm, RemoveAttachmentForm
from milepost.cases.media import ENDINGS
from milepost.cases.models import AttachmentContent, Case
from milepost.cases.queries.attachment import Listed, attachments_of
from milepost.cases.queries.file import File, groups_of
from milepost.cases.rules.attachment import can_remove_attachment
from milepost.cases.rules.case import can, now
from milepost.cases.states import FILE_KINDS, SECTIONS
from milepost.cases.views import wording
from milepost.cases.views.fetch import on_case, to
from milepost.ui import parts
from milepost.vault.opening import Opener
from milepost.vault.session import opener_of


@sensitive_variables()
def shown_on(file: File, who: Person, opener: Opener) -> dict[str, Any]:
    """What the page of the case shows."""
    listed = attachments_of(file.case, file.groups, opener.open_case(file.case.key_id))
    return {
        "attachments": [(each, each.name or _("without a name"), about(each)) for each in listed],
        "may_attach": bool(can(who, file.case, "attach")),
    }


def about(each: Listed) -> str:
    """A line on an attachment: kind, size, what it belongs to, when taken."""
    told = [str(FILE_KINDS[each.row.kind]), filesizeformat(each.shown.size)]
    if each.row.section:
        told.append(_("belongs to %(section)s") % {"section": SECTIONS[each.row.section]})
    if each.row.taken_on:
        told.append(wording.date_of(each.row.taken_on))
    return " · ".join(told)


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.attach")
@require_http_methods(["GET", "POST"])
@on_case("case.attach")
def attach(request: HttpRequest, case: Case) -> HttpResponse:
    """Attach several at once. What cannot be kept is named; the rest is kept all the same."""
    form = AttachForm(request.POST or None, request.FILES or None, country=case.country_id)
    if form.is_bound:
        form.full_clean()
        if form.keeps_some:
            made = actions.attach(
                case, form.prepared, form.facts(), by=person(request), opener=opener_of(request),
                token=form.cleaned_data["token"],
            )  # fmt: skip
            told = ngettext("%(n)s file is attached.", "%(n)s files are attached.", len(made)) % {"n": len(made)}
            messages.success(request, told)
            if form.is_valid():
                return redirect(to(case) + "#attachments")
            form.renew()
    context = {"case": case, "form": form, "ruling": now(case, "attach"), "back": to(case)}
    return render(request, "cases/attach.html", context, status=422 if form.errors else 200)


@sensitive_variables()
@policy("case.view_attachment")
@require_GET
@on_case("case.view_attachment")
def view_attachment(request: HttpRequest, case: Case, attachment: UUID) -> HttpResponse:
    """A photo as it is, a document to take away; what is said of it, and who attached it."""
    found = _or_404(request, case, attachment)
    context = {
        "case": case, "each": found, "name": found.name or _("without a name"), "rows": _rows(found), "back": to(case),
        "may_remove": bool(can_remove_attachment(person(request), found.row)),
    }  # fmt: skip
    return render(request, "cases/view_attachment.html", context)


def _rows(each: Listed) -> list[parts.Row]:
    row = each.row
    rows = [
        parts.Row(_("What it shows"), each.description or _("not recorded")),
        parts.Row(_("Kind"), f"{FILE_KINDS[row.kind]}, {filesizeformat(each.shown.size)}"),
        parts.Row(_("Belongs to"), SECTIONS[row.section] if row.section else _("the file as a whole")),
        parts.Row(_("Taken or written"), wording.date_of(row.taken_on) if row.taken_on else _("not recorded")),
        parts.Row(_("Attached"), f"{row.by.name}, {wording.moment(row.at)}"),
    ]
    if row.evidence:
        rows.append(parts.Row(_("Evidence"), _("yes")))
    if row.removed_at and row.removed_by:
        rows.append(parts.Row(_("Removed"), f"{row.removed_by.name}, {wording.moment(row.removed_at)}"))
        rows.append(parts.Row(_("Why"), each.reason))
    return rows


@sensitive_variables()
@policy("case.view_attachment")
@require_GET
@on_case("case.view_attachment", records=False)
def attachment_content(request: HttpRequest, case: Case, attachment: UUID) -> HttpResponse:
    """The bytes as people see them."""
    return _served(request, case, attachment, "shown")


@sensitive_variables()
@policy("case.view_attachment")
@require_GET
@on_case("case.view_attachment", records=False)
def attachment_original(request: HttpRequest, case: Case, attachment: UUID) -> HttpResponse:
    """The untouched original of a photo that is evidence."""
    return _served(request, case, attachment, "original")


@sensitive_variables()
def _served(request: HttpRequest, case: Case, attachment: UUID, which: str) -> HttpResponse:
    found = _or_404(request, case, attachment)
    if found.row.removed_at is not None:
        raise Http404
    try:
        content = actions.view_attachment(found.row, which, by=person(request), opener=opener_of(request))
    except AttachmentContent.DoesNotExist:
        raise Http404 from None
    name = f"{case.number}-{str(found.row.pk)[:8]}{'-original' if which == 'original' else ''}"
    return taken_away(content.data, content.media_type, f"{name}.{ENDINGS[content.media_type]}")


def taken_away(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file of a case as an answer: never shown as a page, never kept by a browser or a proxy. `name` names nobody."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@sensitive_variables()
def _or_404(request: HttpRequest, case: Case, pk: UUID) -> Listed:
    """An attachment of this very case, for whoever may read what happened."""
    key = opener_of(request).open_case(case.key_id)
    found = attachments_of(case, groups_of(case, person(request)), key, pk=pk)
    if not found:
        raise Http404
    return found[0]


@sensitive_post_parameters()
@sensitive_variables()
@policy("case.remove_attachment")
@require_http_methods(["GET", "POST"])
@on_case("case.remove_attachment")
def remove_attachment(request: HttpRequest, case: Case, attachment: UUID) -> HttpResponse:
    """Remove it, with a reason."""
    found = _or_404(request, case, attachment)
    form = RemoveAttachmentForm(request.POST or None, country=case.country_id)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.remove_attachment(found.row, reason, by=person(request), opener=opener_of(request))
        messages.success(request, _("Removed. That it was there, and why it is not any more, stays in the file."))
        return redirect(to(case) + "#attachments")
    context = {
        "case": case, "form": form, "each": found, "name": found.name or _("without a name"), "back": to(case),
        "ruling": can_remove_attachment(person(request), found.row),
    }  # fmt: skip
    return render(request, "cases/remove_attachment.html", context, status=422 if form.errors else 200)
