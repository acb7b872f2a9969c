"""Subtotals of groups among the cells that the second reader found."""

from collections.abc import Sequence

from audits.reading.sequence_cells import CellAt
from rules.spec import TableSpec
from rules.subtotal_labels import subtotal_labels


def with_whole_subtotals(table: TableSpec, found: Sequence[CellAt]) -> tuple[CellAt, ...]:
    """The cells without subtotals of groups of which a row was not found.

    What looks like a subtotal may be that row, of which the label is lost. A row that some reports
    print in place of a group is its subtotal where it stands beside all rows of the group.
    """
    parts = subtotal_labels(table).parts
    if not parts:
        return tuple(found)
    rows = {cell.cell.split("/")[1] for cell in found}
    whole = {row for row, own in parts.items() if rows.issuperset(own)}
    merged = [row for block in table.blocks for row in block.merged_rows if row.id in rows]
    names = {m.id: row for m in merged for row in whole if parts[row] == m.parts}
    kept = (each for each in found if _row(each) not in parts or _row(each) in whole)
    return tuple(_renamed(each, names.get(_row(each))) for each in kept)


def _row(cell: CellAt) -> str:
    return cell.cell.split("/")[1]


def _renamed(cell: CellAt, row: str | None) -> CellAt:
    if row is None:
        return cell
    table, _, column = cell.cell.split("/")
    return cell._replace(cell=f"{table}/{row}/{column}")
