"""What the grid reader stands on: a grid by rows, and the cells found so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from audits.documents.document import Grid, GridCell
from audits.reading.figures import form_and_value
from audits.reading.readings import FoundCell, TableFound
from rules.place import Place


class GridRows:
    """A grid as rows of cells; a cell stands in every row it spans."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    @cached_property
    def spanning(self) -> tuple[tuple[GridCell, ...], ...]:
        """For each row the cells that cover it, left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(self.grid.rows)]
        for cell in self.grid.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.grid.rows)):
                rows[row].append(cell)
        return tuple(tuple(sorted(row, key=lambda c: c.column)) for row in rows)

    @cached_property
    def _starting(self) -> tuple[tuple[GridCell, ...], ...]:
        return tuple(
            tuple(c for c in cells if c.row == row) for row, cells in enumerate(self.spanning)
        )

    @cached_property
    def is_flat(self) -> bool:
        """No cell covers more than one place: rows and their order are all that is known."""
        return all(c.row_span == 1 and c.column_span == 1 for c in self.grid.cells)

    def starting(self, row: int) -> tuple[GridCell, ...]:
        """The cells that start in a row."""
        return self._starting[row]


@dataclass(slots=True)
class CellsFound:
    """What has been found so far."""

    cells: dict[str, FoundCell] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    surplus: list[str] = field(default_factory=list)
    rows_in_order: list[str | None] = field(default_factory=list)
    """Every printed row in order; ``None`` where its label is not the form's."""
    head_places: dict[str, set[tuple[int, int, int]]] = field(default_factory=dict)
    """Grid, row and column of the heads of each column."""
    has_unnamed_column: bool = False
    doubtful: set[str] = field(default_factory=set)
    tables: dict[str, int] = field(default_factory=dict)
    """Number of the grid that holds a row, by row id."""
    has_two_tables: bool = False

    def name_row(self, row: str, label: str, table: int) -> None:
        """Keeps a row's label; a row that another grid holds too makes both doubtful."""
        self.labels[row] = label
        self.rows_in_order.append(row)
        if self.tables.setdefault(row, table) != table:
            self.has_two_tables = True

    def name_head(self, column: str, head: GridCell, table: int) -> None:
        """Keeps where the head of a column stands."""
        self.head_places.setdefault(column, set()).add((table, head.row, head.column))

    def put(self, cell_id: str, cell: GridCell, table: int) -> None:
        """Keeps a cell; one met twice with another text, or not all text, is kept as neither."""
        place = cell.place or Place(table=table, row=cell.row + 1, column=cell.column + 1)
        known = self.cells.get(cell_id)
        if cell.shows_more or (known is not None and known.raw != cell.text):
            self.doubtful.add(cell_id)
        self.cells[cell_id] = FoundCell(
            raw=cell.text, place=place, recognised=cell.recognised, picture=cell.picture
        )

    def done(self, columns_missing: Iterable[str]) -> TableFound:
        """The table as found; without cells where two tables differ in any of them."""
        if self.has_two_tables and self.doubtful:
            self.doubtful |= self.cells.keys()
        return TableFound(
            cells={k: v for k, v in self.cells.items() if k not in self.doubtful},
            labels=self.labels,
            columns_missing=tuple(columns_missing),
            surplus=tuple(dict.fromkeys(self.surplus)),
            rows_in_order=tuple(self.rows_in_order),
            heads={column: len(places) for column, places in self.head_places.items()},
            has_unnamed_column=self.has_unnamed_column,
        )


def under(head: GridCell, cells: Sequence[GridCell]) -> GridCell | None:
    """The one cell that stands under a head, wholly or in part; ``None`` for none or several."""
    end = head.column + head.column_span
    covering = [c for c in cells if c.column < end and c.column + c.column_span > head.column]
    return covering[0] if len(covering) == 1 else None


def has_figure(cell: GridCell) -> bool:
    """A figure can be taken from the cell."""
    return form_and_value(cell.text)[1] is not None
