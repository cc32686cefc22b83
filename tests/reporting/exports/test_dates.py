"""The date that a file bears: when the report was submitted; for a draft always the same."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pikepdf

from milepost.reporting.actions import review, submission
from milepost.reporting.content import Content
from milepost.reporting.exports.formats import FORMATS
from milepost.reporting.models import Report
from tests.conftest import Cast
from tests.reporting.exports.exported_reports import FULL
from tests.reporting.filling import fill

SENT = replace(FULL, state="submitted", sent_at=datetime(2023, 5, 31, 14, 5, 9, 123456, UTC))


def pdf_date(file: bytes) -> str:
    with pikepdf.open(io.BytesIO(file)) as opened:
        return str(opened.docinfo["/CreationDate"])


def docx_date(file: bytes) -> datetime:
    created = docx.Document(io.BytesIO(file)).core_properties.created
    assert isinstance(created, datetime)
    return created.replace(tzinfo=UTC)


def written(content: Content, name: str) -> bytes:
    return FORMATS[name].write(content, "en")


def test_a_submitted_report_bears_the_moment_of_submission() -> None:
    assert pdf_date(written(SENT, "pdf")).startswith("D:20230531140509")
    assert docx_date(written(SENT, "docx")) == datetime(2023, 5, 31, 14, 5, 9, tzinfo=UTC)


def test_a_draft_bears_the_end_of_its_period() -> None:
    assert pdf_date(written(FULL, "pdf")).startswith("D:20230430000000")
    assert docx_date(written(FULL, "docx")) == datetime(2023, 4, 30, tzinfo=UTC)


def test_the_files_kept_at_submission_bear_its_moment(report: Report, cast: Cast) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    review.approve(report, by=cast.approver)
    sent = submission.submit(report, by=cast.focal_point)
    kept = {each.format: bytes(each.file.content) for each in sent.files.select_related("file")}
    assert pdf_date(kept["pdf"]).startswith(f"D:{sent.at:%Y%m%d%H%M%S}")
    assert docx_date(kept["docx"]) == sent.at.replace(microsecond=0)
