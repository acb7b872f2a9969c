"""A table of a Word file as a grid: merged cells once, tracked deletions as not there."""

from collections.abc import Iterator

from lxml import etree

from audits.documents.document import Grid, GridCell
from audits.documents.docx.text import W, seen_in

MOST_COLUMNS = 200

_WRAPPERS = frozenset(
    {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "smartTag"}
)


def grid_of(table: etree._Element) -> Grid:
    """A grid by ``gridSpan`` and ``vMerge``: a continued cell adds a row to the one above."""
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[int, tuple[int, int]] = {}
    """Column to the cell that covers it in the row before."""
    rows = columns = 0
    for row, tr in enumerate(_rows_of(table)):
        column = _number(tr, f"{W}trPr/{W}gridBefore", 0)
        here: dict[int, tuple[int, int]] = {}
        for tc in inside(tr, W + "tc"):
            span = min(_number(tc, f"{W}tcPr/{W}gridSpan", 1), MOST_COLUMNS - column)
            if span < 1:
                break
            start = above.get(column) if _is_continued(tc, "vMerge") else None
            if start is not None and cells[start].column_span == span:
                cells[start] = cells[start]._replace(row_span=row - start[0] + 1)
                here[column] = start
            elif here and _is_continued(tc, "hMerge"):
                left = here[max(here)]
                cells[left] = cells[left]._replace(column_span=column + span - cells[left].column)
            else:
                text, shows_more = seen_in(tc)
                cells[row, column] = GridCell(
                    text=text, row=row, column=column, column_span=span, shows_more=shows_more
                )
                here[column] = (row, column)
            column += span
        above = here
        rows, columns = row + 1, max(columns, column)
    return Grid(rows=rows, columns=columns, cells=tuple(cells.values()))


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


def _is_continued(tc: etree._Element, merge: str) -> bool:
    found = tc.find(f"{W}tcPr/{W}{merge}")
    return found is not None and found.get(W + "val", "continue") != "restart"


def _number(element: etree._Element, path: str, default: int) -> int:
    found = element.find(path)
    written = found.get(W + "val", "") if found is not None else ""
    if not written.isascii() or not written.isdigit():
        return default
    return max(default, min(int(written[:4]), MOST_COLUMNS))
