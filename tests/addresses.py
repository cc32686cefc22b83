"""Every address of the site, and trying one so that nothing of it lasts."""

import copy
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

FILE_ROOM = ("cases:", "intake:")
"""Addresses of children's files have a table and a crawl of their own, with units: tests/cases, tests/intake."""
METHODS = ("GET", "POST")
EMPTY = {"csrfmiddlewaretoken": "of the browser"}
"""A form as empty as a browser sends it."""
SKIPPED = {
    "set_language",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_logout",
    "account_change_password",
}  # Django's own, and allauth's names of our pages


def addresses() -> dict[str, tuple[Any, set[str]]]:
    """Every address by name, with its view and its parameters."""
    found: dict[str, tuple[Any, set[str]]] = {}

    def walk(patterns: list[URLPattern | URLResolver], prefix: str, parameters: set[str]) -> None:
        for pattern in patterns:
            here = parameters | set(pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{prefix}{pattern.namespace + ':' if pattern.namespace else ''}", here)
            elif pattern.name not in SKIPPED and not prefix.startswith(FILE_ROOM):
                name = f"{prefix}{pattern.name}"
                found[name] = (pattern.callback, here | (found[name][1] if name in found else set()))

    walk(get_resolver().url_patterns, "", set())
    return dict(sorted(found.items()))


def tried(client: Client, method: str, url: str) -> Any:
    """What an address answers; the next person finds all as it was."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, EMPTY)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
