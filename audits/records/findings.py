"""Findings over time, and the events that changed them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audits.records.reports import Subject
from rules.finding import Finding
from rules.language import Text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding over time. Its identity is body (or page) + year + code + place."""

    id: str
    subject: Subject
    state: FindingState
    first_seen: datetime
    last_seen: datetime
    report: str | None
    """Id of the report text that last showed it; ``None`` where no report is held."""
    bytes_key: str = ""
    """Digest of the publisher's bytes that last showed it (``HeldText.bytes_key``)."""
    finding: Finding
    """As last found."""
    unjudged: Text | None = None
    """Why the last look could not tell whether it still stands; ``None`` if it could."""
    decided_as: FindingState | None = None
    """``explained`` or ``waived``: what a person decided, also while our fault retracts it."""
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
    rule_version: int | None = None
    """Version of the rule that brought it, or whose finding it is."""
    by: str | None = None
    reason: str | None = None
    until: date | None = None
    """Last day of a waiver that this event began."""


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
class FindingFilter:
    """Which findings are wanted; what is ``None`` or empty does not narrow."""

    body: str | None = None
    year: int | None = None
    codes: tuple[str, ...] = ()
    states: tuple[FindingState, ...] = ()
    supervisor: str | None = None
