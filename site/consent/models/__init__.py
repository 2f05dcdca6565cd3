"""The records: own tables, without page revisions, outside of search and of every interface for other programs.

Wagtail's index of references leaves them out as well (``wagtail_reference_index_ignore``): it would show a
record's existence on the usage page of a story or a user.
"""

from consent.models.answers import CommonWordAnswer, HealthWord, NotHealthAnswer
from consent.models.approvals import AbsenceOverride, FinalTextApproval, StoryApproval
from consent.models.clearances import Clearance
from consent.models.contributors import Contributor
from consent.models.events import ProtectionEvent
from consent.models.forms import ConsentForm
from consent.models.minor_edits import MinorEdit
from consent.models.records import ConsentRecord, RecordIsFinal
from consent.models.scopes import ConsentScope
from consent.models.settings import ConsentSettings
from consent.models.subjects import StorySubject
from consent.models.written import WrittenText

__all__ = [
    "AbsenceOverride",
    "Clearance",
    "CommonWordAnswer",
    "ConsentForm",
    "ConsentRecord",
    "ConsentScope",
    "ConsentSettings",
    "Contributor",
    "FinalTextApproval",
    "HealthWord",
    "MinorEdit",
    "NotHealthAnswer",
    "ProtectionEvent",
    "RecordIsFinal",
    "StoryApproval",
    "StorySubject",
    "WrittenText",
]
