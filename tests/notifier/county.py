"""A made-up county with findings, as the store would tell of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from audits.bodies import Body, Register
from audits.lifecycle import finding_id
from audits.records import (
    EventCause,
    FindingEvent,
    FindingState,
    ReportRecord,
    StateChange,
    StoredFinding,
    Subject,
    UndeliveredEvent,
)
from audits.result import AuditStatus
from notifier.letterhead import Letterhead
from notifier.supervisor import Supervisor
from rules.case import BodyKind
from rules.finding import EquationFigures, Finding, Severity, Term
from rules.language import Text

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""23 November, 9:30 in China."""

EARLIER = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


def body(body_id: str = "works", name: str = "青石区城乡建设局", **known: object) -> Body:
    fields: Mapping[str, object] = {
        "kind": BodyKind.DEPARTMENT,
        "region": "999901",
        "portal": "qingshi",
        "supervisors": ("qs",),
        **known,
    }
    return Body(id=body_id, name=name, **fields)  # type: ignore[arg-type]


def register(*bodies: Body) -> Register:
    return Register.of(bodies or (body(),))


def supervisor(supervisor_id: str = "qs", **known: object) -> Supervisor:
    fields: Mapping[str, object] = {
        "name": "青石区",
        "email": "office@qingshi.example",
        "channels": ("smtp",),
        **known,
    }
    return Supervisor(id=supervisor_id, **fields)  # type: ignore[arg-type]


def letterhead(pages_address: str | None = "https://audit.example/pages") -> Letterhead:
    return Letterhead(sender="gouji@audit.example", pages_address=pages_address)


def found(
    *,
    body: str = "works",
    year: int = 2025,
    code: str = "B304",
    place: str = "t4/reconsideration/total",
    severity: Severity = Severity.ERROR,
    state: FindingState = FindingState.OPEN,
    fault: str = "1",
    **known: object,
) -> StoredFinding:
    subject = Subject(body=body, page_url=f"https://qingshi.example/{body}/{year}", year=year)
    fields: Mapping[str, object] = {
        "message": Text(
            zh="行政复议：各种结果之和为11，总计为0",
            en="行政复议: the results make 11, and the total holds 0",
        ),
        "equation": _review_sum() if code == "B304" else None,
        **known,
    }
    return StoredFinding(
        id=finding_id(subject, code, place),
        subject=subject,
        state=state,
        first_seen=EARLIER,
        last_seen=NOW,
        report=f"{body}-{year}",
        finding=Finding(
            code=code,
            name="review-sum",
            rule_version=1,
            severity=severity,
            place=place,
            fault=fault,
            **fields,  # type: ignore[arg-type]
        ),
    )


def happened(
    found: StoredFinding,
    *changes: tuple[FindingState | None, FindingState],
    first: int = 1,
) -> tuple[UndeliveredEvent, ...]:
    """Events of a finding, numbered from ``first``; by default that it was found."""
    steps = changes or ((None, FindingState.OPEN),)
    return tuple(
        UndeliveredEvent(
            event=FindingEvent(id=number, change=_change(found.id, before, after)),
            finding=found,
        )
        for number, (before, after) in enumerate(steps, start=first)
    )


def report(
    body: str = "works",
    year: int = 2025,
    *,
    status: AuditStatus = AuditStatus.AUDITED,
    reason: Text | None = None,
    first_held: datetime = EARLIER,
    suspect: str | None = None,
) -> ReportRecord:
    return ReportRecord(
        id=f"{body}-{year}",
        body=body,
        year=year,
        version=1,
        url=f"https://qingshi.example/{body}/{year}",
        page_url=f"https://qingshi.example/{body}/{year}",
        sha256="0" * 64,
        media_type="text/html",
        portal="qingshi",
        column_url=None,
        status=status,
        reason=reason,
        format="ogi-2021" if status is AuditStatus.AUDITED else None,
        published_on=date(2026, 1, 20),
        date_source=None,
        suspect=suspect,
        title_body=None,
        is_current=True,
        first_held=first_held,
        last_held=NOW,
    )


def _change(finding: str, before: FindingState | None, after: FindingState) -> StateChange:
    causes = {
        FindingState.OPEN: EventCause.FOUND,
        FindingState.NOTIFIED: EventCause.NOTICE_SENT,
        FindingState.FIXED: EventCause.FIXED,
        FindingState.RETRACTED: EventCause.RETRACTED,
        FindingState.REGRESSED: EventCause.RETURNED,
        FindingState.WAIVED: EventCause.WAIVED,
        FindingState.EXPLAINED: EventCause.EXPLANATION_ACCEPTED,
    }
    return StateChange(finding=finding, at=EARLIER, before=before, after=after, cause=causes[after])


def _review_sum() -> EquationFigures:
    row = "t4/reconsideration"
    figures = {"upheld": 10, "corrected": 1, "other": 0, "pending": 0}
    return EquationFigures(
        left=tuple(
            Term(cell=f"{row}/{column}", value=Decimal(value)) for column, value in figures.items()
        ),
        right=(Term(cell=f"{row}/total", value=Decimal(0)),),
    )
