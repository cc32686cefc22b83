"""Review: send, comment, resolve, send back, approve, take back, and explain a warning."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.documents.actions import keep
from milepost.documents.models import StoredFile
from milepost.reporting.actions.report import hold, move
from milepost.reporting.checks.finding import Finding
from milepost.reporting.content import Slot, to_json
from milepost.reporting.exports import json as json_export
from milepost.reporting.exports.formats import FORMATS, file_name
from milepost.reporting.models import Comment, Justification, Report, Round, RoundFile, Thread
from milepost.reporting.queries.checks import errors_of
from milepost.reporting.queries.reports import content_of
from milepost.reporting.queries.review import open_round
from milepost.reporting.rules.report import (
    can_approve,
    can_comment,
    can_justify,
    can_resolve,
    can_send_back,
    can_send_for_review,
    can_withdraw,
)


class HasErrors(ValueError):
    """Findings that block the way, all of them at once."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} errors")
        self.findings = findings


@transaction.atomic
def send_for_review(report: Report, *, by: Person, message: str = "") -> Round:
    """Send a draft to the approver, frozen as it is. Raises `HasErrors` while a check finds an error."""
    require(can_send_for_review(by, hold(report)), "report.send_for_review", report.country_id)
    if errors := errors_of(report):
        raise HasErrors(errors)
    content = frozen_content(report)
    round_ = Round.objects.create(
        report=report, number=report.rounds.count() + 1, content=content, revisions=revisions_of(report),
        digest=digest_of(content), message=message, sent_by=by, sent_at=timezone.now(),
    )  # fmt: skip
    RoundFile.objects.bulk_create(
        RoundFile(round=round_, format=name, file=file) for name, file in keep_files(report, by=by).items()
    )
    move(report, "in_review")
    record("report.send_for_review", by=by, on=report, round=round_.number, digest=round_.digest)
    return round_


@transaction.atomic
def send_back(report: Report, comments: Mapping[Slot, str], *, by: Person, note: str = "") -> Round:
    """Send the report back with a comment for each question meant. Raises ValueError without any comment."""
    require(can_send_back(by, hold(report)), "report.send_back", report.country_id)
    written = {slot: text.strip() for slot, text in comments.items() if text.strip()}
    if not written:
        raise ValueError("a report is sent back with at least one comment")
    round_ = open_round(report)
    for slot, text in written.items():
        _open_thread(report, slot, text, by=by, round_=round_, sent_back=True)
    _close(round_, "sent_back", by=by, note=note)
    move(report, "draft")
    record("report.send_back", by=by, on=report, round=round_.number, slots=[str(slot) for slot in written])
    return round_


@transaction.atomic
def approve(report: Report, *, by: Person, note: str = "") -> Round:
    """Approve the report as it was sent: never by the person who sent it."""
    round_ = open_round(report) if hold(report).state == "in_review" else None
    require(can_approve(by, report, round_=round_), "report.approve", report.country_id)
    assert round_ is not None
    _close(round_, "approved", by=by, note=note)
    move(report, "approved")
    record("report.approve", by=by, on=report, round=round_.number, digest=round_.digest)
    return round_


@transaction.atomic
def withdraw(report: Report, *, by: Person, reason: str = "") -> Round:
    """Take the report back from review, or an approved one that needs a change."""
    require(can_withdraw(by, hold(report)), "report.withdraw", report.country_id)
    round_ = report.rounds.latest("number")
    _close(round_, "withdrawn", by=by, note=reason)
    move(report, "draft")
    record("report.withdraw", by=by, on=report, round=round_.number)
    return round_


@transaction.atomic
def comment(report: Report, slot: Slot, text: str, *, by: Person) -> Thread:
    """Open a thread of comments on a question."""
    require(can_comment(by, hold(report)), "report.comment", report.country_id)
    round_ = report.rounds.filter(state="open").first()
    thread = _open_thread(report, slot, text, by=by, round_=round_)
    record("report.comment", by=by, on=thread, country=report.country_id, slot=str(slot))
    return thread


@transaction.atomic
def reply(thread: Thread, text: str, *, by: Person) -> Comment:
    """Answer in a thread; a resolved one opens again."""
    require(can_comment(by, hold(thread.report)), "report.comment", thread.report.country_id)
    written = Comment.objects.create(thread=thread, text=text, by=by, at=timezone.now())
    if thread.state == "resolved":
        thread.state, thread.resolved_by, thread.resolved_at = "open", None, None
        thread.save()
    record("report.reply", by=by, on=thread, country=thread.report.country_id)
    return written


@transaction.atomic
def resolve(thread: Thread, *, by: Person) -> Thread:
    """Close a thread; its comments stay readable."""
    require(can_resolve(by, hold(thread.report)), "report.resolve", thread.report.country_id)
    thread.state, thread.resolved_by, thread.resolved_at = "resolved", by, timezone.now()
    thread.save()
    record("report.resolve", by=by, on=thread, country=thread.report.country_id)
    return thread


@transaction.atomic
def justify(report: Report, finding: Finding, text: str, *, by: Person) -> Justification:
    """Explain why a warning stays. The approver reads it; a changed text is a new explanation."""
    require(can_justify(by, hold(report)), "report.justify", report.country_id)
    justification, _made = Justification.objects.update_or_create(
        report=report,
        fingerprint=finding.fingerprint,
        defaults={
            "code": finding.code, "text": text, "by": by, "at": timezone.now(),
            "question": finding.slot.question if finding.slot else "",
            "item": (finding.slot.item or 0) if finding.slot else 0,
        },
    )  # fmt: skip
    record("report.justify", by=by, on=justification, country=report.country_id, code=finding.code)
    return justification


def keep_files(report: Report, *, by: Person) -> dict[str, StoredFile]:
    """The report as it is now, written once in every format and kept. Part of the acts that freeze; they record."""
    content, files = content_of(report), {}
    for name, fmt in FORMATS.items():
        filename = file_name(content, name)
        files[name] = keep(filename, fmt.media_type, fmt.write(content, report.language), report.country, by=by)
    return files


def frozen_content(report: Report) -> dict[str, Any]:
    """The report as its JSON export says it, with the marked-up texts beside: what is frozen and hashed."""
    content = content_of(report)
    marked = {str(slot): to_json(value) for slot, value in content.answers.items()}
    return {**json.loads(json_export.write(content)), "marked": marked, "version": report.version}


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of content as canonical JSON.

    State and version are left out: what was approved and what was submitted show the same digest when it is the same
    text, though the one was a draft and the other is not.
    """
    told = {name: said for name, said in content.items() if name not in ("state", "version")}
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def revisions_of(report: Report) -> dict[str, int]:
    """Which revision each answer was at."""
    return {str(answer.slot): answer.revision for answer in report.answers.all()}


def _open_thread(
    report: Report, slot: Slot, text: str, *, by: Person, round_: Round | None, sent_back: bool = False
) -> Thread:
    now = timezone.now()
    thread = Thread.objects.create(
        report=report, round=round_, question=slot.question, item=slot.item or 0, sent_back=sent_back, opened_by=by,
        opened_at=now,
    )  # fmt: skip
    Comment.objects.create(thread=thread, text=text, by=by, at=now)
    return thread


def _close(round_: Round, state: str, *, by: Person, note: str) -> None:
    round_.state, round_.decided_by, round_.decided_at, round_.decision_note = state, by, timezone.now(), note
    round_.save()
