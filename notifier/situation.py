"""Everything the store says that a digest may tell, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from audits.bodies import Register
from audits.records import (
    ObligationRecord,
    PortalState,
    ReportRecord,
    StoredFinding,
    UndeliveredEvent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesApplied:
    """How many rules ask something of a report, and how many of them could tell."""

    asked: int
    applied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How things stand at one moment, for every supervisor."""

    register: Register
    undelivered: Mapping[str, tuple[UndeliveredEvent, ...]] = field(default_factory=dict)
    """By supervisor, the events it was not told of; of whichever bodies."""
    last_notice_at: Mapping[str, datetime] = field(default_factory=dict)
    """By supervisor, when its last notice was written; none for one that never had any."""
    standing: tuple[StoredFinding, ...] = ()
    """Every finding that somebody still has to deal with: open, notified or regressed."""
    reports: tuple[ReportRecord, ...] = ()
    """Every text that speaks for its body and year."""
    checks: Mapping[str, RulesApplied] = field(default_factory=dict)
    """By report text, for every one that was judged."""
    portals: tuple[PortalState, ...] = ()
    """Every portal as the last crawl left it."""
    obligations: tuple[ObligationRecord, ...] = ()
