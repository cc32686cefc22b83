"""What every request passes: sign-in, the first password, and refusals turned to a page that says who could."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from milepost.accounts import actions
from milepost.accounts.rules import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]
_OPEN_BEFORE_NEW_PASSWORD = ("accounts:change_password", "accounts:sign_out", "set_language")


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts a person typed in a form that cannot be taken now, so that the page can give them back."""
    skip = {"csrfmiddlewaretoken", "base", "password", "login", "next", "token", "page", "seen", "step", "decide"}
    return [
        value for name, values in request.POST.lists() if name not in skip for value in values if len(value.strip()) > 2
    ]


class SignInRequired(LoginRequiredMiddleware):
    """Every view needs a sign-in unless marked public. A form sent after the session ended is given back, not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        """The sign-in page; for a sent form, a page (or JSON) that keeps what was typed."""
        url = reverse("accounts:sign_in")
        if request.headers.get("X-Autosave"):
            return JsonResponse({"state": "signed_out", "url": url}, status=401)
        if request.method == "POST":
            return render(request, "signed_out.html", {"kept": typed_texts(request), "sign_in_url": url}, status=401)
        response: HttpResponse = super().handle_no_permission(request, view_func)
        return response


def new_password_required(get_response: GetResponse) -> GetResponse:
    """Until a first password is changed, every page leads to the page that changes it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.new_password_needed:
            allowed = {reverse(name) for name in _OPEN_BEFORE_NEW_PASSWORD}
            if request.path not in allowed:
                return redirect("accounts:change_password")
        return get_response(request)

    return middleware


class refusals:  # noqa: N801 - named as Django names middleware in settings
    """A refused act answers 403 with the rule's sentence and leaves an audit event."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before, nothing after: `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal's page, in its own transaction: the refused act's was rolled back."""
        if not isinstance(exception, Refused) or not request.user.is_authenticated:
            return None
        actions.refused(exception.verb, by=request.user, country=exception.country)
        if request.headers.get("X-Autosave"):
            return JsonResponse({"state": "invalid", "errors": {"": [exception.sentence]}}, status=422)
        context = {"sentence": exception.sentence, "kept": typed_texts(request), "title": _("You cannot do this")}
        return render(request, "403.html", context, status=403)
