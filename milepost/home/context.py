"""What every page's frame needs: the menu for this person, and whether this is a demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from milepost.accounts.models import Person
from milepost.places.queries import is_demo


@dataclass(frozen=True)
class Entry:
    """One word of the menu."""

    url: str
    label: str | Promise
    current: bool


# What leads where, and the verb of which a person needs to hold one to see it.
_MENU: tuple[tuple[str, str | Promise, str | None], ...] = (
    ("home:home", _("Home"), None),
    ("cases:desk", _("Files"), "case.list"),
    ("cases:report", _("Report a concern"), "case.report"),
    ("intake:sheets", _("Sheets"), "intake.upload"),
    ("structures:services", _("Services"), "structures.view"),
    ("cases:invited", _("Invitations"), "case.invited"),
    ("cases:proceedings", _("Proceedings"), "case.proceedings"),
    ("reporting:reports", _("Reports"), "report.view"),
    ("roadmap:countries", _("Roadmap"), "roadmap.view"),
    ("vault:keys", _("Keys"), "key.view"),
    ("accounts:people", _("People"), "person.view"),
    ("vault:recovery", _("Recovery key"), "recovery.set_up"),
    ("home:audit", _("Audit"), "audit.view"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `menu`, `demo_mode`."""
    return {"menu": menu(request), "demo_mode": settings.MILEPOST.demo or is_demo()}


def menu(request: HttpRequest) -> list[Entry]:
    """The menu of a signed-in person; empty for others."""
    user = getattr(request, "user", None)
    if not isinstance(user, Person):
        return []
    verbs = {verb for assignment in user.held() for verb in assignment.policy.verbs}
    shown = [(reverse(name), label) for name, label, verb in _MENU if verb is None or verb in verbs]
    here = [url for url, _label in shown if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(here, key=len, default="")  # /cases/report/ lies under /cases/, and is a word of its own
    return [Entry(url, label, url == current) for url, label in shown]
