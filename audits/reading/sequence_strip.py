"""The second reader on table 4: heads in the form's order, then the one run of figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audits.reading.sequence_pieces import Piece
from rules.labels import TableLabels, plain


class _Edges(NamedTuple):
    """How many cells stand before the first and after the last that is not blank in a row."""

    before: int
    after: int


@dataclass(slots=True)
class _Strip:
    """Heads and figures as far as they were met."""

    rows: list[str] = field(default_factory=list)
    heads: list[Piece] = field(default_factory=list)
    values: list[Piece] = field(default_factory=list)
    edges: dict[int, _Edges] = field(default_factory=dict)
    """Of the rows above the figures, where rows are known."""

    def keep_edges(self, piece: Piece) -> None:
        """Takes note of a cell that is not blank."""
        row, place, length = piece.spot
        if row:
            held = self.edges.get(row, _Edges(place, length))
            self.edges[row] = _Edges(min(held.before, place), length - 1 - place)

    def names_again(self, row: str) -> bool:
        """A head over several lines may be printed on each."""
        return bool(self.rows) and not self.heads and row == self.rows[-1]

    def may_be_value(self, piece: Piece, due: int) -> bool:
        """A blank cell is one only below all heads; a blank line only as the last that is due."""
        if not piece.means.is_blank:
            return True
        is_beside_heads = bool(self.heads) and 0 < piece.spot.row == self.heads[-1].spot.row
        is_due = piece.is_cell or len(self.values) == due - 1
        return is_due and len(self.heads) >= due and not is_beside_heads


def strip_cells(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[tuple[str, int]]:
    """Cell ids with their pieces: every run of figures after heads, as long as the form's."""
    for strip in _strips(labels, pieces):
        heads = _the_forms_heads(labels, strip)
        values = _under(strip, heads, _spoken_row(strip.values)) if heads else ()
        if heads and len(values) == len(heads):
            yield from zip(labels.table.cell_ids, (p.number for p in values), strict=True)


def _strips(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[_Strip]:
    """A strip begins at a row's label and ends at words that follow its figures.

    The last cell of a printed row may not be known to be one: where a cell is due, it is taken.
    """
    due = len(labels.table.cell_ids)
    strip = _Strip()
    for piece in pieces:
        means, is_cell = piece.means, piece.is_cell
        row = means.row if is_cell or strip.rows else None
        if strip.values and (means.is_words or (not is_cell and len(strip.values) >= due)):
            yield strip
            strip = _Strip()
        if means.is_words:
            strip.keep_edges(piece)
        if row is not None:
            if not strip.names_again(row):
                strip.rows.append(row)
        elif not strip.rows or means.is_group:
            continue
        elif means.is_words:
            strip.heads.append(piece)
        elif strip.may_be_value(piece, due):
            strip.values.append(piece)
    yield strip


def _the_forms_heads(labels: TableLabels, strip: _Strip) -> Sequence[Piece]:
    """All rows in order, and every head the form's or its beginning; else nothing.

    The heads of the first row may be printed twice, where they reach over two lines.
    """
    columns = [plain(column.label) for column in labels.table.blocks[0].columns]
    due = columns * len(labels.table.rows)
    heads, above = strip.heads[-len(due) :], strip.heads[: -len(due)]
    is_told = (
        strip.rows == [row.id for row in labels.table.rows]
        and _begin(heads, due)
        and (not above or _begin(above, columns))
    )
    return heads if is_told else ()


def _begin(heads: Sequence[Piece], labels: Sequence[str]) -> bool:
    return len(heads) == len(labels) and all(
        label.startswith(piece.means.head) for piece, label in zip(heads, labels, strict=True)
    )


def _spoken_row(values: Sequence[Piece]) -> Sequence[Piece]:
    """The one row with figures, where rows are known and others are blank; else all."""
    spoken = {piece.spot.row for piece in values if not piece.means.is_blank}
    return [p for p in values if p.spot.row in spoken] if len(spoken) == 1 else values


def _under(strip: _Strip, heads: Sequence[Piece], values: Sequence[Piece]) -> Sequence[Piece]:
    """The values without the blank cells that stand beside the heads too, on the same sides."""
    beside = [strip.edges[row] for row in {piece.spot.row for piece in heads} if row]
    if not beside:
        return values
    before = min(edges.before for edges in beside)
    after = min(edges.after for edges in beside)
    end = len(values) - after
    if not all(piece.means.is_blank for piece in (*values[:before], *values[end:])):
        return ()
    return values[before:end]
