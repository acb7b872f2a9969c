"""What the page of one body shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from audits.bodies import Body
from audits.duty_doubts import WORDS
from audits.records import ObligationRecord, StoredFinding
from audits.site.chain_view import ChainView, chain_view
from audits.site.chart import LineChart, line_chart
from audits.site.checks import Checks
from audits.site.faults import FaultCounts, counts_of, faults_of, pending_without_text
from audits.site.ledger_view import Ledger, LedgerRow
from audits.site.register import SiteRegister
from audits.site.summary import ReportSummary
from rules.language import Text

_YEARS_DRAWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A body with its reports, newest first, its findings and what it owes."""

    body: Body
    above: tuple[Body, ...]
    below: tuple[Body, ...]
    """The bodies that belong to it."""
    counts: FaultCounts
    checks: Checks
    reports: tuple[ReportSummary, ...]
    pending: tuple[LedgerRow, ...]
    settled: tuple[LedgerRow, ...]
    """Explained, waived, fixed or retracted."""
    obligations: tuple[ObligationRecord, ...]
    chart: LineChart | None
    """Requests carried forward, by year."""
    chains: ChainView

    def why(self, duty: ObligationRecord) -> Text | None:
        """Why it is not known, or its date proves nothing."""
        return WORDS[duty.doubt] if duty.doubt else None


def body_view(
    body: Body,
    reports: Sequence[ReportSummary],
    findings: Sequence[StoredFinding],
    obligations: Sequence[ObligationRecord],
    *,
    register: SiteRegister,
    ledger: Ledger,
) -> BodyView:
    """The view of a body from what is known of it alone."""
    newest_first = sorted(reports, key=lambda r: r.record.year or 0, reverse=True)
    faults = faults_of(findings)
    return BodyView(
        body=body,
        above=register.above(body),
        below=register.below(body),
        counts=sum(
            (report.counts for report in reports), counts_of(pending_without_text(findings))
        ),
        checks=sum((report.checks for report in reports), Checks()),
        reports=tuple(newest_first),
        pending=ledger.rows(fault for fault in faults if fault.is_pending),
        settled=ledger.rows(fault for fault in faults if not fault.is_pending),
        obligations=tuple(sorted(obligations, key=lambda o: o.year, reverse=True)),
        chart=_carry_over(newest_first[:_YEARS_DRAWN]),
        chains=chain_view(newest_first),
    )


def _carry_over(reports: Sequence[ReportSummary]) -> LineChart | None:
    return line_chart(
        {
            report.record.year: report.carried_forward
            for report in reports
            if report.record.year is not None
            and (report.carried_forward is None or report.carried_forward >= 0)
        }
    )
