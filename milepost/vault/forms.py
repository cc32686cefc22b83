"""Input about keys. The sign-in and password forms are those of `accounts`, which also open and wrap a person's key.

They are named in the settings (`ACCOUNT_FORMS`), allauth's own place for it: the typed password is used where it is
typed, `accounts` knows nothing of keys, and nobody listens to a signal. See docs/decisions/0006-keys.md.
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts import forms as accounts
from milepost.accounts.models import Person
from milepost.accounts.queries import people_at
from milepost.institutions.models import Body
from milepost.ui.forms import Checkboxes, Radios
from milepost.vault import session
from milepost.vault.actions.person_key import change_passphrase
from milepost.vault.in_use import live_key_of
from milepost.vault.models import PersonKey
from milepost.vault.opening import CannotOpen, WrongPepper, pepper_of
from milepost.vault.rules import can_make


class SignInForm(accounts.SignInForm):
    """Signs in, and opens the person's key with the same password. A key that stays shut keeps nobody out."""

    @sensitive_variables()
    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """allauth's sign-in, then the key."""
        response: HttpResponse = super().login(request, redirect_url)
        if not isinstance(request.user, Person):
            return response
        key = live_key_of(request.user)
        try:
            if key is not None:
                session.unlock(request, key, self.cleaned_data["password"])
                return response
        except CannotOpen:
            session.note_shut(request)
        except WrongPepper:
            return response  # the key page says so; nothing here can mend it
        # A first key to make, or one to make anew: the key page says which.
        return redirect("vault:keys") if key or can_make(request.user, by=request.user) else response


class NewPasswordForm(accounts.NewPasswordForm):
    """A new password also wraps the key anew: both or neither."""

    def clean(self) -> dict[str, Any]:
        """With a wrong pepper the key cannot be wrapped anew, and a new password would shut it out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if key := live_key_of(self.user):
            try:
                pepper_of(key)
            except WrongPepper:
                raise forms.ValidationError(
                    _("The machine's secret for keys is missing, so your password cannot change now. Tell who runs it.")
                ) from None
        return cleaned

    @sensitive_variables()
    @transaction.atomic
    def save(self) -> None:
        """The key, then the password. A key that the old password does not open is one to be made anew."""
        if key := live_key_of(self.user):
            with suppress(CannotOpen):
                change_passphrase(key, self.cleaned_data["oldpassword"], self.cleaned_data["password1"], by=self.user)
        super().save()


class PassphraseForm(forms.Form):
    """The person's password, to open or make their key."""

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    @sensitive_variables()
    def clean_password(self) -> str:
        """It is the one that they sign in with."""
        typed: str = self.cleaned_data["password"]
        if not self.person.check_password(typed):
            raise forms.ValidationError(_("This is not your password."))
        return typed


class MembersForm(forms.Form):
    """Who is in from the beginning."""

    members = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who can open the unit's files"), widget=Checkboxes
    )

    def __init__(self, *args: Any, keys: list[PersonKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Person.objects.filter(pk__in=[key.person_id for key in keys]).order_by("name", "pk")
        field.initial = [key.person_id for key in keys]


class SharesForm(forms.Form):
    """Two of the three shares of the recovery key."""

    first = forms.CharField(label=_("One share"), widget=forms.Textarea, help_text=_("All 33 words, in their order."))
    second = forms.CharField(label=_("Another share"), widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            attributes = {
                "rows": 4,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "lang": "en",
            }
            self.fields[name].widget.attrs = attributes

    @property
    def shares(self) -> list[str]:
        """What was typed."""
        return [self.cleaned_data["first"], self.cleaned_data["second"]]

    def refuse(self) -> None:
        """Say that the words do not fit; which of them, nobody can know."""
        self.add_error(
            "second",
            _("These are not two shares of this key. Compare each word with the paper, and use two different papers."),
        )


class RecoverForm(SharesForm):
    """And the person who will open the unit again."""

    member = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who opens the unit again"), empty_label=None, widget=Radios
    )
    field_order = ("member", "first", "second")

    def __init__(self, *args: Any, unit: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        with_key = PersonKey.objects.filter(retired_at=None).values("person")
        field.queryset = people_at(unit, "key.open_unit").filter(pk__in=with_key)
