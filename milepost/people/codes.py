"""The few words of a child that stand in clear, because figures count them, with what a person reads for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEXES: dict[str, str | Promise] = {
    "girl": _("Girl"),
    "boy": _("Boy"),
    "not_recorded": _("Not recorded"),
}

BIRTHS: dict[str, str | Promise] = {
    "exact": _("Day known"),
    "year_month": _("Month known"),
    "year": _("Year known"),
    "estimated": _("Estimated"),
    "unknown": _("Unknown"),
}

RELATIONS: dict[str, str | Promise] = {
    "mother": _("Mother"),
    "father": _("Father"),
    "grandparent": _("Grandparent"),
    "sibling": _("Brother or sister"),
    "relative": _("Another relative"),
    "guardian": _("Guardian"),
    "none": _("Not related"),
    "other": _("Other"),
}

TAGS: dict[str, str | Promise] = {
    "name_year": _("First name and year of birth"),
    "sound": _("Sound of the whole name"),
    "bones": _("Consonants of the whole name"),
    "surname_birth": _("Sound of the surname and date of birth"),
}

EVENT_WORDS: dict[str, str | Promise] = {
    "people.register": _("wrote down a child"),
    "people.change_identity": _("changed what is known of a child"),
    "people.add_carer": _("wrote down who cares for a child"),
    "people.change_carer": _("changed what is known of a carer"),
    "people.search": _("searched for a child"),
    "people.join": _("said that two files are of one child"),
    "people.separate": _("separated two files that were joined"),
    "people.take_over": _("took over a child for a unit"),
    "people.tag": _("made children searchable"),
}
"""How acts on children are called on the audit page, which never names one."""
