"""Submitting freezes; a correction is a new version that replaces and says why."""

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.reporting.actions.answer import write
from milepost.reporting.actions.report import ItemDraft, hold, move, set_items
from milepost.reporting.actions.review import HasErrors, digest_of, frozen_content, keep_files
from milepost.reporting.content import Choice, Slot, from_json
from milepost.reporting.models import Answer, Report, Submission, SubmittedFile
from milepost.reporting.queries.checks import errors_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.rules.report import can_correct, can_submit
from milepost.roadmap import actions as roadmap
from milepost.roadmap.states import REPORTED


class ChangedSinceApproval(ValueError):
    """The content is not the one that was approved."""


@transaction.atomic
def submit(report: Report, *, by: Person) -> Submission:
    """Freeze an approved report: its content, and every file with its hash. A correction replaces what it corrects.

    Raises `HasErrors` when a check finds an error, `ChangedSinceApproval` when the content is not the approved one.
    """
    require(can_submit(by, hold(report)), "report.submit", report.country_id)
    if errors := errors_of(report):
        raise HasErrors(errors)
    round_ = report.rounds.get(state="approved")
    if digest_of(frozen_content(report)) != round_.digest:
        raise ChangedSinceApproval(str(report))
    move(report, "submitted")
    content = frozen_content(report)
    submission = Submission.objects.create(
        report=report, round=round_, content=content, digest=digest_of(content), by=by, at=timezone.now()
    )
    SubmittedFile.objects.bulk_create(
        SubmittedFile(submission=submission, format=name, file=file) for name, file in keep_files(report, by=by).items()
    )
    if report.replaces:
        move(report.replaces, "replaced")
    tell_roadmap(report, by=by)
    record("report.submit", by=by, on=report, digest=submission.digest)
    return submission


def tell_roadmap(report: Report, *, by: Person) -> None:
    """Note on the roadmap what the report says of each step that it was asked about: a plain call downward."""
    answers = content_of(report).answers
    for item in report.items.filter(kind="step", step__isnull=False).select_related("step__country"):
        said, step = answers.get(Slot("step_status", item.number)), item.step
        status = said.value if isinstance(said, Choice) and said.value in REPORTED else ""
        if step and (status or step.status):
            roadmap.report(step, status, until=report.end, by=by)


@transaction.atomic
def correct(report: Report, *, reason: str, by: Person) -> Report:
    """Open a correction: a new version with the same answers, which replaces this one when it is submitted."""
    require(can_correct(by, hold(report)), "report.correct", report.country_id)
    if not reason.strip():
        raise ValueError("a correction says why")
    corrected = Report.objects.create(
        country=report.country, start=report.start, end=report.end, version=report.version + 1,
        edition=report.edition, language=report.language, opened_by=by, opened_at=timezone.now(),
        previous=report.previous, replaces=report, correction_reason=reason.strip(),
    )  # fmt: skip
    items = list(report.items.select_related("priority", "step"))
    set_items(
        corrected,
        [ItemDraft(item.title, priority=item.priority) for item in items if item.kind == "priority"],
        [ItemDraft(item.title, step=item.step) for item in items if item.kind == "step"],
    )
    for old in report.answers.all():
        write_copy(corrected, old, by=by)
    record("report.correct", by=by, on=corrected, replaces=report.version)
    return corrected


def write_copy(report: Report, old: Answer, *, by: Person) -> None:
    """The same answer in a new version of the report."""
    question = report.edition.edition.question(old.question)
    write(
        Answer(report=report, question=old.question, item=old.item),
        from_json(question, old.value),
        how="corrected",
        by=by,
    )
