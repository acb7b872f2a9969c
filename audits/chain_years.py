"""What one report lends to the chains over the years of its body: a few figures and outcomes.

Small on purpose: the pages hold one of these for every report.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from audits.records import StoredReport
from rules.case import Case
from rules.figures import Figure, Standing
from rules.finding import Finding, Severity
from rules.judge import Judgement, NotAssessed
from rules.language import Text
from rules.printed_figures import figure_text
from rules.report import Report
from rules.spec import spec_of

BROUGHT, CARRIED = "t3/brought_forward", "t3/carried_forward"
COLUMNS = (
    "total",
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
)
STOCK_ROWS = ("regulations", "normative_documents")
STOCK_COLUMNS = ("issued", "repealed", "in_force")
STOCK_FORM = "ogi-2021"
"""The form that has these rows and columns."""
FEES = "t2/fees/amount"

CELLS = (
    *(f"{row}/{column}" for row in (BROUGHT, CARRIED) for column in COLUMNS),
    *(f"t2/{row}/{column}" for row in STOCK_ROWS for column in STOCK_COLUMNS),
    FEES,
)
"""The cells whose figures are chained."""

_ASKED = (
    ("Y401", f"{BROUGHT}/total"),
    ("Y402", "t3"),
    *(("Y403", f"t2/{row}/in_force") for row in STOCK_ROWS),
    ("T228", FEES),
)
"""The rules whose outcomes are the links, each with its place."""


class LinkState(StrEnum):
    """What became of the step from one year to the next."""

    HOLDS = "holds"
    BROKEN = "broken"
    """A rule tells of it in the report of the later year."""
    GAP = "gap"
    """The report of one of the two years is not held."""
    NOT_ASSESSABLE = "not_assessable"


class KnownFigure(NamedTuple):
    """A figure as the rules take it."""

    text: str
    blank: bool
    """Printed blank: an item counts as zero, a total as the sum of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a rule says of the step that leads to a report's year."""

    state: LinkState
    reason: Text | None = None
    cells: tuple[str, ...] = ()
    """Those that a broken step names."""
    severity: Severity | None = None
    """Of the finding on a broken step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainYear:
    """One year of a body, as held."""

    year: int
    format: str | None = None
    unread: Text | None = None
    """Why nothing of it is known; else ``None``."""
    figures: tuple[KnownFigure | None, ...] = ()
    """In the order of ``CELLS``; ``None`` where none is known for certain."""
    said: tuple[Said | None, ...] = ()
    """In the order of the rules; ``None`` where a rule said nothing."""

    def figure(self, cell: str) -> KnownFigure | None:
        """What is known of a cell."""
        return self.figures[CELLS.index(cell)] if self.figures else None

    def outcome(self, code: str, place: str) -> Said | None:
        """What a rule said at a place."""
        return self.said[_ASKED.index((code, place))] if self.said else None


_HOLDS = Said(state=LinkState.HOLDS)


def chain_year(year: int, stored: StoredReport | None, unread: Text) -> ChainYear:
    """What a report lends to the chains.

    Args:
        year: that it is on.
        stored: the text that speaks for the year; ``None`` where it was not audited.
        unread: why, in that case.
    """
    if stored is None:
        return ChainYear(year=year, unread=unread)
    return ChainYear(
        year=year,
        format=stored.report.format,
        figures=tuple(_figures(stored.report)),
        said=tuple(_said(stored.judgement, code, place) for code, place in _ASKED),
    )


def _figures(report: Report) -> Iterable[KnownFigure | None]:
    case = Case(report=report, spec=spec_of(report.format) if report.format else None)
    figures = case.figures
    if figures is None or report.suspect is not None:
        return (None for _ in CELLS)
    doubted = {difference.cell for difference in report.differences}
    found = (None if cell in doubted else figures.figure(cell) for cell in CELLS)
    return (_known(report, each) if isinstance(each, Figure) else None for each in found)


def _known(report: Report, figure: Figure) -> KnownFigure | None:
    if any(report.cells[leaf].recognised for leaf in figure.leaves):
        return None
    return _shared(figure_text(figure.value), figure.standing is not Standing.PRINTED)


@lru_cache(maxsize=4_096)
def _shared(text: str, blank: bool) -> KnownFigure:
    """Most figures of most reports are the same few."""
    return KnownFigure(text=text, blank=blank)


def _said(judgement: Judgement, code: str, place: str) -> Said | None:
    for finding in judgement.findings:
        if _is_of(finding, code, place):
            return Said(
                state=LinkState.BROKEN,
                reason=finding.message,
                cells=finding.cells,
                severity=finding.severity,
            )
    for doubt in judgement.not_assessed:
        if _stands_in_the_way(doubt, code, place):
            return Said(state=LinkState.NOT_ASSESSABLE, reason=doubt.reason)
    tally = judgement.tallies.get(code)
    return _HOLDS if tally is not None and tally.passed else None


def _is_of(finding: Finding, code: str, place: str) -> bool:
    return finding.code == code and finding.place == place


def _stands_in_the_way(doubt: NotAssessed, code: str, place: str) -> bool:
    """At the place itself, at what holds it, or at what it holds."""
    if doubt.code != code:
        return False
    same = doubt.place in (place, "report")
    return same or place.startswith(f"{doubt.place}/") or doubt.place.startswith(f"{place}/")
