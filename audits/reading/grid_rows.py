"""A grid by rows, without its figures: what the grid reader decides by.

Where the cells of the form stand in a grid does not depend on the figures in it. Reports made from
one template share everything else, so what follows from it is worked out once for all of them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from audits.documents.document import Grid
from rules.printed_figures import form_and_value

FIGURE = "0"
"""Stands for every plain figure."""

_PLAIN_FIGURE = re.compile(r"-?[0-9０-９]{1,10}(?:\.[0-9]{1,4})?")
_TEXTS_REMEMBERED = 16_384
_GRIDS_REMEMBERED = 256
_LARGEST_REMEMBERED = 1_000
"""Cells of a grid; a report's largest has some three hundred."""


class LaidCell(NamedTuple):
    """A cell of a grid, its figure left out."""

    text: str
    """``FIGURE`` where a plain figure stands."""
    row: int
    column: int
    row_span: int
    column_span: int
    number: int
    """Its place among the cells of the grid."""


class GridRows:
    """A grid as rows of cells; a cell stands in every row it spans.

    Grids that differ in their figures only have one and the same object.
    """

    def __init__(self, rows: int, columns: int, cells: tuple[LaidCell, ...]) -> None:
        self.rows = rows
        self.columns = columns
        self.cells = cells

    @cached_property
    def texts(self) -> frozenset[str]:
        """What is printed in the cells, ``FIGURE`` for every plain figure."""
        return frozenset(cell.text for cell in self.cells)

    @cached_property
    def spanning(self) -> tuple[tuple[LaidCell, ...], ...]:
        """For each row the cells that cover it, left to right."""
        rows: list[list[LaidCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                rows[row].append(cell)
        return tuple(tuple(sorted(row, key=lambda c: c.column)) for row in rows)

    @cached_property
    def _starting(self) -> tuple[tuple[LaidCell, ...], ...]:
        return tuple(
            tuple(c for c in cells if c.row == row) for row, cells in enumerate(self.spanning)
        )

    @cached_property
    def is_flat(self) -> bool:
        """No cell covers more than one place: rows and their order are all that is known."""
        return all(c.row_span == 1 and c.column_span == 1 for c in self.cells)

    def starting(self, row: int) -> tuple[LaidCell, ...]:
        """The cells that start in a row."""
        return self._starting[row]


def rows_of(grid: Grid) -> GridRows:
    """The rows of a grid."""
    if not grid.cells:
        return GridRows(grid.rows, grid.columns, ())
    texts, *places = tuple(zip(*grid.cells, strict=True))[:5]
    laid = _laid if len(grid.cells) <= _LARGEST_REMEMBERED else _laid.__wrapped__
    return laid(grid.rows, grid.columns, tuple(map(_without_figure, texts)), tuple(places))


def under(head: LaidCell, cells: Sequence[LaidCell]) -> LaidCell | None:
    """The one cell that stands under a head, wholly or in part; ``None`` for none or several."""
    end = head.column + head.column_span
    covering = [c for c in cells if c.column < end and c.column + c.column_span > head.column]
    return covering[0] if len(covering) == 1 else None


def each_once(named: Iterable[tuple[str, LaidCell]]) -> list[tuple[str, LaidCell]]:
    """Labels from above, of those said again right below only the lowest.

    The two stand for one cell that is merged downwards.
    """
    kept: dict[int, tuple[str, LaidCell]] = {}
    lowest: dict[tuple[str, str, int, int], int] = {}
    """By what is said and in which columns, its place in ``kept``."""
    for number, (name, cell) in enumerate(named):
        key = (name, cell.text, cell.column, cell.column_span)
        above = lowest.get(key)
        if above is not None:
            upper = kept[above][1]
            if cell.row == upper.row + upper.row_span:
                del kept[above]
        kept[number] = (name, cell)
        lowest[key] = number
    return list(kept.values())


def has_figure(cell: LaidCell) -> bool:
    """A figure can be taken from the cell."""
    return form_and_value(cell.text)[1] is not None


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _without_figure(text: str) -> str:
    return FIGURE if _PLAIN_FIGURE.fullmatch(text) else text


@lru_cache(maxsize=_GRIDS_REMEMBERED)
def _laid(
    rows: int, columns: int, texts: tuple[str, ...], places: tuple[tuple[Any, ...], ...]
) -> GridRows:
    cells = zip(texts, *places, range(len(texts)), strict=True)
    return GridRows(rows, columns, tuple(map(LaidCell._make, cells)))
