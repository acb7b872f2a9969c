"""Rows of a grid that add up a group of table 3 and that the form does not have."""

from collections.abc import Sequence

from audits.reading.grid_cells import CellsFound
from audits.reading.grid_rows import LaidCell, has_figure
from rules.labels import TableLabels, without_numbering
from rules.subtotal_labels import subtotal_labels


def subtotal_in(
    labels: TableLabels, named: Sequence[LaidCell], values: Sequence[LaidCell]
) -> str | None:
    """The subtotal that a row with figures is, where its own labels say so.

    A bare 小计 belongs to the group whose heading spans the row; without one, to none for sure. A
    heading with figures of its own is one only beside all rows of its group, and a label that names
    another group than the heading beside it is of neither.
    """
    if not named or not any(has_figure(cell) for cell in values):
        return None
    subtotals, label = subtotal_labels(labels.table), named[-1]
    headings = [labels.groups.get(without_numbering(cell.text)) for cell in named]
    own = [row for h in headings[:-1] if (row := subtotals.by_group.get(h or ""))]
    if subtotals.is_alone(label.text):
        return own[-1] if own else None
    by_name = subtotals.named(label.text)
    if by_name is not None:
        return by_name if not own or own[-1] == by_name else None
    begins_here = label.row == values[-1].row
    return subtotals.by_group.get(headings[-1] or "") if begins_here else None


def keep_whole_subtotals(labels: TableLabels, found: CellsFound) -> None:
    """Forgets subtotals of groups that lack a row: what looks like one may be that row."""
    parts = subtotal_labels(labels.table).parts
    for row, label in list(found.subtotals.items()):
        if not found.labels.keys() >= set(parts[row]):
            del found.subtotals[row]
            found.drop_row(row)
            if label is not None:
                found.surplus.append(label)
