"""Reading a document in."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import milepost
from milepost.audit.models import Event
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import review
from milepost.reporting.content import Slot, Words
from milepost.reporting.models import Import, Report
from milepost.reporting.queries.reports import content_of
from tests.conftest import Cast
from tests.reporting.filling import fill
from tests.reporting.pages.visitor import Visitor, at

ALBANIA = Path(milepost.__file__).parent / "packs" / "al" / "reports" / "albania-2022-2023-report.txt"


def document(name: str = "report.txt", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, ALBANIA.read_bytes() if data is None else data)


def read_in(visitor: Visitor, report: Report, file: SimpleUploadedFile) -> Visitor:
    return visitor.go(at(report, "import")).press("Read the document", file=file)


def test_a_report_is_read_in_and_every_character_has_its_place(report: Report, focal_point: Visitor) -> None:
    page = read_in(focal_point, report, document())
    made = Import.objects.get()
    assert page.url == at(report, "document", pk=made.pk)
    assert "Every piece of the document has its place." in page.words
    content = content_of(report)
    assert isinstance(content.answers[Slot("priority_progress", 1)], Words)
    assert Slot("process_useful") not in content.answers  # its mark was lost: not recorded, never "no"


def test_the_summary_counts_every_piece_and_character(report: Report, focal_point: Visitor) -> None:
    page = read_in(focal_point, report, document())
    cells = [int(each.replace(",", "")) for each in page.all("main tbody td")]
    body = ALBANIA.read_text(encoding="utf-8")
    assert sum(cells[0::2]) == Import.objects.get().pieces.count()
    assert sum(cells[1::2]) == len("".join(body.split()))


def test_a_document_of_another_period_says_so(report: Report, focal_point: Visitor) -> None:
    other = ALBANIA.read_text(encoding="utf-8").replace("2023", "2019").replace("2022", "2018").replace("2021", "2017")
    page = read_in(focal_point, report, document(data=other.encode()))
    assert "The document is of May 2018 – April 2019; this report is of May 2022 – April 2023." in page.words


def test_the_original_comes_back_byte_for_byte_and_that_is_audited(report: Report, focal_point: Visitor) -> None:
    page = read_in(focal_point, report, document("raporti i Shqipërisë.txt"))
    response = page.download("The original")
    assert response.content == ALBANIA.read_bytes()
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "raporti%20i%20Shqip%C3%ABris%C3%AB.txt" in response.headers["Content-Disposition"]
    assert Event.objects.latest("id").verb == "report.export"


def test_the_list_says_what_is_open_in_each_document(report: Report, cast: Cast, focal_point: Visitor) -> None:
    read_in(focal_point, report, document())
    assert "Everything has its place" in focal_point.go(at(report, "import")).words
    answers.answer(report, Slot("highlights"), Words("Mine."), base=1, by=cast.focal_point)
    read_in(focal_point, report, document("again.txt"))
    assert "1 answer to decide" in focal_point.go(at(report, "import")).words


def test_reading_the_same_document_again_asks_nothing(report: Report, focal_point: Visitor) -> None:
    read_in(focal_point, report, document())
    before = content_of(report).answers
    page = read_in(focal_point, report, document())
    assert "Every piece of the document has its place." in page.words
    assert content_of(report).answers == before


def test_a_paragraph_stands_beside_the_answer_it_went_to(report: Report, focal_point: Visitor) -> None:
    read_in(focal_point, report, document())
    page = focal_point.go(at(report, "answer", question="priority_progress", item=3))
    link = page.select("aside .mp-evidence a")[0]
    assert "No information" in page.all("aside .mp-evidence a")[0]
    piece = link.get("href").partition("#")[2]
    shown = focal_point.go(link.get("href"))
    assert "No information" in shown.page.get_element_by_id(piece).text_content()
    assert shown.select("main details[open]")


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"\0" * 60_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.docx", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("letter.txt", b"Dear colleague,\n\nplease find the report attached.\n"),
        ("broken.docx", b"PK\x03\x04 and then nothing"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512),
        ("bomb.docx", bomb()),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(
    report: Report, focal_point: Visitor, name: str, data: bytes
) -> None:
    page = read_in(focal_point, report, document(name, data))
    assert page.status == 422
    assert len(page.all(".govuk-error-summary li")[0]) > 20
    assert not Import.objects.exists()


def test_no_file_chosen_is_named(report: Report, focal_point: Visitor) -> None:
    page = focal_point.go(at(report, "import")).press("Read the document")
    assert page.status == 422
    assert "Choose an answer to “The document”." in page.all(".govuk-error-summary li")


def test_a_file_that_is_too_large_is_named(report: Report, focal_point: Visitor) -> None:
    page = read_in(focal_point, report, document("large.txt", b"a" * (20 * 2**20 + 1)))
    assert "larger than 20 MB" in page.words


def test_nothing_is_read_in_during_review(report: Report, cast: Cast, focal_point: Visitor) -> None:
    fill(report, by=cast.focal_point)
    review.send_for_review(report, by=cast.focal_point)
    page = focal_point.go(at(report, "import"))
    assert not page.select("main form")
    assert page.client.post(at(report, "import"), {"file": document()}).status_code == 403
    assert not Import.objects.exists()


def test_a_viewer_reads_what_came_from_where_and_reads_nothing_in(
    report: Report, cast: Cast, focal_point: Visitor
) -> None:
    read_in(focal_point, report, document())
    viewer = Visitor(cast.viewer)
    assert viewer.client.get(at(report, "import")).status_code == 404
    assert "Placed in answers" in viewer.go(at(report, "document", pk=Import.objects.get().pk)).words


def test_a_document_of_another_report_is_not_found(report: Report, cast: Cast, focal_point: Visitor) -> None:
    read_in(focal_point, report, document())
    stranger = Visitor(cast.foreign["focal_point"])
    for name in ("document", "original"):
        assert stranger.client.get(at(report, name, pk=Import.objects.get().pk)).status_code == 404
