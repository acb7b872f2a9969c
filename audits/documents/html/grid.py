"""A table of a page as a grid, as a browser lays it out: row groups, spans, what is not shown."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audits.documents.document import Grid, GridCell
from audits.documents.white_space import fold

MOST_ROWS = 2_000
MOST_COLUMNS = 200

_ROW_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
"""Tags of row groups and the order in which they are shown."""
_BREAKS = frozenset(
    (
        "address article aside blockquote br center dd details div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary "
        "table tbody td tfoot th thead tr ul"
    ).split()
)
_WITHOUT_TEXT = frozenset({"script", "style", "template", "noscript", "head", "title"})
_SHOWS_MORE = frozenset(
    (
        "audio button canvas del embed iframe img input math meter object progress rp rt s select "
        "strike sub sup svg textarea video"
    ).split()
)
"""Elements by which a person sees more, or something else, than the characters in them."""
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NO_PLACE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)
_STRUCK = re.compile(r"line-through|vertical-align\s*:\s*su[bp]", re.IGNORECASE)
_LARGEST_SPACER = 2
"""Pixels; a picture declared no larger only keeps a place free."""


def grid_of(table: LexborNode) -> Grid:
    """The grid of a table that holds no other table; what lies beyond the caps is left out."""
    cells: list[GridCell] = []
    first = 0
    for group in _row_groups(table):
        rows = group[: MOST_ROWS - first]
        cells.extend(_placed(rows, first))
        first += len(rows)
    columns = max((c.column + c.column_span for c in cells), default=0)
    return Grid(rows=first if cells else 0, columns=columns, cells=tuple(cells))


def text_of(node: LexborNode) -> str:
    """The text a person sees in a node, white space folded; breaks are spaces."""
    return fold("".join(_Text(node).pieces))


def is_hidden(node: LexborNode) -> bool:
    """The page itself says that the node is not shown."""
    attributes = node.attributes
    return bool(_NOT_SHOWN.search(attributes.get("style") or "")) or "hidden" in attributes


def _has_no_place(node: LexborNode) -> bool:
    """Not shown, and what follows moves up into its place."""
    attributes = node.attributes
    return bool(_NO_PLACE.search(attributes.get("style") or "")) or "hidden" in attributes


def _row_groups(table: LexborNode) -> list[list[LexborNode]]:
    """Rows by the group that bounds their spans, heads first and feet last."""
    groups: list[tuple[int, list[LexborNode]]] = []
    for child in _shown_children(table, ("tr", *_ROW_GROUPS)):
        tag = child.tag or ""
        rows = [child] if tag == "tr" else list(_shown_children(child, ("tr",)))
        groups.append((_ROW_GROUPS.get(tag, 1), rows))
    return [rows for _, rows in sorted(groups, key=lambda group: group[0])]


def _shown_children(node: LexborNode, tags: tuple[str, ...]) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag in tags and not _has_no_place(child):
            yield child
        child = child.next


def _placed(rows: list[LexborNode], first: int) -> Iterator[GridCell]:
    """Cells in the first free place of their row; spans end with the group."""
    free_from: dict[int, int] = {}
    """Column to the first row in which it is free again."""
    end = first + len(rows)
    for row, tr in enumerate(rows, start=first):
        column = 0
        for node in _shown_children(tr, ("td", "th")):
            while free_from.get(column, 0) > row:
                column += 1
            if column >= MOST_COLUMNS:
                break
            cell = _cell(node, row, column, rows_left=end - row)
            for taken in range(column, column + cell.column_span):
                free_from[taken] = max(free_from.get(taken, 0), row + cell.row_span)
            column += cell.column_span
            yield cell


def _cell(node: LexborNode, row: int, column: int, *, rows_left: int) -> GridCell:
    attributes = node.attributes
    seen = _Text(node)
    return GridCell(
        text=fold("".join(seen.pieces)),
        row=row,
        column=column,
        row_span=min(_span(attributes.get("rowspan"), zero=rows_left), rows_left),
        column_span=min(_span(attributes.get("colspan"), zero=1), MOST_COLUMNS - column),
        shows_more=seen.shows_more,
    )


def _span(written: str | None, *, zero: int) -> int:
    """A span as a browser takes it: absent or senseless is 1."""
    digits = (written or "1").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:6]), MOST_ROWS) or zero


class _Text:
    """What a person sees in a node, without recursion: a hostile page may be very deep."""

    def __init__(self, node: LexborNode) -> None:
        self.pieces: list[str] = []
        self.shows_more = False
        stack: list[LexborNode | None] = [node]
        while stack:
            item = stack.pop()
            if item is None:
                self.pieces.append(" ")
                continue
            tag = item.tag or ""
            if tag == "-text":
                self.pieces.append(item.text_content or "")
            elif item.is_element_node:
                stack.extend(self._visit(item, tag))

    def _visit(self, node: LexborNode, tag: str) -> list[LexborNode | None]:
        """What stands inside, last first; ``None`` is a break."""
        if tag in _WITHOUT_TEXT:
            return []
        attributes = node.attributes
        if attributes:
            style = attributes.get("style") or ""
            if "hidden" in attributes or (style and _NOT_SHOWN.search(style)):
                return []
            self.shows_more |= bool(style and _STRUCK.search(style))
        self.shows_more |= tag in _SHOWS_MORE and not _is_spacer(node, tag)
        inside: list[LexborNode | None] = []
        child = node.child
        while child is not None:
            inside.append(child)
            child = child.next
        inside.reverse()
        return [None, *inside, None] if tag in _BREAKS else inside


def _is_spacer(node: LexborNode, tag: str) -> bool:
    sides = (node.attributes.get("width"), node.attributes.get("height")) if tag == "img" else ()
    return any(s and s.isdigit() and len(s) < 3 and int(s) <= _LARGEST_SPACER for s in sides)
