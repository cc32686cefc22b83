"""Every view says which verb it is for; a structure test finds one that does not, and tries each with each role."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

from milepost.accounts.models import Person

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

PUBLIC = "public"
SIGNED_IN = "signed in"


def policy(verb: str) -> Callable[[View], View]:
    """Mark a view with its verb. The rule itself is asked by the query that fetches and the action that writes."""

    def mark(view: View) -> View:
        view.policy = verb  # type: ignore[attr-defined]
        return login_not_required(view) if verb == PUBLIC else view

    return mark


def policy_of(view: Any) -> str | None:
    """The verb a view was marked with, through wrappers."""
    while view is not None:
        if hasattr(view, "policy"):
            return str(view.policy)
        view = getattr(view, "__wrapped__", None)
    return None


def person(request: HttpRequest) -> Person:
    """The signed-in person of a request. Views are reached signed in, so anything else is a fault of ours."""
    assert isinstance(request.user, Person)
    return request.user
