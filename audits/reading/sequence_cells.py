"""The second reader on lines that are known to be cells: labels, and what stands between them.

A row is read only when exactly as many cells follow its label, before the next label or the end of
its row, as heads were printed before it, and these in the order of the form. Where the ends of rows
are known, blank cells may stand beside the figures, if the rows of the heads have them alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from audits.reading.sequence_heads import Heads, HeadsBefore
from audits.reading.sequence_pieces import Meaning, Piece
from audits.reading.sequence_strip import strip_cells
from rules.labels import OVER_EVERY_GROUP, TableLabels
from rules.spec import Layout
from rules.subtotal_labels import subtotal_labels


class CellAt(NamedTuple):
    """A cell of the form and the number of the piece that is its text."""

    cell: str
    piece: int


@dataclass(slots=True)
class _Run:
    """The cells after a label, while they last."""

    row: str
    heads: Heads
    is_subtotal: bool = False
    """The form does not have it; the row may just as well be a heading over others."""
    values: list[Piece] = field(default_factory=list)
    reaches_end_of_row: bool = False

    def cells(self, table: str) -> Iterator[CellAt]:
        """The cells of the form among them; none where their number tells nothing."""
        due = self._due()
        if self.is_subtotal and all(piece.means.is_blank for piece in due):
            return
        for column, piece in zip(self.heads.columns, due, strict=False):
            yield CellAt(f"{table}/{self.row}/{column}", piece.number)

    def _due(self) -> list[Piece]:
        """A cell for each head, or nothing."""
        due = len(self.heads.columns)
        values = self.values
        if self.reaches_end_of_row and values:
            if self.heads.places and values[-1].spot.length == self.heads.length:
                return self._by_place()
            if self.heads.are_filled_up and values[0].means.is_blank:
                return []
            is_due = len(values) == due + self.heads.blanks_after
            if is_due and all(piece.means.is_blank for piece in values[due:]):
                return values[:due]
        if self.heads.ends_unmarked and values and values[-1].is_cell:
            return []
        return values if len(values) == due else []

    def _by_place(self) -> list[Piece]:
        """The row has as many cells as those of the heads: each stands under its own."""
        at = {piece.spot.place: piece for piece in self.values}
        under = [at[place] for place in self.heads.places if place in at]
        others = (p for p in self.values if p.spot.place not in self.heads.places)
        is_told = len(under) == len(self.heads.places) and all(p.means.is_blank for p in others)
        return under if is_told else []


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
    heads = HeadsBefore(is_matrix=is_matrix)
    group: str | None = None
    run: _Run | None = None
    for piece in pieces:
        is_subtotal = False
        if heads.take(labels, piece):
            row = None
        else:
            row = _row_of(labels, piece.means, group) if piece.is_cell else None
            is_subtotal = row is None and piece.is_cell
            row = _subtotal_of(labels, piece.means, group) if is_subtotal else row
            if row is None and run is not None and _goes_on(run, piece):
                run.values.append(piece)
                if piece.ends_row:
                    run.reaches_end_of_row = True
                    yield run
                    run = None
                continue
            if row is None and piece.means.is_blank:
                continue
        if run is not None:
            yield run
        run = None
        if row is not None:
            heads.are_open = False
            run = None if piece.ends_row else _Run(row, heads.over(labels, row), is_subtotal)
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


def _subtotal_of(labels: TableLabels, means: Meaning, group: str | None) -> str | None:
    """The subtotal that a cell may name: by its own words, that of the group, or its heading."""
    if means.subtotal is not None:
        return means.subtotal
    heading = means.group if means.is_group else None
    named = group if means.is_any_subtotal else heading
    return None if named is None else subtotal_labels(labels.table).by_group.get(named)


def _goes_on(run: _Run, piece: Piece) -> bool:
    """Words after the last figure due name another row; a line that is no cell must be due."""
    if piece.means.group is not None:
        return False
    due = len(run.values) < len(run.heads.columns)
    is_words = piece.means.is_words
    if run.is_subtotal and is_words:
        return False
    return (due or not is_words) if piece.is_cell else (due and not is_words)
