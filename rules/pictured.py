"""Findings that rest on what was read off a picture: a doubt for a person, never an error."""

from dataclasses import replace

from rules.case import Case
from rules.finding import Finding, Severity
from rules.language import Text
from rules.report import Report

COMPARE = Text(
    zh="（据图片识别，请人工核对原图）",
    en=" (read from a picture; compare with the original)",
)


def rests_on_picture(finding: Finding, case: Case) -> bool:
    """One of its cells, the table it is about, or the prose it stands on was read off a picture."""
    reports = [report for report in (case.report, case.previous) if report is not None]
    if any(_is_recognised(report, cell) for report in reports for cell in _cells_of(finding)):
        return True
    table = case.report.tables.get(finding.place)
    if table is not None and table.recognised:
        return True
    return case.report.recognised and not _cells_of(finding)


def to_be_compared(finding: Finding) -> Finding:
    """The finding as a doubt, with the request to look at the picture."""
    grave = finding.severity is Severity.ERROR
    message = Text(zh=finding.message.zh + COMPARE.zh, en=finding.message.en + COMPARE.en)
    return replace(
        finding, severity=Severity.WARNING if grave else finding.severity, message=message
    )


def _cells_of(finding: Finding) -> set[str]:
    terms = (*finding.equation.left, *finding.equation.right) if finding.equation else ()
    return {*finding.cells, *(term.cell for term in terms)}


def _is_recognised(report: Report, cell: str) -> bool:
    read = report.cells.get(cell)
    return (read is not None and read.recognised) or (
        cell in report.disputed and bool(report.disputed[cell].picture)
    )
