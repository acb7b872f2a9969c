"""A table of a page as a grid, as a browser lays it out: row groups, spans, what is not shown."""

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from audits.documents.document import Grid, GridCell
from audits.documents.html.shown import EVERYTHING_SHOWN, Shown
from audits.documents.white_space import fold

MOST_ROWS = 2_000
MOST_COLUMNS = 200

_PARTS = {
    "table": "table",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
}
"""What an element is in a table by its tag, in the words of ``display``."""
_CELL_TAGS = frozenset({"td", "th"})
_GROUP_ORDER = {"table-header-group": 0, "table-row-group": 1, "table-footer-group": 2}
"""Row groups and the order in which they are shown."""
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
_STRUCK = re.compile(r"line-through|vertical-align\s*:\s*su[bp]", re.IGNORECASE)
_LARGEST_SPACER = 2
"""Pixels; a picture declared no larger only keeps a place free."""
_BETWEEN_TEXTS = "\x1f"
"""Put between the text nodes of a cell; white space by Python's reckoning."""

READ_OTHERWISE = _WITHOUT_TEXT | _SHOWS_MORE
"""Elements whose cell is not read by its text nodes alone."""


def part_of(node: LexborNode, shown: Shown) -> str:
    """What the node is in a table, as a value of ``display``; empty when it is nothing there."""
    display = shown.display_of(node)
    if display.startswith("table-"):
        return display
    return _PARTS.get(node.tag or "", "")


class SpansAbove:
    """Which columns of a row group are taken by cells of the rows above."""

    def __init__(self) -> None:
        self._free_from: dict[int, int] = {}
        """Column to the first row in which it is free again."""

    def free_column(self, row: int, column: int) -> int:
        """The first free column of a row, from one on."""
        free_from = self._free_from
        while free_from and free_from.get(column, 0) > row:
            column += 1
        return column

    def reach(self, row: int, column: int, row_span: int, column_span: int) -> None:
        """A cell stands there."""
        for taken in range(column, column + column_span) if row_span > 1 else ():
            self._free_from[taken] = max(self._free_from.get(taken, 0), row + row_span)


class GridReader:
    """Lays out the tables of one page."""

    def __init__(self, shown: Shown = EVERYTHING_SHOWN) -> None:
        self._shown = shown
        self._folded: dict[str, str] = {}

    def grid_of(self, table: LexborNode, *, uncommon: frozenset[int] = frozenset()) -> Grid:
        """The grid of a table that holds no other; what lies beyond the caps is left out.

        ``uncommon`` are the ``mem_id`` of its cells that hold more than plain text.
        """
        return self._laid_out(self._row_groups(table), [table], uncommon)

    def rows_of(self, table: LexborNode) -> list[LexborNode]:
        """The rows of a table as ``grid_of`` counts them."""
        return [row for group in self._row_groups(table) for row in group][:MOST_ROWS]

    def grid_of_rows(
        self, rows: Sequence[LexborNode], *, uncommon: frozenset[int] = frozenset()
    ) -> Grid:
        """The grid of some rows of a table, beyond which no cell of theirs reaches."""
        return self._laid_out([list(rows)], rows, uncommon)

    def _laid_out(
        self,
        groups: Sequence[list[LexborNode]],
        around: Sequence[LexborNode],
        uncommon: frozenset[int],
    ) -> Grid:
        """The grid of rows by their groups; ``around`` are the elements that hold them."""
        uncommon |= self._shown.mixed_cells
        spanned = frozenset(
            cell.mem_id for node in around for cell in node.css("[rowspan], [colspan]")
        )
        cells: list[GridCell] = []
        first = 0
        for group in groups:
            rows = group[: MOST_ROWS - first]
            self._place(rows, first, cells, uncommon, spanned)
            first += len(rows)
        columns = max((c.column + c.column_span for c in cells), default=0)
        return Grid(rows=first if cells else 0, columns=columns, cells=tuple(cells))

    def _row_groups(self, table: LexborNode) -> list[list[LexborNode]]:
        """Rows by the group that bounds their spans, heads first and feet last."""
        groups: list[tuple[int, list[LexborNode]]] = []
        cells_alone = False
        for child in self._shown_children(table):
            part = part_of(child, self._shown)
            if part in _GROUP_ORDER:
                rows = [
                    row
                    for row in self._shown_children(child)
                    if part_of(row, self._shown) == "table-row"
                ]
                groups.append((_GROUP_ORDER[part], rows))
            elif part == "table-row":
                groups.append((1, [child]))
            cells_alone |= part == "table-cell"
        if cells_alone and not groups:  # cells set in a table without a row are one
            return [[table]]
        return [rows for _, rows in sorted(groups, key=lambda group: group[0])]

    def _shown_children(self, node: LexborNode) -> Iterator[LexborNode]:
        without_place = self._shown.without_place
        children = node.iter()
        if not without_place:
            return children
        return (child for child in children if child.mem_id not in without_place)

    def _place(
        self,
        rows: list[LexborNode],
        first: int,
        cells: list[GridCell],
        uncommon: frozenset[int],
        spanned: frozenset[int],
    ) -> None:
        """Cells in the first free place of their row; spans end with the group."""
        above = SpansAbove()
        end = first + len(rows)
        for row, tr in enumerate(rows, start=first):
            column = 0
            is_blank = self._shown.is_hidden(tr)
            for node in self._cells_of(tr):
                column = above.free_column(row, column)
                if column >= MOST_COLUMNS:
                    break
                at = node.mem_id
                row_span = column_span = 1
                if at in spanned:
                    row_span, column_span = _spans(node, rows_left=end - row, column=column)
                    above.reach(row, column, row_span, column_span)
                if is_blank or at in uncommon:
                    text, more = self._uncommon_text(node, is_blank=is_blank)
                else:
                    text, more = self.plain_text(node), False
                cells.append(GridCell(text, row, column, row_span, column_span, None, more))
                column += column_span

    def _cells_of(self, row: LexborNode) -> Iterator[LexborNode]:
        if self._shown.displays or self._shown.without_place:
            for node in self._shown_children(row):
                if part_of(node, self._shown) == "table-cell":
                    yield node
            return
        for node in row.iter():
            if node.tag in _CELL_TAGS:
                yield node

    def _uncommon_text(self, cell: LexborNode, *, is_blank: bool) -> tuple[str, bool]:
        """The text of a cell, and whether a person sees more."""
        if is_blank:
            return "", False
        seen = _Text(cell, self._shown)
        return fold("".join(seen.pieces)), seen.shows_more

    def plain_text(self, cell: LexborNode) -> str:
        """The text of a cell without anything uncommon in it."""
        raw = cell.text(True, _BETWEEN_TEXTS).strip()
        text = self._folded.get(raw)
        if text is not None:
            return text
        if _BETWEEN_TEXTS in raw:  # where breaks are matters
            return fold("".join(_Text(cell, self._shown).pieces))
        text = self._folded[raw] = fold(raw)
        return text


def text_of(node: LexborNode, shown: Shown = EVERYTHING_SHOWN) -> str:
    """The text a person sees in a node, white space folded; breaks are spaces."""
    return fold("".join(_Text(node, shown).pieces))


def _spans(cell: LexborNode, *, rows_left: int, column: int) -> tuple[int, int]:
    attributes = cell.attributes
    rows = min(_span(attributes.get("rowspan"), zero=rows_left), rows_left)
    return rows, min(_span(attributes.get("colspan"), zero=1), MOST_COLUMNS - column)


def _span(written: str | None, *, zero: int) -> int:
    """A span as a browser takes it: absent or senseless is 1."""
    digits = (written or "1").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:6]), MOST_ROWS) or zero


class _Text:
    """What a person sees in a node, without recursion: a hostile page may be very deep."""

    def __init__(self, node: LexborNode, shown: Shown) -> None:
        self.pieces: list[str] = []
        self.shows_more = False
        self._shown = shown
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
        if tag in _WITHOUT_TEXT or self._shown.is_hidden(node):
            return []
        style = node.attributes.get("style")
        self.shows_more |= bool(style and _STRUCK.search(style))
        self.shows_more |= tag in _SHOWS_MORE and not _is_spacer(node, tag)
        inside: list[LexborNode | None] = [*node.iter(include_text=True)]
        inside.reverse()
        return [None, *inside, None] if tag in _BREAKS else inside


def _is_spacer(node: LexborNode, tag: str) -> bool:
    sides = (node.attributes.get("width"), node.attributes.get("height")) if tag == "img" else ()
    return any(s and s.isdigit() and len(s) < 3 and int(s) <= _LARGEST_SPACER for s in sides)
