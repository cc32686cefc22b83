"""The records of the file room. Texts and names in them are sealed; what is counted stands in clear."""

from milepost.cases.models.assessment import FullAssessment, InitialAssessment
from milepost.cases.models.attachment import Attachment, AttachmentContent
from milepost.cases.models.basis import Basis
from milepost.cases.models.case import Case, CaseStep
from milepost.cases.models.closed_check import ClosedCheck
from milepost.cases.models.closure import Closure
from milepost.cases.models.concern_report import ConcernReport
from milepost.cases.models.contact import Contact
from milepost.cases.models.draft import Draft
from milepost.cases.models.exploitation import Exploitation
from milepost.cases.models.extension import Extension
from milepost.cases.models.group_meeting import GroupInvitation, GroupMeeting
from milepost.cases.models.guest import Guest
from milepost.cases.models.message import Message
from milepost.cases.models.plan import Plan, PlanAction
from milepost.cases.models.printing import Printing
from milepost.cases.models.purpose import Purpose
from milepost.cases.models.referral import Referral
from milepost.cases.models.review import Review
from milepost.cases.models.track import CriminalStep, NrmStep, Placement
from milepost.cases.models.transfer import Transfer

__all__ = [
    "Attachment",
    "AttachmentContent",
    "Basis",
    "Case",
    "CaseStep",
    "ClosedCheck",
    "Closure",
    "ConcernReport",
    "Contact",
    "CriminalStep",
    "Draft",
    "Exploitation",
    "Extension",
    "FullAssessment",
    "GroupInvitation",
    "GroupMeeting",
    "Guest",
    "InitialAssessment",
    "Message",
    "NrmStep",
    "Placement",
    "Plan",
    "PlanAction",
    "Printing",
    "Purpose",
    "Referral",
    "Review",
    "Transfer",
]
