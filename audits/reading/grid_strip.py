"""Table 4 in a grid: one line of figures under stacked heads."""

from collections.abc import Mapping, Sequence

from audits.reading.grid_cells import CellsFound, GridLayout
from audits.reading.grid_rows import GridRows, LaidCell, each_once, under
from rules.labels import TableLabels, plain
from rules.printed_figures import form_and_value
from rules.report import CellForm


def read_strip(labels: TableLabels, grids: Sequence[GridRows]) -> GridLayout:
    """The cells of the line of figures, under their heads or in the form's order."""
    found = CellsFound()
    for number, rows in enumerate(grids, start=1):
        line = _line_of_figures(labels, rows)
        if line is None:
            continue
        groups = _groups_above(labels, rows, line)
        for row, cell in groups.items():
            found.name_row(row, cell.text, number)
        found.has_unnamed_column |= _has_unknown_head(labels, rows, line)
        _read_strip_line(labels, groups, rows, line, found, number)
    columns = [f"{r}/{c.id}" for r in found.labels for c in labels.table.blocks[0].columns]
    return found.done(c for c in columns if c not in found.heads)


def _line_of_figures(labels: TableLabels, rows: GridRows) -> int | None:
    """The first row under the heads in which no cell is a label; none where there are two."""
    last_head = -1
    for number in range(rows.rows):
        if any(_is_label(labels, c) for c in rows.starting(number)):
            last_head = number
    lines = [n for n in range(last_head + 1, rows.rows) if _is_line(rows.starting(n))]
    spoken = [n for n in lines if any(plain(c.text) for c in rows.starting(n))]
    return None if len(spoken) > 1 else next(iter(spoken or lines), None)


def _is_label(labels: TableLabels, cell: LaidCell) -> bool:
    return bool(labels.rows.find(cell.text) or labels.columns.find(cell.text))


def _is_line(cells: Sequence[LaidCell]) -> bool:
    return bool(cells) and all(form_and_value(c.text)[0] is not CellForm.TEXT for c in cells)


def _groups_above(labels: TableLabels, rows: GridRows, line: int) -> dict[str, LaidCell]:
    """The heads of the form's rows; none that is printed twice."""
    named = each_once(
        (row, cell)
        for number in range(line)
        for cell in rows.starting(number)
        if (row := labels.rows.find(cell.text)) is not None
    )
    names = [row for row, _ in named]
    return {row: cell for row, cell in named if names.count(row) == 1}


def _read_strip_line(
    labels: TableLabels,
    groups: dict[str, LaidCell],
    rows: GridRows,
    line: int,
    found: CellsFound,
    number: int,
) -> None:
    """By the heads where each figure has one; in a flat grid by order, if the heads are in it."""
    block = labels.table.blocks[0]
    values: Sequence[LaidCell] = rows.spanning[line]
    expected = [(r.id, c.id) for r in block.rows for c in block.columns]
    if len(values) > len(expected):
        values = _without_empty_columns(rows, line)
    heads = {
        (row, column): head
        for row, group in groups.items()
        for column, head in _leaf_heads(labels, rows, line, row, group).items()
    }
    if len({h.column for h in heads.values()}) == len(heads) == len(values):
        placed = _each_under_its_head(heads, values)
        for (row, column), head in heads.items():
            found.heads.add(f"{row}/{column}")
            found.name_head(column, head, number)
    elif (
        rows.is_flat
        and len(values) == len(expected)
        and _are_in_order(labels, rows, line)
        and _stand_over(labels, groups, rows, line, values)
    ):
        placed = dict(zip(expected, values, strict=True))
        found.heads |= {f"{row}/{column}" for row, column in expected}
    else:
        placed = {}
        found.has_unnamed_column = True
    for (row, column), cell in placed.items():
        found.put(f"{labels.table.id}/{row}/{column}", cell, number)


def _stand_over(
    labels: TableLabels,
    groups: Mapping[str, LaidCell],
    rows: GridRows,
    line: int,
    values: Sequence[LaidCell],
) -> bool:
    """Where blank cells keep the heads over columns, these are the columns of their figures."""
    if not any(_is_spread(rows.starting(number)) for number in range(line)):
        return True
    leaves = [cell.column for cell in _leaves(labels, rows, line)]
    if leaves != [cell.column for cell in values]:
        return False
    block = labels.table.blocks[0]
    size = len(block.columns)
    for number, row in enumerate(block.rows):
        head = groups[row.id]
        own = values[number * size : (number + 1) * size]
        others = (c.column for c in rows.starting(head.row) if plain(c.text))
        end = min((column for column in others if column > head.column), default=rows.columns)
        if own[0].column < head.column or own[-1].column >= end:
            return False
    return True


def _is_spread(cells: Sequence[LaidCell]) -> bool:
    """A blank cell stands before one that is not."""
    filled = [number for number, cell in enumerate(cells) if plain(cell.text)]
    return bool(filled) and filled[-1] >= len(filled)


def _leaves(labels: TableLabels, rows: GridRows, line: int) -> list[LaidCell]:
    """The cells with words above the figures that name neither a row nor a group."""
    return [
        cell
        for number in range(line)
        for cell in rows.starting(number)
        if plain(cell.text)
        and labels.rows.find(cell.text) is None
        and plain(cell.text) not in labels.groups
    ]


def _without_empty_columns(rows: GridRows, line: int) -> list[LaidCell]:
    """The cells of the line but the blank ones with nothing over them in a column of their own.

    A title over the whole table stands over none of its columns.
    """
    printed = [
        cell
        for number in range(line)
        for cell in rows.starting(number)
        if cell.text and cell.column_span < rows.columns
    ]
    return [
        cell
        for cell in rows.spanning[line]
        if cell.text or any(under(head, [cell]) is not None for head in printed)
    ]


def _has_unknown_head(labels: TableLabels, rows: GridRows, line: int) -> bool:
    """Words above the figures that are neither the form's nor a title over the whole table."""
    return any(
        plain(c.text)
        and not _is_label(labels, c)
        and plain(c.text) not in labels.groups
        and c.column_span < rows.columns
        for number in range(line)
        for c in rows.starting(number)
    )


def _each_under_its_head(
    heads: Mapping[tuple[str, str], LaidCell], values: Sequence[LaidCell]
) -> dict[tuple[str, str], LaidCell]:
    """Figures that stand under one head only."""
    placed = {key: cell for key, head in heads.items() if (cell := under(head, values)) is not None}
    places = [cell.column for cell in placed.values()]
    return {key: cell for key, cell in placed.items() if places.count(cell.column) == 1}


def _leaf_heads(
    labels: TableLabels, rows: GridRows, line: int, row: str, group: LaidCell
) -> dict[str, LaidCell]:
    """A group's own heads, by their labels under the group's cell; none that is printed twice."""
    index = labels.columns_of_row[row]
    within = range(group.column, group.column + group.column_span)
    named = each_once(
        (column, cell)
        for number in range(group.row + 1, line)
        for cell in rows.starting(number)
        if cell.column in within and (column := index.find(cell.text)) is not None
    )
    names = [column for column, _ in named]
    return {column: cell for column, cell in named if names.count(column) == 1}


def _are_in_order(labels: TableLabels, rows: GridRows, line: int) -> bool:
    """As many heads as figures, each the form's or the first characters of it: ``结果``."""
    texts = [plain(c.text) for number in range(line) for c in rows.starting(number)]
    block = labels.table.blocks[0]
    names = [row for text in texts if (row := labels.rows.find(text)) is not None]
    others = [plain(cell.text) for cell in _leaves(labels, rows, line)]
    due = [plain(c.label) for _ in block.rows for c in block.columns]
    return (
        names == [r.id for r in block.rows]
        and len(others) == len(due)
        and all(label.startswith(text) for text, label in zip(others, due, strict=True))
    )
