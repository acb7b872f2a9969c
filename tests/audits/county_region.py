"""A county with its office, a department and a town, whose pages are sketches of reports."""

from dataclasses import replace
from decimal import Decimal

from audits.across import regions
from audits.auditor import Auditor
from audits.bodies import Body
from audits.records import FindingFilter, StoredFinding
from audits.result import AuditResult, AuditStatus, Known, Submission
from audits.store.findings import findings
from crawler.archive import sha256_of
from rules.case import BodyKind
from rules.language import Text
from rules.report import Report
from tests.audits.small_office import COLUMN, Office, Page, auditor, body, judgement
from tests.rules.report_builder import Sketch

STATED = "本报告数据由县政府办公室汇总全县各部门、各乡镇年报形成。"
COUNTY = "青禾县人民政府"
NAMES = {
    "county": COUNTY,
    "office": "青禾县人民政府办公室",
    "water": "青禾县水利局",
    "town": "青禾县柳塘镇人民政府",
}
KINDS = {"county": BodyKind.GOVERNMENT, "town": BodyKind.TOWNSHIP}
TOTAL, NATURAL = "t3/received/total", "t3/received/natural_person"


def audit_sketch(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """Audit a page of this office, which is a sketch of a report."""
    source = submission.source
    read = AuditResult(
        name=source.name,
        sha256=sha256_of(source.content),
        media_type="text/plain",
        status=AuditStatus.AUDITED,
    )
    if source.content == b"locked":
        reason = Text(zh="加密", en="locked")
        return replace(read, status=AuditStatus.UNREADABLE, reason=reason)
    sketch = Sketch.model_validate_json(source.content)
    return replace(read, report=sketch.report(), judgement=judgement())


def audit_better(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which reads 43 where the earlier one read 20."""
    result = audit_sketch(submission, known=known, previous=previous)
    if result.report is None:
        return result
    cells = {
        name: cell._replace(raw="43", value=Decimal(43)) if cell.raw == "20" else cell
        for name, cell in result.report.cells.items()
    }
    return replace(result, report=replace(result.report, cells=cells))


def audit_strictly(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """The audit of a later release, which has a finding on every figure of 35."""
    result = audit_sketch(submission, known=known, previous=previous)
    if result.report is None:
        return result
    doubted = [name for name, cell in result.report.cells.items() if cell.raw == "35"]
    return replace(result, judgement=judgement([("B301", name) for name in doubted]))


WHO: Auditor = replace(auditor(audit_sketch), codes_across=dict.fromkeys(regions.CODES, 1))


def page(name: str, figure: int, *, year: int = 2022, intro: str = "") -> Page:
    """A body's report with as many requests received."""
    sketch = Sketch(
        base="zero",
        body=NAMES[name],
        year=year,
        intro=(intro,) if intro else None,
        cells={TOTAL: str(figure), NATURAL: str(figure)},
    )
    return Page(
        url=f"{COLUMN}{name}-{year}.html",
        content=sketch.model_dump_json(),
        title=f"{NAMES[name]}{year}年政府信息公开工作年度报告",
    )


def locked(name: str) -> Page:
    return replace(page(name, 0), content="locked")


def county(figure: int = 20) -> Page:
    return page("county", figure, intro=STATED)


def members(water: int = 35) -> tuple[Page, ...]:
    """An office with 5 requests, a department with as many as told, a town with 3."""
    return page("office", 5), page("water", water), page("town", 3)


def bodies(*left_out: str) -> list[Body]:
    return [
        body(
            name,
            id=key,
            kind=KINDS.get(key, BodyKind.DEPARTMENT),
            parent=None if key == "county" else "county",
        )
        for key, name in NAMES.items()
        if key not in left_out
    ]


def found(office: Office, *codes: str) -> dict[tuple[str, str], StoredFinding]:
    """Findings on the region, by code and place."""
    stored = findings(office.store, FindingFilter(codes=codes or ("R901", "R902", "R904")))
    return {(each.finding.code, each.finding.place): each for each in stored}


def states(office: Office, *codes: str) -> dict[str, str]:
    return {code: each.state.value for (code, _), each in found(office, *codes).items()}
