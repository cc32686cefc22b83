"""Writing many rows of one model at once, below the ORM: an old register, a country's demo, a rotation of keys.

What `bulk_create` does, without its work per value: columns and their conversion are looked up once, and the database
gets one statement for all rows. Rows are complete when they come here; nothing is read back.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, connections, models, transaction

_PLAIN = (models.CharField, models.IntegerField, models.BooleanField, models.BinaryField)
"""What goes to the database as it is."""


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model. A number that the database gives (an automatic key) stays unknown."""
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = [field.attname for field in fields]
    converters = [_converter(field) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of ours
    values = [
        [convert(value) if convert and (value := row.__dict__[name]) is not None else row.__dict__[name]
         for name, convert in zip(names, converters, strict=True)]
        for row in rows
    ]  # fmt: skip
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _converter(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """How a column's value becomes the database's; None where it goes as it is."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    ops = connection.ops
    if isinstance(field, models.UUIDField) and not connection.features.has_native_uuid_field:
        return _hex
    if isinstance(field, models.DateTimeField):
        return ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return ops.adapt_datefield_value
    if isinstance(field, _PLAIN):
        return None
    alike = connections[connection.alias]  # not the proxy, which looks it up for every value
    return lambda value: field.get_db_prep_save(value, alike)


def _hex(value: UUID) -> str:
    return value.hex
