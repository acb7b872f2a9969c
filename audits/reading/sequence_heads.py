"""The heads that the second reader met before a row, and what they tell of the cells in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audits.reading.sequence_pieces import Piece, Spot
from rules.labels import TableLabels


class _Head(NamedTuple):
    name: str
    spot: Spot
    is_cell: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What figures after a row's label stand for."""

    columns: tuple[str, ...] = ()
    """In the order of the figures; none when it is not told."""
    length: int = 0
    """Cells of every row that prints heads, where these have equally many; else 0."""
    places: tuple[int, ...] = ()
    """The head of each column by its place in a row of that length."""
    are_filled_up: bool = False
    """They stand in several rows of that length: no cell is merged."""
    blanks_after: int = 0
    """Blank cells with which every row that prints heads ends."""
    ends_unmarked: bool = False
    """The last of them is not known to be a cell: nor is then the last figure of a row."""


@dataclass(slots=True)
class HeadsBefore:
    """The names of columns printed last, in the order in which they were met."""

    is_matrix: bool
    are_open: bool = False
    """No row has been met since."""
    _heads: list[_Head] = field(default_factory=list)
    _blanks_after: dict[int, int] = field(default_factory=dict)
    """Blank cells after the last head, by row."""

    def take(self, labels: TableLabels, piece: Piece) -> bool:
        """Keeps the line if it names a column here; a first head after rows begins anew.

        The last head of a row may not be known to be a cell.
        """
        if not piece.is_cell and not self.are_open:
            return False
        if not self.is_matrix and piece.means.begins_heads:
            self._begin()
            return True
        if piece.means.is_blank and self.are_open and piece.spot.row in self._blanks_after:
            self._blanks_after[piece.spot.row] += 1
        column = piece.means.column
        if column is None or not self._may_be_head(labels, column):
            return False
        if not self.are_open:
            self._begin()
        self._heads.append(_Head(column, piece.spot, piece.is_cell))
        self._blanks_after[piece.spot.row] = 0
        return True

    def _begin(self) -> None:
        self._heads, self._blanks_after, self.are_open = [], {}, True

    def _may_be_head(self, labels: TableLabels, column: str) -> bool:
        """``其他`` and ``总计`` may label a row: among heads they are heads."""
        first = labels.table.blocks[0].columns[0].id
        return not self.is_matrix or self.are_open or column == first

    def over(self, labels: TableLabels, row: str) -> Heads:
        """What the figures after the row's label stand for."""
        own = [column.id for column in labels.table.block_of(row).columns]
        heads = _printed_last(self._heads, own) if self.is_matrix else self._heads
        names = [head.name for head in heads]
        if self.is_matrix:
            columns = own if _are_the_forms(names, own) else []
        else:
            is_told = set(names) <= set(own) and len(set(names)) == len(names)
            columns = names if is_told else []
        rows = {head.spot.row: head.spot.length for head in heads}
        if not columns or 0 in rows:
            return Heads(
                columns=tuple(columns), ends_unmarked=bool(heads) and not heads[-1].is_cell
            )
        blanks = min(self._blanks_after[row] for row in rows)
        lengths = set(rows.values())
        places = _places(heads, columns) if len(lengths) == 1 else ()
        return Heads(
            columns=tuple(columns),
            length=lengths.pop() if places else 0,
            places=places,
            are_filled_up=bool(places) and len(rows) > 1,
            blanks_after=blanks,
        )


def _printed_last(heads: list[_Head], own: list[str]) -> list[_Head]:
    """Without heads of an upper row that the lowest prints again, as all of the form's in order."""
    last, above = heads[-len(own) :], heads[: -len(own)]
    is_whole = [head.name for head in last] == own
    return last if is_whole and {head.name for head in above} <= {own[0], own[-1]} else heads


def _places(heads: Sequence[_Head], columns: Sequence[str]) -> tuple[int, ...]:
    """Places in a row by column, where every column has one and they follow on each other."""
    at = {head.name: head.spot.place for head in heads}
    places = [at[column] for column in columns if column in at]
    is_told = len(places) == len(columns) == len(heads)
    return tuple(places) if is_told and places == sorted(set(places)) else ()


def _are_the_forms(names: list[str], own: list[str]) -> bool:
    """In the form's order, where total and first column may stand above the rest."""
    total = own[-1]
    if total in names[:2]:
        names = [n for n in names if n != total] + [total]
    return names == own or (len(names) == len(own) - 1 and _is_part(names, own))


def _is_part(names: Sequence[str], whole: Sequence[str]) -> bool:
    """The names come in the same order in the whole."""
    rest = iter(whole)
    return all(name in rest for name in names)
