"""A table of a page as a grid: spans capped, rows of nested tables never counted twice."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audits.documents.document import Grid, GridCell
from audits.documents.white_space import fold

MOST_ROWS = 2_000
MOST_COLUMNS = 200

_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_BREAKS = frozenset({"br", "p", "div", "li", "td", "th", "tr"})
_WITHOUT_TEXT = frozenset({"script", "style", "template", "noscript"})


def grid_of(table: LexborNode) -> Grid:
    """The grid of a table that holds no other table; what lies beyond the caps is left out."""
    cells: list[GridCell] = []
    free_from: dict[int, int] = {}
    """Column to the first row in which it is free again."""
    row = 0
    for row, tr in enumerate(_rows(table)):
        if row >= MOST_ROWS:
            break
        column = 0
        for node in _children(tr, ("td", "th")):
            while free_from.get(column, 0) > row:
                column += 1
            if column >= MOST_COLUMNS:
                break
            cell = _cell(node, row, column)
            for taken in range(column, column + cell.column_span):
                free_from[taken] = row + cell.row_span
            column += cell.column_span
            cells.append(cell)
    columns = max((c.column + c.column_span for c in cells), default=0)
    return Grid(rows=row + 1 if cells else 0, columns=columns, cells=tuple(cells))


def text_of(node: LexborNode) -> str:
    """The text a person sees in a node, white space folded; breaks are spaces."""
    return fold("".join(_pieces(node)))


def is_hidden(node: LexborNode) -> bool:
    """The page itself says that the node is not shown."""
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "hidden" in node.attributes


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _children(table, ("tr", *_ROW_GROUPS)):
        if child.tag == "tr":
            yield child
        else:
            yield from _children(child, ("tr",))


def _children(node: LexborNode, tags: tuple[str, ...]) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def _cell(node: LexborNode, row: int, column: int) -> GridCell:
    rows = _span(node, "rowspan", MOST_ROWS)
    return GridCell(
        text=text_of(node),
        row=row,
        column=column,
        row_span=rows or MOST_ROWS - row,
        column_span=min(_span(node, "colspan", MOST_COLUMNS) or 1, MOST_COLUMNS - column),
    )


def _span(node: LexborNode, attribute: str, most: int) -> int:
    """A span as a browser takes it: absent or senseless is 1; ``rowspan=0`` runs to the end."""
    written = (node.attributes.get(attribute) or "1").strip()
    if not written.isascii() or not written.isdigit():
        return 1
    return min(int(written[:6]), most)


def _pieces(node: LexborNode) -> Iterator[str]:
    """Text of a node piece by piece, without recursion: a hostile page may be very deep."""
    stack: list[LexborNode | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif item.tag == "-text":
            yield item.text_content or ""
        elif item.is_element_node and item.tag not in _WITHOUT_TEXT and not is_hidden(item):
            parts: list[LexborNode | str] = [" "] if item.tag in _BREAKS else []
            child = item.child
            while child is not None:
                parts.append(child)
                child = child.next
            if item.tag in _BREAKS:
                parts.append(" ")
            stack.extend(reversed(parts))
