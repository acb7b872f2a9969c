"""The second reader: cells by the order in which labels and figures follow each other.

It reads ``Document.lines`` only, and knows nothing of rows, columns and spans.
"""

from collections.abc import Sequence

from audits.documents.document import Line
from audits.reading.labels import labels_of
from audits.reading.readings import FoundCell, TableFound
from audits.reading.sequence_cells import read_cells
from audits.reading.sequence_lines import read_lines
from rules.spec import TableSpec

_FEWEST_CELLS = 10
"""Below this a file does not mark its cells; its lines are read as printed."""


def read_by_sequence(table: TableSpec, lines: Sequence[Line]) -> TableFound:
    """A table of the form; a cell met twice with different texts is kept as neither."""
    marked = sum(1 for line in lines if line.is_cell)
    pairs = (
        read_cells(labels_of(table), lines) if marked >= _FEWEST_CELLS else read_lines(table, lines)
    )
    cells: dict[str, FoundCell] = {}
    twice: set[str] = set()
    for cell_id, found in pairs:
        known = cells.setdefault(cell_id, found)
        if known.raw != found.raw:
            twice.add(cell_id)
    return TableFound(cells={k: v for k, v in cells.items() if k not in twice})
