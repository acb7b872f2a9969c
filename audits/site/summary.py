"""What other pages tell of a report once its own page is made."""

from dataclasses import dataclass
from decimal import Decimal

from audits.chain_years import ChainYear
from audits.records import ReportRecord
from audits.result import AuditStatus
from audits.site.addresses import report_page
from audits.site.checks import Checks
from audits.site.faults import FaultCounts
from audits.site.report_view import ReportView
from rules.report import Report

_BROUGHT_FORWARD = "t3/brought_forward/total"
_CARRIED_FORWARD = "t3/carried_forward/total"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """One report in a line."""

    record: ReportRecord
    name: str
    page: str
    counts: FaultCounts
    checks: Checks
    brought_forward: Decimal | None
    """Requests brought forward from the year before."""
    carried_forward: Decimal | None
    """Requests carried into the next year."""
    chained: ChainYear | None
    """What it lends to the chains of its body."""

    @property
    def was_audited(self) -> bool:
        """Its text could be read and judged."""
        return self.record.status is AuditStatus.AUDITED


def summary_of(view: ReportView) -> ReportSummary:
    """The line that stands for a report."""
    return ReportSummary(
        record=view.record,
        name=view.name,
        page=report_page(view.record.subject.key, view.record.year),
        counts=view.counts,
        checks=view.checks,
        brought_forward=_value(view.report, _BROUGHT_FORWARD),
        carried_forward=_value(view.report, _CARRIED_FORWARD),
        chained=view.chained,
    )


def _value(report: Report | None, cell: str) -> Decimal | None:
    read = report.cells.get(cell) if report else None
    return read.value if read else None
