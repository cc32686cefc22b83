"""When two sendings of a form are one: the same form with the same words.

A form has a random token. What names a sending is a digest under that token of everything that was typed. A button
pressed twice gives the same name, and the second makes nothing. A page gone back to, changed and sent again gives
another one, so that its words are never taken for the earlier ones and dropped. The token itself is not kept with
what was sent, so the digest tells nothing about the words.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.views.decorators.debug import sensitive_variables

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "keep_draft", "page", "seen"})
"""Boxes of a form that say nothing of what was typed."""


@sensitive_variables()
def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, by box."""
    return {name: [str(value) for value in values] for name, values in data.lists() if name not in NOT_TYPED}


@sensitive_variables()
def sending(values: Mapping[str, Sequence[str]]) -> uuid.UUID | None:
    """The name of a sending; None for a form without a token."""
    token = token_in(values)
    if token is None:
        return None
    said = json.dumps(sorted((name, list(each)) for name, each in values.items() if name not in NOT_TYPED))
    return uuid.UUID(
        bytes=hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16, key=token.bytes).digest()
    )


def token_in(values: Mapping[str, Sequence[str]]) -> uuid.UUID | None:
    """The form's own token."""
    try:
        return uuid.UUID(values["token"][0])
    except (KeyError, IndexError, ValueError):
        return None
