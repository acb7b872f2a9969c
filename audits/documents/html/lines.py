"""The second flattening of a page: its mark-up cut at the tags, without building a tree.

The mark-up is cut before its cells. What a piece does is worked out once and looked up from then
on: reports share most of what stands in and around a cell. A piece that does not end where its
last tag does is read together with those that follow it.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from audits.documents.document import Line
from audits.documents.html.cutting import CUT_BEFORE, LONGEST_KEPT, PIECES_KEPT, pieces_of
from audits.documents.html.recorded_lines import Event, RecordedText, cell_at_start
from audits.documents.html.styled_lines import StyledReader
from audits.documents.html.tag_lines import MOST_NESTED, TagReader, refuse_nesting_beyond_measure
from audits.documents.html.text_lines import Cell, TextLines

MOST_JOINED = 8
"""Pieces that are read together; where it takes more, the rest of the page is read at once."""
LONGEST_JOINED = 64 * 1024
FEWEST_SHARED = 20
"""Pieces of a page, below which nothing is gained by working each of them out for itself."""
DEEPEST_IN_CELL = 100
"""Elements nested in a cell, up to which nobody counts them."""


def lines_of(
    markup: str, pieces: Sequence[str] | None = None, *, hides: bool = False
) -> tuple[Line, ...]:
    """The lines of a page in order; every cell is one, even when empty.

    Args:
        markup: the page.
        pieces: the same as ``pieces_of`` cuts it, where that was done before.
        hides: whether parts of it may not be shown, or be shown as tables that are none by tags.

    Raises:
        DocumentUnreadable: elements are nested too deeply for a page that people read.
    """
    if hides:
        styled = StyledReader(markup)
        styled.read()
        return tuple(styled.text.lines)
    text = TextLines()
    cut = pieces_of(markup) if pieces is None else pieces
    if len(cut) < FEWEST_SHARED:
        TagReader(markup, text).read()
    else:
        _read(markup, cut, text)
    text.take()
    return tuple(text.lines)


def cell_in(piece: str) -> Cell | None:
    """The cell that a piece of the mark-up begins with, if it ends in the piece."""
    return _worked_out_cell(piece).cell


class _Effect(NamedTuple):
    """What a piece does."""

    cell: Cell | None
    """The cell that it begins with and that ends in it."""
    is_all: bool
    """It is that cell, and neither opens nor ends elements around it."""
    is_whole: bool
    """It ends where its last tag does."""
    then: tuple[Event, ...]
    """What happens after that cell; all of it where there is no such cell."""
    deepest: int
    lowest: int
    nested: int
    """How deep its elements are nested at most, at least and at the end, from where they were."""


def _read(markup: str, pieces: Sequence[str], text: TextLines) -> None:
    effect = _worked_out(pieces[0])
    cells: list[Cell] = []
    number = depth = 0
    while True:
        if effect.cell is not None and effect.is_all and depth <= MOST_NESTED - DEEPEST_IN_CELL:
            cells.append(effect.cell)
            count = 1
        else:
            text.add_cells(cells)
            cells.clear()
            found = (effect, 1) if effect.is_whole else _joined(pieces, number)
            if found is None:
                start = sum(map(len, pieces[:number])) + len(CUT_BEFORE) * max(number - 1, 0)
                TagReader(markup[start:], text, depth=depth).read()
                return
            effect, count = found
            depth = _taken(effect, text, depth)
        number += count
        if number >= len(pieces):
            text.add_cells(cells)
            return
        piece = pieces[number]
        effect = _known(piece) if len(piece) <= LONGEST_KEPT else _worked_out_cell(piece)


def _taken(effect: _Effect, text: TextLines, depth: int) -> int:
    """How deep the elements are nested after a piece that is whole."""
    if effect.cell is not None:
        text.add_cells([effect.cell])
    for do, written in effect.then:
        do(text, *written)
    depth = max(depth, -effect.lowest)
    refuse_nesting_beyond_measure(depth + effect.deepest)
    return depth + effect.nested


def _joined(pieces: Sequence[str], number: int) -> tuple[_Effect, int] | None:
    """What a piece does with those after it, and how many these are with it."""
    for count in range(2, min(MOST_JOINED, len(pieces) - number) + 1):
        together = CUT_BEFORE.join(pieces[number : number + count])
        if len(together) > LONGEST_JOINED:
            return None
        effect = _worked_out_cell(together) if number else _worked_out(together)
        if effect.is_whole:
            return effect, count
    return None


def _worked_out_cell(piece: str) -> _Effect:
    return _worked_out(CUT_BEFORE + piece)


_known = lru_cache(maxsize=PIECES_KEPT)(_worked_out_cell)


def _worked_out(markup: str) -> _Effect:
    text = RecordedText()
    reader = TagReader(markup, text, floor=-inf)
    reader.read()
    cell, then = cell_at_start(text.events)
    is_calm = reader.depth == 0 and reader.lowest == 0 and reader.deepest <= DEEPEST_IN_CELL
    return _Effect(
        cell=cell,
        is_all=reader.ends_whole and is_calm and not then,
        is_whole=reader.ends_whole,
        then=then,
        deepest=reader.deepest,
        lowest=reader.lowest,
        nested=reader.depth,
    )
