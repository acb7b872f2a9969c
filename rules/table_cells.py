"""The cells of a table that was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rules.figures import Figures
from rules.finding import Severity, Violation
from rules.language import Text, shortened
from rules.report import Cell, CellForm, TableReading
from rules.spec import ColumnSpec, FormatSpec, Layout, TableSpec


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """A table that stands in the report as text."""

    form: FormatSpec
    """The format of the report."""
    spec: TableSpec
    figures: Figures
    """Of the whole report."""
    cells: Mapping[str, Cell]
    """The cells read alike by both readers, by id, in print order."""
    unread: tuple[str, ...]
    """Cells of its rows and columns that were not located, or are disputed."""

    @property
    def id(self) -> str:
        """``t3``."""
        return self.spec.id

    @cached_property
    def forms(self) -> frozenset[CellForm]:
        """What the texts of its cells are."""
        return frozenset({cell.form for cell in self.cells.values()})

    @cached_property
    def holds_a_number(self) -> bool:
        """Some cell holds a figure."""
        return any(cell.value is not None for cell in self.cells.values())

    @cached_property
    def unplain(self) -> Mapping[str, Decimal]:
        """The figures that are printed otherwise than in digits alone, by cell.

        What is printed in digits alone is whole and not below zero.
        """
        return {
            name: cell.value
            for name, cell in self.cells.items()
            if cell.value is not None and not cell.raw.isdecimal()
        }

    @cached_property
    def is_blank_for_zero(self) -> bool:
        """Table 4 left empty in a report whose other tables hold figures: nothing happened there.

        An office without any review or suit leaves the strip blank rather than print 15 zeros.
        """
        prefix = f"{self.id}/"
        return (
            self.spec.layout is Layout.STRIP
            and bool(self.cells)
            and all(cell.form is CellForm.BLANK for cell in self.cells.values())
            and any(
                cell.value is not None
                for name, cell in self.figures.report.cells.items()
                if not name.startswith(prefix)
            )
        )

    def cells_of(self, *forms: CellForm) -> tuple[str, ...]:
        """Ids of the cells whose text is of one of these forms."""
        if self.forms.isdisjoint(forms):
            return ()
        return tuple(name for name, cell in self.cells.items() if cell.form in forms)

    def figures_above(self, limit: Decimal | int) -> Mapping[str, Decimal]:
        """The figures above a limit, by cell, in print order."""
        return {
            name: cell.value
            for name, cell in self.cells.items()
            if cell.value is not None and cell.value > limit
        }

    def cell_violation(self, cell: str) -> Violation:
        """A violation at one cell; its message may use ``cell`` and ``raw``."""
        arguments: dict[str, str | Text] = {
            "cell": self.form.cell_label(cell),
            "raw": shortened(self.cells[cell].raw),
        }
        return Violation(place=cell, arguments=arguments, cells=(cell,))

    def column_of(self, cell: str) -> ColumnSpec:
        """The column of one of its cells; KeyError when it has none such."""
        return self.form.column_of(cell)

    def table_violation(
        self, cells: tuple[str, ...], severity: Severity | None = None
    ) -> Violation:
        """A violation of the whole table; its message may use ``table`` and ``count``."""
        arguments: dict[str, str | Text] = {"table": self.spec.label.text, "count": str(len(cells))}
        return Violation(place=self.id, arguments=arguments, cells=cells, severity=severity)


def read_table(form: FormatSpec, table: TableSpec, figures: Figures) -> ReadTable:
    """The cells of a table that was read, without those of missing rows and columns.

    Raises:
        KeyError: the report says nothing of the table.
    """
    read = figures.report.cells
    printed = printed_cells(table, figures.report.tables[table.id])
    cells = {name: read[name] for name in printed if name in read}
    are_all_read = len(cells) == len(printed)
    return ReadTable(
        form=form,
        spec=table,
        figures=figures,
        cells=cells,
        unread=() if are_all_read else tuple(name for name in printed if name not in read),
    )


def printed_cells(table: TableSpec, reading: TableReading) -> tuple[str, ...]:
    """Ids of the cells that a table has as it is printed: merged rows in place of their parts."""
    if not (reading.rows_missing or reading.columns_missing or reading.rows_merged):
        return table.cell_ids
    merged = {
        part: row.id
        for block in table.blocks
        for row in block.merged_rows
        if row.id in reading.rows_merged
        for part in row.parts
    }
    found: dict[str, None] = {}
    for cell in table.cell_ids:
        _, row, column = cell.split("/")
        row = merged.get(row, row)
        gone = {column, f"{row}/{column}"} & set(reading.columns_missing)
        if row not in reading.rows_missing and not gone:
            found[f"{table.id}/{row}/{column}"] = None
    return tuple(found)
