"""Every request gets its `opener`, opened only when someone asks for it; what is locked answers with a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.vault import session
from milepost.vault.opening import Locked

GetResponse = Callable[[HttpRequest], HttpResponse]


class opener:  # noqa: N801 - named as Django names middleware in settings
    """`request.opener`, its cookie, and the page of a locked session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The opener before, its cookie after."""
        before = request.session.session_key
        request.opener = SimpleLazyObject(lambda: session.opened(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        session.settle(request, response, before)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says how to open the key, and leads back."""
        if not isinstance(exception, Locked):
            return None
        user = request.user
        invited = isinstance(user, Person) and bool(countries_where(user, "key.be_given"))
        context = {"back": request.get_full_path(), "invited": invited}
        return render(request, "vault/locked.html", context, status=403)
