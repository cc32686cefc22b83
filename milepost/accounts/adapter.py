"""How django-allauth is made ours: nobody signs up by themselves, and sign-ins leave an audit event."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from milepost.accounts import actions


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own places to hook in; no signals."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by an administrator."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """A sign-in."""
        actions.signed_in(user, by=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

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
