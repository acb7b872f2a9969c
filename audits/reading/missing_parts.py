"""Rows and columns that a table lacks: named only where nothing speaks for their being there.

That a label was not found may be our own failure. So a row or column counts as missing only when
its label, or something near it, stands nowhere else in the document, and nothing that we could
not name stands in its place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from audits.documents.document import Document, Grid, Line, Table
from audits.reading.grid_reader import holds_part_of
from audits.reading.grid_rows import rows_of
from audits.reading.readings import TableFound
from rules.labels import TableLabels, labels_of, plain, without_numbering
from rules.language import Text
from rules.spec import TableSpec, all_specs

_LABEL_ELSEWHERE = Text(
    zh="未找到的行名或栏目名在文中另有出现",
    en="a label that was not found in its place stands elsewhere",
)
_PLACE_TAKEN = Text(
    zh="未找到的行或栏目处另有未能辨认的内容",
    en="something unknown stands where a row or column was not found",
)
_FEWEST_CELLS = 10
"""Below this the kind of file does not mark its cells: a line may hold a whole row."""
_SHORTEST_IN_PROSE = 5
"""A shorter label is a common word, and is looked for as a piece by itself only."""

_Find = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingParts:
    """What a table lacks; nothing is named where there is a doubt."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    doubt: Text | None = None
    """Why something that was not found may be there all the same."""


def missing_parts(table: TableSpec, found: TableFound, document: Document) -> MissingParts:
    """The rows and columns of a table of the form that the document does not print."""
    printed = found.labels.keys() | _stood_for(table, found)
    rows = [r.id for r in table.rows if r.id not in printed]
    if not rows and not found.columns_missing:
        return MissingParts()
    if (found.columns_missing and found.has_unnamed_column) or any(
        _is_place_taken(table, found, row) for row in rows
    ):
        return MissingParts(doubt=_PLACE_TAKEN)
    search = _Search(table, document)
    columns = {column.rpartition("/")[2] for column in found.columns_missing}
    if any(search.finds_row(row) for row in rows) or any(
        search.finds_column(column, found.heads.get(column, 0)) for column in columns
    ):
        return MissingParts(doubt=_LABEL_ELSEWHERE)
    return MissingParts(rows=tuple(rows), columns=found.columns_missing)


def _stood_for(table: TableSpec, found: TableFound) -> set[str]:
    """The rows for which a merged row is printed."""
    merged = (r for b in table.blocks for r in b.merged_rows if r.id in found.labels)
    return {part for row in merged for part in row.parts}


def _is_place_taken(table: TableSpec, found: TableFound, row: str) -> bool:
    """Between the rows that frame it stands one of no known label; or these are out of order."""
    form = [r.id for r in table.rows]
    at = form.index(row)
    printed = found.rows_in_order
    above = next((r for r in reversed(form[:at]) if r in printed), None)
    below = next((r for r in form[at + 1 :] if r in printed), None)
    start = -1 if above is None else max(n for n, r in enumerate(printed) if r == above)
    end = len(printed) if below is None else printed.index(below)
    return start >= end or None in printed[start + 1 : end]


class _Search:
    """Where in a document the labels of a table stand, besides those that were placed."""

    def __init__(self, table: TableSpec, document: Document) -> None:
        self._labels: TableLabels = labels_of(table)
        self._lines = document.lines
        self._grids = [b.grid for b in document.blocks if isinstance(b, Table)]
        others = [t for form in all_specs() for t in form.tables if t.id != table.id]
        self._own = [
            g for g in self._grids if not any(holds_part_of(t, rows_of(g)) for t in others)
        ]
        self._marks_cells = sum(1 for line in self._lines if line.is_cell) >= _FEWEST_CELLS

    def finds_row(self, row: str) -> bool:
        """The label of a row that was not placed stands somewhere."""
        wordings = [
            w
            for b in self._labels.table.blocks
            for r in (*b.rows, *b.merged_rows)
            if r.id == row
            for w in (r.label, *r.accepted)
        ]
        return self._finds(row, self._row_of, wordings, placed=0)

    def finds_column(self, column: str, placed: int) -> bool:
        """The label of a column stands in more places than heads were placed for it."""
        wordings = {
            w
            for b in self._labels.table.blocks
            for c in b.columns
            if c.id == column
            for w in (c.label, *c.accepted)
        }
        return self._finds(column, self._column_of, sorted(wordings), placed=placed)

    def _finds(self, name: str, find: _Find, wordings: Sequence[str], *, placed: int) -> bool:
        if _count(name, find, _texts(self._own)) > placed:
            return True
        pieces = (piece for line in self._lines for piece in self._pieces(line, find))
        if _count(name, find, pieces) > _count(name, find, _texts(self._grids)):
            return True
        return not self._marks_cells and any(self._is_in_prose(w) for w in wordings)

    def _row_of(self, text: str) -> str | None:
        return None if self._column_of(text) is not None else self._labels.rows.find(text)

    def _column_of(self, text: str) -> str | None:
        is_numbered = without_numbering(text) != plain(text)
        return None if is_numbered else self._labels.columns.find(text)

    def _pieces(self, line: Line, find: _Find) -> Sequence[str]:
        """The line, or its words where it may be a whole row or the heads side by side."""
        whole = self._marks_cells or find(line.text) is not None
        return (line.text,) if whole else line.text.split()

    def _is_in_prose(self, wording: str) -> bool:
        """A label, perhaps broken over lines, is printed more often than the grids hold it."""
        label = plain(wording)
        if len(label) < _SHORTEST_IN_PROSE:
            return False
        printed = "".join(plain(line.text) for line in self._lines).count(label)
        return printed > sum(plain(text).count(label) for text in _texts(self._grids))


def _texts(grids: Sequence[Grid]) -> Iterator[str]:
    return (cell.text for grid in grids for cell in grid.cells)


def _count(name: str, find: _Find, texts: Iterator[str]) -> int:
    return sum(1 for text in texts if find(text) == name)
