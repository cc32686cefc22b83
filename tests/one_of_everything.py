"""A report with one of everything that has an address, and its way through all its states."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import milepost
from milepost.accounts.actions import assign
from milepost.accounts.models import Person
from milepost.institutions.models import Body
from milepost.places.models import Country
from milepost.reporting.actions import answer as answers
from milepost.reporting.actions import contribution as contributions
from milepost.reporting.actions import review, submission
from milepost.reporting.actions.importing import import_document
from milepost.reporting.content import Slot, Words
from milepost.reporting.importing.read import read
from milepost.reporting.models import Report, Revision
from milepost.reporting.queries.checks import findings_of
from milepost.roadmap.queries import steps_of
from milepost.structures.actions import service as services
from milepost.structures.actions import team as teams
from milepost.structures.facts import ServiceFacts, TeamFacts
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
from milepost.vault.actions.unit_key import found_unit
from milepost.vault.opening import open_with
from tests.conftest import PASSWORD, Cast
from tests.reporting.filling import fill

SLOT = Slot("priority_progress", 1)
ASKED_OF_ANOTHER = Slot("priority_progress", 2)
DUE = date(2030, 1, 1)
ALBANIA = Path(milepost.__file__).parent / "packs" / "al" / "reports" / "albania-2022-2023-report.txt"


@dataclass(frozen=True)
class Everything:
    """The report, and what leads to it: arguments that fit most addresses, and the ones that some need instead."""

    report: Report
    general: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def arguments(self, address: str, parameters: set[str]) -> dict[str, Any]:
        """The arguments of an address."""
        there = self.general | self.special.get(address, {})
        return {name: there[name] for name in parameters}


def one_of_everything(report: Report, cast: Cast) -> Everything:
    """A draft: texts kept, asked, sent, imported, differing, without a place, commented and warned about."""
    by = cast.focal_point
    answers.answer(report, SLOT, Words("On 3 May 2019 a centre opened."), base=0, by=by)
    data = b"A line that answers no question of the form.\n\n" + ALBANIA.read_bytes()
    document = import_document(report, read(data, "r.txt", report.edition.edition), "r.txt", data, by=by)
    fill(report, by=by)
    with pytest.raises(answers.Conflict):
        answers.answer(report, SLOT, Words("Typed while someone else saved."), base=0, by=by)
    asked = contributions.ask(report, SLOT, cast.contributor, due=DUE, by=by)
    sent = contributions.ask(report, ASKED_OF_ANOTHER, cast.other_contributor, due=DUE, by=by)
    contributions.draft(sent, Words("A text that was sent."), base=0, by=cast.other_contributor)
    contributions.offer(sent, by=cast.other_contributor)
    thread = review.comment(report, SLOT, "Which town?", by=cast.approver)
    unit, newcomer, searchless = _file_room(cast)
    warning = next(each for each in findings_of(report) if each.slot == SLOT and each.severity == "warning")
    return Everything(
        report,
        report.address
        | {
            "question": SLOT.question, "item": SLOT.item, "number": 1, "pk": asked.pk, "code": report.edition_id,
            "format": "json", "fingerprint": warning.fingerprint,
            "answer": document.answers.get(state="waiting").pk,
        },
        {
            "reporting:document": {"pk": document.pk},
            "reporting:original": {"pk": document.pk},
            "reporting:place": {"pk": document.pk, "number": document.pieces.get(role="unplaced").number},
            "reporting:decide_imported": {"pk": document.pk},
            "reporting:decide": {"pk": sent.pk},
            "reporting:restore": {"number": Revision.objects.filter(answer__report=report).earliest("pk").number},
            "reporting:reply": {"pk": thread.pk},
            "reporting:resolve": {"pk": thread.pk},
            "roadmap:edit": {"pk": steps_of(report.country)[0].pk},
            **{
                f"vault:{act}": {"pk": unit.pk}
                for act in ("unit", "found_unit", "rotate", "reseal", "recover_unit")
            },
            "vault:admit": {"pk": unit.pk, "person_pk": newcomer.pk},
            "vault:remove": {"pk": unit.pk, "person_pk": cast.case_worker.pk},
            "vault:share_tags": {"pk": searchless.pk},
            **_structures(unit, cast),
            "accounts:assign": {"pk": cast.viewer.pk},
            "accounts:reset": {"pk": cast.viewer.pk},
            "accounts:withdraw": {"pk": cast.viewer.held()[0].pk},
        },
    )  # fmt: skip


def _structures(unit: Body, cast: Cast) -> dict[str, dict[str, Any]]:
    """In the unit's municipality a team with a member, a service, and a statement that another kind lacks."""
    place, by = unit.place, cast.case_worker
    assert place is not None
    team = teams.add(place, TeamFacts("field_team"), by=by)
    member = teams.add_member(team, "police", "Agim Prifti", by=by)
    service = services.add(place, Body.objects.get(country="al", code="UNICEF"), ServiceFacts("day_centre"), by=by)
    (lack,) = services.state_none(place, ["shelter"], by=by)
    at_place = (
        "structures:municipality",
        "structures:team:add",
        "structures:service:add",
        "structures:service:state_none",
    )
    return {
        **{name: {"code": place.code} for name in at_place},
        **{f"structures:team:{verb}": {"pk": team.pk} for verb in ("team", "change", "end", "add_member")},
        "structures:team:end_member": {"pk": member.pk},
        **{f"structures:service:{verb}": {"pk": service.pk} for verb in ("service", "change", "tell_free", "end")},
        "structures:service:take_back_none": {"pk": lack.pk},
    }


def _file_room(cast: Cast) -> tuple[Body, Person, Body]:
    """A unit with its head and its worker in and a newcomer waiting; a unit that cannot search; a key to prove."""
    country = Country.objects.get(pk="al")
    key, shares = set_up_recovery(country, by=cast.administrator)
    prove_recovery(key, shares[:2], by=cast.administrator)
    set_up_recovery(country, by=cast.administrator)
    for head, members in (
        (cast.head_of_unit, [cast.head_of_unit, cast.case_worker]),
        (cast.other_head_of_unit, [cast.other_head_of_unit]),
    ):
        assert head.body is not None
        for person in members:
            make_key(person, PASSWORD, by=person)
        found_unit(head.body, members, by=head, opener=open_with(head, PASSWORD))
    unit, other, newcomer = cast.head_of_unit.body, cast.other_head_of_unit.body, cast.second_focal_point
    assert unit is not None
    assert other is not None
    assign(newcomer, "case_worker", country, by=cast.administrator, body=unit)
    make_key(newcomer, PASSWORD, by=newcomer)
    return unit, newcomer, other


def ways(report: Report, cast: Cast) -> dict[str, Callable[[], object]]:
    """How a draft comes into each of the states after it, in their order."""
    return {
        "in_review": lambda: review.send_for_review(report, by=cast.focal_point),
        "approved": lambda: review.approve(report, by=cast.approver),
        "submitted": lambda: submission.submit(report, by=cast.focal_point),
    }
