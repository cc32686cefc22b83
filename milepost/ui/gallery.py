"""What the gallery shows: realistic words, the longest there are, an empty list, 300 rows, mistakes."""

from datetime import UTC, date, datetime

from django import forms

from milepost.ui.forms import Checkboxes, DateField, Radios
from milepost.ui.parts import (
    Answer,
    Card,
    Cell,
    Column,
    Comment,
    Event,
    Finding,
    Lane,
    Link,
    Mark,
    Row,
    Someone,
    Source,
    Task,
    TaskGroup,
    Track,
    Version,
)
from milepost.ui.passages import word_changes

TODAY = date(2023, 5, 12)
LATE, SOON, FAR = date(2023, 5, 8), date(2023, 5, 15), date(2023, 9, 30)
LONG = "Ndërinstitucionalizimi i bashkërendimit ndërsektorial kundërshfrytëzimor"


class AnswerForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(
        label="Title of the step", help_text="A few words that next year's report can quote.", max_length=120
    )
    text = forms.CharField(
        label="What was done on this step?",
        help_text="Say what happened, when, and who did it. A figure needs its period.",
        widget=forms.Textarea(attrs={"lang": "sq", "rows": 5}),
    )
    status = forms.ChoiceField(
        label="How far is it?",
        choices=[("not_achieved", "Not achieved"), ("ongoing", "Ongoing"), ("completed", "Completed")],
        widget=Radios(
            hints={"ongoing": "Work has begun and goes on in the next period."}, reveals={"completed": "completed_on"}
        ),
    )
    completed_on = DateField(label="When was it completed?", help_text="For example 31 3 2023", required=False)
    tools = forms.MultipleChoiceField(
        label="How was progress assessed?",
        help_text="Choose all that apply.",
        choices=[
            ("surveys", "Surveys"),
            ("case_studies", "Case studies"),
            ("other", "Other"),
            ("not_applicable", "Not applicable"),
        ],
        widget=Checkboxes(reveals={"other": "tools_other"}, exclusive="not_applicable"),
    )
    tools_other = forms.CharField(label="Which other way?", required=False)
    owner = forms.ChoiceField(
        label="Responsible body",
        choices=[
            ("", "Choose a body"),
            ("asp", "State Agency for the Rights and Protection of the Child"),
            ("m", LONG),
        ],
    )
    due = DateField(label="Due on")
    evidence = forms.FileField(label="Evidence", required=False, help_text="A document of up to 20 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    tell = forms.BooleanField(label="Tell the people who contributed to this answer", required=False)


INITIAL = {"title": "Field teams in all municipalities", "status": "ongoing", "tools": ["surveys"]}
WRONG_INPUT = {
    "wrong-title": "",
    "wrong-text": "",
    "wrong-due_0": "31",
    "wrong-due_day": "31",
    "wrong-due_month": "2",
    "wrong-due_year": "2023",
    "wrong-status": "completed",
}

STATES = [
    ("Not started", "neutral"),
    ("Being written", "active"),
    ("Waits for the approver", "waiting"),
    ("Answered", "done"),
    ("Sent back", "alert"),
]

REPORT = {
    "country": "Albania",
    "period": "May 2022 – April 2023",
    "title": "Progress on the roadmap",
    "word": "Being written",
    "tone": "active",
    "sentence": "18 days until it is due",
    "done": 18,
    "total": 29,
    "progress_label": "questions answered",
    "action": "Write the next answer",
    "href": "#tasks",
    "why": "Lessons learned",
}

TASKS = [
    TaskGroup(
        "Progress on roadmap priorities",
        [
            Task("Identification and referral of children in street situation", "#", "Answered", "done"),
            Task(
                f"Strengthening the capacity of institutions: {LONG}",
                "#",
                "Being written",
                "active",
                "Asked of the Ministry of Justice, due on 15 May",
            ),
            Task("Prosecution of trafficking and exploitation", "#", "Not started"),
            Task("Anything else", "", "Not asked yet", "neutral", "Opens when the steps are chosen"),
        ],
        1,
        4,
    ),
    TaskGroup(
        "Collaboration with international partners",
        [
            Task("International partners", "#", "Answered", "done"),
            Task("Regional initiatives", "#", "Answered", "done"),
        ],
        2,
        2,
    ),
]

SUMMARY = [
    Row("Period", "1 May 2022 to 30 April 2023", "#", "Change"),
    Row("Responsible body", "State Agency for the Rights and Protection of the Child\nTirana", "#", "Change"),
    Row("Edition of the form", "Annual progress report, 2023"),
    Row("Step", LONG, "#", "Change"),
]

COLUMNS = [Column("Municipality"), Column("State of the return"), Column("Children", True), Column("Received")]
_NAMES = ("Berat", "Bulqizë", "Delvinë", "Devoll", "Dibër", "Durrës", "Elbasan", "Fier", "Gjirokastër", "Has", "Kamëz")
_RETURNS = (("Received", "done"), ("Asked", "waiting"), ("Not asked", "neutral"), ("Late", "alert"))
MUNICIPALITIES = [
    [
        Cell(f"{_NAMES[n % len(_NAMES)]} {n + 1}", url="#tables"),
        Cell(_RETURNS[n % 4][0], tone=_RETURNS[n % 4][1]),
        Cell(f"{n * 37 % 1300:,}".replace(",", "\u202f")),
        Cell(f"{n % 28 + 1} March 2023"),
    ]
    for n in range(300)
]

SOURCES = [
    Source("Returns of child protection workers, 2022", "58 of 61 units, received by 30 January 2023", "#"),
    Source("Decision of the Council of Ministers no. 129, 13 March 2019", "Official Gazette", "#"),
]
TRAIL = [
    Source("229 children", "As this report says it, submitted on 12 May 2023"),
    Source("Children managed for economic exploitation", "Definition 2, for the calendar year 2022", "#"),
    Source("58 of 61 returns", "Counted on 30 January 2023; three units did not answer", "#"),
    Source("Returns of the units", "Seen by the State Agency", "#"),
]

TEXT = (
    "During the reporting period 229 children exploited for work and begging were managed by Child Protection "
    "Units.\n\n"
    "In March 2024 twenty field teams were set up in the municipalities. ASHMDF coordinated the training of 412 "
    f"workers, and prepared the regulation on {LONG} <with the ministries>."
)


def _found(number: int, tone: str, words: str, sentence: str, todo: str) -> Finding:
    start = TEXT.index(words)
    return Finding(number, tone, sentence, todo, start, start + len(words), words, "#", "Explain this")


FINDINGS = [
    _found(
        1, "warning", "229 children", "This number is linked to no figure.",
        "Choose the indicator it is of: children managed (229 in 2022) or children identified.",
    ),
    _found(
        2, "error", "In March 2024", "This day is after the end of the report.",
        "Write when it happened, or move it to next year's steps.",
    ),
    _found(
        3, "note", "ASHMDF", "The agency has been called ASHDMF since 2017.", "Write it as the list of bodies has it.",
    ),
]  # fmt: skip

ANSWER = Answer(
    "What progress was made on identification and referral of children in street situation?",
    TEXT,
    "Answered",
    "done",
    "Arta Hoxha, State Agency",
    datetime(2023, 5, 11, 10, 42, tzinfo=UTC),
    "1",
    "#",
    "Change",
    SOURCES,
)
ANSWER_EMPTY = Answer(f"{LONG}?", "", "Not started", "neutral", number="2", url="#", action="Write")

_MINE = "Twenty field teams were set up in 2022, and 229 children were managed. Training goes on in 2023."
_THEIRS = (
    "Twenty-two field teams were set up by April 2023, and 229 children were identified. Training goes on in 2023."
)
VERSIONS = [
    Version("Your text", "You", datetime(2023, 5, 11, 10, 42, tzinfo=UTC), _MINE),
    Version("The saved text", "Besnik Marku, Ministry of Justice", datetime(2023, 5, 11, 10, 40, tzinfo=UTC), _THEIRS),
]
CHANGES = word_changes(_MINE, _THEIRS)

LANES = [
    Lane(
        "Planned", "neutral", [Card("Adopt the new National Agenda", "#", "Ministry of Health and Social Protection")]
    ),
    Lane(
        "Ongoing",
        "active",
        [
            Card("Field teams in all 61 municipalities", "#", "State Agency", LATE),
            Card(LONG, "#", "Ministry of Education and Sport", SOON, "Carried from 2021–2022"),
        ],
    ),
    Lane("Completed", "done", [Card("Train child protection workers", "#", "State Agency", None, "412 people")]),
    Lane("Not achieved", "alert", []),
]

YEARS = ["2020–2021", "2021–2022", "2022–2023", "2023–2024"]
TRACKS = [
    Track(
        "Field teams in all municipalities",
        [
            Mark("Planned", "neutral"),
            Mark("Ongoing", "active", "12 teams", joined=True),
            Mark("Ongoing", "active", "20 teams", joined=True),
            None,
        ],
        "#",
    ),
    Track(
        "Train child protection workers",
        [None, Mark("Planned", "neutral"), Mark("Completed", "done", joined=True), None],
    ),
    Track(
        f"Adopt a regulation: {LONG}",
        [None, None, Mark("Not achieved", "alert"), Mark("Planned", "neutral", joined=True)],
    ),
]

WHO = Someone("Arta Hoxha", "State Agency for the Rights and Protection of the Child")
COMMENTS = [
    Comment(
        Someone("Drita Leka", "Approver"),
        datetime(2023, 5, 10, 9, 5, tzinfo=UTC),
        "Which units did not answer? The sentence reads as if all 61 had.",
    ),
    Comment(
        Someone("Arta Hoxha", "Focal point"),
        datetime(2023, 5, 10, 15, 30, tzinfo=UTC),
        "Three: Pustec, Libohovë and Këlcyrë.\n\nI have written it so.",
    ),
]
EVENTS = [
    Event(datetime(2023, 5, 11, 10, 42, tzinfo=UTC), "Arta Hoxha", "Answer changed", "Revision 8", "#"),
    Event(datetime(2023, 5, 10, 9, 5, tzinfo=UTC), "Drita Leka", "Comment written"),
    Event(
        datetime(2023, 4, 28, 16, 0, tzinfo=UTC),
        "Ministry of Justice",
        "Contribution sent",
        "Two paragraphs, one document",
    ),
]
SECTIONS = [
    Link("#", "Answers", current=True),
    Link("#", "What to mend", shortcut="m"),
    Link("#", "Contributions"),
    Link("#", "History"),
]
