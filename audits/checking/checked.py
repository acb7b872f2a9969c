"""One input after another: audited, and what that comes to as an exit status."""

from collections.abc import Sequence
from pathlib import Path

from audits.audit import audit
from audits.checking.inputs import CheckInput, read_file, refused_result
from audits.result import AuditResult, Known
from rules.finding import Severity
from rules.report import Report

NO_ERROR, SOME_ERROR, NOT_READ = 0, 1, 2


class PreviousUnreadable(ValueError):
    """Last year's report cannot be used."""


def checked(given: CheckInput, known: Known, previous: Report | None) -> AuditResult:
    """The audit of an input; an input that could not be had is unreadable."""
    if given.submission is None:
        return refused_result(given)
    return audit(given.submission, known=known, previous=previous)


def previous_report(path: Path) -> Report:
    """Last year's report, read.

    Raises:
        PreviousUnreadable: the file holds no report that can be read.
    """
    result = checked(read_file(str(path)), Known(), None)
    if result.report is None:
        reason = f"{result.reason.zh} ({result.reason.en})" if result.reason else "no report"
        raise PreviousUnreadable(f"--previous {path}: {reason}")
    return result.report


def exit_status(results: Sequence[AuditResult]) -> int:
    """2 when an input could not be read or is no report, else 1 when an error was found."""
    if not results or any(result.judgement is None for result in results):
        return NOT_READ
    findings = (f for r in results if r.judgement for f in r.judgement.findings)
    return SOME_ERROR if any(f.severity is Severity.ERROR for f in findings) else NO_ERROR
