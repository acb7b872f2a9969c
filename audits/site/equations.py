"""A balance set like arithmetic, with the report's own figures and their labels."""

from dataclasses import dataclass
from decimal import Decimal

from rules.finding import EquationFigures, Term
from rules.language import Text
from rules.spec import FormatSpec

_MANY = 8
"""A side with more figures than this shows its zeros apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerm:
    """One figure of an equation."""

    cell: str
    label: Text
    figure: str
    blank: bool
    """Printed blank and counted as zero."""
    summed: bool
    """A blank total, for which the sum of its parts stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSide:
    """One side: its figures, and their sum where there are several."""

    terms: tuple[ShownTerm, ...]
    zeros: tuple[ShownTerm, ...]
    """Figures of 0 left out of ``terms`` because the side is long."""
    total: str

    @property
    def is_sum(self) -> bool:
        """Whether the total has to be told beside the figures."""
        return len(self.terms) + len(self.zeros) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEquation:
    """Both sides of a balance; they differ when a finding shows it."""

    left: ShownSide
    right: ShownSide
    balances: bool


def shown_equation(equation: EquationFigures, spec: FormatSpec | None) -> ShownEquation:
    """An equation with its figures written out; labels say only what tells its cells apart."""
    terms = (*equation.left, *equation.right)
    labels = _labels(tuple(term.cell for term in terms), spec)
    return ShownEquation(
        left=_side(equation.left, equation.left_sum, labels),
        right=_side(equation.right, equation.right_sum, labels),
        balances=equation.left_sum == equation.right_sum,
    )


def plain_figure(value: Decimal) -> str:
    """A figure without separators, exponent or trailing zeros: ``251000``, ``0.5``, ``-3``."""
    if value == 0:
        return "0"
    return f"{value.normalize():f}"


def full_label(cell: str, spec: FormatSpec | None) -> Text:
    """A cell in words; its id where the format has no such cell."""
    try:
        return spec.cell_label(cell) if spec else Text(zh=cell, en=cell)
    except (KeyError, ValueError):
        return Text(zh=cell, en=cell)


def _side(terms: tuple[Term, ...], total: Decimal, labels: dict[str, Text]) -> ShownSide:
    shown = [(_shown(term, labels), term.value == 0) for term in terms]
    apart = len(terms) > _MANY
    return ShownSide(
        terms=tuple(term for term, is_zero in shown if not (apart and is_zero)),
        zeros=tuple(term for term, is_zero in shown if apart and is_zero),
        total=plain_figure(total),
    )


def _shown(term: Term, labels: dict[str, Text]) -> ShownTerm:
    return ShownTerm(
        cell=term.cell,
        label=labels[term.cell],
        figure=plain_figure(term.value),
        blank=term.blank,
        summed=term.summed,
    )


def _labels(cells: tuple[str, ...], spec: FormatSpec | None) -> dict[str, Text]:
    parts = [cell.split("/") for cell in cells]
    if spec is None or any(len(part) != 3 for part in parts):
        return {cell: full_label(cell, spec) for cell in cells}
    one_row = len({(table, row) for table, row, _ in parts}) == 1
    one_column = len({(table, column) for table, _, column in parts}) == 1
    if one_column and not one_row:
        return {cell: _row_label(cell, spec) for cell in cells}
    if one_row:
        return {cell: _column_label(cell, spec) for cell in cells}
    return {cell: full_label(cell, spec) for cell in cells}


def _row_label(cell: str, spec: FormatSpec) -> Text:
    table, row, _ = cell.split("/")
    try:
        found = spec.table(table).row(row)
    except KeyError:
        return full_label(cell, spec)
    return Text(zh=found.label, en=found.en)


def _column_label(cell: str, spec: FormatSpec) -> Text:
    try:
        column = spec.column_of(cell)
    except KeyError:
        return full_label(cell, spec)
    return Text(zh=column.label, en=column.en)
