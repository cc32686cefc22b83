"""How django-allauth is made ours: nobody signs up by themselves, and sign-ins leave an audit event."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from milepost.accounts import actions


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own places to hook in; no signals."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The time is that of the limits on `login_failed` in the settings.
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by an administrator."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """A sign-in."""
        actions.signed_in(user, by=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What is counted narrowly: an account as guessed at from one address, so that no stranger locks a person out.

        allauth counts the account alone, from anywhere; it offers no public name for this.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A failed sign-in, without what was typed."""
        super().authentication_failed(request, **credentials)
        actions.not_signed_in()

    def logout(self, request: HttpRequest) -> None:
        """A sign-out."""
        if request.user.is_authenticated:
            actions.signed_out(request.user, by=request.user)
        super().logout(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves who is signed in."""
