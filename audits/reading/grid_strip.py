"""Table 4 in a grid: one line of figures under stacked heads."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.reading.figures import form_and_value
from audits.reading.grid_rows import CellsFound, GridRows
from audits.reading.labels import column_index, labels_of
from audits.reading.readings import TableFound
from rules.report import CellForm
from rules.spec import BlockSpec, TableSpec


def read_strip(table: TableSpec, grids: Sequence[Grid]) -> TableFound:
    """The cells of the line of figures, under their heads or in the form's order."""
    found = CellsFound()
    missing: list[str] = []
    for number, grid in enumerate(grids, start=1):
        rows = GridRows(grid)
        line = _line_of_figures(table, rows)
        if line is None:
            continue
        groups = _groups_above(table, rows, line)
        for row, cell in groups.items():
            found.labels[row] = cell.text
        missing.extend(_read_strip_line(table, groups, rows, line, found, number))
    return found.done(missing)


def _line_of_figures(table: TableSpec, rows: GridRows) -> int | None:
    """The first row under the heads in which no cell is a label."""
    labels = labels_of(table)
    last_head = -1
    for number in range(rows.grid.rows):
        if any(
            labels.rows.find(c.text) or labels.columns.find(c.text) for c in rows.starting(number)
        ):
            last_head = number
    for number in range(last_head + 1, rows.grid.rows):
        cells = rows.starting(number)
        if cells and all(form_and_value(c.text)[0] is not CellForm.TEXT for c in cells):
            return number
    return None


def _groups_above(table: TableSpec, rows: GridRows, line: int) -> dict[str, GridCell]:
    index = labels_of(table).rows
    return {
        row: cell
        for number in range(line)
        for cell in rows.starting(number)
        if (row := index.find(cell.text)) is not None
    }


def _read_strip_line(
    table: TableSpec,
    groups: dict[str, GridCell],
    rows: GridRows,
    line: int,
    found: CellsFound,
    number: int,
) -> Iterator[str]:
    """By the heads where each figure has one; else by order, if there are just as many."""
    block = table.blocks[0]
    values = rows.starting(line)
    expected = [(r.id, c.id) for r in block.rows for c in block.columns]
    heads = {
        (row, column): place
        for row, group in groups.items()
        for column, place in _leaf_heads(block, rows, line, group).items()
    }
    by_place = {c.column: c for c in values}
    if len(set(heads.values())) == len(heads) == len(values):
        placed = {key: by_place[place] for key, place in heads.items() if place in by_place}
        yield from (f"{row}/{column}" for row, column in expected if (row, column) not in heads)
    elif len(values) == len(expected):
        placed = dict(zip(expected, values, strict=True))
    else:
        placed = {}
    for (row, column), cell in placed.items():
        found.put(f"{table.id}/{row}/{column}", cell, number)


def _leaf_heads(block: BlockSpec, rows: GridRows, line: int, group: GridCell) -> dict[str, int]:
    """Columns of a group's own heads, by their labels under the group's cell."""
    index = column_index(block)
    within = range(group.column, group.column + group.column_span)
    return {
        column: cell.column
        for number in range(group.row + 1, line)
        for cell in rows.starting(number)
        if cell.column in within and (column := index.find(cell.text)) is not None
    }
