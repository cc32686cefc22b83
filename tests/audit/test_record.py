"""The audit: every act in the chain, the chain verified, nothing changed or removed by anyone."""

import pytest
from django.db import DatabaseError, connection, transaction

from milepost.audit.models import Event
from milepost.audit.record import GENESIS, digest, record, record_alone, verify
from milepost.places.models import Country
from tests.conftest import Cast


def test_events_follow_each_other(cast: Cast, albania: Country) -> None:
    before = Event.objects.order_by("-id").first()
    first = record_alone("report.view", by=cast.viewer, on=albania, country="al")
    second = record_alone("report.view", by=cast.viewer, on=albania, country="al", page=2)
    assert first.previous == (before.hash if before else GENESIS)
    assert second.previous == first.hash
    assert list(verify()) == []


def test_an_event_fails_with_its_act(cast: Cast) -> None:
    count = Event.objects.count()

    @transaction.atomic
    def act() -> None:
        record("report.submit", by=cast.focal_point)
        raise ValueError("the act fails")

    with pytest.raises(ValueError, match="the act fails"):
        act()
    assert Event.objects.count() == count


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"],
)
def test_the_database_refuses_change_and_removal(cast: Cast, statement: str) -> None:
    record_alone("report.view", by=cast.viewer)
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_changed_behind_the_back_is_found(cast: Cast) -> None:
    changed = record_alone("report.view", by=cast.viewer)
    record_alone("report.view", by=cast.viewer)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_no_update")
        cursor.execute("UPDATE audit_event SET verb = 'report.submit' WHERE id = %s", [changed.pk])
    assert [number for number, _what in verify()] == [changed.pk]


def test_an_event_taken_out_behind_the_back_is_found(cast: Cast) -> None:
    gone = record_alone("report.view", by=cast.viewer)
    after = record_alone("report.view", by=cast.viewer)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_no_delete")
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [gone.pk])
    assert [number for number, _what in verify()] == [after.pk]


def test_the_hash_is_read_back_the_same(cast: Cast) -> None:
    event = record_alone("report.export", by=cast.viewer, format="docx", name="Qëndresa")
    assert digest(Event.objects.get(pk=event.pk)) == event.hash
