"""Paragraphs, tables and pictures of an OFD file in reading order."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain as chained

from audits.documents.document import Block, Grid, Paragraph, Picture, Table
from audits.documents.pdf.joining import Chain, grid_of
from audits.documents.pdf.page import PageText
from audits.documents.pdf.prose import PlacedLine, measure_of, paragraphs_of
from rules.place import Box, Place

_Placed = tuple[tuple[float, float], Block]
"""A block after its page and its height on it."""


def blocks_of(
    pages: Sequence[PageText],
    chains: Sequence[Chain],
    pictures: Mapping[int, Sequence[tuple[Box, str]]],
    unread: Mapping[int, Sequence[Box]],
) -> Iterator[Block]:
    """The blocks of the pages.

    Args:
        pages: without page numbers and running heads.
        chains: the tables, each with its parts.
        pictures: where pictures stand on a page, and what each is called.
        unread: where a page shows what has no text; a cell that holds such shows more.
    """
    boxes: dict[int, list[Box]] = {page.number: [] for page in pages}
    for part in chained.from_iterable(chains):
        boxes[part.page].append(part.box)
    prose = [
        PlacedLine(line=line, page=page.number)
        for page in pages
        for line in page.lines
        if not any(_is_inside(line.box, box) for box in boxes[page.number])
    ]
    others: list[_Placed] = [
        (
            (chain[0].page, chain[0].box.top),
            Table(grid=_showing_more(grid_of(chain), chain, unread)),
        )
        for chain in chains
    ]
    others += [
        ((page, box.top), Picture(source=name))
        for page, placed in pictures.items()
        for box, name in placed
    ]
    yield from _interleaved(prose, sorted(others, key=lambda placed: placed[0]))


def _is_inside(line: Box, box: Box) -> bool:
    return box.holds((line.left + line.right) / 2, (line.top + line.bottom) / 2)


def _interleaved(prose: Sequence[PlacedLine], others: Sequence[_Placed]) -> Iterator[Block]:
    """Paragraphs with the other blocks between them; a block ends the paragraph above it."""
    measure = measure_of(prose)
    done = 0
    for place, block in (*others, ((math.inf, 0.0), None)):
        above = [p for p in prose[done:] if (p.page, p.line.box.top) < place]
        done += len(above)
        if measure is not None:
            yield from (Paragraph(text=text) for text in paragraphs_of(above, measure))
        if block is not None:
            yield block


def _showing_more(grid: Grid, chain: Chain, unread: Mapping[int, Sequence[Box]]) -> Grid:
    """The grid whose cells say where a person sees more than their text.

    The place of a cell that a page end cuts is that of its upper half. A mark that stands in no
    cell's place may stand in the other half of any, and then every cell says so.
    """
    marks = [
        (part.page, mark)
        for part in chain
        for mark in unread.get(part.page, ())
        if _is_inside(mark, part.box)
    ]
    if not marks:
        return grid
    marked = {
        index
        for index, cell in enumerate(grid.cells)
        if any(_is_at(cell.place, page, mark) for page, mark in marks)
    }
    if any(not any(_is_at(c.place, page, mark) for c in grid.cells) for page, mark in marks):
        marked = set(range(len(grid.cells)))
    return replace(
        grid,
        cells=tuple(
            cell._replace(shows_more=cell.shows_more or index in marked)
            for index, cell in enumerate(grid.cells)
        ),
    )


def _is_at(place: Place | None, page: int, mark: Box) -> bool:
    return (
        place is not None
        and place.page == page
        and place.box is not None
        and _is_inside(mark, place.box)
    )
