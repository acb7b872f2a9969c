"""What the store gives to those who read it: pages, exports, notices and the scheduler.

Every time is aware and in China Standard Time (+08:00). Every value is a copy: it stays true to
the moment it was read, and changing the store never changes it.
"""

from audits.records.crawls import (
    AttachmentRecord,
    FetchRecord,
    ListingRecord,
    PageClues,
    PageRecord,
    PortalState,
    RunFailure,
    RunRecord,
    RunState,
    Validators,
)
from audits.records.duties import (
    DutyDoubt,
    NoticeRecord,
    NoticeState,
    ObligationRecord,
    ObligationState,
)
from audits.records.findings import (
    EventCause,
    FindingEvent,
    FindingFilter,
    FindingState,
    StateChange,
    StoredFinding,
    UndeliveredEvent,
)
from audits.records.reports import (
    DateSource,
    ReportRecord,
    StoredReport,
    Subject,
)

__all__ = [
    "AttachmentRecord",
    "DateSource",
    "DutyDoubt",
    "EventCause",
    "FetchRecord",
    "FindingEvent",
    "FindingFilter",
    "FindingState",
    "ListingRecord",
    "NoticeRecord",
    "NoticeState",
    "ObligationRecord",
    "ObligationState",
    "PageClues",
    "PageRecord",
    "PortalState",
    "ReportRecord",
    "RunFailure",
    "RunRecord",
    "RunState",
    "StateChange",
    "StoredFinding",
    "StoredReport",
    "Subject",
    "UndeliveredEvent",
    "Validators",
]
