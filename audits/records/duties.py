"""What bodies owe, and what supervisors are told."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ObligationState(StrEnum):
    """Whether a body published its report of a year (``v_obligations.state``)."""

    PUBLISHED = "published"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRecord:
    """A body's duty to publish its report of a year, and what became of it."""

    body: str
    year: int
    due: date
    state: ObligationState
    published_on: date | None = None
    days_late: int | None = None


class NoticeState(StrEnum):
    """How a notice stands (``v_notices.state``)."""

    PENDING = "pending"
    HELD = "held"
    SENT = "sent"
    DEAD = "dead"


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
