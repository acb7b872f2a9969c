"""What the first page shows: how it stands, what to do, and every body."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from audits.bodies import Body
from audits.records import (
    ObligationRecord,
    ObligationState,
    PortalState,
    RunRecord,
    StoredFinding,
)
from audits.site.checks import Checks
from audits.site.content import SiteContent
from audits.site.faults import FaultCounts, counts_of, faults_of
from audits.site.summary import ReportSummary

_YEARS_SHOWN = 4
"""Name, kind, four years and a state: no table has more than seven columns."""
_PORTAL_OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyYear:
    """A body's report of a year, as far as it is known."""

    year: int
    report: ReportSummary | None
    obligation: ObligationRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body with its last years, newest first."""

    body: Body
    years: tuple[BodyYear, ...]
    counts: FaultCounts
    """Over all years, shown or not."""
    audited: int
    """How many of its reports were read and judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedSource:
    """A report that was fetched from a host that no portal lists."""

    report: ReportSummary
    found: StoredFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The whole register at a glance."""

    years: tuple[int, ...]
    rows: tuple[BodyRow, ...]
    unassigned: tuple[ReportSummary, ...]
    """Reports that belong to no body of the register; for drafts all of them."""
    unlisted: tuple[UnlistedSource, ...]
    """Reports from hosts that no portal lists."""
    audited: int
    unreadable: tuple[ReportSummary, ...]
    counts: FaultCounts
    checks: Checks
    missing: int
    late: int
    """Of those whose date leaves no doubt."""
    unknown: int
    failed_portals: tuple[PortalState, ...]
    portals: int
    last_run: RunRecord | None
    generated_at: datetime


def overview_view(
    content: SiteContent, summaries: Sequence[ReportSummary], generated_at: datetime
) -> OverviewView:
    """The overview of a site whose reports are these."""
    years = _years(content, summaries)
    states = [obligation.state for obligation in content.obligations]
    late = [o for o in content.obligations if o.state is ObligationState.LATE and o.doubt is None]
    audited = [summary for summary in summaries if summary.was_audited]
    known = {body.id for body in content.bodies}
    return OverviewView(
        years=years[:_YEARS_SHOWN],
        rows=_rows(content, summaries, years[:_YEARS_SHOWN]),
        unassigned=tuple(s for s in summaries if s.record.body not in known),
        unlisted=_unlisted(content, summaries),
        audited=len(audited),
        unreadable=tuple(summary for summary in summaries if not summary.was_audited),
        counts=_pending(content.findings),
        checks=sum((summary.checks for summary in audited), Checks()),
        missing=states.count(ObligationState.MISSING),
        late=len(late),
        unknown=states.count(ObligationState.UNKNOWN),
        failed_portals=tuple(p for p in content.portals if p.state != _PORTAL_OK),
        portals=len(content.portals),
        last_run=content.runs[0] if content.runs else None,
        generated_at=generated_at,
    )


def _pending(findings: Iterable[StoredFinding]) -> FaultCounts:
    """Faults that somebody still has to deal with, those of one cause or cluster as one."""
    return counts_of(fault for fault in faults_of(findings) if fault.is_pending)


def _years(content: SiteContent, summaries: Sequence[ReportSummary]) -> tuple[int, ...]:
    reported = {summary.record.year for summary in summaries}
    owed = {obligation.year for obligation in content.obligations}
    return tuple(sorted((y for y in reported | owed if y is not None), reverse=True))


def _unlisted(
    content: SiteContent, summaries: Sequence[ReportSummary]
) -> tuple[UnlistedSource, ...]:
    reports = {(s.record.subject.key, s.record.year): s for s in summaries}
    found = ((f, reports.get((f.subject.key, f.subject.year))) for f in content.unlisted)
    return tuple(UnlistedSource(report=report, found=f) for f, report in found if report)


def _rows(
    content: SiteContent, summaries: Sequence[ReportSummary], years: Sequence[int]
) -> tuple[BodyRow, ...]:
    reports = {(s.record.body, s.record.year): s for s in summaries}
    duties = {(duty.body, duty.year): duty for duty in content.obligations}
    findings: dict[str | None, list[StoredFinding]] = {}
    for found in content.findings:
        findings.setdefault(found.subject.body, []).append(found)
    audited = Counter(summary.record.body for summary in summaries if summary.was_audited)
    return tuple(
        BodyRow(
            body=body,
            years=tuple(
                BodyYear(
                    year=year,
                    report=reports.get((body.id, year)),
                    obligation=duties.get((body.id, year)),
                )
                for year in years
            ),
            counts=_pending(findings.get(body.id, ())),
            audited=audited[body.id],
        )
        for body in content.bodies
    )
