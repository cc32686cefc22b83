"""The auditor's page: filters, pages, the chain in a sentence; reading it is itself an act."""

import pytest
from django.db import connection

from milepost.accounts import actions as accounts
from milepost.audit.models import Checkpoint, Event
from milepost.audit.record import record_alone, walk
from milepost.cases.actions.purpose import state_purpose
from milepost.home.kinds import KINDS, kind_of, verbs_of
from milepost.home.views.wording import EVENT_WORDS
from tests.cases.conftest import Unit, other, unit  # noqa: F401 - the unit of the file room
from tests.conftest import Acting, Cast


def lines(page: str) -> list[str]:
    """The lines of the history."""
    return page.partition('<ol class="mp-history">')[2].partition("</ol>")[0].split("<li>")[1:]


@pytest.fixture
def auditor(cast: Cast) -> Acting:
    """The auditor's browser."""
    return Acting(cast.auditor)


def test_audit_filters_by_person_kind_file_unit_and_purpose(unit: Unit, cast: Cast, auditor: Acting) -> None:  # noqa: F811
    case = unit.assessed()
    colleague = cast.second_case_worker
    state_purpose(case, "cover", "She is ill", by=colleague, opener=unit.opener(colleague))
    accounts.refused("case.view", by=cast.viewer, country="al")
    for query, count in (
        (f"file={case.number}", 3), ("kind=refusals", 1), ("purpose=1", 1), (f"person={colleague.name}&kind=purposes", 1),
        ("verb=case.assess", 1), ("person=nobody+of+this+name", 0), (f"unit={unit.body.code}&kind=purposes", 1),
        ("unit=CPU-NONE", 0), ("file=01-BERAT-1999-0001", 0), ("since=2199-01-01", 0), ("until=2000-01-01", 0),
        ("since=nonsense&kind=refusals", 1),
    ):  # fmt: skip
        page = auditor.get(f"/audit/?{query}").content.decode()
        assert len(lines(page)) == count, query
        assert "She is ill" not in page
        assert "Besa" not in page


def test_audit_is_read_page_by_page(cast: Cast, auditor: Acting) -> None:
    for number in range(120):
        record_alone("report.view", by=cast.viewer, country="al", page=number)
    first = auditor.get("/audit/?verb=report.view").content.decode()
    last = Event.objects.filter(verb="report.view").order_by("-id")[49].pk
    assert f"verb=report.view&amp;before={last}" in first
    assert 'rel="prev"' not in first
    second = auditor.get(f"/audit/?verb=report.view&before={last}").content.decode()
    newest = Event.objects.filter(verb="report.view").order_by("-id")[50].pk
    assert len(lines(second)) == 50
    back = auditor.get(f"/audit/?verb=report.view&after={newest}").content.decode()
    assert lines(back) == lines(first)
    assert auditor.get("/audit/?before=x&after=y").status_code == 200


def test_audit_view_is_an_event_without_what_was_typed(cast: Cast, auditor: Acting) -> None:
    auditor.get("/audit/?person=Secretname&kind=reads")
    auditor.get("/audit/unusual/")
    first, second = Event.objects.filter(verb="audit.view").order_by("-id")[:2][::-1]
    assert first.detail == {"page": "events", "filters": ["person", "kind"]}
    assert second.detail == {"page": "unusual", "filters": []}
    assert first.by_id == cast.auditor.pk


def test_every_kind_has_a_verb_and_every_verb_a_kind() -> None:
    assert {kind_of(verb) for verb in EVENT_WORDS} <= set(KINDS)
    assert sum(len(verbs_of(kind, EVENT_WORDS)) for kind in KINDS) == len(EVENT_WORDS)
    assert verbs_of("searches", EVENT_WORDS) == ["people.search"]
    assert {"case.view", "case.view_report"} <= set(verbs_of("reads", EVENT_WORDS))
    assert kind_of("case.print") == "exports"


def test_check_says_the_chain_in_a_sentence(cast: Cast, auditor: Acting) -> None:
    assert "was not checked yet" in auditor.get("/audit/").content.decode()
    page = auditor.post("/audit/check/", {"from": "last"}, follow=True).content.decode()
    mark = Checkpoint.objects.get()
    assert mark.done
    assert f"All {mark.count:,} entries up to then are unbroken" in page


def test_check_goes_on_from_where_it_was(cast: Cast) -> None:
    whole = walk(whole=True, seconds=60)
    record_alone("report.view", by=cast.viewer)
    on = walk(whole=False, seconds=60)
    assert (on.count, on.begun) == (whole.count + 1, whole.begun)
    assert walk(whole=False, seconds=0).done is False  # no time: it says so


def test_check_finds_what_was_changed_and_names_it(cast: Cast, auditor: Acting) -> None:
    walk(whole=True, seconds=60)
    changed = record_alone("report.view", by=cast.viewer)
    _change(changed.pk)
    page = auditor.post("/audit/check/", {"from": "last"}, follow=True).content.decode()
    assert f"The chain is broken at entry {changed.pk}" in page
    assert walk(whole=False, seconds=60).broken == changed.pk  # and stays so


def test_check_from_the_first_entry_finds_what_lies_before_a_checkpoint(cast: Cast) -> None:
    changed = record_alone("report.view", by=cast.viewer)
    record_alone("report.view", by=cast.viewer)
    walk(whole=True, seconds=60)
    _change(changed.pk)
    assert walk(whole=False, seconds=60).broken is None
    assert walk(whole=True, seconds=60).broken == changed.pk


def test_check_is_refused_to_others(cast: Cast) -> None:
    assert Acting(cast.focal_point).post("/audit/check/").status_code == 404
    assert not Checkpoint.objects.exists()


def _change(pk: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_no_update")
        cursor.execute("UPDATE audit_event SET verb = 'report.submit' WHERE id = %s", [pk])
