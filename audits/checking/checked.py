"""One input after another: audited, and what that comes to as an exit status."""

from collections.abc import Collection
from pathlib import Path

from audits.audit import audit
from audits.checking.inputs import CheckInput, read_file, refused_result
from audits.result import AuditResult, Known
from rules.finding import Severity
from rules.regional_limits import NO_LIMITS, RegionalLimits
from rules.report import Report

NO_ERROR, SOME_ERROR, NOT_READ = 0, 1, 2


class PreviousUnreadable(ValueError):
    """Last year's report cannot be used."""


def checked(
    given: CheckInput,
    known: Known | None = None,
    previous: Report | None = None,
    without: Collection[str] = (),
    limits: RegionalLimits = NO_LIMITS,
) -> AuditResult:
    """The audit of an input, without the rules of these codes; what cannot be had is unreadable."""
    if given.submission is None:
        return refused_result(given)
    return audit(given.submission, known=known, previous=previous, without=without, limits=limits)


def previous_report(path: Path) -> Report:
    """Last year's report, read.

    Raises:
        PreviousUnreadable: the file holds no report that can be read.
    """
    result = checked(read_file(str(path)))
    if result.report is None:
        reason = f"{result.reason.zh} ({result.reason.en})" if result.reason else "no report"
        raise PreviousUnreadable(f"--previous {path}: {reason}")
    return result.report


def status_of(result: AuditResult) -> int:
    """2 when it was not judged whole, else 1 when an error was found, else 0.

    It is not judged whole when it could not be read, is no report, or a rule broke down.
    """
    if result.judgement is None or result.judgement.failures:
        return NOT_READ
    severities = {finding.severity for finding in result.judgement.findings}
    return SOME_ERROR if Severity.ERROR in severities else NO_ERROR
