"""Input about keys. The sign-in and password forms are those of `accounts`, which also open and wrap a person's key.

They are named in the settings (`ACCOUNT_FORMS`), allauth's own place for it: the typed password is used where it is
typed, `accounts` knows nothing of keys, and nobody listens to a signal. See docs/decisions/0006-keys.md.
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from milepost.accounts import forms as accounts
from milepost.accounts.models import Person
from milepost.vault import session
from milepost.vault.actions.person_key import change_passphrase
from milepost.vault.opening import CannotOpen, WrongPepper, pepper_of
from milepost.vault.queries import live_key_of


class SignInForm(accounts.SignInForm):
    """Signs in, and opens the person's key with the same password. A key that stays shut keeps nobody out."""

    @sensitive_variables()
    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """allauth's sign-in, then the key."""
        response: HttpResponse = super().login(request, redirect_url)
        if isinstance(request.user, Person) and (key := live_key_of(request.user)):
            with suppress(CannotOpen, WrongPepper):  # the key page says which, and what to do
                session.unlock(request, key, self.cleaned_data["password"])
        return response


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
