"""The record of a report. One file per noun; all are re-exported here."""

from milepost.reporting.models.answer import Answer, KeptText, Revision
from milepost.reporting.models.contribution import Contribution, Proposal
from milepost.reporting.models.edition import StoredEdition
from milepost.reporting.models.importing import Import, ImportedAnswer, Piece
from milepost.reporting.models.report import Report, ReportItem
from milepost.reporting.models.review import Comment, Justification, Round, RoundFile, Thread
from milepost.reporting.models.submission import Submission, SubmittedFile

__all__ = [
    "Answer",
    "Comment",
    "Contribution",
    "Import",
    "ImportedAnswer",
    "Justification",
    "KeptText",
    "Piece",
    "Proposal",
    "Report",
    "ReportItem",
    "Revision",
    "Round",
    "RoundFile",
    "StoredEdition",
    "Submission",
    "SubmittedFile",
    "Thread",
]
