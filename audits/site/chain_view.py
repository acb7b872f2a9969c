"""The figures of a body from year to year, as its page shows them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audits.chain_years import COLUMNS, STOCK_FORM, STOCK_ROWS, LinkState
from audits.chains import CarryLink, Chains, ColumnLink, StockLink, chains_of
from audits.site.summary import ReportSummary
from rules.language import Text
from rules.spec import spec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView:
    """The chains of a body with the words for them."""

    chains: Chains
    pages: Mapping[int, str]
    """Path of the page of each year's report."""
    columns: Mapping[str, Text]
    """Of table 3."""
    rows: Mapping[str, Text]
    """Of table 2, those whose stock is chained."""
    idle_rows: frozenset[str]
    """Rows that hold nothing but zeros and blanks in all years."""

    @property
    def is_empty(self) -> bool:
        """Fewer than two years are held, so that there is no step."""
        return not self.chains.carry_over

    def applicants(self, link: CarryLink) -> tuple[ColumnLink, ...]:
        """The columns behind the total in which either report has a figure above zero."""
        if link.state is LinkState.GAP:
            return ()
        return tuple(
            column
            for column in link.columns[1:]
            if any(f is not None and f.text != "0" for f in (column.carried, column.brought))
        )

    def counts(self, links: Iterable[CarryLink | StockLink]) -> tuple[tuple[LinkState, int], ...]:
        """How many steps are in each state, of the states there are."""
        found = Counter(link.state for link in links)
        return tuple((state, found[state]) for state in LinkState if found[state])


def chain_view(reports: Sequence[ReportSummary]) -> ChainView:
    """The chains of the reports that speak for a body's years."""
    chains = chains_of([report.chained for report in reports if report.chained is not None])
    spec = spec_of(STOCK_FORM)
    rows = spec.table("t2")
    return ChainView(
        chains=chains,
        pages={r.record.year: r.page for r in reports if r.record.year is not None},
        columns={
            column: Text(zh=found.label, en=found.en)
            for column in COLUMNS
            for found in (spec.column_of(f"t3/received/{column}"),)
        },
        rows={row: Text(zh=rows.row(row).label, en=rows.row(row).en) for row in STOCK_ROWS},
        idle_rows=frozenset(row for row in STOCK_ROWS if _is_idle(chains.stock[row])),
    )


def _is_idle(links: Sequence[StockLink]) -> bool:
    return all(
        link.state is not LinkState.BROKEN
        and all(
            figure is None or figure.text == "0"
            for figure in (link.before, link.issued, link.repealed, link.in_force)
        )
        for link in links
    ) and any(link.in_force is not None for link in links)
