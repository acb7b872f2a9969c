"""Table 2 in a grid: blocks, each with a head row of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from audits.reading.grid_cells import CellsFound, GridLayout
from audits.reading.grid_rows import GridRows, LaidCell, has_figure, under
from rules.labels import TableLabels, plain, without_numbering
from rules.printed_figures import form_and_value
from rules.report import CellForm


class _HeadRow(NamedTuple):
    """The heads that hold for the rows below them."""

    cells: tuple[LaidCell, ...] = ()
    table: int = 0
    """Number of the grid that prints them."""
    width: int = -1
    """Its columns."""
    rows_before: int = 0
    """How many rows of the table were met before them."""


def read_blocks(labels: TableLabels, grids: Sequence[GridRows]) -> GridLayout:
    """The cells that stand in a row the form knows, under a head of its block."""
    found = CellsFound()
    missing: list[str] = []
    heads = _HeadRow()
    for number, rows in enumerate(grids, start=1):
        if rows.columns != heads.width or not _goes_on(labels, heads, found, rows):
            heads = _HeadRow()
        for index in range(rows.rows):
            cells = rows.spanning[index]
            if _is_head_row(labels, rows.starting(index)):
                heads = _HeadRow(cells, number, rows.columns, len(found.rows_in_order))
                if not _names_columns(labels, cells):
                    found.rows_in_order.append(None)
            elif _spoils_heads(labels, rows.starting(index)):
                heads = _HeadRow()
                found.rows_in_order.append(None)
            elif heads.cells and len(cells) > 1:
                missing.extend(_read_block_row(labels, heads, cells, found, number))
            elif _label_of(labels, cells) is not None:
                found.rows_in_order.append(None)
    return found.done(missing)


def _goes_on(labels: TableLabels, heads: _HeadRow, found: CellsFound, rows: GridRows) -> bool:
    """The grid begins in the middle of a block: right below its heads, or with a further row."""
    cells = rows.spanning[0] if rows.rows else ()
    label = _label_of(labels, cells) if len(cells) > 1 else None
    row = labels.rows.find(label.text) if label is not None else None
    if row is None or row in found.labels:
        return False
    block = [each.id for each in labels.table.block_of(row).rows]
    if len(found.rows_in_order) == heads.rows_before:
        return row == block[0]
    return found.rows_in_order[-1] in block[: block.index(row)]


def _names_columns(labels: TableLabels, cells: Sequence[LaidCell]) -> bool:
    return any(
        plain(c.text) == "信息内容" or labels.columns.find(c.text) is not None for c in cells
    )


def _is_head_row(labels: TableLabels, cells: Sequence[LaidCell]) -> bool:
    """Words only, none of them a row's label: also where no head is one of the form."""
    printed = [c for c in cells if plain(c.text)]
    if any(plain(c.text) == "信息内容" for c in printed):
        return True
    if any(labels.rows.find(c.text) is not None for c in printed):
        return False
    is_words = all(form_and_value(c.text)[0] is CellForm.TEXT for c in printed)
    return is_words and (
        len(printed) > 1 or any(labels.columns.find(c.text) is not None for c in printed)
    )


def _spoils_heads(labels: TableLabels, cells: Sequence[LaidCell]) -> bool:
    """Heads with something among them that is none: neither these nor those above hold below."""
    names = (labels.columns.find(c.text) is not None for c in cells)
    return any(names) and all(labels.rows.find(c.text) is None for c in cells)


def _read_block_row(
    labels: TableLabels,
    heads: _HeadRow,
    cells: Sequence[LaidCell],
    found: CellsFound,
    number: int,
) -> Iterator[str]:
    """Puts the cells of a row; gives the columns of its block that have no head."""
    label = _label_of(labels, cells)
    row = labels.rows.find(label.text) if label is not None else None
    if label is None or row is None:
        found.rows_in_order.append(None)
    if label is None:
        return
    values = [c for c in cells if c.column > label.column]
    heads_of = _heads_by_column(labels, row, heads.cells) if row is not None else {}
    if row is None or not heads_of:
        if row is None and any(has_figure(c) for c in values):
            found.name_surplus(label, number)
        return
    found.name_row(row, label.text, number)
    found.has_unnamed_column |= any(not _stands_under(heads_of, c) for c in values)
    for column in labels.table.block_of(row).columns:
        own = heads_of.get(column.id, [])
        if not own:
            yield f"{row}/{column.id}"
        for head in own:
            found.name_head(column.id, head, heads.table)
        cell = under(own[0], cells) if len(own) == 1 else None
        if cell in values and not _is_shared(cell, heads.cells, own[0]):
            found.put(f"{labels.table.id}/{row}/{column.id}", cell, number)


def _heads_by_column(
    labels: TableLabels, row: str, heads: Sequence[LaidCell]
) -> dict[str, list[LaidCell]]:
    index = labels.columns_of_row[row]
    found: dict[str, list[LaidCell]] = {}
    for head in heads:
        column = index.find(head.text)
        if column is not None:
            found.setdefault(column, []).append(head)
    return found


def _stands_under(heads: Mapping[str, Sequence[LaidCell]], cell: LaidCell) -> bool:
    return any(
        h.column < cell.column + cell.column_span and h.column + h.column_span > cell.column
        for own in heads.values()
        for h in own
    )


def _label_of(labels: TableLabels, cells: Sequence[LaidCell]) -> LaidCell | None:
    """The first cell with words that is no heading of a block."""
    words = (c for c in cells if plain(c.text) and without_numbering(c.text) not in labels.groups)
    return next(words, None)


def _is_shared(cell: LaidCell, heads: Sequence[LaidCell], own: LaidCell) -> bool:
    """The cell reaches under another head too, or over several rows: whose it is, is not told."""
    end = cell.column + cell.column_span
    others = (h for h in heads if h is not own and plain(h.text))
    return cell.row_span > 1 or any(
        h.column < end and h.column + h.column_span > cell.column for h in others
    )
