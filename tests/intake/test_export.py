"""Files go out: chosen, counted, under a password, fetched a few times, gone."""

import io
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import msoffcrypto
import pytest
from django.conf import settings
from django.utils import timezone
from msoffcrypto.exceptions import InvalidKeyError
from python_calamine import CalamineWorkbook

from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.intake.actions.export import Order, TooMany, end, fetch, make
from milepost.intake.actions.tidy import tidy
from milepost.intake.models import Export
from milepost.intake.queries.outgoing import IDENTITY, STATISTICS, Chosen
from milepost.intake.workbook import STARTS_FORMULA, under_password, workbook
from milepost.people.identity import Identity
from milepost.places.codes import UnknownCode
from tests.cases.conftest import Unit
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

MARK = "zqxjvkw"


def an_order(unit: Unit, **more: Any) -> Order:
    given: dict[str, Any] = {
        "chosen": Chosen(unit.body), "scope": "identity", "purpose": "request", "reason": "The court asks for it.",
        "recipient": "Court of Berat, registry",
    }  # fmt: skip
    return Order(**{**given, **more})


def made(unit: Unit, **more: Any) -> tuple[Export, str]:
    return make(an_order(unit, **more), by=unit.head, opener=unit.opener(unit.head))


def fetched(unit: Unit, export: Export) -> bytes:
    return fetch(export, by=unit.head, opener=unit.opener(unit.head))


def opened(data: bytes, password: str) -> bytes:
    """The Excel file, as another program opens it."""
    file, plain = msoffcrypto.OfficeFile(io.BytesIO(data)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def cells(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_object(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def a_file(unit: Unit, name: str = "Besa") -> None:
    unit.registered(Identity(name, f"{MARK}name", address=f"{MARK}street", phone="069 1", id_number="J1"))


def test_the_password_opens_what_the_unit_chose(unit: Unit) -> None:
    a_file(unit)
    export, password = made(unit)
    rows = cells(opened(fetched(unit, export), password))
    assert rows[0] == [str(heading) for heading in (*IDENTITY, *STATISTICS)]
    assert {"Besa", f"{MARK}name", f"{MARK}street", "begging", "Registered"} <= set(rows[1])


def test_another_password_opens_nothing(unit: Unit) -> None:
    a_file(unit)
    export, _password = made(unit)
    with pytest.raises(InvalidKeyError):
        opened(fetched(unit, export), "aaaa-aaaa-aaaa-aaaa-aaaa")


def test_neither_the_file_nor_the_database_shows_a_byte_of_it(unit: Unit) -> None:
    a_file(unit)
    export, password = made(unit, reason=f"{MARK} reason", recipient=f"{MARK} court")
    export.refresh_from_db()
    kept = b"".join(bytes(each or b"") for each in (export.content, export.reason, export.recipient))
    for data in (kept, fetched(unit, export)):
        assert MARK.encode() not in data
        assert MARK.encode("utf-16-le") not in data
        assert password.encode() not in data
    assert password not in str(list(Event.objects.values_list("detail", flat=True)))


def test_without_names_there_is_no_name_number_or_day(unit: Unit) -> None:
    case = unit.registered(Identity("Besa", f"{MARK}name"))
    export, password = made(unit, scope="statistics")
    plain = opened(fetched(unit, export), password)
    rows = cells(plain)
    assert rows[0] == [str(heading) for heading in STATISTICS]
    packed = zipfile.ZipFile(io.BytesIO(plain))
    text = b"".join(packed.read(name) for name in packed.namelist()).decode()
    assert MARK not in text
    assert case.number not in text
    assert case.child.reference not in text


def test_a_cell_that_looks_like_a_formula_is_a_text(unit: Unit) -> None:
    for number, sign in enumerate(STARTS_FORMULA[:4]):
        unit.registered(Identity(f'{sign}HYPERLINK("http://x")', f"S{number}"))
    export, password = made(unit)
    plain = opened(fetched(unit, export), password)
    sheet = zipfile.ZipFile(io.BytesIO(plain)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet.lower()
    assert {f'{sign}HYPERLINK("http://x")' for sign in "=+-@"} <= {cell for row in cells(plain) for cell in row}


def test_such_a_cell_is_marked_as_a_text() -> None:
    plain = zipfile.ZipFile(io.BytesIO(workbook("x", ["a"], [[f"{sign}1"] for sign in STARTS_FORMULA])))
    assert b'quotePrefix="1"' in plain.read("xl/styles.xml")


def test_more_files_than_an_export_holds_are_not_given(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MILEPOST", settings.MILEPOST.model_copy(update={"export_rows": 2}))
    for name in ("A", "B"):
        a_file(unit, name)
    assert made(unit)[0].number == 2
    a_file(unit, "C")
    with pytest.raises(TooMany):
        made(unit)
    assert Export.objects.count() == 1


def test_only_the_files_of_the_unit_and_of_the_choice_go_out(unit: Unit, other: Unit) -> None:
    a_file(unit)
    unit.closed(unit.in_force(unit.assessed(unit.registered(Identity("Closed")))))
    other.registered(Identity("Theirs"))
    for state, names in (("any", {"Besa", "Closed"}), ("open", {"Besa"}), ("closed", {"Closed"})):
        export, password = made(unit, chosen=Chosen(unit.body, state))
        assert {row[5] for row in cells(opened(fetched(unit, export), password))[1:]} == names
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="No file fits"):
        made(unit, chosen=Chosen(unit.body, since=tomorrow))


def test_the_last_fetch_deletes_it(unit: Unit) -> None:
    a_file(unit)
    export, _password = made(unit)
    for _ in range(export.fetches):
        fetched(unit, export)
    export.refresh_from_db()
    assert (export.state, export.content, export.fetched) == ("ended", None, export.fetches)
    with pytest.raises(Refused, match="has ended"):
        fetched(unit, export)


def test_its_time_deletes_it(unit: Unit, cast: Cast) -> None:
    a_file(unit)
    export, _password = made(unit)
    assert tidy(by=cast.system) == (0, 0)
    Export.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert tidy(by=cast.system) == (0, 1)
    export.refresh_from_db()
    assert (export.state, export.content) == ("ended", None)


def test_the_head_ends_it(unit: Unit) -> None:
    a_file(unit)
    export, _password = made(unit)
    assert end(export, by=unit.head).content is None
    assert end(export, by=unit.head).state == "ended"


def test_the_same_form_sent_twice_makes_one_and_shows_the_password_once(unit: Unit) -> None:
    a_file(unit)
    token, opener = uuid.uuid4(), unit.opener(unit.head)
    first, password = make(an_order(unit), by=unit.head, opener=opener, token=token)
    second, nothing = make(an_order(unit), by=unit.head, opener=opener, token=token)
    assert first == second
    assert (len(password), nothing) == (24, "")


@pytest.mark.parametrize("missing", ["purpose", "reason", "recipient"])
def test_nothing_leaves_without_reason_and_recipient(unit: Unit, missing: str) -> None:
    a_file(unit)
    with pytest.raises(Refused, match="Choose a reason"):
        made(unit, **{missing: ""})


def test_a_reason_is_one_of_the_countrys(unit: Unit) -> None:
    a_file(unit)
    with pytest.raises(UnknownCode):
        made(unit, purpose="curiosity")


def test_only_the_head_of_the_unit(unit: Unit, other: Unit) -> None:
    a_file(unit)
    export, _password = made(unit)
    for person in (unit.worker, other.head):
        opener = unit.opener(person)
        with pytest.raises(Refused):
            make(an_order(unit), by=person, opener=opener)
        with pytest.raises(Refused):
            fetch(export, by=person, opener=opener)
        with pytest.raises(Refused):
            end(export, by=person)


def test_the_events_say_how_many_and_never_who(unit: Unit) -> None:
    a_file(unit)
    export, _password = made(unit)
    fetched(unit, export)
    end(export, by=unit.head)
    events = {each.verb: each.detail for each in Event.objects.filter(verb__startswith="export.")}
    assert set(events) == {"export.make", "export.fetch", "export.end"}
    assert events["export.make"]["number"] == 1
    assert events["export.make"]["purpose"] == "request"
    assert not any(word in str(events) for word in ("Besa", MARK, "court", "Court"))


def test_the_whole_is_aes_256() -> None:
    data = under_password(workbook("x", ["a"], [["b"]]), "password")
    assert b'keyBits="256"' in data
    assert b'cipherAlgorithm="AES"' in data
    assert b'spinCount="100000"' in data
