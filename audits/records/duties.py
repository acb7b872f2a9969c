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


class DutyDoubt(StrEnum):
    """Why a duty is ``unknown``, or why a date proves nothing (``v_obligations.reason``)."""

    NEVER_CRAWLED = "never_crawled"
    """No crawl of the portal ended yet."""
    PORTAL_UNREAD = "portal_unread"
    """The last crawl could not read the portal whole."""
    LIST_UNREAD = "list_unread"
    """The portal was read, and no list that concerns the body was, or not to its end."""
    TOO_FEW_CRAWLS = "too_few_crawls"
    """Good crawls lack it, and no two of them after the due date are three days apart."""
    MAY_BE_LISTED = "may_be_listed"
    """Something on the portal may be it and could not be told."""
    PORTAL_SILENT = "portal_silent"
    """None of several bodies of the portal published it there: they may publish elsewhere now."""
    BEFORE_ITS_FIRST = "before_its_first"
    """No earlier report of the body is known, nor was it looked for when it was due."""
    LIST_DATE = "list_date"
    """Its date is that of a list, and the page itself gives none."""
    SEEN_BEFORE = "seen_before"
    """A crawl saw it on a day before the date on its page."""
    SAME_DATE = "same_date"
    """The report of another year bears nearly the same date: the pages may have been moved."""
    PUBLISHED_AGAIN = "published_again"
    """By its title it is a corrected one, so that another may have been there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRecord:
    """A body's duty to publish its report of a year, and what became of it."""

    body: str
    year: int
    due: date
    state: ObligationState
    published_on: date | None = None
    """The earliest day that a page of it gives, or an earlier one on which a crawl saw it."""
    days_late: int | None = None
    doubt: DutyDoubt | None = None
    absent_on: tuple[date, date] | None = None
    """First and last good crawl after ``due`` that lacked it, at least three days apart."""
    absent_past_law: bool = False
    """The same is shown of crawls after the law's last day."""
    was_watched: bool = False
    """There was a good crawl on ``due`` or before it."""
    page_url: str | None = None
    """The page that gives the date; while it is missing, a list that lacks it."""


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
