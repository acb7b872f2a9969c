"""Table 3 in a grid: labels to the left, heads above."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.reading.grid_rows import CellsFound, GridRows, has_figure
from audits.reading.labels import LabelIndex, column_index, labels_of, plain, without_numbering
from audits.reading.readings import TableFound
from rules.spec import BlockSpec, TableSpec


def read_matrix(table: TableSpec, grids: Sequence[Grid]) -> TableFound:
    """The cells of every row that is named by its label."""
    found = CellsFound()
    block = table.blocks[0]
    columns = column_index(block)
    places: dict[str, int] = {}
    for number, grid in enumerate(grids, start=1):
        rows = GridRows(grid)
        first = _first_row_with_label(table, rows)
        head = _heads_above(columns, rows, first)
        found.heads |= head.keys()
        places = _places_if_usable(block, head) or places
        for index in range(first, grid.rows):
            _read_matrix_row(table, rows.spanning[index], places, found, number)
    missing = [c.id for c in block.columns if c.id not in found.heads] if found.labels else []
    return found.done(missing)


def _first_row_with_label(table: TableSpec, rows: GridRows) -> int:
    index = labels_of(table).rows
    totals = {r.id for r in table.rows if r.total}
    for number in range(rows.grid.rows):
        for cell in rows.starting(number):
            row = index.find(cell.text)
            if row is not None and row not in totals and not _is_column_head(table, cell):
                return number
    return rows.grid.rows


def _is_column_head(table: TableSpec, cell: GridCell) -> bool:
    return without_numbering(cell.text) == plain(cell.text) and (
        labels_of(table).columns.find(cell.text) is not None
    )


def _heads_above(columns: LabelIndex, rows: GridRows, first: int) -> dict[str, GridCell]:
    head: dict[str, GridCell] = {}
    for number in range(first):
        for cell in rows.starting(number):
            column = columns.find(cell.text)
            if column is not None:
                head[column] = cell
    return head


def _places_if_usable(block: BlockSpec, head: dict[str, GridCell]) -> dict[str, int]:
    """Columns of the heads, when each stands over one column of its own, in whatever order."""
    places = [cell.column for cell in head.values()]
    if any(cell.column_span != 1 for cell in head.values()) or len(set(places)) < len(places):
        return {}
    if len(places) < len(block.columns) - 1:
        return {}
    return {column: cell.column for column, cell in head.items()}


def _read_matrix_row(
    table: TableSpec,
    cells: Sequence[GridCell],
    places: dict[str, int],
    found: CellsFound,
    number: int,
) -> None:
    labels, values = _split_row(table, cells, places)
    row = _row_named(table, labels)
    if row is None:
        if labels and any(has_figure(c) for c in values) and _is_leaf(table, labels[-1]):
            found.surplus.append(labels[-1].text)
        return
    found.labels[row] = labels[-1].text
    for column, cell in _by_column(table.blocks[0], values, places):
        found.put(f"{table.id}/{row}/{column}", cell, number)


def _split_row(
    table: TableSpec, cells: Sequence[GridCell], places: dict[str, int]
) -> tuple[list[GridCell], list[GridCell]]:
    """A row's labels and its values: by the heads' columns, else after the last label."""
    if places:
        first = min(places.values())
        return (
            [c for c in cells if c.column < first and plain(c.text)],
            [c for c in cells if c.column >= first],
        )
    index = labels_of(table)
    last = -1
    for at, cell in enumerate(cells):
        if index.rows.find(cell.text) or without_numbering(cell.text) in index.groups:
            last = at
    return [c for c in cells[: last + 1] if plain(c.text)], list(cells[last + 1 :])


def _row_named(table: TableSpec, labels: Sequence[GridCell]) -> str | None:
    """The row whose label stands rightmost; a heading that spans rows is not a row's label."""
    if not labels:
        return None
    return labels_of(table).rows.find(labels[-1].text)


def _is_leaf(table: TableSpec, label: GridCell) -> bool:
    return without_numbering(label.text) not in labels_of(table).groups


def _by_column(
    block: BlockSpec, values: Sequence[GridCell], places: dict[str, int]
) -> Iterator[tuple[str, GridCell]]:
    if places:
        by_place = {c.column: c for c in values if c.column_span == 1}
        for column, place in places.items():
            if place in by_place:
                yield column, by_place[place]
    elif len(values) == len(block.columns):
        yield from zip((c.id for c in block.columns), values, strict=True)
