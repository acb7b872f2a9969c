"""Where in the grids the cells of a table stand, and what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audits.documents.document import Grid, GridCell
from audits.reading.grid_rows import LaidCell
from audits.reading.readings import TableFound
from rules.place import Place
from rules.report import Origin


class Spot(NamedTuple):
    """A cell of one of the grids."""

    grid: int
    number: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLayout:
    """Everything that the grids of a table tell but the texts of its cells."""

    spots: Mapping[str, Spot]
    """By cell id; where it is met several times, the last."""
    origins: Mapping[str, Origin]
    """Where these stand, for every document of this layout."""
    met_again: Mapping[str, tuple[Spot, ...]]
    """The earlier places of cells that are met several times."""
    doubtful: frozenset[str]
    has_two_tables: bool
    labels: Mapping[str, str]
    columns_missing: tuple[str, ...]
    subtotals: tuple[str, ...]
    surplus: tuple[Spot, ...]
    rows_in_order: tuple[str | None, ...]
    heads: Mapping[str, int]
    has_unnamed_column: bool

    def found_in(self, grids: Sequence[Grid]) -> TableFound:
        """The table as these grids hold it.

        A cell met twice with another text, or not all text, is kept as neither; where two tables
        differ in any cell, none is kept.
        """
        cells_of = [grid.cells for grid in grids]
        cells = {
            cell_id: cells_of[grid][number] for cell_id, (grid, number, _) in self.spots.items()
        }
        origins = self._origins(cells)
        doubtful = set(self.doubtful)
        doubtful |= {cell_id for cell_id, cell in cells.items() if cell.shows_more}
        for cell_id, spots in self.met_again.items():
            earlier = [cells_of[spot.grid][spot.number] for spot in spots]
            if any(c.shows_more or c.text != cells[cell_id].text for c in earlier):
                doubtful.add(cell_id)
        if self.has_two_tables and doubtful:
            cells = {}
        for cell_id in doubtful:
            cells.pop(cell_id, None)
        surplus = (cells_of[spot.grid][spot.number].text for spot in self.surplus)
        return TableFound(
            cells=cells,
            origins=origins,
            labels=self.labels,
            columns_missing=self.columns_missing,
            subtotals=self.subtotals,
            surplus=tuple(dict.fromkeys(surplus)),
            rows_in_order=self.rows_in_order,
            heads=self.heads,
            has_unnamed_column=self.has_unnamed_column,
        )

    def _origins(self, cells: Mapping[str, GridCell]) -> Mapping[str, Origin]:
        """Where each cell stands, told by the cell itself where that says more."""
        better = {
            cell_id: Origin("grid", cell.place)
            for cell_id, cell in cells.items()
            if cell.place is not None
        }
        return {**self.origins, **better} if better else self.origins


@dataclass(slots=True)
class CellsFound:
    """What has been found so far."""

    spots: dict[str, list[Spot]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    """Rows that hold a figure."""
    subtotals: dict[str, Spot | None] = field(default_factory=dict)
    """Where the label of each stands; ``None`` where the heading of its group holds its figures."""
    surplus: list[Spot] = field(default_factory=list)
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

    def name_subtotal(self, row: str, label: LaidCell | None, table: int) -> None:
        """Keeps a row that adds up a group, and that the form does not have."""
        self.subtotals[row] = _spot(label, table) if label is not None else None
        if self.tables.setdefault(row, table) != table:
            self.has_two_tables = True

    def drop_row(self, row: str) -> None:
        """Forgets the cells of a row that is none of the form."""
        self.spots = {c: spots for c, spots in self.spots.items() if c.split("/")[1] != row}

    def rename_row(self, row: str, name: str) -> None:
        """Gives the cells of a row to another."""
        self.spots = {
            f"{table}/{name if at == row else at}/{column}": spots
            for (table, at, column), spots in (
                (cell.split("/"), spots) for cell, spots in self.spots.items()
            )
        }

    def name_head(self, column: str, head: LaidCell, table: int) -> None:
        """Keeps where the head of a column stands."""
        self.head_places.setdefault(column, set()).add((table, head.row, head.column))

    def name_surplus(self, label: LaidCell, table: int) -> None:
        """Keeps a label of a row with figures that the form does not have."""
        self.surplus.append(_spot(label, table))

    def put(self, cell_id: str, cell: LaidCell, table: int) -> None:
        """Keeps where a cell of the form stands."""
        self.spots.setdefault(cell_id, []).append(_spot(cell, table))

    def done(self, columns_missing: Iterable[str]) -> GridLayout:
        """The layout as found."""
        return GridLayout(
            spots={cell: spots[-1] for cell, spots in self.spots.items()},
            origins={c: Origin("grid", spots[-1].place) for c, spots in self.spots.items()},
            met_again={c: tuple(spots[:-1]) for c, spots in self.spots.items() if len(spots) > 1},
            doubtful=frozenset(self.doubtful),
            has_two_tables=self.has_two_tables,
            labels=self.labels,
            columns_missing=tuple(columns_missing),
            subtotals=tuple(self.subtotals),
            surplus=tuple(self.surplus),
            rows_in_order=tuple(self.rows_in_order),
            heads={column: len(places) for column, places in self.head_places.items()},
            has_unnamed_column=self.has_unnamed_column,
        )


def _spot(cell: LaidCell, table: int) -> Spot:
    place = Place(table=table, row=cell.row + 1, column=cell.column + 1)
    return Spot(grid=table - 1, number=cell.number, place=place)
