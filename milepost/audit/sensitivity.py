"""How protected a field is: every model names a class for every field, and a structure test holds it to that."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """The classes, from open to most protected (GDPR articles 4 and 9)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special category"
