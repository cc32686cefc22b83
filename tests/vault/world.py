"""A unit with many cases in a database of its own, worked on by processes of their own, which may be killed.

`python -m tests.vault.world make 2000` fills it; `turn` checks that every case reads and gives the unit new keys until
killed; `life` leads the keys through everything that can happen to them until killed; `reseal` gives new keys once and prints
the seconds; `live` signs a worker in and prints what a thief would want.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

MARKER = "Dëshmi-Ylberi-7731"
"""What the child said: to be found nowhere."""


def start() -> None:
    """Django on `MILEPOST_DATA`, with the settings of the tests."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def members() -> tuple[Any, Any, Any]:
    """The unit, its head and its worker."""
    from milepost.accounts.models import Person

    head = Person.objects.get(email="head_of_unit@al.example")
    return head.body, head, Person.objects.get(email="case_worker@al.example")


def make(count: int) -> None:
    """The cast, the unit and its cases, each with one sealed field in a table of the drill."""
    from django.core.management import call_command
    from django.db import connection

    from milepost.accounts.models import Person
    from milepost.places.models import Country
    from milepost.vault.actions.case_key import make_case_keys
    from milepost.vault.actions.person_key import make_key
    from milepost.vault.actions.recovery import prove_recovery, set_up_recovery
    from milepost.vault.actions.unit_key import found_unit
    from milepost.vault.opening import open_with
    from milepost.vault.sealing import Where, seal
    from tests.conftest import PASSWORD, make_people

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_people()
    unit, head, worker = members()
    administrator = Person.objects.get(email="administrator@al.example")
    key, shares = set_up_recovery(Country.objects.get(pk="al"), by=administrator)
    prove_recovery(key, shares[:2], by=administrator)
    _papers().write_text(json.dumps(shares))
    for person in (head, worker):
        make_key(person, PASSWORD, by=person)
    opener = open_with(head, PASSWORD)
    found_unit(unit, [head, worker], by=head, opener=opener)
    cases = make_case_keys(unit, count, by=head, opener=opener)
    binary = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE drill (case_key varchar(36), text {binary})")
        cursor.executemany(
            "INSERT INTO drill VALUES (%s, %s)",
            [
                (str(case.pk), seal(opener.open_case(case), f"{MARKER} {case.pk}", Where("drill", "text", case.pk)))
                for case in cases
            ],
        )


def _papers() -> Path:
    """Where the drill keeps what people keep in a safe."""
    return Path(os.environ["MILEPOST_DATA"]) / "papers.json"


def unreadable() -> int:
    """How many cases do not read, for each of the two members."""
    from uuid import UUID

    from django.db import connection

    from milepost.vault.sealing import Where, open_text

    _unit, head, worker = members()
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_key, text FROM drill")
        rows = [(UUID(case), bytes(text)) for case, text in cursor.fetchall()]
    bad = 0
    for person in (head, worker):
        keys = opened(person).open_cases(case for case, _text in rows)
        bad += sum(
            case not in keys or open_text(keys[case], text, Where("drill", "text", case)) != f"{MARKER} {case}"
            for case, text in rows
        )
    return bad


def turn() -> None:
    """Check, finish what was begun, then one new key after another, in small batches, until killed."""
    from milepost.vault.actions.rotation import reseal
    from milepost.vault.actions.unit_key import rotate
    from milepost.vault.opening import open_with
    from tests.conftest import PASSWORD

    say(f"unreadable {unreadable()}")
    unit, head, _worker = members()
    opener = open_with(head, PASSWORD)
    while True:
        while left := reseal(unit, by=head, opener=opener, size=100):
            say(f"left {left}")
        say("left 0")
        rotate(unit, by=head, opener=opener)


def opened(person: Any) -> Any:
    """The person's opener, under the one or the other of the two passwords that the drill knows."""
    from milepost.vault.opening import CannotOpen, open_with
    from tests.conftest import PASSWORD

    try:
        return open_with(person, PASSWORD)
    except CannotOpen:
        return open_with(person, PASSWORD[::-1])


def life() -> None:
    """Finish what was begun, check, then whatever happens to keys, by lot, until killed."""
    from itertools import count
    from random import Random

    settle()
    say(f"unreadable {unreadable()}")
    chance = Random(os.getpid())
    for turn in count():
        act = chance.choice(LIFE)
        say(f"begin {act.__name__}")
        act(turn)
        settle()
        say(f"end {act.__name__}")


def settle() -> None:
    """What a unit does in the morning: bring it back if nobody opens it, let in who waits, finish the new keys."""
    from milepost.vault.actions.rotation import reseal
    from milepost.vault.actions.unit_key import admit
    from milepost.vault.queries import waiting_for

    unit, head, _worker = members()
    if unit.pk not in opened(head).units():
        _with_two_papers()
    for key in waiting_for(unit):
        if key.person_id != _third().pk:
            admit(unit, key.person, by=head, opener=opened(head))
    while reseal(unit, by=head, opener=opened(head), size=100):
        pass


def _third() -> Any:
    from milepost.accounts.models import Person

    return Person.objects.get(email="second_case_worker@al.example")


def _come_and_go(_turn: int) -> None:
    """A third member joins, or leaves: the unit gets a new key then."""
    from milepost.vault.actions.person_key import make_key
    from milepost.vault.actions.unit_key import admit, remove
    from milepost.vault.in_use import live_key_of, live_unit_key
    from milepost.vault.queries import members_of
    from tests.conftest import PASSWORD

    unit, head, _worker = members()
    third, live = _third(), live_unit_key(unit)
    if live_key_of(third) is None:
        make_key(third, PASSWORD, by=third)
    assert live is not None
    if members_of(live).filter(person=third).exists():
        remove(unit, third, by=head, opener=opened(head))
    else:
        admit(unit, third, by=head, opener=opened(head))


def _new_passphrase(turn: int) -> None:
    from milepost.vault.actions.person_key import change_passphrase
    from milepost.vault.in_use import live_key_of
    from milepost.vault.opening import CannotOpen
    from tests.conftest import PASSWORD

    person = members()[1 + turn % 2]
    key = live_key_of(person)
    assert key is not None
    try:
        change_passphrase(key, PASSWORD, PASSWORD[::-1], by=person)
    except CannotOpen:
        change_passphrase(key, PASSWORD[::-1], PASSWORD, by=person)


def _forgotten(_turn: int) -> None:
    """The worker makes a new key; the head lets it in."""
    from milepost.vault.actions.person_key import renew_key
    from tests.conftest import PASSWORD

    worker = members()[2]
    renew_key(worker, PASSWORD, by=worker)


def _rotate(_turn: int) -> None:
    from milepost.vault.actions.unit_key import rotate

    unit, head, _worker = members()
    rotate(unit, by=head, opener=opened(head))


def _recover(_turn: int) -> None:
    """The head forgot the passphrase too; the papers are fetched from the safe."""
    from milepost.vault.actions.person_key import renew_key
    from tests.conftest import PASSWORD

    head = members()[1]
    renew_key(head, PASSWORD, by=head)
    _with_two_papers()


def _with_two_papers() -> None:
    from milepost.accounts.models import Person
    from milepost.vault.actions.recovery import recover_unit

    unit, head, _worker = members()
    administrator = Person.objects.get(email="administrator@al.example")
    recover_unit(unit, json.loads(_papers().read_text())[1:], head, by=administrator)


LIFE = (_come_and_go, _new_passphrase, _forgotten, _rotate, _recover)


def reseal() -> None:
    """A rotation from the beginning to the end, timed."""
    from milepost.vault.actions.rotation import reseal_all
    from milepost.vault.actions.unit_key import rotate
    from milepost.vault.models import CaseSeal, UnitKey
    from milepost.vault.opening import open_with
    from tests.conftest import PASSWORD

    unit, head, _worker = members()
    opener = open_with(head, PASSWORD)
    began = time.perf_counter()
    rotate(unit, by=head, opener=opener)
    batches = reseal_all(unit, by=head, opener=opener)
    seconds = time.perf_counter() - began
    live = UnitKey.objects.get(unit=unit, retired_at=None)
    moved = CaseSeal.objects.filter(unit_key=live).count()
    say(json.dumps({"seconds": seconds, "batches": batches, "moved": moved, "unreadable": unreadable()}))


def live() -> None:
    """A worker is signed in, on their key page, after a failed try and a refusal; the secrets go to the pipe only."""
    from django.test import Client

    from milepost.vault.opening import open_with
    from tests.conftest import PASSWORD

    unit, _head, worker = members()
    client = Client(SERVER_NAME="localhost")
    client.post("/sign-in/", {"login": worker.email, "password": MARKER})
    client.post("/sign-in/", {"login": worker.email, "password": PASSWORD})
    client.get("/keys/")
    client.get(f"/keys/units/{unit.pk}/")
    client.post("/keys/open/", {"password": MARKER})
    client.get(f"/keys/units/{unit.pk}/rotate/")
    opener = open_with(worker, PASSWORD)
    cases = _every_case_key(opener)
    secrets = {
        "marker": MARKER.encode(), "password": PASSWORD.encode(), "person": opener._private or b"",
        "unit": opener.unit_private(unit), "tags": opener.tag_key("al"), "case": cases[0],
        "cookie": client.cookies["mp_vault"].value.encode(),
    }  # fmt: skip
    say(json.dumps({name: value.hex() for name, value in secrets.items()}))


def _every_case_key(opener: Any) -> list[bytes]:
    from milepost.vault.models import CaseKey

    return list(opener.open_cases(CaseKey.objects.values_list("pk", flat=True)).values())


def say(line: str) -> None:
    """To the process that waits for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start()
    match sys.argv[1:]:
        case ["make", count]:
            make(int(count))
        case ["turn"]:
            turn()
        case ["life"]:
            life()
        case ["reseal"]:
            reseal()
        case ["live"]:
            live()
