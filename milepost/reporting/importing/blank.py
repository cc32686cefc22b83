"""What an empty form prints in the place of a country's own words: filled in, it still quotes no title and no name."""

import re

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from milepost.reporting.importing.fold import fold

_BLANK = re.compile(
    r"(?:(?:your|national|roadmap) )*(?:priority|prioriteti?|priorite|prioridad|"
    r"(?:next )?step|hapi(?: i radhes)?|(?:prochaine )?etape|(?:proximo )?paso)(?: (?:no|nr|n|ndeg|number))? ?\d{1,2}"
    r"|title|titulli|titre|titulo|"
)


def country_name() -> str:
    """What stands for the country."""
    return _("Name of your country")


def priority_title(number: int) -> str:
    """What stands for a priority's title."""
    return _("Priority %(n)d") % {"n": number}


def step_title(number: int) -> str:
    """What stands for a carried step's title."""
    return _("Next step %(n)d") % {"n": number}


def is_blank_title(title: str) -> bool:
    """Whether a title only says its number, or nothing."""
    return bool(_BLANK.fullmatch(fold(title)))


def is_blank_country(name: str) -> bool:
    """Whether a title page still waits for the country's name."""
    return not fold(name) or fold(name) in _country_names()


def _country_names() -> set[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(fold(country_name()))
    return found
