"""The figure that each cell lends to an equation.

A blank item counts as zero. A blank total never does: the sum of its parts stands for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from rules.language import Text
from rules.report import Cell, CellForm, Report
from rules.spec import Equation, FormatSpec

APPLICANT_SUM = "B303"
"""The family of equations that adds up the applicants of a row."""

MOST_DIGITS = 15
"""A figure of more digits is no count of anything, and sums of such figures would be rounded."""

_MOST_DECIMALS = 9
_ZERO = Decimal(0)
_EMPTY_FORMS = frozenset({CellForm.BLANK, CellForm.PLACEHOLDER})

DISPUTED = Text(zh="两次读取不一致", en="Read differently by the two readers")
NOT_PRINTED = Text(zh="表中没有该行或该列", en="The table lacks the row or column")
NOT_LOCATED = Text(zh="未能定位", en="Not located")
NO_FIGURE = Text(zh="单元格文字中没有明确的数字", en="The text of the cell gives no clear figure")
TOO_LONG = Text(zh="数字过长，不予计算", en="The figure is too long to be worked with")
SUMS_DIFFER = Text(
    zh="总计为空，按行与按列求得的合计不同",
    en="The total is blank, and its row and its column give different sums",
)


class Standing(StrEnum):
    """How a cell came by its figure."""

    PRINTED = "printed"
    EMPTY = "empty"
    """A blank or a placeholder in an item cell: zero."""
    SUMMED = "summed"
    """A blank total: the sum of its parts."""


class Figure(NamedTuple):
    """What a cell counts for in an equation."""

    cell: str
    value: Decimal
    standing: Standing
    leaves: tuple[str, ...]
    """The cells whose own figures make it up: the cell itself, or the parts of a blank total."""


class Unread(NamedTuple):
    """A cell that gives no figure."""

    cells: tuple[str, ...]
    """The cells that stand in the way: the cell itself, or parts of a blank total."""
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The equations of a format, laid out once."""

    equations: Mapping[tuple[str, str], tuple[Equation, ...]]
    """By code and table."""
    applicant_rows: tuple[Equation, ...]
    """Those that add up the applicants of a row."""
    ways: Mapping[str, tuple[Equation, ...]]
    """The equations that define each total: across its row, down its column."""


@lru_cache(maxsize=32)
def plan_of(
    spec: FormatSpec, rows_merged: frozenset[str], subtotals: frozenset[str] = frozenset()
) -> Plan:
    """The equations of a format whose reports print those rows merged and those subtotals."""
    equations: dict[tuple[str, str], tuple[Equation, ...]] = {}
    ways: dict[str, tuple[Equation, ...]] = {}
    for equation in spec.equations_for(rows_merged, subtotals):
        family = equation.code, equation.place.split("/")[0]
        equations[family] = (*equations.get(family, ()), equation)
        if equation.total is not None:
            ways[equation.total] = (*ways.get(equation.total, ()), equation)
    rows = tuple(
        e for (code, _), found in equations.items() for e in found if code == APPLICANT_SUM
    )
    return Plan(equations=equations, applicant_rows=rows, ways=ways)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The cells of one report as its equations take them."""

    report: Report
    plan: Plan
    totals_only: bool
    """The applicant columns hold no figure and the total column does (T230)."""
    _asked: dict[str, Figure | Unread] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Many rules ask for the figures of the same cells."""

    def figure(self, cell: str) -> Figure | Unread:
        """What a cell counts for, or why it gives no figure."""
        known = self._asked.get(cell)
        if known is None:
            known = self._asked[cell] = self._figure(cell)
        return known

    def _figure(self, cell: str) -> Figure | Unread:
        read = self.report.cells.get(cell)
        if read is None:
            return Unread(cells=(cell,), reasons=(self._why_absent(cell),))
        if read.value is not None:
            if not _adds_exactly(read.value):
                return Unread(cells=(cell,), reasons=(TOO_LONG,))
            return _own_figure(cell, read.value, Standing.PRINTED)
        if read.form not in _EMPTY_FORMS:
            return Unread(cells=(cell,), reasons=(NO_FIGURE,))
        ways = self.ways(cell)
        return self._summed(cell, ways) if ways else _own_figure(cell, _ZERO, Standing.EMPTY)

    def ways(self, total: str) -> tuple[Equation, ...]:
        """The equations by which a total can be summed from its parts in this report."""
        defined = self.plan.ways.get(total, ())
        return tuple(e for e in defined if not (self.totals_only and e.code == APPLICANT_SUM))

    def is_blank_total(self, cell: str) -> bool:
        """A total of the form whose cell is blank or a placeholder."""
        read = self.report.cells.get(cell)
        return read is not None and cell in self.plan.ways and is_empty(read)

    @cached_property
    def addends(self) -> Mapping[str, Decimal]:
        """The figures that can be added as they are printed."""
        return {
            name: cell.value
            for name, cell in self.report.cells.items()
            if cell.value is not None and len(cell.raw) <= MOST_DIGITS
        }

    @cached_property
    def blank_totals_over_figures(self) -> tuple[str, ...]:
        """The blank totals that have parts above zero, in print order."""
        return tuple(cell for cell in self.plan.ways if self._is_blank_over_figures(cell))

    def _is_blank_over_figures(self, cell: str) -> bool:
        return self.is_blank_total(cell) and any(
            self._counts(part) for equation in self.ways(cell) for part in equation.left
        )

    def _counts(self, part: str) -> bool:
        read = self.report.cells.get(part)
        value = None if read is None else read.value
        return value > 0 if value is not None else self._is_blank_over_figures(part)

    def _summed(self, cell: str, ways: tuple[Equation, ...]) -> Figure | Unread:
        sums = [self._sum_of(cell, way) for way in ways]
        obstacles = [s for s in sums if isinstance(s, Unread)]
        if obstacles:
            return joined(obstacles)
        found = [s for s in sums if isinstance(s, Figure)]
        if any(s.value != found[0].value for s in found):
            return Unread(cells=(cell,), reasons=(SUMS_DIFFER,))
        return found[0]

    def _sum_of(self, cell: str, way: Equation) -> Figure | Unread:
        parts = [self.figure(part) for part in way.left]
        obstacles = [p for p in parts if isinstance(p, Unread)]
        if obstacles:
            return joined(obstacles)
        found = [p for p in parts if isinstance(p, Figure)]
        return Figure(
            cell=cell,
            value=sum((p.value for p in found), _ZERO),
            standing=Standing.SUMMED,
            leaves=tuple(leaf for p in found for leaf in p.leaves),
        )

    def _why_absent(self, cell: str) -> Text:
        if cell in self.report.disputed:
            return DISPUTED
        table, row, column = cell.split("/")
        reading = self.report.tables.get(table)
        if reading is None:
            return NOT_LOCATED
        missing = {*reading.rows_missing, *reading.columns_missing}
        return NOT_PRINTED if missing & {row, column, f"{row}/{column}"} else NOT_LOCATED


def figures_of(report: Report, spec: FormatSpec) -> Figures:
    """The figures of a report that follows a format."""
    merged = frozenset(row for table in report.tables.values() for row in table.rows_merged)
    subtotals = frozenset(row for table in report.tables.values() for row in table.subtotals)
    plan = plan_of(spec, merged, subtotals)
    return Figures(report=report, plan=plan, totals_only=_only_totals_filled(report, plan))


def is_empty(cell: Cell) -> bool:
    """Blank, or a mark that stands for nothing."""
    return cell.value is None and cell.form in _EMPTY_FORMS


def joined(obstacles: list[Unread]) -> Unread:
    """Several obstacles as one; cells and reasons once each."""
    return Unread(
        cells=tuple(dict.fromkeys(cell for o in obstacles for cell in o.cells)),
        reasons=tuple(dict.fromkeys(reason for o in obstacles for reason in o.reasons)),
    )


def _adds_exactly(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    short = len(digits) <= MOST_DIGITS
    return short and isinstance(exponent, int) and -_MOST_DECIMALS <= exponent <= 0


def _own_figure(cell: str, value: Decimal, standing: Standing) -> Figure:
    return Figure(cell=cell, value=value, standing=standing, leaves=(cell,))


def _only_totals_filled(report: Report, plan: Plan) -> bool:
    if any(_holds_number(report, cell) for row in plan.applicant_rows for cell in row.left):
        return False
    return any(_holds_number(report, cell) for row in plan.applicant_rows for cell in row.right)


def _holds_number(report: Report, cell: str) -> bool:
    read = report.cells.get(cell)
    return read is not None and read.value is not None
