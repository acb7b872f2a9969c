"""Table 3 in a grid: labels to the left, heads above."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audits.reading.grid_cells import CellsFound, GridLayout
from audits.reading.grid_heads import Heads, heads_in
from audits.reading.grid_rows import GridRows, LaidCell, has_figure, under
from audits.reading.grid_subtotals import keep_whole_subtotals, subtotal_in
from rules.labels import OVER_EVERY_GROUP, TableLabels, plain, without_numbering
from rules.subtotal_labels import subtotal_labels


@dataclass(slots=True)
class _Progress:
    """What holds for the rows to come."""

    heads: Heads = field(default_factory=Heads)
    group: str | None = None
    """The heading of rows that was printed last."""


def read_matrix(labels: TableLabels, grids: Sequence[GridRows]) -> GridLayout:
    """The cells of every row that is named by its label, under the heads above it."""
    found = CellsFound()
    progress = _Progress()
    for number, rows in enumerate(grids, start=1):
        _read_grid(labels, rows, progress, found, number)
    block = labels.table.blocks[0]
    missing = [c.id for c in block.columns if c.id not in found.heads] if found.labels else []
    keep_whole_subtotals(labels, found)
    return _without_merged_beside_parts(labels, found).done(missing)


def _read_grid(
    labels: TableLabels, rows: GridRows, progress: _Progress, found: CellsFound, number: int
) -> None:
    """Heads hold until others are printed; in a further table, only if it is as wide."""
    head_rows: list[tuple[LaidCell, ...]] = []
    has_heads = False
    for index in range(rows.rows):
        cells = rows.starting(index)
        if _is_head_row(labels, cells):
            head_rows.append(cells)
            continue
        if head_rows:
            _keep_heads(labels, rows, head_rows, progress, found)
            head_rows, has_heads = [], True
        if has_heads or progress.heads.width == rows.columns:
            _read_row(labels, rows.spanning[index], progress, found, number)
    if head_rows and not has_heads:  # the rows below them stand in a further table
        _keep_heads(labels, rows, head_rows, progress, found)


def _keep_heads(
    labels: TableLabels,
    rows: GridRows,
    head_rows: Sequence[Sequence[LaidCell]],
    progress: _Progress,
    found: CellsFound,
) -> None:
    progress.heads = heads_in(labels, head_rows, rows)
    found.heads |= progress.heads.printed
    found.has_unnamed_column |= not progress.heads.places


def _is_head_row(labels: TableLabels, cells: Sequence[LaidCell]) -> bool:
    """Names of columns without numbering, and no row's label beside them."""
    heads = [c for c in cells if _is_head(labels, c)]
    others = (c for c in cells if not _is_head(labels, c))
    is_row = any(labels.rows.find(c.text) is not None or has_figure(c) for c in others)
    return bool(heads) and not is_row and (len(heads) > 1 or not _may_label_row(labels, heads[0]))


def _is_head(labels: TableLabels, cell: LaidCell) -> bool:
    is_numbered = without_numbering(cell.text) != plain(cell.text)
    return not is_numbered and labels.columns.find(cell.text) is not None


def _may_label_row(labels: TableLabels, cell: LaidCell) -> bool:
    return labels.rows.find(cell.text) is not None


def _read_row(
    labels: TableLabels,
    cells: Sequence[LaidCell],
    progress: _Progress,
    found: CellsFound,
    number: int,
) -> None:
    named, values = _split_row(labels, cells, progress.heads)
    groups = [labels.groups.get(without_numbering(c.text)) for c in named]
    own = (group for group in reversed(groups) if group and group != OVER_EVERY_GROUP)
    progress.group = next(own, progress.group)
    row = labels.rows.find(named[-1].text) if named else None
    if row is None or not _is_in_its_group(labels, row, groups[:-1], progress.group):
        row = _added_row(labels, named, values, found, number)
    else:
        found.name_row(row, named[-1].text, number)
        if any(has_figure(c) for c in values):
            found.filled.add(row)
    if row is None:
        return
    places = progress.heads.places.values()
    found.has_unnamed_column |= any(all(under(h, [c]) is None for h in places) for c in values)
    for column, cell in _by_column(labels, cells, values, progress.heads):
        found.put(f"{labels.table.id}/{row}/{column}", cell, number)


def _added_row(
    labels: TableLabels,
    named: Sequence[LaidCell],
    values: Sequence[LaidCell],
    found: CellsFound,
    number: int,
) -> str | None:
    """Keeps a row that the form does not have; the subtotal that it is, if it is one."""
    is_leaf = bool(named) and _is_leaf(labels, named[-1])
    if not named or is_leaf:
        found.rows_in_order.append(None)
    subtotal = subtotal_in(labels, named, values)
    if subtotal is not None:
        found.name_subtotal(subtotal, named[-1] if is_leaf else None, number)
    elif is_leaf and any(has_figure(c) for c in values):
        found.name_surplus(named[-1], number)
    return subtotal


def _split_row(
    labels: TableLabels, cells: Sequence[LaidCell], heads: Heads
) -> tuple[list[LaidCell], list[LaidCell]]:
    """A row's labels and its values: by the heads' columns, else after the last label."""
    if heads.places:
        first = min(head.column for head in heads.places.values())
        return (
            [c for c in cells if c.column < first and plain(c.text)],
            [c for c in cells if c.column >= first],
        )
    last = -1
    for at, cell in enumerate(cells):
        if labels.rows.find(cell.text) or without_numbering(cell.text) in labels.groups:
            last = at
    return [c for c in cells[: last + 1] if plain(c.text)], list(cells[last + 1 :])


def _is_in_its_group(
    labels: TableLabels, row: str, groups: Sequence[str | None], latest: str | None
) -> bool:
    """``3.其他`` is a row of (六) only; no row of the form stands beside a foreign heading."""
    own = labels.group_of[row]
    if row in labels.ambiguous:
        return latest == own
    return all(group in (None, own) or group not in labels.group_of.values() for group in groups)


def _is_leaf(labels: TableLabels, label: LaidCell) -> bool:
    return without_numbering(label.text) not in labels.groups


def _by_column(
    labels: TableLabels, cells: Sequence[LaidCell], values: Sequence[LaidCell], heads: Heads
) -> Iterator[tuple[str, LaidCell]]:
    """Values under their heads; by order only where the heads are known to be in the form's."""
    columns = labels.table.blocks[0].columns
    if heads.places:
        for column, head in heads.places.items():
            cell = under(head, cells)
            if cell is not None and cell in values and cell.column_span == 1:
                yield column, cell
    elif heads.are_in_order and len(values) == len(columns):
        yield from zip((c.id for c in columns), values, strict=True)


def _without_merged_beside_parts(labels: TableLabels, found: CellsFound) -> CellsFound:
    """A heading over rows of its own is no merged row, even where one of its labels is lost.

    With figures of its own beside all of these it is their subtotal.
    """
    subtotals = {parts: row for row, parts in subtotal_labels(labels.table).parts.items()}
    for merged in (r for b in labels.table.blocks for r in b.merged_rows):
        if merged.id in found.labels and found.labels.keys() & set(merged.parts):
            subtotal = subtotals.get(merged.parts)
            is_whole = found.labels.keys() >= set(merged.parts)
            if subtotal is not None and is_whole and merged.id in found.filled:
                found.rename_row(merged.id, subtotal)
                found.name_subtotal(subtotal, None, found.tables[merged.id])
            else:
                found.doubtful |= {c for c in found.spots if c.split("/")[1] == merged.id}
            del found.labels[merged.id]
    return found
