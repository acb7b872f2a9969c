"""The heads of table 3 in a grid: which column each names, and whether they may be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audits.reading.grid_rows import GridRows, LaidCell, each_once
from rules.labels import TableLabels, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The heads that hold for the rows below them."""

    width: int = -1
    """Columns of the grid that prints them."""
    printed: frozenset[str] = frozenset()
    """Ids of the columns that have a head."""
    places: Mapping[str, LaidCell] = field(default_factory=dict)
    """The head of each column, when each stands over one column of its own; else empty."""
    are_in_order: bool = False
    """In a flat grid: all columns have a head, in the order of the form, in one row or two.

    Where blank cells before the heads keep these over columns, order alone tells nothing.
    """


def heads_in(labels: TableLabels, head_rows: Sequence[Sequence[LaidCell]], rows: GridRows) -> Heads:
    """The heads of rows that stand one under the other."""
    named = each_once(
        (column, cell)
        for cells in head_rows
        for cell in cells
        if (column := labels.columns.find(cell.text)) is not None
    )
    heads = dict(named)
    is_plain = len(heads) == len(named)
    return Heads(
        width=rows.columns,
        printed=frozenset(heads),
        places=heads if is_plain and _stand_apart(labels, heads) else {},
        are_in_order=is_plain
        and rows.is_flat
        and all(plain(cells[0].text) for cells in head_rows)
        and _are_in_order(labels, [column for column, _ in named]),
    )


def _stand_apart(labels: TableLabels, heads: Mapping[str, LaidCell]) -> bool:
    places = {cell.column for cell in heads.values()}
    return (
        all(cell.column_span == 1 for cell in heads.values())
        and len(places) == len(heads)
        and len(heads) >= len(labels.table.blocks[0].columns) - 1
    )


def _are_in_order(labels: TableLabels, printed: Sequence[str]) -> bool:
    """In two head rows the first and the last column stand in the upper one."""
    form = [c.id for c in labels.table.blocks[0].columns]
    return list(printed) in (form, [form[0], form[-1], *form[1:-1]])
