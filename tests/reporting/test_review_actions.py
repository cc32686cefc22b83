"""Review: sent, commented, sent back, approved by another person, submitted; every round readable for ever."""

import hashlib

import pytest

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review, submission
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Report, Round
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill


@pytest.fixture
def filled(report: Report, cast: Cast) -> Report:
    fill(report, by=cast.focal_point)
    return report


def test_errors_are_listed_all_at_once(report: Report, cast: Cast) -> None:
    with pytest.raises(review.HasErrors) as blocked:
        review.send_for_review(report, by=cast.focal_point)
    required = {question.key for question in report.edition.edition.questions if question.required}
    assert {finding.slot.question for finding in blocked.value.findings if finding.slot} >= required
    assert report.state == "draft"


def test_a_report_in_review_does_not_change(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point, message="Please read.")
    with pytest.raises(Refused, match="in review"):
        answers.answer(filled, Slot("highlights"), Words("Other."), base=1, by=cast.focal_point)


def test_the_approver_is_never_the_one_who_sent_it(filled: Report, cast: Cast) -> None:
    # The console holds every verb, so only the rule on two people stands in its way.
    review.send_for_review(filled, by=cast.system)
    with pytest.raises(Refused, match="another person"):
        review.approve(filled, by=cast.system)
    assert review.approve(filled, by=cast.approver).decided_by == cast.approver


@pytest.mark.parametrize("role", ["focal_point", "viewer", "contributor", "administrator"])
def test_only_an_approver_approves(filled: Report, cast: Cast, role: str) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    with pytest.raises(Refused, match="Approver"):
        review.approve(filled, by=cast.of(role))


def test_sent_back_with_a_comment_for_each_question(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    comments = {
        Slot("highlights"): "Name the towns.",
        Slot("priority_progress", 3): "Say how many cases.",
        Slot("lessons"): " ",
    }
    review.send_back(filled, comments, by=cast.approver, note="Two questions are thin.")
    assert filled.state == "draft"
    threads = {(thread.slot, thread.comments.get().text) for thread in filled.threads.all()}
    assert threads == {(Slot("highlights"), "Name the towns."), (Slot("priority_progress", 3), "Say how many cases.")}


def test_sending_back_needs_a_comment(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    with pytest.raises(ValueError, match="comment"):
        review.send_back(filled, {Slot("highlights"): ""}, by=cast.approver)
    assert filled.rounds.get().state == "open"


def test_every_round_stays_readable_as_it_was(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point, message="First.")
    first = filled.rounds.get()
    frozen, digest = first.content, first.digest
    review.send_back(filled, {Slot("highlights"): "Name the towns."}, by=cast.approver)
    answers.answer(filled, Slot("highlights"), Words("Two centres in Vlorë and Berat."), base=1, by=cast.focal_point)
    review.send_for_review(filled, by=cast.focal_point, message="Second.")
    review.approve(filled, by=cast.approver, note="Good.")
    rounds = list(Round.objects.filter(report=filled).order_by("number"))
    assert [(each.number, each.state, each.message) for each in rounds] == [
        (1, "sent_back", "First."),
        (2, "approved", "Second."),
    ]
    assert (rounds[0].content, rounds[0].digest) == (frozen, digest)
    assert rounds[0].revisions["highlights"] == 1
    assert rounds[1].revisions["highlights"] == 2
    assert review.digest_of(rounds[1].content) == rounds[1].digest != digest


def test_a_thread_is_answered_resolved_and_opens_again(filled: Report, cast: Cast) -> None:
    thread = review.comment(filled, Slot("highlights"), "Name the towns.", by=cast.approver)
    review.resolve(thread, by=cast.focal_point)
    assert thread.state == "resolved"
    review.reply(thread, "Still missing.", by=cast.approver)
    assert thread.state == "open"
    assert [each.text for each in thread.comments.all()] == ["Name the towns.", "Still missing."]


def test_submitting_freezes_content_and_files(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    review.approve(filled, by=cast.approver)
    sent = submission.submit(filled, by=cast.focal_point)
    assert sent.content["state"] == "submitted"
    assert review.digest_of(sent.content) == sent.digest
    files = {each.format: each.file for each in sent.files.select_related("file")}
    assert set(files) == {"json", "html", "docx", "pdf"}
    for file in files.values():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    with pytest.raises(Refused, match="does not change"):
        answers.answer(filled, Slot("highlights"), Words("Other."), base=1, by=cast.focal_point)


def test_what_is_submitted_bears_the_checksum_of_what_was_approved(filled: Report, cast: Cast) -> None:
    round_ = review.send_for_review(filled, by=cast.focal_point)
    review.approve(filled, by=cast.approver)
    sent = submission.submit(filled, by=cast.focal_point)
    assert sent.digest == round_.digest
    assert sent.content["state"] != round_.content["state"]


def test_other_content_has_another_checksum(filled: Report, cast: Cast) -> None:
    content = review.frozen_content(filled)
    marked = {**content["marked"], "highlights": {"text": "Work went on in every county of **Albania**."}}
    assert review.digest_of({**content, "marked": marked}) != review.digest_of(content)
    assert review.digest_of({**content, "unplaced": ["A paragraph."]}) != review.digest_of(content)


def test_nobody_submits_what_is_not_approved(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    with pytest.raises(Refused, match="approver"):
        submission.submit(filled, by=cast.focal_point)


def test_a_correction_is_a_new_version_that_says_why(filled: Report, cast: Cast) -> None:
    review.send_for_review(filled, by=cast.focal_point)
    review.approve(filled, by=cast.approver)
    sent = submission.submit(filled, by=cast.focal_point)
    corrected = submission.correct(filled, reason="A town was named wrongly.", by=cast.focal_point)
    assert (corrected.version, corrected.replaces, corrected.state) == (2, filled, "draft")
    assert dict(content_of(corrected).answers) == dict(content_of(filled).answers)
    answers.answer(corrected, Slot("highlights"), Words("In Berat."), base=1, by=cast.focal_point)
    filled.refresh_from_db()
    assert filled.state == "submitted"
    review.send_for_review(corrected, by=cast.focal_point)
    review.approve(corrected, by=cast.approver)
    submission.submit(corrected, by=cast.focal_point)
    filled.refresh_from_db()
    assert filled.state == "replaced"
    assert sent.content == type(sent).objects.get(pk=sent.pk).content


def test_each_act_leaves_its_event(filled: Report, cast: Cast) -> None:
    start = Event.objects.order_by("-id").values_list("id", flat=True)[0]
    review.send_for_review(filled, by=cast.focal_point)
    review.withdraw(filled, by=cast.focal_point, reason="A slip.")
    review.send_for_review(filled, by=cast.focal_point)
    review.approve(filled, by=cast.approver)
    submission.submit(filled, by=cast.focal_point)
    verbs = list(Event.objects.filter(id__gt=start).order_by("id").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith("report.")] == [
        "report.send_for_review",
        "report.withdraw",
        "report.send_for_review",
        "report.approve",
        "report.submit",
    ]
