"""A table of a Word file as a grid: merged cells once, tracked deletions as not there."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from audits.documents.document import Grid, GridCell
from audits.documents.docx.text import W, plain_texts, seen_in

MOST_COLUMNS = 200

_PROPERTIES = W + "tcPr"
_SPAN = W + "gridSpan"
_DOWN = W + "vMerge"
_MERGES = (_SPAN, _DOWN, W + "hMerge")

_WRAPPERS = frozenset(
    {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "smartTag"}
)


def grid_of(table: etree._Element) -> Grid:
    """A grid by ``gridSpan`` and ``vMerge``: a continued cell adds a row to the one above."""
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[int, tuple[int, int]] = {}
    """Column to the cell that covers it in the row before."""
    plain = plain_texts(table)
    extents = _extents(table)
    rows = columns = 0
    for row, tr in enumerate(_rows_of(table)):
        column = _columns_left_out(tr)
        here: dict[int, tuple[int, int]] = {}
        for tc in inside(tr, W + "tc"):
            extent = extents.get(tc, _ONE)
            span = min(extent.columns, MOST_COLUMNS - column)
            if span < 1:
                break
            start = above.get(column) if extent.continues_above else None
            if start is not None and cells[start].column_span == span:
                cells[start] = cells[start]._replace(row_span=row - start[0] + 1)
                here[column] = start
            elif here and extent.continues_left:
                left = here[max(here)]
                cells[left] = cells[left]._replace(column_span=column + span - cells[left].column)
            else:
                text, shows_more = (plain[tc], False) if tc in plain else seen_in(tc)
                cells[row, column] = GridCell(text, row, column, 1, span, None, shows_more)
                here[column] = (row, column)
            column += span
        above = here
        rows, columns = row + 1, max(columns, column)
    return Grid(rows=rows, columns=columns, cells=tuple(cells.values()))


class _Extent(NamedTuple):
    """What a cell covers."""

    columns: int = 1
    continues_above: bool = False
    continues_left: bool = False


_ONE = _Extent()


def _extents(table: etree._Element) -> dict[etree._Element, _Extent]:
    """What each cell covers that says anything of it."""
    saying = {node.getparent() for node in table.iter(*_MERGES)}
    return {
        tc: _extent(properties)
        for properties in saying
        if properties is not None
        and (tc := properties.getparent()) is not None
        and tc.find(_PROPERTIES) is properties
    }


def _extent(properties: etree._Element) -> _Extent:
    columns, above, left = 1, False, False
    for node in properties.iterchildren(*_MERGES):
        written = node.get(W + "val")
        if node.tag == _SPAN:
            columns = _number(written or "", 1)
        elif node.tag == _DOWN:
            above = written != "restart"
        else:
            left = written != "restart"
    return _Extent(columns, above, left)


def inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The parts of a table or row, also where controls or tracked insertions wrap them."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(reversed(element))


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Rows that are neither deleted nor hidden; rows of nested tables are not among them."""
    for tr in inside(table, W + "tr"):
        if tr.find(f"{W}trPr/{W}del") is None and tr.find(f"{W}trPr/{W}hidden") is None:
            yield tr


def _columns_left_out(tr: etree._Element) -> int:
    """Columns before the first cell of the row."""
    before = tr.find(f"{W}trPr/{W}gridBefore")
    return 0 if before is None else _number(before.get(W + "val", ""), 0)


def _number(written: str, least: int) -> int:
    if not written.isascii() or not written.isdigit():
        return least
    return max(least, min(int(written[:4]), MOST_COLUMNS))
