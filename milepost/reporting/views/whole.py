"""The whole report on one page, to read."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from milepost.accounts.policy import person, policy
from milepost.reporting.content import Content, Printed, Slot
from milepost.reporting.edition import tell
from milepost.reporting.models import Answer, Report
from milepost.reporting.queries.reports import answers_of, content_of
from milepost.reporting.rules.report import can_answer
from milepost.reporting.views import wording
from milepost.reporting.views.fetch import report_or_404
from milepost.reporting.views.report import slot_address
from milepost.ui import parts


@policy("report.view")
@require_GET
def whole(request: HttpRequest, country: str, start: date, version: int) -> HttpResponse:
    """All questions and answers on one page."""
    found = report_or_404(request, country, start, version)
    content, answers = content_of(found), answers_of(found)
    writes = bool(can_answer(person(request), found))
    sections = [
        (section.key, tell(section.title, wording.language()).text, cards(found, content, answers, section.key, writes))
        for section in content.edition.sections
    ]
    context = {
        "report": found,
        "period": wording.period(found),
        "sections": sections,
        "links": [parts.Link(f"#{key}", title) for key, title, _cards in sections],
    }
    return render(request, "reporting/whole.html", context)


def cards(
    found: Report, content: Content, answers: dict[Slot, Answer], section: str, writes: bool
) -> list[parts.Answer]:
    """The answer cards of a section."""
    return [
        _card(found, content, answers.get(slot), printed, slot, writes)
        for printed in content.printed()
        if content.edition.section_of(printed.question.key).key == section
        for slot, _item in printed.slots
    ]


def _card(
    found: Report, content: Content, answer: Answer | None, printed: Printed, slot: Slot, writes: bool
) -> parts.Answer:
    word, tone = wording.state_words(content.answers.get(slot))
    item = content.item(slot) if printed.question.parts else None
    words = content.question_text(printed if item else slot, wording.language())
    return parts.Answer(
        f"{words} – {item.title}" if item else words,
        wording.read_html(content, slot, content.answers.get(slot)),
        word,
        tone,
        who=answer.by.name if answer else "",
        at=answer.at if answer else None,
        number=wording.number(printed, slot),
        url=slot_address(found, slot),
        action=_("Change") if writes else _("Open"),
    )
