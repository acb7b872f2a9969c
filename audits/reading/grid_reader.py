"""The first reader: cells by the place of their row's and column's labels in a grid.

It reads ``Document.blocks`` only. Where the heads above the figures do not stand over distinct
columns, a row's cells are taken by their order, and only if there are exactly as many as the
form has.
"""

from collections.abc import Sequence

from audits.documents.document import Grid
from audits.reading.grid_blocks import read_blocks
from audits.reading.grid_matrix import read_matrix
from audits.reading.grid_strip import read_strip
from audits.reading.labels import labels_of
from audits.reading.readings import TableFound
from rules.spec import Layout, TableSpec


def read_by_grid(table: TableSpec, grids: Sequence[Grid]) -> TableFound:
    """A table of the form from the grids that may hold it."""
    readers = {
        Layout.BLOCKS: read_blocks,
        Layout.MATRIX: read_matrix,
        Layout.STRIP: read_strip,
    }
    return readers[table.layout](labels_of(table), grids)


def holds_part_of(table: TableSpec, grid: Grid) -> bool:
    """Whether a grid prints enough labels of a table to be it, or a part of it."""
    labels = labels_of(table)
    texts = {cell.text for cell in grid.cells}
    rows = {row for text in texts if (row := labels.rows.find(text)) is not None}
    columns = {c for text in texts if (c := labels.columns.find(text)) is not None}
    if table.layout is Layout.STRIP:
        return len(rows) >= 2 or (len(rows) >= 1 and len(columns) >= 3)
    if table.layout is Layout.MATRIX:
        return len(rows) >= 3
    return len(rows) >= 1 and (len(columns) >= 1 or len(rows) >= 2)
