"""The second reader: cells by the order in which labels and figures follow each other.

It reads ``Document.lines`` only, and knows nothing of rows, columns and spans.
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
"""Below this a file does not mark its cells; its lines are read as printed."""
_LAYOUTS_REMEMBERED = 512
_LONGEST_REMEMBERED = 1_500
"""Pieces of a document; a report has some three hundred and fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesInOrder:
    """The lines of a document, made ready for the tables of a form."""

    lines: Sequence[Line]
    pieces: Pieces | None
    """``None`` where the file does not mark its cells."""


def in_order(tables: Sequence[TableSpec], lines: Sequence[Line]) -> LinesInOrder:
    """The lines, as the tables of a form are read from them."""
    marked = sum(line.is_cell for line in lines)
    pieces = pieces_of(tables, lines) if marked >= _FEWEST_CELLS else None
    return LinesInOrder(lines=lines, pieces=pieces)


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
    pieces = ordered.pieces
    if pieces is None:
        yield from read_lines(table, ordered.lines)
        return
    layout = _layout if len(pieces.codes) <= _LONGEST_REMEMBERED else _layout.__wrapped__
    lines = pieces.lines
    for cell_id, piece in layout(labels_of(table), pieces.vocabulary, pieces.codes):
        text, place, _ = lines[piece]
        yield cell_id, FoundCell(text, place)


@lru_cache(maxsize=_LAYOUTS_REMEMBERED)
def _layout(
    labels: TableLabels, vocabulary: Vocabulary, codes: tuple[int, ...]
) -> tuple[CellAt, ...]:
    return tuple(cells_in(labels, in_table(labels.table.id, vocabulary, codes)))
