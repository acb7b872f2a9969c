"""Heads over heads, where flattening lost how far they reach and a column is missing.

With all columns the order of the heads says all; with fewer, each group ends where its heads begin
anew, because within a group they come in the order of the form.
"""

from audits.documents.document import Grid, GridCell
from audits.documents.text.vocabulary import is_words, strip_form, strip_row
from rules.labels import plain

_OVER_TWO = "行政诉讼"


def with_spans_of_heads(grid: Grid) -> Grid:
    """The same figures under heads that reach over their own; the grid itself where in doubt."""
    filled = [cell for cell in grid.cells if cell.text]
    groups = [cell for cell in filled if strip_row(cell.text)]
    leaves = [c for c in filled if plain(c.text) in strip_form()[1]]
    known = {id(c) for c in (*groups, *leaves)} | {
        id(c) for c in filled if plain(c.text) == _OVER_TWO
    }
    last_head = max((cell.row for cell in leaves), default=grid.rows)
    figures = [cell for cell in grid.cells if cell.row > last_head]
    heads = [cell for cell in filled if cell.row <= last_head]
    widths = _widths(leaves)
    is_told = (
        tuple(strip_row(cell.text) for cell in groups) == strip_form()[0]
        and all(id(cell) in known for cell in heads)
        and len({cell.row for cell in figures}) == 1
        and not any(is_words(cell.text) for cell in figures)
        and len(widths) == len(groups)
        and len(leaves) == len(figures) < len(groups) * len(strip_form()[1])
    )
    return _laid_out(groups, widths, leaves, figures) if is_told else grid


def _widths(leaves: list[GridCell]) -> list[int]:
    order = strip_form()[1]
    widths: list[int] = []
    before = len(order)
    for leaf in leaves:
        place = order.index(plain(leaf.text))
        if place <= before:
            widths.append(0)
        widths[-1] += 1
        before = place
    return widths


def _laid_out(
    groups: list[GridCell], widths: list[int], leaves: list[GridCell], figures: list[GridCell]
) -> Grid:
    starts = [sum(widths[:n]) for n in range(len(widths))]
    over = [
        group._replace(row=0, column=start, column_span=wide, row_span=1)
        for group, start, wide in zip(groups, starts, widths, strict=True)
    ]
    under = [
        cell._replace(row=row, column=column, column_span=1, row_span=1)
        for row, cells in ((1, leaves), (2, figures))
        for column, cell in enumerate(cells)
    ]
    return Grid(rows=3, columns=len(leaves), cells=(*over, *under))
