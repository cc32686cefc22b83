"""The opened key of a signed-in person: in the session's row only sealed, under a secret that only a cookie holds.

The database alone has the sealed half, the browser alone the secret; a request has both. Whoever copies the session
table of a running system gets nothing that opens.
"""

import base64
import binascii

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_variables

from milepost.accounts.models import Person
from milepost.vault.models import PersonKey
from milepost.vault.opening import Opener, private_of
from milepost.vault.sealing import CannotOpen, UnknownVersion, Where, new_key, open_sealed, seal

COOKIE = "mp_vault"
_KEPT = "vault"
_SHUT = "vault_shut"


class _Secret:
    """What the cookie will hold, on its way from the form to the response; prints as nothing."""

    __slots__ = ("value",)

    def __init__(self, value: bytes) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<secret>"


def opener_of(request: HttpRequest) -> Opener:
    """`request.opener` with its type. Locked (false) where no key is open."""
    opener: Opener = request.opener  # type: ignore[attr-defined]
    return opener


@sensitive_variables()
def unlock(request: HttpRequest, key: PersonKey, passphrase: str) -> None:
    """Open the person's key with what they typed and keep it for the session. Raises `CannotOpen`, `WrongPepper`."""
    keep(request, key.pk, private_of(key, passphrase))


@sensitive_variables()
def keep(request: HttpRequest, key: int, private: bytes) -> None:
    """Seal the private half under a fresh secret: the seal into the session, the secret into the answer's cookie."""
    assert isinstance(request.user, Person)
    secret = new_key()
    sealed = seal(secret, private, _place(request.user, key))
    request.session.pop(_SHUT, None)
    request.session[_KEPT] = {"key": key, "sealed": base64.b64encode(sealed).decode()}
    request._vault_secret = _Secret(secret)  # type: ignore[attr-defined]
    request.opener = Opener(request.user, key, private)  # type: ignore[attr-defined]


def note_shut(request: HttpRequest) -> None:
    """Remember that the password did not open the key: it was made under an earlier one."""
    request.session[_SHUT] = True


def is_shut(request: HttpRequest) -> bool:
    """Whether the person's password was seen not to open their key."""
    return bool(request.session.get(_SHUT)) and not opener_of(request)


def erase(request: HttpRequest) -> None:
    """Lock: the key is gone from the session, and the cookie goes with the answer."""
    request.session.pop(_KEPT, None)
    request.opener = Opener(None)  # type: ignore[attr-defined]


@sensitive_variables()
def opened(request: HttpRequest) -> Opener:
    """The opener of a request: session and cookie together, else a locked one."""
    user = request.user
    if not isinstance(user, Person):
        return Opener(None)
    kept, cookie = request.session.get(_KEPT), request.COOKIES.get(COOKIE, "")
    if not kept or not cookie:
        return Opener(user)
    try:
        secret = base64.urlsafe_b64decode(cookie)
        private = open_sealed(secret, base64.b64decode(kept["sealed"]), _place(user, kept["key"]))
    except (CannotOpen, UnknownVersion, binascii.Error, ValueError):
        return Opener(user)
    return Opener(user, kept["key"], private)


@sensitive_variables()
def settle(request: HttpRequest, response: HttpResponse, before: str | None) -> None:
    """Set the cookie of a key opened in this request; renew it where the session got a new id (a new password); take
    it away where the session holds no key any more (signed out, locked)."""
    if not request.session.accessed:
        return
    opener = opener_of(request)
    renewed = before is not None and request.session.session_key != before and _KEPT in request.session
    if renewed and opener and not hasattr(request, "_vault_secret"):
        assert opener.key is not None and opener._private is not None  # noqa: PT018
        keep(request, opener.key, opener._private)
    secret: _Secret | None = getattr(request, "_vault_secret", None)
    if secret is not None and _KEPT in request.session:
        _set_cookie(request, response, secret)
    elif COOKIE in request.COOKIES and _KEPT not in request.session:
        response.delete_cookie(COOKIE, samesite="Strict")


def _set_cookie(request: HttpRequest, response: HttpResponse, secret: _Secret) -> None:
    ends_with_browser = request.session.get_expire_at_browser_close()
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(secret.value).decode(),
        max_age=None if ends_with_browser else request.session.get_expiry_age(),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def _place(person: Person, key: int) -> Where:
    return Where("session", _KEPT, f"{person.pk}/{key}")
