"""Paragraphs, tables and pictures of pages in the order in which a person meets them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained

from audits.documents.document import Block, Paragraph
from audits.documents.pdf.joining import Chain
from audits.documents.pdf.page import PageText
from audits.documents.pdf.prose import PlacedLine, measure_of, paragraphs_of
from rules.place import Box

Placed = tuple[tuple[float, float], Block]
"""A block after its page and its height on it."""


def in_order(
    pages: Sequence[PageText], chains: Sequence[Chain], placed: Iterable[Placed]
) -> Iterator[Block]:
    """The blocks, and between them the paragraphs of the lines that stand in no table.

    Args:
        pages: without page numbers and running heads.
        chains: the parts of the tables.
        placed: every block that is no paragraph; one ends the paragraph above it.
    """
    prose = _outside(pages, chains)
    measure = measure_of(prose)
    done = 0
    blocks = sorted(placed, key=lambda block: block[0])
    for place, block in (*blocks, ((math.inf, 0.0), None)):
        above = [line for line in prose[done:] if (line.page, line.line.box.top) < place]
        done += len(above)
        if measure is not None:
            yield from (Paragraph(text=text) for text in paragraphs_of(above, measure))
        if block is not None:
            yield block


def place_of(chain: Chain) -> tuple[int, float]:
    """Where a table begins."""
    return chain[0].page, chain[0].box.top


def is_inside(mark: Box, box: Box) -> bool:
    """Whether the middle of a mark lies in a box."""
    return box.holds((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2)


def _outside(pages: Sequence[PageText], chains: Sequence[Chain]) -> list[PlacedLine]:
    boxes: dict[int, list[Box]] = {page.number: [] for page in pages}
    for part in chained.from_iterable(chains):
        boxes[part.page].append(part.box)
    return [
        PlacedLine(line=line, page=page.number)
        for page in pages
        for line in page.lines
        if not any(is_inside(line.box, box) for box in boxes[page.number])
    ]
