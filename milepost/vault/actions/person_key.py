"""A person's own key: make it, wrap it anew when the password changes, replace it when the password was forgotten."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.accounts.rules import require
from milepost.audit.record import record
from milepost.vault.in_use import live_key_of
from milepost.vault.models import PersonCaseSeal, PersonKey, UnitSeal
from milepost.vault.opening import pepper_for_new, pepper_of, private_of
from milepost.vault.rules import can_change_passphrase, can_make, can_renew
from milepost.vault.sealing import Cost, new_pair, pepper_mark, wrap


@sensitive_variables()
@transaction.atomic
def make_key(person: Person, passphrase: str, *, by: Person) -> PersonKey:
    """The person's first key. The passphrase is their password: ValueError where it is another one.

    Raises `WrongPepper` where other people's keys were made with another pepper than this machine's.
    """
    require(can_make(person, by=by), "key.make")
    key = _new(person, passphrase, generation=PersonKey.objects.filter(person=person).count() + 1)
    record("key.make", by=by, on=key, generation=key.generation)
    return key


@sensitive_variables()
@transaction.atomic
def renew_key(person: Person, passphrase: str, *, by: Person) -> PersonKey:
    """A new key in place of one that no longer opens. It opens nothing until a member of their unit lets them in;
    files that they were invited to need another invitation."""
    require(can_renew(person, by=by), "key.renew")
    old = live_key_of(person)
    assert old is not None
    pepper_for_new()  # a wrong pepper is mended, never answered by a new key
    old.retired_at = timezone.now()
    old.save(update_fields=["retired_at"])
    UnitSeal.objects.filter(person_key=old).delete()
    PersonCaseSeal.objects.filter(person_key=old).delete()
    key = _new(person, passphrase, generation=old.generation + 1)
    record("key.renew", by=by, on=key, generation=key.generation)
    return key


@sensitive_variables()
@transaction.atomic
def change_passphrase(key: PersonKey, old: str, new: str, *, by: Person) -> PersonKey:
    """Wrap the same key under a new password. Raises `CannotOpen` where the old one does not open it."""
    require(can_change_passphrase(key, by=by), "key.change_passphrase")
    pepper = pepper_of(key)
    private = private_of(key, old)
    key.take(wrap(private, new, pepper, cost(), key.where), pepper_mark(pepper))
    key.save()
    record("key.change_passphrase", by=by, on=key)
    return key


def cost() -> Cost:
    """What one guess costs, from the settings."""
    return Cost(settings.VAULT_OPS, settings.VAULT_MEMORY)


@sensitive_variables()
def _new(person: Person, passphrase: str, *, generation: int) -> PersonKey:
    if not person.check_password(passphrase):
        raise ValueError("a key is wrapped by the person's password, or it would not open at their sign-in")
    pepper, pair = pepper_for_new(), new_pair()
    key = PersonKey(person=person, generation=generation, public=pair.public)
    key.take(wrap(pair.private, passphrase, pepper, cost(), key.where), pepper_mark(pepper))
    key.save()
    return key
