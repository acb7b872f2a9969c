"""The second reader on lines that are known to be cells: labels, and what stands between them.

A row is read only when exactly as many cells follow its label, before the next label, as heads
were printed before it, and these in the order of the form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audits.reading.labels import OVER_EVERY_GROUP, TableLabels
from audits.reading.sequence_pieces import Meaning, Piece
from audits.reading.sequence_strip import strip_cells
from rules.spec import Layout


class CellAt(NamedTuple):
    """A cell of the form and the number of the piece that is its text."""

    cell: str
    piece: int


@dataclass(slots=True)
class _Run:
    """The cells after a label, while they last."""

    row: str
    columns: tuple[str, ...]
    values: list[int] = field(default_factory=list)

    def cells(self, table: str) -> Iterator[CellAt]:
        if len(self.values) == len(self.columns):
            for column, piece in zip(self.columns, self.values, strict=True):
                yield CellAt(f"{table}/{self.row}/{column}", piece)


def cells_in(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[CellAt]:
    """Where the cells of a table stand, for whichever layout it has; a cell may come twice."""
    if labels.table.layout is Layout.STRIP:
        yield from (CellAt(*found) for found in strip_cells(labels, pieces))
        return
    for run in _runs(labels, pieces):
        yield from run.cells(labels.table.id)


def _runs(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[_Run]:
    """Every row that is labelled, with what follows; heads hold until others are printed."""
    is_matrix = labels.table.layout is Layout.MATRIX
    heads = _HeadsBefore(is_matrix=is_matrix)
    group: str | None = None
    run: _Run | None = None
    for piece in pieces:
        if heads.take(labels, piece):
            row = None
        else:
            row = _row_of(labels, piece.means, group) if piece.is_cell else None
            if row is None and run is not None and _goes_on(run, piece):
                run.values.append(piece.number)
                continue
            if row is None and piece.means.is_blank:
                continue
        if run is not None:
            yield run
        run = None
        if row is not None:
            heads.are_open = False
            run = _Run(row=row, columns=heads.columns_of(labels, row))
        heading = piece.means.group if piece.is_cell else None
        if heading is not None and heading != OVER_EVERY_GROUP:
            group = heading
    if run is not None:
        yield run


def _row_of(labels: TableLabels, means: Meaning, group: str | None) -> str | None:
    """The row a cell names; ``3.其他`` only after the heading of its own group."""
    row = means.row
    if row is not None and row in labels.ambiguous and group != labels.group_of[row]:
        return None
    return row


def _goes_on(run: _Run, piece: Piece) -> bool:
    """Words after the last figure due name another row; a line that is no cell must be due."""
    if piece.means.group is not None:
        return False
    due = len(run.values) < len(run.columns)
    is_words = piece.means.is_words
    return (due or not is_words) if piece.is_cell else (due and not is_words)


@dataclass(slots=True)
class _HeadsBefore:
    """The names of columns printed last, in the order in which they were met."""

    is_matrix: bool
    names: list[str] = field(default_factory=list)
    are_open: bool = False
    """No row has been met since."""

    def take(self, labels: TableLabels, piece: Piece) -> bool:
        """Keeps the line if it names a column here; a first head after rows begins anew.

        The last head of a row may not be known to be a cell.
        """
        if not piece.is_cell and not self.are_open:
            return False
        if not self.is_matrix and piece.means.begins_heads:
            self.names, self.are_open = [], True
            return True
        column = piece.means.column
        if column is None or not self._may_be_head(labels, column):
            return False
        if not self.are_open:
            self.names, self.are_open = [], True
        self.names.append(column)
        return True

    def _may_be_head(self, labels: TableLabels, column: str) -> bool:
        """``其他`` and ``总计`` may label a row: among heads they are heads."""
        first = labels.table.blocks[0].columns[0].id
        return not self.is_matrix or self.are_open or column == first

    def columns_of(self, labels: TableLabels, row: str) -> tuple[str, ...]:
        """The columns that figures after the row's label stand for; none when it is not told."""
        own = [column.id for column in labels.table.block_of(row).columns]
        if self.is_matrix:
            return tuple(own) if self._are_the_forms(own) else ()
        is_told = set(self.names) <= set(own) and len(set(self.names)) == len(self.names)
        return tuple(self.names) if is_told else ()

    def _are_the_forms(self, own: list[str]) -> bool:
        """In the form's order, where total and first column may stand above the rest."""
        total = own[-1]
        if total in self.names[:2]:
            names = [n for n in self.names if n != total] + [total]
        else:
            names = self.names
        return names == own or (len(names) == len(own) - 1 and _is_part(names, own))


def _is_part(names: Sequence[str], whole: Sequence[str]) -> bool:
    """The names come in the same order in the whole."""
    rest = iter(whole)
    return all(name in rest for name in names)
