"""Input about a copy on paper."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from milepost.cases.facts import Copy
from milepost.cases.forms.words import VerbForm, line, one, text


class PrintFileForm(VerbForm):
    """Why the file is printed, and for whom."""

    lists: ClassVar[dict[str, str]] = {"reason": "purpose"}

    reason = one(_("Why do you print it?"))
    text = text(_("In a sentence"), rows=2, required=True)
    recipient = line(
        _("For whom?"), _("Name and office. For example: the court in Tirana, judge A. Leka."), required=True
    )

    def facts(self) -> Copy:
        """The clean value. Call after `is_valid`."""
        return Copy(**{name: self.cleaned_data[name] for name in Copy.__dataclass_fields__})
