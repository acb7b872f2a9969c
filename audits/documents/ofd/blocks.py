"""Paragraphs, tables and pictures of an OFD file in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from audits.documents.document import Block, Grid, Picture, Table
from audits.documents.pdf.joining import Chain, grid_of
from audits.documents.pdf.page import PageText
from audits.documents.pdf.reading_order import Placed, in_order, is_inside, place_of
from rules.place import Box, Place


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
    tables: list[Placed] = [
        (place_of(chain), Table(grid=_showing_more(grid_of(chain), chain, unread)))
        for chain in chains
    ]
    shown: list[Placed] = [
        ((page, box.top), Picture(source=name))
        for page, placed in pictures.items()
        for box, name in placed
    ]
    yield from in_order(pages, chains, (*tables, *shown))


def _showing_more(grid: Grid, chain: Chain, unread: Mapping[int, Sequence[Box]]) -> Grid:
    """The grid whose cells say where a person sees more than their text.

    The place of a cell that a page end cuts is that of its upper half. A mark that stands in no
    cell's place may stand in the other half of any, and then every cell says so.
    """
    marks = [
        (part.page, mark)
        for part in chain
        for mark in unread.get(part.page, ())
        if is_inside(mark, part.box)
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
        and is_inside(mark, place.box)
    )
