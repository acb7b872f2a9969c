"""The second reader: cells by the order in which labels and figures follow each other.

It reads ``Document.lines`` only, and knows nothing of rows, columns and spans. A table of which no
marked cell tells anything is read from the lines that are printed outside of cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audits.documents.document import Line
from audits.reading.labels import TableLabels, labels_of
from audits.reading.readings import FoundCell, TableFound
from audits.reading.sequence_cells import CellAt, cells_in
from audits.reading.sequence_lines import read_lines
from audits.reading.sequence_pieces import Pieces, Vocabulary, in_table, pieces_of
from rules.spec import TableSpec

_FEWEST_CELLS = 10
"""Below this a file does not mark its cells."""
_LAYOUTS_REMEMBERED = 512
_LONGEST_REMEMBERED = 1_500
"""Pieces of a document; a report has some three hundred and fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesInOrder:
    """The lines of a document, made ready for the tables of a form."""

    printed: Sequence[Line]
    """Those outside of marked cells."""
    pieces: Pieces | None
    """``None`` where the file does not mark its cells."""


def in_order(tables: Sequence[TableSpec], lines: Sequence[Line]) -> LinesInOrder:
    """The lines, as the tables of a form are read from them."""
    printed = [line for line in lines if not line.is_cell]
    if len(lines) - len(printed) < _FEWEST_CELLS:
        return LinesInOrder(printed=lines, pieces=None)
    return LinesInOrder(printed=printed, pieces=pieces_of(tables, lines))


def read_by_sequence(table: TableSpec, ordered: LinesInOrder) -> TableFound:
    """A table of the form; a cell met twice with different texts is kept as neither."""
    cells: dict[str, FoundCell] = {}
    twice: set[str] = set()
    for cell_id, found in _cells(table, ordered):
        known = cells.setdefault(cell_id, found)
        if known.raw != found.raw:
            twice.add(cell_id)
    return TableFound(cells={k: v for k, v in cells.items() if k not in twice} if twice else cells)


def _cells(table: TableSpec, ordered: LinesInOrder) -> Iterator[tuple[str, FoundCell]]:
    marked = False
    for found in _marked_cells(table, ordered.pieces) if ordered.pieces else ():
        marked = True
        yield found
    if not marked:
        yield from read_lines(table, ordered.printed)


def _marked_cells(table: TableSpec, pieces: Pieces) -> Iterator[tuple[str, FoundCell]]:
    layout = _layout if len(pieces.codes) <= _LONGEST_REMEMBERED else _layout.__wrapped__
    lines = pieces.lines
    for cell_id, piece in layout(labels_of(table), pieces.vocabulary, pieces.codes):
        line = lines[piece]
        yield cell_id, FoundCell(line.text, line.place)


@lru_cache(maxsize=_LAYOUTS_REMEMBERED)
def _layout(
    labels: TableLabels, vocabulary: Vocabulary, codes: tuple[int, ...]
) -> tuple[CellAt, ...]:
    return tuple(cells_in(labels, in_table(labels.table.id, vocabulary, codes)))
