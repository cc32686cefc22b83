"""What stands in a municipality to help children: teams with their members, services, and what is stated to lack."""

from milepost.structures.models.service import Lack, Service
from milepost.structures.models.team import Team, TeamMember

__all__ = ["Lack", "Service", "Team", "TeamMember"]
