"""Every request gets its `opener`, opened only when someone asks for it; what is locked answers with a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from milepost.accounts.middleware import typed_texts
from milepost.accounts.models import Person
from milepost.accounts.rules import countries_where
from milepost.vault import session
from milepost.vault.opening import Locked, Opener

GetResponse = Callable[[HttpRequest], HttpResponse]


class opener:  # noqa: N801 - named as Django names middleware in settings
    """`request.opener`, its cookie, and the page of a locked session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The opener before, its cookie after."""
        before, asked = request.session.session_key, list[Opener]()

        def opened() -> Opener:
            asked.append(session.opened(request))
            return asked[-1]

        request.opener = SimpleLazyObject(opened)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if asked:  # the page may show what was opened: no browser and no proxy keeps a copy
            add_never_cache_headers(response)
        session.settle(request, response, before)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says how to open the key, and leads back."""
        if not isinstance(exception, Locked):
            return None
        if request.headers.get("X-Autosave"):
            return JsonResponse({"state": "signed_out", "url": reverse("vault:open_key")}, status=403)
        user, kept = request.user, typed_texts(request) if request.method == "POST" else []
        invited = isinstance(user, Person) and bool(countries_where(user, "key.be_given"))
        context = {"back": request.get_full_path(), "kept": kept, "invited": invited}
        return render(request, "vault/locked.html", context, status=403)
