"""An invented district: bodies and reports, judged by the real rules, and pages made of them."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from audits.bodies import Body
from audits.records import (
    DateSource,
    FindingState,
    ObligationRecord,
    ObligationState,
    PortalState,
    ReportRecord,
    RunFailure,
    RunRecord,
    RunState,
    StoredFinding,
    StoredReport,
)
from audits.result import AuditStatus
from audits.site.build import BuildCounts, build
from audits.site.content import SiteContent
from rules.case import BodyKind, Case
from rules.judge import Tally, judge
from rules.language import Text
from rules.registry import all_rules
from rules.report import (
    Report,
)
from rules.spec import all_specs, spec_of
from tests.audits.site.invented_reports import balanced, faulty, filled, of_year

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
STORE = Path("/srv/gouji/gouji.db")


@dataclass
class World:
    """Content in the making; ``add`` judges a report and keeps it with its findings."""

    bodies: tuple[Body, ...]
    records: list[ReportRecord] = field(default_factory=list)
    findings: list[StoredFinding] = field(default_factory=list)
    opened: dict[str, StoredReport] = field(default_factory=dict)
    copies: dict[str, bytes] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)

    def add(
        self,
        body: str | None,
        year: int,
        report: Report | None,
        *,
        url: str = "",
        status: AuditStatus = AuditStatus.AUDITED,
        state: FindingState = FindingState.OPEN,
        previous: Report | None = None,
    ) -> ReportRecord:
        """One current text of a body's year, judged beside ``previous``."""
        number = len(self.records) + 1
        copy = f"<html>{body} {year}</html>".encode()
        digest = sha256(copy).hexdigest()
        self.copies[digest] = copy
        address = url or f"https://www.qingshi.example/nb/{year}/{number}.html"
        record = ReportRecord(
            id=f"text-{number}",
            body=body,
            year=year,
            version=1,
            url=address,
            page_url=address,
            sha256=digest,
            media_type="text/html",
            portal="qingshi",
            column_url=None,
            status=status,
            reason=None if report else Text(zh="文件已加密", en="The file is encrypted"),
            format=report.format if report else None,
            published_on=date(year + 1, 1, 20) if report else None,
            date_source=DateSource.PAGE,
            suspect=report.suspect if report else None,
            title_body=report.body if report else None,
            is_current=True,
            first_held=NOON,
            last_held=NOON,
        )
        self.records.append(record)
        if report is not None:
            before = of_year(year - 1, previous) if previous else None
            self._judge(record, of_year(year, report), state, before)
        return record

    def _judge(
        self,
        record: ReportRecord,
        report: Report,
        state: FindingState,
        previous: Report | None,
    ) -> None:
        spec = spec_of(report.format) if report.format else None
        kind = next((body.kind for body in self.bodies if body.id == record.body), None)
        case = Case(report=report, spec=spec, all_specs=all_specs(), kind=kind, previous=previous)
        judgement = judge(case)
        self.opened[record.id] = StoredReport(record=record, report=report, judgement=judgement)
        self.findings += [
            StoredFinding(
                id=f"{record.id}-{number}",
                subject=record.subject,
                state=state,
                first_seen=NOON,
                last_seen=NOON,
                report=record.id,
                finding=finding,
            )
            for number, finding in enumerate(judgement.findings)
        ]

    def tallies(self, body: str, year: int) -> Collection[Tally]:
        """What each rule that applies to a report came to."""
        judged = {(r.record.body, r.record.year): r.judgement for r in self.opened.values()}
        return judged[body, year].tallies.values()

    def content(self, **changes: object) -> SiteContent:
        """What has been added so far."""
        content = SiteContent(
            store=STORE,
            bodies=self.bodies,
            reports=tuple(self.records),
            findings=tuple(self.findings),
            rules=all_rules(),
            open_report=lambda record: self.opened.get(record.id),
            **self.extra,  # type: ignore[arg-type]
        )
        return replace(content, **changes)  # type: ignore[arg-type]

    def build(self, out: Path, **changes: object) -> BuildCounts:
        """The pages of what has been added so far."""
        return build(self.content(**changes), out, self.copies.__getitem__, NOON)


def body(name_id: str, name: str, kind: BodyKind, parent: str | None = None) -> Body:
    """A body of the invented district."""
    return Body(id=name_id, name=name, kind=kind, region="990101", parent=parent, portal="qingshi")


BODIES = (
    body("990101-gov", "青石区人民政府", BodyKind.GOVERNMENT),
    body("990101-gov-office", "青石区人民政府办公室", BodyKind.DEPARTMENT, "990101-gov"),
    body("990101-finance", "青石区财政局", BodyKind.DEPARTMENT, "990101-gov"),
    body("990101-baiyun", "青石区白云镇人民政府", BodyKind.TOWNSHIP, "990101-gov"),
)


def whole_district() -> World:
    """Faulty, clean, unreadable and older reports, obligations, runs and portals."""
    world = World(bodies=BODIES)
    world.add("990101-gov-office", 2024, faulty())
    world.add("990101-gov-office", 2025, balanced(2))
    world.add("990101-gov-office", 2023, balanced(7))
    world.add("990101-gov", 2024, balanced(12))
    merged = filled("ogi-2021", {"t3/other/natural_person": "0"}, merged=["other"])
    world.add("990101-finance", 2024, merged)
    world.add("990101-finance", 2023, filled("ogi-2019", {"t2/procurement/amount": "251000元"}))
    world.add("990101-baiyun", 2024, None, status=AuditStatus.UNREADABLE)
    world.extra = {
        "obligations": (
            duty("990101-gov-office", 2024, ObligationState.PUBLISHED, 0),
            duty("990101-finance", 2024, ObligationState.LATE, 9),
            duty("990101-gov", 2023, ObligationState.MISSING, None),
            duty("990101-baiyun", 2023, ObligationState.UNKNOWN, None),
        ),
        "runs": (
            run("run-2", RunState.INCOMPLETE, (RunFailure(place="https://x", error="timeout"),)),
            run("run-1", RunState.OK, ()),
        ),
        "portals": (
            portal("qingshi", "ok", None),
            portal("baiyun", "refused", "blocked:waf"),
        ),
    }
    return world


def duty(owner: str, year: int, state: ObligationState, late: int | None) -> ObligationRecord:
    published = date(year + 1, 2, 9) if late is not None else None
    due = date(year + 1, 1, 31)
    return ObligationRecord(
        body=owner, year=year, due=due, state=state, published_on=published, days_late=late
    )


def run(name: str, state: RunState, failures: tuple[RunFailure, ...]) -> RunRecord:
    return RunRecord(
        id=name,
        kind="crawl",
        started_at=NOON,
        ended_at=NOON,
        state=state,
        counts={"requests": 1204, "reports": 7},
        failures=failures,
    )


def portal(name: str, state: str, reason: str | None) -> PortalState:
    return PortalState(portal=name, run="run-2", state=state, reason=reason, requests=17, at=NOON)
