"""Table 2 in a grid: blocks, each with a head row of its own."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.reading.grid_rows import CellsFound, GridRows, has_figure
from audits.reading.labels import column_index, labels_of, plain
from audits.reading.readings import TableFound
from rules.spec import TableSpec


def read_blocks(table: TableSpec, grids: Sequence[Grid]) -> TableFound:
    """The cells whose row label and head label the form knows, in whatever block order."""
    found = CellsFound()
    missing: list[str] = []
    for number, grid in enumerate(grids, start=1):
        heads: tuple[GridCell, ...] = ()
        rows = GridRows(grid)
        for index in range(grid.rows):
            cells = rows.starting(index)
            if _is_head_row(table, cells):
                heads = cells
            elif heads and len(cells) > 1:
                missing.extend(_read_block_row(table, heads, cells, found, number))
    return found.done(missing)


def _is_head_row(table: TableSpec, cells: Sequence[GridCell]) -> bool:
    columns = labels_of(table).columns
    known = [c for c in cells if columns.find(c.text) is not None]
    return bool(known) and (plain(cells[0].text) == "信息内容" or len(known) == len(cells))


def _read_block_row(
    table: TableSpec,
    heads: Sequence[GridCell],
    cells: Sequence[GridCell],
    found: CellsFound,
    number: int,
) -> Iterator[str]:
    row = labels_of(table).rows.find(cells[0].text)
    if row is None:
        if plain(cells[0].text) and any(has_figure(c) for c in cells[1:]):
            found.surplus.append(cells[0].text)
        return
    block = table.block_of(row)
    columns = column_index(block)
    known = {columns.find(h.text): h for h in heads}
    if not any(column.id in known for column in block.columns):
        found.surplus.append(cells[0].text)
        return
    found.labels[row] = cells[0].text
    by_place = {c.column: c for c in cells[1:]}
    by_order = dict(zip((h.column for h in heads[1:]), cells[1:], strict=False))
    same_count = len(heads) == len(cells)
    for column in block.columns:
        head = known.get(column.id)
        if head is None:
            yield f"{row}/{column.id}"
            continue
        cell = by_place.get(head.column) or (by_order.get(head.column) if same_count else None)
        if cell is not None:
            found.put(f"{table.id}/{row}/{column.id}", cell, number)
