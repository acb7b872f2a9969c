"""Whether prose and table 3 contradict each other on whether there were requests at all."""

from rules.case import Case
from rules.finding import NotAssessable
from rules.prose.request_counts import TAKEN_IN, request_counts
from rules.told_figures import Printed, printed_figures

RECEIVED = "t3/received/total"
MAIN_CELLS = (
    RECEIVED,
    "t3/brought_forward/total",
    "t3/total/total",
    "t3/carried_forward/total",
)
"""What came in and what became of it, in the order of the form."""


def has_no_requests(case: Case, printed: Printed) -> bool:
    """The totals of the main cells are zero, and no cell of table 3 has a figure above it."""
    cells = case.report.cells.items()
    is_above = any(cell.value for name, cell in cells if name.startswith("t3/"))
    return not is_above and not any(printed.values())


def tells_requests_of_none(case: Case) -> bool:
    """The prose counts requests that came in, and table 3 has none: one fault, told by N512."""
    told = (count for count in request_counts(case.report) if count.kind in TAKEN_IN)
    if not any(count.number.value > 0 for count in told):
        return False
    printed = printed_figures(case, MAIN_CELLS)
    return not isinstance(printed, NotAssessable) and has_no_requests(case, printed)
