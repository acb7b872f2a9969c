"""What one supervisor is told in one run: the news, how things stand, what could not be checked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from audits.bodies import Body
from audits.records import ReportRecord
from audits.site.faults import FaultCounts, counts_of, faults_of
from notifier.news import FaultNews, NewsKind, news_of, tellable
from notifier.share import Share, shares_of
from notifier.situation import Situation
from notifier.standing import (
    Coverage,
    DutyCounts,
    Unchecked,
    coverage_of,
    duties_of,
    unchecked_of,
)
from notifier.supervisor import Supervisor
from rules.finding import Severity

_MISSING = "P601"
_LATE = "P602"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsCounts:
    """How many faults a digest tells of, by what became of them; each is counted once."""

    new_errors: int
    """In reports: those that are missing or late are counted apart."""
    new_warnings: int
    """In reports, as the errors."""
    newly_missing: int
    newly_late: int
    regressed: int
    reopened: int
    fixed_errors: int
    fixed_warnings: int
    retracted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One supervisor's news of one run."""

    supervisor: Supervisor
    at: datetime
    news: tuple[FaultNews, ...]
    standing: FaultCounts
    """All faults that still have to be dealt with, the new ones among them."""
    duties: DutyCounts | None
    """Of the last year whose reports are due; ``None`` where none is known."""
    coverage: Coverage
    unchecked: Unchecked
    events: tuple[int, ...]
    """Ids of the events that count as told once this digest is queued."""
    bodies: tuple[Body, ...]
    """The bodies that the digest names."""
    reports: tuple[ReportRecord, ...]
    """Those that speak now for the bodies and years of its news."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Ids of the findings it tells of, in the order of the news."""
        return tuple(dict.fromkeys(found.id for told in self.news for found in told.fault.findings))

    @property
    def counts(self) -> NewsCounts:
        """The news in figures."""
        told = Counter((told.kind, told.severity) for told in self.news)
        kinds = Counter(told.kind for told in self.news)
        new = Counter(_sort_of_new(told) for told in self.news if told.kind is NewsKind.NEW)
        return NewsCounts(
            new_errors=new[Severity.ERROR],
            new_warnings=new[Severity.WARNING],
            newly_missing=new[_MISSING],
            newly_late=new[_LATE],
            regressed=kinds[NewsKind.REGRESSED],
            reopened=kinds[NewsKind.REOPENED],
            fixed_errors=told[NewsKind.FIXED, Severity.ERROR],
            fixed_warnings=told[NewsKind.FIXED, Severity.WARNING],
            retracted=kinds[NewsKind.RETRACTED],
        )

    @property
    def duties_beside(self) -> DutyCounts | None:
        """The duties without what the news tells in full: nothing is told twice."""
        duties = self.duties
        if duties is None:
            return None
        new = Counter(
            _sort_of_new(told)
            for told in self.news
            if told.kind is NewsKind.NEW and told.lead.subject.year == duties.year
        )
        return replace(
            duties,
            missing=0 if duties.missing <= new[_MISSING] else duties.missing,
            late=0 if duties.late <= new[_LATE] else duties.late,
        )


def _sort_of_new(told: FaultNews) -> str:
    code = told.lead.finding.code
    return code if code in (_MISSING, _LATE) else told.severity


def digests_of(
    situation: Situation, supervisors: Sequence[Supervisor], at: datetime
) -> tuple[Digest, ...]:
    """One digest for each supervisor that there is something to tell; none for the others.

    There is something to tell where there is news of a fault, or a report that became unreadable
    since the last notice.
    """
    drafted = (_digest(share, at) for share in shares_of(situation, supervisors))
    return tuple(digest for digest in drafted if digest is not None)


def _digest(share: Share, at: datetime) -> Digest | None:
    events = tellable(share.undelivered)
    news = news_of(events)
    unchecked = unchecked_of(share)
    if not news and not _newly_unreadable(unchecked, share.last_notice_at):
        return None
    named = {told.lead.subject.body for told in news}
    named |= {report.body for report in unchecked.unreadable}
    told_of = {(told.lead.subject.body, told.lead.subject.year) for told in news}
    return Digest(
        supervisor=share.supervisor,
        at=at,
        news=news,
        standing=counts_of(faults_of(share.standing)),
        duties=duties_of(share.obligations, at),
        coverage=coverage_of(share.checks),
        unchecked=unchecked,
        events=tuple(undelivered.event.id for undelivered in events),
        bodies=tuple(body for body in share.bodies if body.id in named),
        reports=tuple(r for r in share.reports if (r.body, r.year) in told_of),
    )


def _newly_unreadable(unchecked: Unchecked, last_notice_at: datetime | None) -> bool:
    return any(
        last_notice_at is None or report.first_held > last_notice_at
        for report in unchecked.unreadable
    )
