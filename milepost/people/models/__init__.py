"""Who a child is and who cares for them. What happened to a child is the business of `cases`."""

from milepost.people.models.carer import Carer
from milepost.people.models.child import Child
from milepost.people.models.joining import Joining
from milepost.people.models.tag import Tag

__all__ = ["Carer", "Child", "Joining", "Tag"]
