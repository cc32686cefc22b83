"""How acts on keys are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENT_WORDS: dict[str, str | Promise] = {
    "key.make": _("made their own key"),
    "key.renew": _("made a new key of their own"),
    "key.change_passphrase": _("wrapped their key under a new password"),
    "key.found_unit": _("made a unit’s key"),
    "key.admit": _("let someone into a unit"),
    "key.remove": _("removed someone from a unit"),
    "key.rotate": _("gave a unit a new key"),
    "key.reseal": _("moved files to a unit’s new key"),
    "key.share_tags": _("let a unit search"),
    "key.make_case_key": _("made the key of a file"),
    "key.share_case_key": _("opened a file to another unit"),
    "key.end_share": _("closed a file to a unit"),
    "key.share_with_person": _("opened the key of a file to one person until a day"),
    "key.end_share_with_person": _("closed the key of a file to one person"),
    "recovery.set_up": _("made a recovery key"),
    "recovery.prove": _("proved a recovery key"),
    "recovery.use": _("brought a unit back by the recovery key"),
}
