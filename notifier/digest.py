"""What one supervisor is told in one run: the news, how things stand, what could not be checked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from audits.bodies import Body
from audits.records import (
    ObligationRecord,
    ObligationState,
    PortalState,
    ReportRecord,
    UndeliveredEvent,
)
from audits.result import AuditStatus
from audits.site.faults import FaultCounts, counts_of, faults_of
from notifier.china_time import in_china
from notifier.news import FaultNews, NewsKind, news_of, tellable
from notifier.routing import bodies_by_supervisor
from notifier.situation import Situation
from notifier.supervisor import Supervisor
from rules.finding import Severity

_PORTAL_OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsCounts:
    """How many faults a digest tells of, by what became of them."""

    new_errors: int
    new_warnings: int
    regressed: int
    reopened: int
    fixed_errors: int
    fixed_warnings: int
    retracted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCounts:
    """How many bodies owe their report of one year, and how many were late with it."""

    year: int
    missing: int
    late: int
    unknown: int


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
    """The report texts that its findings were last seen in, as far as they still speak."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Ids of the findings it tells of, in the order of the news."""
        return tuple(dict.fromkeys(found.id for told in self.news for found in told.fault.findings))

    @property
    def counts(self) -> NewsCounts:
        """The news in figures."""
        told = Counter((told.kind, told.severity) for told in self.news)
        kinds = Counter(told.kind for told in self.news)
        return NewsCounts(
            new_errors=told[NewsKind.NEW, Severity.ERROR],
            new_warnings=told[NewsKind.NEW, Severity.WARNING],
            regressed=kinds[NewsKind.REGRESSED],
            reopened=kinds[NewsKind.REOPENED],
            fixed_errors=told[NewsKind.FIXED, Severity.ERROR],
            fixed_warnings=told[NewsKind.FIXED, Severity.WARNING],
            retracted=kinds[NewsKind.RETRACTED],
        )


def digests_of(
    situation: Situation, supervisors: Sequence[Supervisor], at: datetime
) -> tuple[Digest, ...]:
    """One digest for each supervisor that there is something to tell; none for the others."""
    answered = bodies_by_supervisor(situation.register, [s.id for s in supervisors])
    drafted = (_digest(situation, s, answered[s.id], at) for s in supervisors)
    return tuple(digest for digest in drafted if digest is not None)


def _digest(
    situation: Situation, supervisor: Supervisor, bodies: frozenset[str], at: datetime
) -> Digest | None:
    events = tellable(_concerning(bodies, situation.undelivered.get(supervisor.id, ())))
    news = news_of(events)
    reports = tuple(r for r in situation.reports if r.body in bodies)
    unreadable = _unreadable(reports)
    last = situation.last_notice_at.get(supervisor.id)
    if not news and not any(last is None or report.first_held > last for report in unreadable):
        return None
    standing = [found for found in situation.standing if found.subject.body in bodies]
    named = {told.lead.subject.body for told in news} | {report.body for report in unreadable}
    texts = {found.report for told in news for found in told.fault.findings}
    return Digest(
        supervisor=supervisor,
        at=at,
        news=news,
        standing=counts_of(faults_of(standing)),
        duties=_duties((d for d in situation.obligations if d.body in bodies), at),
        coverage=_coverage(situation, reports),
        unchecked=Unchecked(
            unreadable=unreadable,
            suspect=sum(report.suspect is not None for report in reports),
            unjudged=sum(found.unjudged is not None for found in standing),
            failed_portals=_failed_portals(situation, bodies),
        ),
        events=tuple(undelivered.event.id for undelivered in events),
        bodies=tuple(body for body in situation.register if body.id in named),
        reports=tuple(report for report in reports if report.id in texts),
    )


def _concerning(
    bodies: frozenset[str], events: Iterable[UndeliveredEvent]
) -> tuple[UndeliveredEvent, ...]:
    return tuple(e for e in events if e.finding.subject.body in bodies)


def _coverage(situation: Situation, reports: Iterable[ReportRecord]) -> Coverage:
    checks = [situation.checks[r.id] for r in reports if r.id in situation.checks]
    return Coverage(
        reports=len(checks),
        asked=sum(check.asked for check in checks),
        applied=sum(check.applied for check in checks),
    )


def _unreadable(reports: Iterable[ReportRecord]) -> tuple[ReportRecord, ...]:
    found = [report for report in reports if report.status is AuditStatus.UNREADABLE]
    return tuple(sorted(found, key=lambda report: report.first_held, reverse=True))


def _failed_portals(situation: Situation, bodies: frozenset[str]) -> tuple[PortalState, ...]:
    crawled = {body.portal for body in situation.register if body.id in bodies}
    return tuple(p for p in situation.portals if p.portal in crawled and p.state != _PORTAL_OK)


def _duties(obligations: Iterable[ObligationRecord], at: datetime) -> DutyCounts | None:
    today = in_china(at).date()
    due = [duty for duty in obligations if duty.due < today]
    if not due:
        return None
    year = max(duty.year for duty in due)
    states = [duty.state for duty in due if duty.year == year]
    return DutyCounts(
        year=year,
        missing=states.count(ObligationState.MISSING),
        late=states.count(ObligationState.LATE),
        unknown=states.count(ObligationState.UNKNOWN),
    )
