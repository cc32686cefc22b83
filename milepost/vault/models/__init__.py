"""Keys: whose, of which generation, and to whom they are sealed. No row holds a key that opens by itself."""

from milepost.vault.models.case_key import CaseKey, CaseSeal, PersonCaseSeal, TagSeal
from milepost.vault.models.person_key import PersonKey
from milepost.vault.models.recovery_key import RecoveryKey, RecoverySeal
from milepost.vault.models.unit_key import UnitKey, UnitSeal

__all__ = [
    "CaseKey", "CaseSeal", "PersonCaseSeal", "PersonKey", "RecoveryKey", "RecoverySeal", "TagSeal", "UnitKey",
    "UnitSeal",
]  # fmt: skip
