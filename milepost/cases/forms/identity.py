"""Input about who the child is and who cares for them, from a file: the forms of `people`, with token and base."""

from typing import Any

from milepost.cases.forms.words import JudgedForm
from milepost.people.forms import CarerForm, IdentityForm
from milepost.people.identity import Care, Identity


class ChangeIdentityForm(JudgedForm, IdentityForm):
    """Who the child is. Its `base` is the version of the child that the page showed."""

    def identity(self) -> Identity:
        """The clean value. Call after `is_valid`, or from the rule that judges."""
        return Identity(**{name: self.cleaned_data[name] for name in IdentityForm.base_fields})

    @classmethod
    def initial_of(cls, identity: Identity) -> dict[str, Any]:
        """What the boxes hold for a known identity."""
        return IdentityForm.initial_of(identity)


class CareForm(JudgedForm, CarerForm):
    """Who cares for the child. Its `base` is the version of the carer that the page showed."""

    def care(self) -> Care:
        """The clean value. Call after `is_valid`."""
        return super().care()
