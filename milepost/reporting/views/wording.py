"""How reports, questions and answers are called on pages."""

from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from milepost.accounts.roles import ROLES
from milepost.places.models import reader_language
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
from milepost.reporting.exports.marked import document_html
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
    "places.mark_demo": _("said that the data are a demonstration"),
    "institutions.load": _("loaded bodies of a country pack"),
    "documents.load": _("loaded terms and documents of a country pack"),
    "roadmap.load": _("loaded the roadmap of a country pack"),
    "places.skeleton": _("made a country without a pack"),
    "document.keep": _("kept a file"),
    "roadmap.plan": _("planned steps"),
    "roadmap.report": _("noted what a report says of a step"),
    "roadmap.decide": _("decided what became of a step"),
    "roadmap.edit": _("changed a step"),
}


def language() -> str:
    """The reader's language, as editions name it."""
    return reader_language()


WORDS_FOR_NOTHING = {
    "en": ("No information", "Not applicable"),
    "sq": ("Nuk ka informacion", "Nuk zbatohet"),
    "fr": ("Pas d’information", "Sans objet"),
    "es": ("Sin información", "No aplica"),
}
"""Language of a report -> how it says that there is no information, and that a question does not apply."""


def words_for_nothing(report_language: str) -> tuple[str, str]:
    """Both words in the report's language, else in English."""
    return WORDS_FOR_NOTHING.get(report_language, WORDS_FOR_NOTHING["en"])


def language_name(code: str) -> str:
    """A language's name in the reader's language; its code where nobody named it."""
    try:
        return str(now(get_language_info(code)["name"]))
    except KeyError:
        return code


def untranslated(found: str) -> str:
    """The sentence for a question that is shown in another language than the reader's; empty when it is not."""
    if found == language():
        return ""
    return now("This question is not translated to %(wanted)s yet; it is shown in %(found)s.") % {
        "wanted": language_name(language()),
        "found": language_name(found),
    }


def holder(report: Report) -> str:
    """The role that holds the report now."""
    return str(ROLES[report.status.owner].name)


def period(report: Report) -> str:
    """The period as people write it: May 2022 – April 2023."""
    return " – ".join(formats.date_format(day, "F Y") for day in (report.start, report.end))


def tone(report: Report) -> str:
    """The tone of a report's state."""
    return REPORT_TONES[report.state]


def number(printed: Printed, slot: Slot) -> str:
    """The number the form prints, with the part's own where a question has parts: 8.2."""
    return f"{printed.number}.{slot.item}" if printed.question.parts else str(printed.number)


def short_question(content: Content, printed: Printed, slot: Slot) -> str:
    """A question's line in a list: its number, and the title of what it is about where it is about something."""
    item = content.item(slot)
    words = item.title if item else content.question_text(printed, language())
    return f"{number(printed, slot)}{'' if printed.question.parts else '.'} {words}"


def cut(words: str, length: int) -> str:
    """Words that are at most so many characters, cut between two words."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


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
            return f"{name}: {text.plain(value.text)}" if value.text else name
        case Choices():
            names = [tell(o.text, language()).text for o in question.options if o.value in value.values]
            return "\n".join([f"- {name}" for name in names] + ([value.other] if value.other else []))
        case Scale():
            return f"{value.value} / {question.points}"
        case Steps():
            return "\n\n".join(_step(number, step) for number, step in enumerate(value.steps, 1))
    return ""


def read_html(content: Content, slot: Slot, value: Value | None) -> SafeString:
    """An answer as HTML to read: paragraphs, lists, bold words and links as they were meant."""
    match value:
        case Words():
            return document_html(text.parse(value.source))
        case Choice() if text.plain_line(text.parse(value.text)) is None:
            name = read_value(content, slot, Choice(value.value))
            return format_html("<p>{}:</p>{}", name, document_html(text.parse(value.text)))
        case Choices():
            names = read_value(content, slot, Choices(value.values)).splitlines()
            items = format_html_join("", "<li>{}</li>", ((name.removeprefix("- "),) for name in names))
            return format_html("<ul>{}</ul>{}", items, format_html("<p>{}</p>", value.other) if value.other else "")
        case Steps():
            pairs = ((number, step) for number, step in enumerate(value.steps, 1))
            return format_html_join("", "{}", ((_step_html(number, step),) for number, step in pairs))
    plain = read_value(content, slot, value)
    return format_html("<p>{}</p>", plain) if plain else SafeString("")


def _step_html(number: int, step: PlannedStep) -> SafeString:
    facts = " · ".join(each for each in (step.owner, step.due, step.indicator) if each)
    return format_html(
        "<p><strong>{}. {}</strong></p>{}{}",
        number,
        step.title,
        document_html(text.parse(step.source)),
        format_html("<p>{}</p>", facts) if facts else "",
    )


def _step(number: int, step: PlannedStep) -> str:
    facts = [step.owner, step.due, step.indicator]
    return "\n".join([f"{number}. {step.title}", text.plain(step.source), " · ".join(each for each in facts if each)])
