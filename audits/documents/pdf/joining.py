"""Tables that run over page ends, joined into one grid."""

import math
from collections.abc import Iterable, Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.documents.pdf.page import PageText, TablePart
from audits.documents.pdf.seams import Fragment, FragmentCell, stacked, without_repeated_head
from rules.place import Place

_SAME_EDGE = 4.0  # points
_GAP = 12.0  # points; printers leave gaps in the rules of a row that the page end cuts

Chain = tuple[TablePart, ...]
"""The parts of one table, from top to bottom."""


def chains_of(pages: Sequence[PageText], parts: dict[int, tuple[TablePart, ...]]) -> list[Chain]:
    """The tables of a file from top to bottom, each with its parts.

    A part continues the one before when nothing stands between the two but a page end, and their
    columns have the same edges. Chains of one column are boxes around text, and left out.
    """
    text_of = {page.number: page for page in pages}
    chains: list[Chain] = []
    for number in sorted(parts):
        for part in parts[number]:
            last = chains[-1][-1] if chains else None
            if last and _continues(part, last, text_of, parts):
                chains[-1] = (*chains[-1], part)
            else:
                chains.append((part,))
    return [chain for chain in chains if len(_edges_of(chain)) > 2]


def grid_of(chain: Chain) -> Grid:
    """The table that the parts show, with each merged cell once."""
    edges = _edges_of(chain)
    whole = _fragment(chain[0], edges)
    for part in chain[1:]:
        whole = stacked(whole, without_repeated_head(whole, _fragment(part, edges)))
    return Grid(
        rows=whole.rows,
        columns=len(edges) - 1,
        cells=tuple(
            GridCell(
                text=cell.text,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                place=cell.place,
            )
            for cell in sorted(whole.cells, key=lambda cell: (cell.row, cell.column))
        ),
    )


def _continues(
    part: TablePart,
    last: TablePart,
    text_of: dict[int, PageText],
    parts: dict[int, tuple[TablePart, ...]],
) -> bool:
    if not _same_columns(part.columns, last.columns):
        return False
    if part.page == last.page:
        is_next = part.box.top - last.box.bottom <= _GAP
        between = _heights(text_of[part.page], last.box.bottom, part.box.top)
    else:
        is_next = (
            part.page == last.page + 1
            and parts[last.page][-1] == last
            and parts[part.page][0] == part
        )
        between = [
            *_heights(text_of[last.page], last.box.bottom, math.inf),
            *_heights(text_of[part.page], -math.inf, part.box.top),
        ]
    return is_next and not between


def _heights(page: PageText, top: float, bottom: float) -> list[float]:
    """Where the lines between two heights stand."""
    middles = ((line.box.top + line.box.bottom) / 2 for line in page.lines)
    return [middle for middle in middles if top < middle < bottom]


def _same_columns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether the outer edges agree, and the inner edges of one are all edges of the other."""
    outer = (one[0], other[0]), (one[-1], other[-1])
    if any(abs(x - y) > _SAME_EDGE for x, y in outer):
        return False
    fewer, more = sorted((one, other), key=len)
    return all(min(abs(x - y) for y in more) <= _SAME_EDGE for x in fewer)


def _edges_of(chain: Iterable[TablePart]) -> list[float]:
    """The edges of all columns; those of different pages that nearly agree are one."""
    edges: list[float] = []
    for x in sorted(x for part in chain for x in part.columns):
        if not edges or x - edges[-1] > _SAME_EDGE:
            edges.append(x)
    return edges


def _fragment(part: TablePart, edges: list[float]) -> Fragment:
    heights = sorted({y for cell in part.cells for y in (cell.box.top, cell.box.bottom)})
    return Fragment(rows=len(heights) - 1, cells=tuple(_placed(part, edges, heights)))


def _placed(part: TablePart, edges: list[float], heights: list[float]) -> Iterator[FragmentCell]:
    for cell in part.cells:
        row, column = heights.index(cell.box.top), _nearest(edges, cell.box.left)
        column_span = _nearest(edges, cell.box.right) - column
        if column_span:
            yield FragmentCell(
                text=cell.text,
                row=row,
                column=column,
                row_span=heights.index(cell.box.bottom) - row,
                column_span=column_span,
                height=cell.box.bottom - cell.box.top,
                room=cell.room,
                em=cell.em,
                place=Place(page=part.page, row=row + 1, column=column + 1, box=cell.box),
            )


def _nearest(edges: list[float], x: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - x))
