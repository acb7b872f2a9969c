"""What several rules ask of one report, worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rules.report import Report

_Result = TypeVar("_Result")


def once_a_report(work: Callable[[Report], _Result]) -> Callable[[Report], _Result]:
    """The same function, which remembers its result for the report that it was last asked about.

    Reports are told apart as objects: none changes once it is made.
    """
    last: tuple[Report, _Result] | None = None

    @wraps(work)
    def remembered(report: Report) -> _Result:
        nonlocal last
        known = last
        if known is None or known[0] is not report:
            known = last = (report, work(report))
        return known[1]

    return remembered
