"""The second reader: cells by the order in which labels and figures follow each other.

It reads ``Document.lines`` only, and knows nothing of rows, columns and spans. A table of which no
marked cell tells anything is read from the lines that are printed outside of cells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from audits.documents.document import Line
from audits.reading.sequence_cells import cells_in
from audits.reading.sequence_lines import read_lines
from audits.reading.sequence_pieces import Pieces, Vocabulary, in_table, pieces_of
from audits.reading.sequence_subtotals import with_whole_subtotals
from rules.labels import TableLabels, labels_of
from rules.spec import TableSpec

_IS_CELL = attrgetter("is_cell")
_FEWEST_CELLS = 10
"""Below this a file does not mark its cells."""
_LAYOUTS_REMEMBERED = 512
_LONGEST_REMEMBERED = 1_500
"""Pieces of a document; a report has some three hundred and fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesInOrder:
    """The lines of a document, made ready for the tables of a form."""

    lines: Sequence[Line]
    pieces: Pieces | None
    """``None`` where the file does not mark its cells."""

    def printed(self) -> Sequence[Line]:
        """Those outside of marked cells; all of them where cells are not marked."""
        if self.pieces is None:
            return self.lines
        return [line for line in self.lines if not line.is_cell]


def in_order(tables: Sequence[TableSpec], lines: Sequence[Line]) -> LinesInOrder:
    """The lines, as the tables of a form are read from them."""
    marked = sum(map(_IS_CELL, lines))
    pieces = pieces_of(tables, lines) if marked >= _FEWEST_CELLS else None
    return LinesInOrder(lines=lines, pieces=pieces)


def read_by_sequence(table: TableSpec, ordered: LinesInOrder) -> Mapping[str, Line]:
    """The cells of a table of the form, by id; one met twice with different texts is left out."""
    pieces = ordered.pieces
    layout = _layout_of(table, pieces) if pieces is not None else _NOTHING
    if pieces is None or not layout.cells:
        return _once(read_lines(table, ordered.printed()))
    found = zip(layout.cells, map(pieces.lines.__getitem__, layout.pieces), strict=True)
    return _once(found) if layout.has_cells_twice else dict(found)


def _once(found: Iterable[tuple[str, Line]]) -> Mapping[str, Line]:
    cells: dict[str, Line] = {}
    twice: set[str] = set()
    for cell_id, line in found:
        if cells.setdefault(cell_id, line).text != line.text:
            twice.add(cell_id)
    return {k: v for k, v in cells.items() if k not in twice} if twice else cells


class _CellsOfTable(NamedTuple):
    """The cells of a table and the number of the piece that is the text of each."""

    cells: tuple[str, ...]
    pieces: tuple[int, ...]
    has_cells_twice: bool


_NOTHING = _CellsOfTable((), (), has_cells_twice=False)


def _layout_of(table: TableSpec, pieces: Pieces) -> _CellsOfTable:
    layout = _layout if len(pieces.codes) <= _LONGEST_REMEMBERED else _layout.__wrapped__
    return layout(labels_of(table), pieces.vocabulary, pieces.codes)


@lru_cache(maxsize=_LAYOUTS_REMEMBERED)
def _layout(labels: TableLabels, vocabulary: Vocabulary, codes: tuple[int, ...]) -> _CellsOfTable:
    read = tuple(cells_in(labels, in_table(labels.table.id, vocabulary, codes)))
    found = with_whole_subtotals(labels.table, read)
    cells = tuple(each.cell for each in found)
    return _CellsOfTable(
        cells, tuple(each.piece for each in found), has_cells_twice=len(set(cells)) < len(cells)
    )
