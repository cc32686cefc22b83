"""A unit's life: founded, joined, left, given a new key."""

from datetime import timedelta

import pytest
from django.utils import timezone

from milepost.accounts.models import Person
from milepost.accounts.rules import Refused
from milepost.audit.models import Event
from milepost.places.models import Country
from milepost.vault.actions.case_key import make_case_key, make_case_keys, share_case_key
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.rotation import reseal, reseal_all
from milepost.vault.actions.unit_key import admit, found_unit, remove, rotate, share_tags
from milepost.vault.models import CaseSeal, PersonKey, UnitKey, UnitSeal
from milepost.vault.opening import Locked, Opener, open_with
from milepost.vault.queries import members_of, progress_of, units_without_tags, waiting_for
from milepost.vault.sealing import CannotOpen, new_pair, open_from
from tests.conftest import PASSWORD, Cast
from tests.vault.conftest import Unit, read, written


def private_half(opener: Opener) -> bytes:
    """What a leaver could have written down."""
    found = opener._private
    assert found is not None
    return found


def alone(cast: Cast) -> tuple[Person, Opener]:
    """A head with a key, whose unit has none."""
    head = cast.head_of_unit
    make_key(head, PASSWORD, by=head)
    return head, open_with(head, PASSWORD)


def test_no_unit_without_a_recovery_key(albania: Country, cast: Cast) -> None:
    head, opener = alone(cast)
    assert head.body is not None
    with pytest.raises(Refused, match="recovery key first"):
        found_unit(head.body, [head], by=head, opener=opener)


def test_only_its_head_founds_it(shares: list[str], cast: Cast) -> None:
    head, opener = alone(cast)
    assert head.body is not None
    for person in (cast.case_worker, cast.other_head_of_unit, cast.administrator, cast.foreign["head_of_unit"]):
        with pytest.raises(Refused, match="Head of unit"):
            found_unit(head.body, [head], by=person, opener=opener)


def test_it_is_founded_once(unit: Unit) -> None:
    with pytest.raises(Refused, match="already"):
        found_unit(unit.body, [unit.head], by=unit.head, opener=unit.opener())


def test_a_newcomer_is_let_in(shares: list[str], cast: Cast) -> None:
    head, opener = alone(cast)
    worker, body = cast.case_worker, head.body
    assert body is not None
    found_unit(body, [head], by=head, opener=opener)
    case = make_case_key(body, by=head, opener=opener)
    with pytest.raises(Refused, match="no key yet"):
        admit(body, worker, by=head, opener=opener)
    make_key(worker, PASSWORD, by=worker)
    assert [key.person for key in waiting_for(body)] == [worker]
    admit(body, worker, by=head, opener=opener)
    assert open_with(worker, PASSWORD).open_case(case) == opener.open_case(case)
    assert waiting_for(body) == []


def test_nobody_of_another_unit_is_let_in(unit: Unit, other: Unit) -> None:
    with pytest.raises(Refused, match="no role at this unit"):
        admit(unit.body, other.worker, by=unit.head, opener=unit.opener())


def test_a_worker_lets_nobody_in_or_out(unit: Unit) -> None:
    opener = unit.opener(unit.worker)
    for act in (admit, remove):
        with pytest.raises(Refused, match="Head of unit"):
            act(unit.body, unit.worker, by=unit.worker, opener=opener)
    with pytest.raises(Refused, match="Head of unit"):
        rotate(unit.body, by=unit.worker, opener=opener)


def test_a_leavers_old_key_opens_nothing_new(unit: Unit) -> None:
    before = unit.opener(unit.worker)
    kept = private_half(before), before.unit_private(unit.body)  # what a leaver may have copied
    old = make_case_key(unit.body, by=unit.head, opener=unit.opener())
    remove(unit.body, unit.worker, by=unit.head, opener=unit.opener())
    opener = unit.opener()
    new = make_case_key(unit.body, by=unit.head, opener=opener)
    reseal_all(unit.body, by=unit.head, opener=opener)
    assert unit.opener(unit.worker).units() == frozenset()
    for table in (CaseSeal.objects.all(), UnitSeal.objects.all()):
        for seal in table:
            for private in kept:
                with pytest.raises(CannotOpen):
                    open_from(private, bytes(seal.sealed))
    assert unit.opener().open_case(old)
    assert unit.opener().open_case(new)


def test_a_key_swapped_in_the_database_is_not_sealed_to(unit: Unit) -> None:
    """Whoever can write rows puts a public half of their own in a member's place and waits for a rotation."""
    thief = new_pair()
    PersonKey.objects.filter(person=unit.worker).update(public=thief.public)
    key = rotate(unit.body, by=unit.head, opener=unit.opener())
    assert [seal.person for seal in members_of(key)] == [unit.head]
    for seal in UnitSeal.objects.all():
        with pytest.raises(CannotOpen):
            open_from(thief.private, bytes(seal.sealed))
    assert [waiting.person for waiting in waiting_for(unit.body)] == [unit.worker]  # with a number that does not fit


def test_the_last_member_stays(unit: Unit) -> None:
    remove(unit.body, unit.worker, by=unit.head, opener=unit.opener())
    with pytest.raises(Refused, match="last one"):
        remove(unit.body, unit.head, by=unit.head, opener=unit.opener())


def test_a_rotation_is_worked_off_in_batches_and_reads_all_the_while(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    tags = opener.tag_key("al")
    cases = make_case_keys(unit.body, 7, by=unit.head, opener=opener)
    texts = {case: written(case, opener, f"case {number}") for number, case in enumerate(cases)}
    guest = make_case_key(other.body, by=other.head, opener=(theirs := other.opener()))
    share_case_key(guest, unit.body, None, by=other.head, opener=theirs)
    rotate(unit.body, by=unit.head, opener=opener)
    left = []
    while True:
        left.append(reseal(unit.body, by=unit.worker, opener=unit.opener(unit.worker), size=3))
        for number, case in enumerate(cases):
            assert read(case, unit.opener(), texts[case]) == f"case {number}"
        if not left[-1]:
            break
        assert progress_of(unit.body) == (8 - left[-1], 8)
    assert left == [5, 2, 0]
    first, second = UnitKey.objects.filter(unit=unit.body)
    assert (first.retired_at is None, second.retired_at) == (False, None)
    assert not first.seals.exists()
    assert not first.recovery_seals.exists()
    assert unit.opener().open_case(guest) == other.opener().open_case(guest)
    assert unit.opener().tag_key("al") == tags


def test_expired_referrals_are_not_carried_over(unit: Unit, other: Unit) -> None:
    opener = unit.opener()
    case = make_case_key(unit.body, by=unit.head, opener=opener)
    share_case_key(case, other.body, timezone.now() - timedelta(hours=1), by=unit.head, opener=opener)
    rotate(other.body, by=other.head, opener=(theirs := other.opener()))
    assert reseal(other.body, by=other.head, opener=theirs) == 0
    assert case.seals.get().unit_key.unit == unit.body


def test_a_second_rotation_before_the_first_is_done_loses_nothing(unit: Unit) -> None:
    opener = unit.opener()
    cases = make_case_keys(unit.body, 5, by=unit.head, opener=opener)
    keys = [opener.open_case(case) for case in cases]
    for _ in range(3):
        rotate(unit.body, by=unit.head, opener=opener)
        reseal(unit.body, by=unit.head, opener=opener, size=2)
    reseal_all(unit.body, by=unit.head, opener=unit.opener())
    assert [unit.opener().open_case(case) for case in cases] == keys
    assert UnitKey.objects.filter(unit=unit.body, retired_at=None).count() == 1


def test_someone_else_does_not_go_on_with_a_rotation(unit: Unit, other: Unit) -> None:
    rotate(unit.body, by=unit.head, opener=unit.opener())
    with pytest.raises(Refused):
        reseal(unit.body, by=other.head, opener=other.opener())
    with pytest.raises(Locked):
        reseal(unit.body, by=unit.head, opener=Opener(unit.head))


def test_a_new_unit_searches_once_another_lets_it(unit: Unit, other: Unit) -> None:
    assert list(units_without_tags("al")) == [other.body]
    with pytest.raises(Locked):
        other.opener().tag_key("al")
    share_tags(other.body, by=unit.head, opener=unit.opener())
    assert other.opener().tag_key("al") == unit.opener().tag_key("al")
    assert not units_without_tags("al").exists()


def test_each_act_is_in_the_audit_without_a_secret(unit: Unit) -> None:
    opener = unit.opener()
    remove(unit.body, unit.worker, by=unit.head, opener=opener)
    reseal(unit.body, by=unit.head, opener=opener)
    admit(unit.body, unit.worker, by=unit.head, opener=opener)
    verbs = list(Event.objects.filter(verb__startswith="key.").values_list("verb", flat=True))
    assert verbs == ["key.make", "key.make", "key.found_unit", "key.remove", "key.reseal", "key.admit"]
