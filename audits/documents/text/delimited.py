"""Rows on one line each, cut into pieces: what a merged cell left of itself, put back together.

A merged cell is flattened by repeating its text in every place it covered, or by leaving all of
them but the first blank.
"""

from collections.abc import Sequence
from typing import NamedTuple

from audits.documents.document import Grid, GridCell
from audits.documents.text.vocabulary import is_heads, is_words, strip_row
from rules.place import Place


class PieceRow(NamedTuple):
    """A row as it was printed on one line."""

    line: int
    """Number of the line, from 1."""
    pieces: tuple[str, ...]


def grid_of_rows(rows: Sequence[PieceRow]) -> Grid:
    """The table of the rows; words that are repeated in adjoining places are one merged cell."""
    texts = [_with_wide_groups(row.pieces) for row in rows]
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    merged_heads: dict[int, int] = {}
    for number, pieces in enumerate(texts):
        column = 0
        while column < len(pieces):
            if (number, column) in taken:
                column += 1
                continue
            wide = _width_at(pieces, column, merged_heads)
            high = _height_at(texts, number, column, wide)
            taken |= {
                (r, c) for r in range(number, number + high) for c in range(column, column + wide)
            }
            cells.append(
                GridCell(
                    text=pieces[column],
                    row=number,
                    column=column,
                    row_span=high,
                    column_span=wide,
                    place=Place(line=rows[number].line, column=column + 1),
                )
            )
            column += wide
        if is_heads(pieces):
            merged_heads = _repeated(pieces)
    columns = max((len(pieces) for pieces in texts), default=0)
    return Grid(rows=len(texts), columns=columns, cells=tuple(cells))


def _with_wide_groups(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Blanks behind a head over several heads belong to it."""
    filled: list[str] = []
    for piece in pieces:
        is_behind = not piece and filled and strip_row(filled[-1]) is not None
        filled.append(filled[-1] if is_behind else piece)
    return tuple(filled)


def _width_at(pieces: Sequence[str], column: int, merged_heads: dict[int, int]) -> int:
    """Over how many places the cell's text is repeated: words, or a figure under a merged head."""
    text = pieces[column]
    if text and is_words(text):
        end = column
        while end < len(pieces) and pieces[end] == text:
            end += 1
        return end - column
    wide = merged_heads.get(column, 1)
    return wide if pieces[column : column + wide] == (text,) * wide else 1


def _height_at(texts: Sequence[Sequence[str]], row: int, column: int, wide: int) -> int:
    text = texts[row][column]
    if not text or not is_words(text):
        return 1
    end = row
    while (
        end < len(texts)
        and len(texts[end]) == len(texts[row])
        and tuple(texts[end][column : column + wide]) == (text,) * wide
    ):
        end += 1
    return end - row


def _repeated(heads: Sequence[str]) -> dict[int, int]:
    """First place and width of every head that is repeated."""
    widths: dict[int, int] = {}
    start = 0
    for column in range(1, len(heads) + 1):
        if column == len(heads) or heads[column] != heads[start]:
            if column - start > 1 and heads[start]:
                widths[start] = column - start
            start = column
    return widths
