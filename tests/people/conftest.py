"""Three units that hold children: the vault's two, and a third one founded the same way. All of them may search."""

from datetime import date

import pytest

from milepost.accounts import actions as accounts
from milepost.institutions.models import Body
from milepost.people.actions.child import register
from milepost.people.dates import PartialDate
from milepost.people.identity import Identity
from milepost.people.models import Child
from milepost.vault.actions.person_key import make_key
from milepost.vault.actions.unit_key import found_unit, share_tags
from milepost.vault.opening import open_with
from tests.conftest import PASSWORD, Cast
from tests.vault.conftest import Unit, other, shares, unit

__all__ = ["other", "shares", "unit"]

XHEVAHIR = Identity(
    given_name="Xhevahir",
    surname="Këlmendi",
    other_names="Xhevo",
    birth=PartialDate(2013, 4, 9),
    sex="boy",
    id_number="k30409012x",
    address="Rruga e Lumit, pas furrës",
    phone="+355 69 000 0000",
    nationality="Albanian",
)


@pytest.fixture
def searching(unit: Unit, other: Unit) -> Unit:
    """The second unit, once the first one's head has shared the key of search tags with it."""
    share_tags(other.body, by=unit.head, opener=unit.opener())
    return other


@pytest.fixture
def third(unit: Unit, cast: Cast) -> Unit:
    """A third unit with its own head."""
    taken = [
        unit.body.pk,
        *Body.objects.filter(country="al", kind="cpu").order_by("code")[:2].values_list("pk", flat=True),
    ]
    body = Body.objects.filter(country="al", kind="cpu").exclude(pk__in=taken).order_by("code").first()
    assert body is not None
    head = accounts.add("third@al.example", "Third Head", body.country, password=PASSWORD, by=cast.system, body=body)
    accounts.password_changed(head, by=head)
    accounts.assign(head, "head_of_unit", body.country, by=cast.system, since=date(2022, 1, 1), body=body)
    make_key(head, PASSWORD, by=head)
    found_unit(body, [head], by=head, opener=open_with(head, PASSWORD))
    share_tags(body, by=unit.head, opener=unit.opener())
    return Unit(body, head, head)


@pytest.fixture
def child(unit: Unit) -> Child:
    """Xhevahir, written down by the first unit's worker."""
    return register(unit.body, XHEVAHIR, by=unit.worker, opener=unit.opener(unit.worker))
