"""Faults in lines: the rectification ledger, and the lists on the pages of bodies and rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from audits.records import StoredFinding
from audits.site.addresses import body_page
from audits.site.cards import SuggestedFigure, rule_title, suggestion_of
from audits.site.faults import Fault, FaultCounts, counts_of, faults_of
from audits.site.register import SiteRegister
from audits.site.summary import ReportSummary
from rules.language import Text
from rules.rule import Rule
from rules.spec import spec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One fault in a line."""

    name: str
    """Of the body, or what its report is called while it is unassigned."""
    page: str | None
    """Path of the page that shows it: its report's, else its body's."""
    fault: Fault
    title: Text
    has_page: bool
    """Its rule has a page of its own."""
    suggestion: tuple[SuggestedFigure, ...]

    @property
    def found(self) -> StoredFinding:
        """The finding it is called by."""
        return self.fault.lead


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """Every fault that somebody still has to deal with."""

    rows: tuple[LedgerRow, ...]
    counts: FaultCounts
    generated_at: datetime


class Ledger:
    """Turns faults into lines, given the reports and bodies that they may belong to."""

    def __init__(
        self,
        summaries: Iterable[ReportSummary],
        register: SiteRegister,
        rules: Mapping[str, Rule],
    ) -> None:
        self._reports = {(s.record.subject.key, s.record.year): s for s in summaries}
        self._register = register
        self._rules = rules

    def view(self, findings: Iterable[StoredFinding], generated_at: datetime) -> LedgerView:
        """The ledger of everything that is pending among these findings."""
        pending = [fault for fault in faults_of(findings) if fault.is_pending]
        return LedgerView(
            rows=self.rows(pending), counts=counts_of(pending), generated_at=generated_at
        )

    def rows(self, faults: Iterable[Fault]) -> tuple[LedgerRow, ...]:
        """The faults in lines, in the order given."""
        return tuple(self._row(fault) for fault in faults)

    def _row(self, fault: Fault) -> LedgerRow:
        found = fault.lead
        body = self._register.body(found.subject.body)
        report = self._reports.get((found.subject.key, found.subject.year))
        spec = spec_of(report.record.format) if report and report.record.format else None
        names = (
            body.name if body else None,
            report.name if report else None,
            found.subject.page_url,
        )
        return LedgerRow(
            name=next(name for name in names if name is not None),
            page=report.page if report else (body_page(body.id) if body else None),
            fault=fault,
            title=rule_title(found, self._rules),
            has_page=found.finding.code in self._rules,
            suggestion=suggestion_of(fault, spec),
        )
