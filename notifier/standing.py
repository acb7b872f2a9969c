"""How things stand, beside the news: who owes a report, and how far reports could be checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from audits.china_time import in_china
from audits.records import ObligationRecord, ObligationState, PortalState, ReportRecord
from audits.result import AuditStatus
from notifier.share import Share
from notifier.situation import RulesApplied

_PORTAL_OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCounts:
    """How many bodies owe their report of one year, and how many were late with it."""

    year: int
    missing: int
    late: int
    """Of those whose date leaves no doubt."""
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the supervisor's reports could be checked at all."""

    reports: int
    """Reports that were judged."""
    asked: int
    """Rules asked of them, over all reports."""
    applied: int
    """Those that could tell, in one place of the report at least."""

    @property
    def untold(self) -> int:
        """Those that could not tell anywhere."""
        return self.asked - self.applied


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """What could not be checked, so that silence about it is not taken for praise."""

    unreadable: tuple[ReportRecord, ...] = ()
    """Reports whose text we could not read or trust, the newest first."""
    suspect: int = 0
    """Reports that lost digits or brackets before we got them: no figures were checked."""
    unjudged: int = 0
    """Standing findings of which the last look could not tell whether they still hold."""
    failed_portals: tuple[PortalState, ...] = ()
    """Portals that the last crawl could not read whole."""

    def __bool__(self) -> bool:
        return bool(self.unreadable or self.suspect or self.unjudged or self.failed_portals)


def duties_of(obligations: Iterable[ObligationRecord], at: datetime) -> DutyCounts | None:
    """The duties of the last year that is due for any of them; ``None`` where none is."""
    today = in_china(at).date()
    due = [duty for duty in obligations if duty.due < today]
    if not due:
        return None
    year = max(duty.year for duty in due)
    of_year = [duty for duty in due if duty.year == year]
    states = [duty.state for duty in of_year]
    surely = [duty.state for duty in of_year if duty.doubt is None]
    return DutyCounts(
        year=year,
        missing=states.count(ObligationState.MISSING),
        late=surely.count(ObligationState.LATE),
        unknown=states.count(ObligationState.UNKNOWN),
    )


def coverage_of(checks: Sequence[RulesApplied]) -> Coverage:
    """The rules of several reports together."""
    return Coverage(
        reports=len(checks),
        asked=sum(check.asked for check in checks),
        applied=sum(check.applied for check in checks),
    )


def unchecked_of(share: Share) -> Unchecked:
    """What could not be checked of a supervisor's bodies."""
    unreadable = [r for r in share.reports if r.status is AuditStatus.UNREADABLE]
    return Unchecked(
        unreadable=tuple(sorted(unreadable, key=lambda r: r.first_held, reverse=True)),
        suspect=sum(report.suspect is not None for report in share.reports),
        unjudged=sum(found.unjudged is not None for found in share.standing),
        failed_portals=tuple(p for p in share.portals if p.state != _PORTAL_OK),
    )
