"""Texts of a row, sealed in its own columns: written before the row is saved, read only with the key in hand.

A column is a `BinaryField(null=True)` of a model with a uuid of its own making, so that the row's place is known before
it is in the database. An empty text is null, which reads "not recorded". Nothing opens by itself: a row in a log, a
template or a debugger shows bytes.
"""

from collections.abc import Mapping

from django.db import models
from django.views.decorators.debug import sensitive_variables

from milepost.vault.sealing import Where, open_sealed, open_text, seal


@sensitive_variables()
def write(row: models.Model, column: str, text: str, key: bytes) -> None:
    """Seal a text into a column of a row; `save()` is the caller's."""
    setattr(row, column, seal(key, text, _place(row, column)) if text else None)


@sensitive_variables()
def write_all(row: models.Model, texts: Mapping[str, str], key: bytes) -> None:
    """Seal several."""
    for column, text in texts.items():
        write(row, column, text, key)


@sensitive_variables()
def read(row: models.Model, column: str, key: bytes) -> str:
    """The text, "" where nothing is recorded. Raises `CannotOpen` for another key, row or column."""
    sealed = getattr(row, column)
    return "" if sealed is None else open_text(key, bytes(sealed), _place(row, column))


@sensitive_variables()
def write_bytes(row: models.Model, column: str, content: bytes, key: bytes) -> None:
    """Seal bytes that are no text: a photo, a document."""
    setattr(row, column, seal(key, content, _place(row, column)))


@sensitive_variables()
def read_bytes(row: models.Model, column: str, key: bytes) -> bytes:
    """The bytes, empty where they are gone. Raises `CannotOpen`."""
    sealed = getattr(row, column)
    return b"" if sealed is None else open_sealed(key, bytes(sealed), _place(row, column))


def sealed_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The names of a model's sealed columns."""
    return tuple(field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField))


def _place(row: models.Model, column: str) -> Where:
    assert row.pk is not None, "a sealed row makes its own uuid"
    return Where(row._meta.db_table, column, str(row.pk))
