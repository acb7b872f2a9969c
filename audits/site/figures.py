"""The figures of a report as they stand in the squares of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audits.site.form import FormTable, form_table
from rules.finding import Severity
from rules.language import Text
from rules.report import CellForm, Report, TableReading, TableState
from rules.spec import FormatSpec


class FigureState(StrEnum):
    """How a square of the form is filled."""

    READ = "read"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    WORDS = "words"
    """Text from which no figure, or a figure with something beside it, can be taken."""
    DISPUTED = "disputed"
    UNLOCATED = "unlocated"
    """The form has the square, and we did not find it in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """The number of a finding at a figure."""

    number: int
    severity: Severity
    title: Text
    one_of_many: bool = False
    """The finding is about so many figures that none of them stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as published."""

    cell: str
    state: FigureState
    text: str = ""
    grid: str | None = None
    """For a disputed figure: what the reading of the grid gave; ``None`` if nothing."""
    sequence: str | None = None
    """The same of the reading in sequence."""
    flags: tuple[Flag, ...] = ()

    @property
    def is_plain(self) -> bool:
        """A figure read and not flagged: by far the most."""
        return self.state is FigureState.READ and not self.flags

    @property
    def stands_out(self) -> bool:
        """Some finding is about this figure and few others."""
        return any(not flag.one_of_many for flag in self.flags)

    @property
    def severity(self) -> Severity | None:
        """That of its first and gravest flag."""
        return self.flags[0].severity if self.flags else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTable:
    """A table of the form with the figures of one report."""

    form: FormTable
    reading: TableReading | None
    """``None`` where nothing at all is known of the table."""
    figures: Mapping[str, Figure]
    """By cell id; empty where the table could not be read."""


def filled_tables(
    report: Report, spec: FormatSpec, flags: Mapping[str, tuple[Flag, ...]]
) -> tuple[FilledTable, ...]:
    """The tables of the report's format in print order; ``flags`` are by cell id."""
    return tuple(_filled(report, spec, table.id, flags) for table in spec.tables)


def _filled(
    report: Report, spec: FormatSpec, table_id: str, flags: Mapping[str, tuple[Flag, ...]]
) -> FilledTable:
    reading = report.tables.get(table_id)
    form = form_table(spec.id, table_id, _rows_apart(reading))
    cells = [square.cell for row in form.body for square in row if square.cell]
    read = reading is not None and reading.state is TableState.READ
    if not read and not any(cell in report.cells or cell in report.disputed for cell in cells):
        return FilledTable(form=form, reading=reading, figures={})
    figures = {cell: _figure(report, cell, flags.get(cell, ())) for cell in cells}
    return FilledTable(form=form, reading=reading, figures=figures)


_STATES = {
    CellForm.NUMBER: FigureState.READ,
    CellForm.BLANK: FigureState.BLANK,
    CellForm.PLACEHOLDER: FigureState.PLACEHOLDER,
    CellForm.NUMBER_WITH_TEXT: FigureState.WORDS,
    CellForm.TEXT: FigureState.WORDS,
    CellForm.HIDDEN: FigureState.WORDS,
}


def _figure(report: Report, cell: str, flags: tuple[Flag, ...]) -> Figure:
    read = report.cells.get(cell)
    if read is not None:
        return Figure(cell=cell, state=_STATES[read.form], text=read.raw, flags=flags)
    dispute = report.disputed.get(cell)
    if dispute is not None:
        return Figure(
            cell=cell,
            state=FigureState.DISPUTED,
            grid=dispute.grid,
            sequence=dispute.sequence,
            flags=flags,
        )
    return Figure(cell=cell, state=FigureState.UNLOCATED, flags=flags)


def _rows_apart(reading: TableReading | None) -> frozenset[str]:
    """Rows that the report prints and the form does not have."""
    return frozenset((*reading.rows_merged, *reading.subtotals) if reading else ())
