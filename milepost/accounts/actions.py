"""The verbs on people: add, assign, withdraw, reset, and what signing in and out leaves behind."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from milepost.accounts.models import Assignment, Person
from milepost.accounts.rules import both, can_add, can_assign, can_be_held, can_reset, can_withdraw, require
from milepost.audit.record import record
from milepost.institutions.models import Body
from milepost.places.models import Country, Place


@transaction.atomic
def command_line(*, by: None = None) -> Person:
    """The service person that the machine's console acts as: made once, cannot sign in."""
    found = Person.objects.filter(is_service=True).first()
    if found:
        return found
    person = Person(email="console@milepost.invalid", name="Console", is_service=True)
    person.set_unusable_password()
    person.save()
    record("person.add", by=by, on=person)
    return person


@transaction.atomic
def add(
    email: str,
    name: str,
    country: Country,
    *,
    password: str,
    by: Person,
    title: str = "",
    body: Body | None = None,
    language: str = "en",
) -> Person:
    """A new person, who must choose a password of their own at the first sign-in. Roles are assigned separately."""
    require(can_add(by, country.pk), "person.add", country.pk)
    person = Person(email=Person.objects.normalize_email(email), name=name, title=title, body=body, language=language)
    person.set_password(password)
    person.new_password_needed = True
    person.save()
    record("person.add", by=by, on=person, country=country.pk)
    return person


@transaction.atomic
def assign(
    person: Person,
    role: str,
    country: Country,
    *,
    by: Person,
    since: date | None = None,
    until: date | None = None,
    place: Place | None = None,
    body: Body | None = None,
) -> Assignment:
    """Give a role in a country. The same role in force twice is the one that is there."""
    require(both(can_assign(by, country.pk), can_be_held(role, body=body)), "person.assign", country.pk)
    since = since or timezone.localdate()
    assignment, _made = Assignment.objects.get_or_create(
        person=person, role=role, country=country, place=place, body=body, until=until,
        defaults={"since": since, "given_by": by},
    )  # fmt: skip
    person.forget_held()
    record("person.assign", by=by, on=person, country=country.pk, role=role, since=since, until=until)
    return assignment


@transaction.atomic
def withdraw(assignment: Assignment, *, by: Person) -> Assignment:
    """Take a role away from today on; that it was held stays readable."""
    require(can_withdraw(by, assignment.country_id, holder=assignment.person), "person.withdraw", assignment.country_id)
    yesterday = timezone.localdate() - timedelta(days=1)
    assignment.since = min(assignment.since, yesterday)
    assignment.until = yesterday
    assignment.save()
    assignment.person.forget_held()
    record("person.withdraw", by=by, on=assignment.person, country=assignment.country_id, role=assignment.role)
    return assignment


@transaction.atomic
def reset(person: Person, country: Country, *, password: str, by: Person) -> Person:
    """Set a first password again; the person must change it at the next sign-in."""
    require(can_reset(by, country.pk), "person.reset", country.pk)
    person.set_password(password)
    person.new_password_needed = True
    person.save()
    record("person.reset", by=by, on=person, country=country.pk)
    return person


@transaction.atomic
def password_changed(person: Person, *, by: Person) -> None:
    """A person chose a password of their own."""
    person.new_password_needed = False
    person.save(update_fields=["new_password_needed"])
    record("person.change_password", by=by, on=person)


@transaction.atomic
def signed_in(person: Person, *, by: Person) -> None:
    """A sign-in."""
    record("person.sign_in", by=by, on=person)


@transaction.atomic
def signed_out(person: Person, *, by: Person) -> None:
    """A sign-out."""
    record("person.sign_out", by=by, on=person)


@transaction.atomic
def not_signed_in(*, by: None = None) -> None:
    """A failed sign-in. What was typed is not kept: people type passwords and names in the wrong box."""
    record("person.sign_in_failed", by=by)


@transaction.atomic
def refused(verb: str, *, by: Person, country: str = "") -> None:
    """An act that a rule refused."""
    record("refusal", by=by, country=country, refused=verb)
