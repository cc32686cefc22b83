"""What every page with a form does: show it, act, meet another writer, lead back."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from milepost.accounts.rules import YES
from milepost.structures.actions.saving import MovedOn
from milepost.structures.forms.words import Tokened
from milepost.ui import parts


def write(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], str],
    *,
    said: str,
    context: Mapping[str, Any],
    met: Callable[[], tuple[int, list[parts.Row]]] | None = None,
) -> HttpResponse:
    """The page of a verb. `act` is called with a valid form and says where to go on; `met`: what stands now."""
    shown, status = {"form": form, "ruling": YES, **context}, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                url = act()
            except MovedOn:
                assert met is not None
                assert isinstance(form, Tokened)
                number, shown["stands"] = met()
                form.meet(number)
                status = 409
            else:
                messages.success(request, said)
                return redirect(url)
    return render(request, f"structures/{template}.html", shown, status=status)
