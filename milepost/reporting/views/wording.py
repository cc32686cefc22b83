"""How reports, questions and answers are called on pages."""

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from milepost.reporting import text
from milepost.reporting.content import (
    AnswerState,
    Choice,
    Choices,
    Content,
    PlannedStep,
    Printed,
    Scale,
    Slot,
    Steps,
    Value,
    Words,
    answer_state,
)
from milepost.reporting.edition import tell
from milepost.reporting.models import Report

STATE_WORDS: dict[AnswerState, str | Promise] = {
    "answered": _("Answered"),
    "says_nothing": _("Says nothing"),
    "not_applicable": _("Not applicable"),
    "not_recorded": _("Not recorded"),
}
STATE_TONES: dict[AnswerState, str] = {
    "answered": "done",
    "says_nothing": "waiting",
    "not_applicable": "active",
    "not_recorded": "neutral",
}
REPORT_TONES = {
    "draft": "active",
    "in_review": "waiting",
    "approved": "waiting",
    "submitted": "done",
    "replaced": "neutral",
}


EVENT_WORDS: dict[str, str | Promise] = {
    "report.open": _("opened the report"),
    "report.answer": _("wrote an answer"),
    "report.keep_text": _("wrote while someone else saved"),
    "report.settle": _("decided between two texts"),
    "report.confirm": _("confirmed a carried answer"),
    "report.restore": _("restored an earlier text"),
    "report.import": _("read in a document"),
    "report.take": _("took an answer from a document"),
    "report.leave": _("left an answer of a document out"),
    "report.place": _("placed a piece of a document"),
    "report.export": _("took the report away as a file"),
    "report.justify": _("explained a warning"),
    "report.send_for_review": _("sent the report for review"),
    "report.send_back": _("sent the report back"),
    "report.approve": _("approved the report"),
    "report.withdraw": _("took the report back from review"),
    "report.submit": _("submitted the report"),
    "report.correct": _("opened a correction"),
    "report.carry": _("opened next year’s report"),
    "report.comment": _("commented on a question"),
    "report.reply": _("replied to a comment"),
    "report.resolve": _("resolved a comment"),
    "contribution.ask": _("asked someone for an answer"),
    "contribution.draft": _("wrote a contribution"),
    "contribution.offer": _("sent a contribution"),
    "contribution.accept": _("accepted a contribution"),
    "contribution.hand_back": _("handed a contribution back"),
    "contribution.withdraw": _("stopped asking for an answer"),
    "contribution.remind": _("reminded a contributor"),
    "person.sign_in": _("signed in"),
    "person.sign_out": _("signed out"),
    "person.sign_in_failed": _("a sign-in failed"),
    "person.change_password": _("chose a password"),
    "person.add": _("added a person"),
    "person.assign": _("gave a role"),
    "person.withdraw": _("took a role away"),
    "person.reset": _("set a first password"),
    "refusal": _("was refused an act"),
    "edition.load": _("loaded an edition"),
    "places.load": _("loaded places of a country pack"),
    "institutions.load": _("loaded bodies of a country pack"),
    "documents.load": _("loaded terms and documents of a country pack"),
    "roadmap.load": _("loaded the roadmap of a country pack"),
    "places.skeleton": _("made a country without a pack"),
    "document.keep": _("kept a file"),
    "roadmap.plan": _("planned steps"),
    "roadmap.decide": _("decided what became of a step"),
    "roadmap.edit": _("changed a step"),
}


def language() -> str:
    """The reader's language, as editions name it."""
    return (get_language() or "en")[:2]


def period(report: Report) -> str:
    """The period as people write it: May 2022 – April 2023."""
    return " – ".join(formats.date_format(day, "F Y") for day in (report.start, report.end))


def tone(report: Report) -> str:
    """The tone of a report's state."""
    return REPORT_TONES[report.state]


def short_question(content: Content, printed: Printed, slot: Slot) -> str:
    """A question's line in a list: its number, and the title of what it is about where it is about something."""
    item = content.item(slot)
    words = content.question_text(printed, language())
    if item is None:
        return f"{printed.number}. {words}"
    return f"{printed.number}. {item.title}" if printed.item else f"{printed.number}.{item.number} {item.title}"


def state_words(value: Value | None) -> tuple[str | Promise, str]:
    """The word and tone of an answer's state."""
    state = answer_state(value)
    return STATE_WORDS[state], STATE_TONES[state]


def read_value(content: Content, slot: Slot, value: Value | None) -> str:
    """An answer as text to read."""
    question = content.edition.question(slot.question)
    match value:
        case Words():
            return value.plain
        case Choice():
            option = question.option(value.value)
            name = tell(option.text, language()).text if option else value.value
            return f"{name}: {value.text}" if value.text else name
        case Choices():
            names = [tell(o.text, language()).text for o in question.options if o.value in value.values]
            return "\n".join([f"- {name}" for name in names] + ([value.other] if value.other else []))
        case Scale():
            return f"{value.value} / {question.points}"
        case Steps():
            return "\n\n".join(_step(number, step) for number, step in enumerate(value.steps, 1))
    return ""


def _step(number: int, step: PlannedStep) -> str:
    facts = [step.owner, step.due, step.indicator]
    return "\n".join([f"{number}. {step.title}", text.plain(step.source), " · ".join(each for each in facts if each)])
