"""The second flattening: a line for each cell that pdfium's walls make, and the printed lines.

A table that runs over page ends comes as one: what the page end cut is put together, and the head
that is printed again is left out. Nothing here is shared with what makes the grids.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from audits.documents.document import Line
from audits.documents.pdf.compartment_text import CellText, PageParts, PageTable, parts_of
from audits.documents.pdf.page import PageText, TextLine
from audits.documents.pdf.text import lines_of_glyphs
from rules.place import Place

_SAME_EDGE = 4.0  # points
_WORDS = re.compile(r"[\u3400-\u9fff]")
_ITEM = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、．]|\.(?!\d)))"
)


def lines_of(pages: Sequence[PageText]) -> tuple[Line, ...]:
    """Every cell and every printed line outside of cells, in reading order.

    Where walls hang together that make no compartments, lines are as printed. What a page end may
    have cut off from there is not marked as cells: it may be half of a row.
    """
    return tuple(_Flattening([parts_of(page) for page in pages]).lines())


def _numbered(page: int, lines: Sequence[TextLine]) -> Iterator[Line]:
    for count, line in enumerate(lines, start=1):
        yield Line(text=line.text, place=Place(page=page, line=count, box=line.box))


@dataclass(slots=True)
class _Flattening:
    """The parts of a file as they are met, from the first page to the last."""

    parts: Sequence[PageParts]

    def lines(self) -> Iterator[Line]:
        """The lines; those of a table once its last part is known."""
        open_table: list[CellText] | None = None
        head: list[CellText] = []
        above_is_untold = False
        for part in self.parts:
            texts = lines_of_glyphs(part.loose)
            if open_table is not None and _begins_untold(part, texts):
                _doubt(cell for cell in open_table if cell.is_at_foot)
            printed = list(_numbered(part.number, texts))
            for index, table in enumerate(part.tables):
                above = [x for x in printed if _top(x) < table.enclosure.box.top]
                printed = printed[len(above) :]
                if open_table is not None and index == 0 and not above and _fits(table, head):
                    open_table = _run_on(open_table, table, head)
                    continue
                yield from _flat(open_table)
                yield from above
                open_table = head = list(table.cells)
                if index == 0 and not above and above_is_untold:
                    _doubt(cell for cell in open_table if cell.is_at_top)
            if printed or not part.tables:
                yield from _flat(open_table)
                open_table = None
                yield from printed
            above_is_untold = _ends_untold(part, texts)
        yield from _flat(open_table)


def _begins_untold(part: PageParts, texts: Sequence[TextLine]) -> bool:
    """Nothing stands above walls that make no compartments."""
    tops = [line.box.bottom for line in texts] + [t.enclosure.box.top for t in part.tables]
    highest = min((box.top for box in part.untold), default=inf)
    return highest < inf and highest <= min(tops, default=inf)


def _ends_untold(part: PageParts, texts: Sequence[TextLine]) -> bool:
    """Nothing stands below walls that make no compartments."""
    feet = [line.box.top for line in texts] + [t.enclosure.box.bottom for t in part.tables]
    lowest = max((box.bottom for box in part.untold), default=-inf)
    return lowest > -inf and lowest >= max(feet, default=-inf)


def _doubt(cells: Iterable[CellText]) -> None:
    for cell in cells:
        cell.is_whole = False


def _top(line: Line) -> float:
    return line.place.box.top if line.place.box else 0.0


def _flat(cells: Sequence[CellText] | None) -> Iterator[Line]:
    for cell in cells or ():
        place = Place(
            page=cell.page,
            row=cell.compartment.row + 1,
            column=cell.compartment.column + 1,
            box=cell.box,
        )
        yield Line(text=cell.text, place=place, is_cell=cell.is_whole)


def _fits(table: PageTable, first: Sequence[CellText]) -> bool:
    """Whether the table has the outer edges of the one that it may go on."""
    left = min(cell.box.left for cell in first)
    right = max(cell.box.right for cell in first)
    box = table.enclosure.box
    return abs(box.left - left) <= _SAME_EDGE and abs(box.right - right) <= _SAME_EDGE


def _run_on(above: list[CellText], table: PageTable, head: Sequence[CellText]) -> list[CellText]:
    """The cells above with those of the next page, what was one cell being one again."""
    below = _without_head(table, head)
    if not below:
        return above
    first_row = min(cell.compartment.row for cell in below)
    foot = [cell for cell in above if cell.is_at_foot]
    top = [cell for cell in below if cell.compartment.row == first_row]
    pairs = [(x, y) for y in top for x in foot if _same_column(x, y)]
    is_cut = len(pairs) == len(top) == len(foot) and _is_one_row(pairs)
    whole = [(x, y) for x, y in pairs if is_cut or _is_one_group(x, y, foot, top)]
    for cell in foot:
        cell.is_at_foot = False
    for upper, lower in whole:
        _take(upper, lower)
    taken = {id(lower) for _, lower in whole}
    return [*above, *(cell for cell in below if id(cell) not in taken)]


def _without_head(table: PageTable, head: Sequence[CellText]) -> list[CellText]:
    """The cells below the rows that print the head of the table again."""
    most = 0
    rows = len(table.enclosure.rows) - 1
    for count in range(1, rows):
        again = [c for c in table.cells if c.compartment.row < count]
        once = [c for c in head if c.page == head[0].page and c.compartment.row < count]
        if any(c.compartment.end_row > count for c in again) or len(again) != len(once):
            continue
        if all(_has_words(c) for c in again) and all(
            "".join(x.text.split()) == "".join(y.text.split()) and _same_column(x, y)
            for x, y in zip(once, again, strict=True)
        ):
            most = count
    return [c for c in table.cells if c.compartment.row >= most]


def _same_column(one: CellText, other: CellText) -> bool:
    return (
        abs(one.box.left - other.box.left) <= _SAME_EDGE
        and abs(one.box.right - other.box.right) <= _SAME_EDGE
    )


_Pair = tuple[CellText, CellText]


def _is_one_row(pairs: Sequence[_Pair]) -> bool:
    """Whether the halves above and below the page end are one row.

    Cells with something in both halves decide: words that begin an item, or follow words that had
    room to go on, are of another row; so is a figure under words. A figure under a figure may be
    the end of a broken one: it is when the words beside it go on, or are missing.
    """
    own = [(x, y) for x, y in pairs if x.rows == y.rows == 1]
    both = [(x, y) for x, y in own if x.text and y.text]
    worded = [(x, y) for x, y in both if _has_words(x) and _has_words(y)]
    if any(_ITEM.match(y.text) or not x.is_full for x, y in worded):
        return False
    figures = [(x, y) for x, y in both if not _has_words(x) and not _has_words(y)]
    if len(worded) + len(figures) < len(both):
        return False
    if not figures:
        return bool(own)
    if worded:
        return len(figures) == 1
    return any(_has_words(x) for x, _ in own) and not any(_has_words(y) for _, y in own)


def _has_words(cell: CellText) -> bool:
    return _WORDS.search(cell.text) is not None


def _is_one_group(
    upper: CellText, lower: CellText, foot: Sequence[CellText], top: Sequence[CellText]
) -> bool:
    """Whether a cell that names several rows goes on; labels stand to the right of it."""
    if not (_has_words_beside(upper, foot) and _has_words_beside(lower, top)):
        return False
    if not upper.text or not lower.text:
        return True
    return upper.is_full and not _ITEM.match(lower.text)


def _has_words_beside(cell: CellText, row: Sequence[CellText]) -> bool:
    return any(x.box.left >= cell.box.right - 1 and _has_words(x) for x in row)


def _take(upper: CellText, lower: CellText) -> None:
    """The lower half into the upper one; broken figures stay two, so that no one reads them."""
    is_apart = upper.text and lower.text and not (_has_words(upper) and _has_words(lower))
    joint = " " if is_apart else ""
    upper.text = upper.text + joint + lower.text
    if lower.text:
        upper.free, upper.em = lower.free, lower.em
    upper.rows += lower.rows
    upper.is_at_foot = lower.is_at_foot
