"""The pages of reports checked before they are published."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count

from audits.records import FindingState, ReportRecord, StoredFinding, StoredReport
from audits.result import AuditResult
from audits.site.content import SiteContent
from rules.registry import all_rules


def content_of_drafts(results: Sequence[AuditResult], at: datetime) -> SiteContent:
    """What the pages show of these results, each a report of its own, checked at that time."""
    records = tuple(
        _record(result, name, at)
        for result, name in zip(results, _unique(r.name for r in results), strict=True)
    )
    opened = {
        record.id: StoredReport(record=record, report=result.report, judgement=result.judgement)
        for record, result in zip(records, results, strict=True)
        if result.report is not None and result.judgement is not None
    }
    return SiteContent(
        store=None,
        reports=records,
        findings=tuple(f for stored in opened.values() for f in _findings(stored, at)),
        rules=all_rules(),
        open_report=lambda record: opened.get(record.id),
    )


def _record(result: AuditResult, name: str, at: datetime) -> ReportRecord:
    report = result.report
    return ReportRecord(
        id=name,
        body=None,
        year=report.year if report else None,
        version=None,
        url=name,
        page_url=name,
        sha256=result.sha256,
        media_type=result.media_type,
        portal="",
        column_url=None,
        status=result.status,
        reason=result.reason,
        format=report.format if report else None,
        published_on=report.published_on if report else None,
        date_source=None,
        suspect=report.suspect.zh if report and report.suspect else None,
        title_body=(report.body or report.title) if report else None,
        is_current=True,
        first_held=at,
        last_held=at,
    )


def _findings(stored: StoredReport, at: datetime) -> Iterator[StoredFinding]:
    for number, finding in enumerate(stored.judgement.findings, start=1):
        yield StoredFinding(
            id=f"{stored.record.id} {number}",
            subject=stored.record.subject,
            state=FindingState.OPEN,
            first_seen=at,
            last_seen=at,
            report=stored.record.id,
            finding=finding,
        )


def _unique(names: Iterable[str]) -> Iterator[str]:
    """The names, with a number behind each that was met before."""
    met: set[str] = set()
    for name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        own = name if name not in met else next(n for n in numbered if n not in met)
        met.add(own)
        yield own
