"""The pages of everything the store holds."""

from audits.records import ReportRecord, StoredReport
from audits.site.content import SiteContent
from audits.site.faults import PENDING
from audits.store.connection import Store
from audits.store.findings import decisions, findings
from audits.store.obligations import obligations
from audits.store.pages import portal_states
from audits.store.register import register
from audits.store.reports import report_text, reports
from audits.store.runs import runs
from rules.registry import all_rules, codes_for_operator

_RUNS_SHOWN = 50


def content_of(store: Store) -> SiteContent:
    """What the pages show of a store; it must stay open while they are built."""

    def open_report(record: ReportRecord) -> StoredReport | None:
        return report_text(store, record.id)

    found, ours = findings(store), codes_for_operator()
    return SiteContent(
        store=store.path.resolve(),
        bodies=tuple(register(store)),
        reports=tuple(reports(store, all_texts=True)),
        findings=tuple(f for f in found if f.finding.code not in ours),
        unlisted=tuple(f for f in found if f.finding.code in ours and f.state in PENDING),
        decisions=decisions(store),
        obligations=obligations(store),
        runs=runs(store, limit=_RUNS_SHOWN),
        portals=portal_states(store),
        rules=all_rules(),
        open_report=open_report,
    )
