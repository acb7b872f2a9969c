"""The first reader: cells by the place of their row's and column's labels in a grid.

It reads ``Document.blocks`` only. Where the heads above the figures do not stand over distinct
columns, a row's cells are taken by their order, and only if there are exactly as many as the
form has.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from audits.documents.document import Grid
from audits.reading.grid_blocks import read_blocks
from audits.reading.grid_cells import GridLayout
from audits.reading.grid_matrix import read_matrix
from audits.reading.grid_rows import GridRows, rows_of
from audits.reading.grid_strip import read_strip
from audits.reading.readings import TableFound
from rules.labels import TableLabels, labels_of
from rules.spec import Layout, TableSpec, all_specs

_LAYOUTS_REMEMBERED = 512


class LaidGrid(NamedTuple):
    """A grid, and its rows without the figures."""

    grid: Grid
    rows: GridRows


def laid(grid: Grid) -> LaidGrid:
    """The grid with its rows."""
    return LaidGrid(grid, rows_of(grid))


def read_by_grid(table: TableSpec, grids: Sequence[LaidGrid]) -> TableFound:
    """A table of the form from the grids that may hold it."""
    layout = _layout(labels_of(table), tuple(each.rows for each in grids))
    return layout.found_in([each.grid for each in grids])


def holding(table: TableSpec, grids: Sequence[LaidGrid]) -> list[LaidGrid]:
    """The grids that hold a table: those with enough of its labels, and what was cut off them.

    What is cut off stands next to the rest, is as wide, and has some label of the table.
    """
    chosen = [holds_part_of(table, grid.rows) for grid in grids]
    if not any(chosen) or table.layout is Layout.STRIP:
        return [grid for grid, is_chosen in zip(grids, chosen, strict=True) if is_chosen]
    others = [o for spec in all_specs() for o in spec.tables if o.id != table.id]
    order = [*range(1, len(grids)), *range(len(grids) - 2, -1, -1)]
    beside = [*range(len(grids) - 1), *range(len(grids) - 1, 0, -1)]
    for number, neighbour in zip(order, beside, strict=True):
        rows = grids[number].rows
        chosen[number] |= (
            chosen[neighbour]
            and rows.columns == grids[neighbour].rows.columns
            and _holds_any_of(labels_of(table), rows)
            and not any(holds_part_of(other, rows) for other in others)
        )
    return [grid for grid, is_chosen in zip(grids, chosen, strict=True) if is_chosen]


def holds_part_of(table: TableSpec, rows: GridRows) -> bool:
    """Whether a grid prints enough labels of a table to be it, or a part of it."""
    return _holds_part(labels_of(table), rows)


@lru_cache(maxsize=_LAYOUTS_REMEMBERED)
def _layout(labels: TableLabels, grids: tuple[GridRows, ...]) -> GridLayout:
    readers = {
        Layout.BLOCKS: read_blocks,
        Layout.MATRIX: read_matrix,
        Layout.STRIP: read_strip,
    }
    return readers[labels.table.layout](labels, grids)


@lru_cache(maxsize=4 * _LAYOUTS_REMEMBERED)
def _holds_any_of(labels: TableLabels, grid: GridRows) -> bool:
    return any(labels.rows.find(text) or labels.columns.find(text) for text in grid.texts)


@lru_cache(maxsize=4 * _LAYOUTS_REMEMBERED)
def _holds_part(labels: TableLabels, grid: GridRows) -> bool:
    rows = {row for text in grid.texts if (row := labels.rows.find(text)) is not None}
    columns = {c for text in grid.texts if (c := labels.columns.find(text)) is not None}
    if labels.table.layout is Layout.STRIP:
        return len(rows) >= 2 or (len(rows) >= 1 and len(columns) >= 3)
    if labels.table.layout is Layout.MATRIX:
        return len(rows) >= 3
    return len(rows) >= 1 and (len(columns) >= 1 or len(rows) >= 2)
