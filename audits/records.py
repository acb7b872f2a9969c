"""What the store gives to those who read it: pages, exports, notices and the scheduler.

Every time is aware and in China Standard Time (+08:00). Every value is a copy: it stays true to
the moment it was read, and changing the store never changes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from audits.result import AuditStatus
from rules.finding import Finding
from rules.judge import Judgement
from rules.language import Text
from rules.report import Report


class RunState(StrEnum):
    """How a run stands (``v_runs.state``)."""

    RUNNING = "running"
    OK = "ok"
    INCOMPLETE = "incomplete"
    """It ended, and something it should have done was not done; its failures say what."""
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """Its process ended without saying how."""


class FindingState(StrEnum):
    """How a finding stands (``v_findings.state``)."""

    OPEN = "open"
    NOTIFIED = "notified"
    EXPLAINED = "explained"
    """The body gave a reason and it is accepted, until the report changes."""
    WAIVED = "waived"
    """Not pursued, until a date where one is set."""
    FIXED = "fixed"
    """A later version of the report passes the rule at that place."""
    REGRESSED = "regressed"
    """It was fixed and came back."""
    RETRACTED = "retracted"
    """The same bytes no longer show it: the fault was ours."""

    @property
    def is_standing(self) -> bool:
        """The fault is, as far as is known, still in the report."""
        return self not in (FindingState.FIXED, FindingState.RETRACTED)


class EventCause(StrEnum):
    """Why a finding changed its state."""

    FOUND = "found"
    FIXED = "fixed"
    RETURNED = "returned"
    """Found again after it was fixed or retracted."""
    RETRACTED = "retracted"
    REPORT_CHANGED = "report_changed"
    """It was explained, the report changed, and the fault is still there."""
    NOTICE_SENT = "notice_sent"
    EXPLANATION_ACCEPTED = "explanation_accepted"
    WAIVED = "waived"
    WAIVER_ENDED = "waiver_ended"


class ObligationState(StrEnum):
    """Whether a body published its report of a year (``v_obligations.state``)."""

    PUBLISHED = "published"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"


class NoticeState(StrEnum):
    """How a notice stands (``v_notices.state``)."""

    PENDING = "pending"
    HELD = "held"
    SENT = "sent"
    DEAD = "dead"


class DateSource(StrEnum):
    """Where the publication date of a report was taken from."""

    PAGE = "page"
    """The page's own publication field."""
    LIST = "list"
    """The list that names the page; the page itself gives none."""
    DOCUMENT = "document"
    """The file that was audited; neither page nor list gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFailure:
    """One thing that went wrong on our side in a run; never a fault of the publisher."""

    place: str
    """Address of the page, or what was being done."""
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of a crawl, an audit or another job."""

    id: str
    kind: str
    started_at: datetime
    ended_at: datetime | None
    state: RunState
    counts: Mapping[str, int]
    failures: tuple[RunFailure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalState:
    """How a portal was left by the last crawl that visited it."""

    portal: str
    run: str
    state: str
    reason: str | None
    requests: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRecord:
    """What one crawl saw of one list of reports."""

    run: str
    portal: str
    column_url: str
    at: datetime
    entries: int
    declared_total: int | None
    complete: bool
    stop_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """One request and what came of it (``v_fetches``)."""

    url: str
    fetched_at: datetime
    status: int | None
    error: str | None
    media_type: str | None
    sha256: str | None
    size: int | None
    portal: str
    role: str
    run: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a crawler sends so that an unchanged file is not sent again."""

    url: str
    sha256: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """A file that a page offers; ``sha256`` is ``None`` while its bytes are not held."""

    url: str
    text: str
    sha256: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page that may offer a report, as last fetched."""

    url: str
    portal: str
    column_url: str | None
    """The list that led here; ``None`` where none did."""
    body: str | None
    """Id of the body it was assigned to."""
    sha256: str
    fetched_at: datetime
    list_title: str | None
    list_date: date | None
    title: str | None
    published_on: date | None
    source: str | None
    breadcrumb: tuple[str, ...]
    attachments: tuple[AttachmentRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClues:
    """What tells whose page it is."""

    url: str
    body: str | None
    """Id of the body it is assigned to now."""
    title: str | None
    title_body: str | None
    """The body in the title of the report that was read from it, as printed."""
    source: str | None
    column_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose report of which year; while body or year is not known its page stands for both."""

    body: str | None
    page_url: str
    year: int | None

    @property
    def key(self) -> str:
        """The part of a finding's identity that names whose report it is."""
        return self.page_url if self.body is None or self.year is None else self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """One text held of a report: a row of ``v_reports`` and what stands behind it."""

    id: str
    body: str | None
    """Id of the body; ``None`` while unassigned."""
    year: int | None
    version: int | None
    """Counts the texts held of the body's year; ``None`` where the year is not known."""
    url: str
    page_url: str
    sha256: str
    media_type: str
    portal: str
    column_url: str | None
    """The list that led to the page."""
    status: AuditStatus
    reason: Text | None
    format: str | None
    published_on: date | None
    date_source: DateSource | None
    suspect: str | None
    """Why its text is thought to have lost digits or brackets; else ``None``."""
    title_body: str | None
    """The body in its title, as printed."""
    is_current: bool
    """It speaks for its body and year; its judgement moves the findings."""
    first_held: datetime
    """When this text was first fetched from its page."""
    last_held: datetime
    """When this text was last seen there."""

    @property
    def subject(self) -> Subject:
        """Whose report of which year it is."""
        return Subject(body=self.body, page_url=self.page_url, year=self.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report that was audited, whole."""

    record: ReportRecord
    report: Report
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding over time. Its identity is body (or page) + year + code + place."""

    id: str
    subject: Subject
    state: FindingState
    first_seen: datetime
    last_seen: datetime
    report: str
    """Id of the report text that last showed it."""
    finding: Finding
    """As last found."""
    unjudged: Text | None = None
    """Why the last look could not tell whether it still stands; ``None`` if it could."""
    decided_by: str | None = None
    """Who waived it or accepted the explanation."""
    decision: str | None = None
    """The reason that was given."""
    until: date | None = None
    """Last day of a waiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """One change of a finding's state."""

    finding: str
    at: datetime
    before: FindingState | None
    """``None`` when it was found for the first time."""
    after: FindingState
    cause: EventCause
    report: str | None = None
    """Id of the report text that brought the change."""
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEvent:
    """A change of state as it is stored; ``id`` grows with time."""

    id: int
    change: StateChange


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredEvent:
    """An event that a supervisor has not been told of, with the finding as it stands now."""

    event: FindingEvent
    finding: StoredFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRecord:
    """A body's duty to publish its report of a year, and what became of it."""

    body: str
    year: int
    due: date
    state: ObligationState
    published_on: date | None = None
    days_late: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """One message to one supervisor by one channel, from draft to delivery."""

    id: str
    supervisor: str
    channel: str
    created_at: datetime
    sent_at: datetime | None
    state: NoticeState
    findings: tuple[str, ...]
    events: tuple[int, ...] = ()
    """Ids of the events it tells of."""
    payload: str = ""
    """The message as the channel will send it, in the channel's own form."""
    attempts: int = 0
    next_attempt_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings are wanted; what is ``None`` or empty does not narrow."""

    body: str | None = None
    year: int | None = None
    codes: tuple[str, ...] = ()
    states: tuple[FindingState, ...] = field(default=())
    supervisor: str | None = None
