"""The blocks of a page from its tree, in the order in which they stand."""

from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audits.documents.document import Block, Grid, Table
from audits.documents.html.collected_blocks import CollectedBlocks, Path
from audits.documents.html.drawn import DRAWN, Drawings
from audits.documents.html.grid import READ_OTHERWISE, GridReader, part_of
from audits.documents.html.hints import Hints
from audits.documents.html.shown import Shown

LONGEST_LABEL = 60
LONGEST_CELL = 400
"""A table with a longer cell lays out a page; the form has none that long."""
FEWEST_CELLS_OF_A_FORM = 12
"""A table with as many cells of its own may set single cells as tables within."""
DEEPEST_PATH = 60

_BLOCKS = frozenset(
    (
        "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header footer nav aside main "
        "form figure figcaption blockquote pre hr center tr td th tbody thead tfoot caption table "
        "br body ucapcontent ucaptitle publishtime"
    ).split()
)
_NOT_VISITED = frozenset({"style", "template", "noscript", "head", "select", "button"})
_PARTS_TEXT = frozenset({"img", "iframe", "embed", "object", "frame"})
_NOTHING_INSIDE = _PARTS_TEXT | {"script"}
_SET_AS_TABLES = frozenset({"table", "inline-table"})
_WORDS = frozenset({"span", "o:p", "font", "b", "strong", "i", "em", "u"})
"""Elements that hold words and are nothing by themselves."""
_NOT_COMMON = ":not(span, p, o\\:p, td, tr, font, th, b, strong, tbody, div, br, i, em, u)"
_PARTS_OF_TEXT = "p, br, div, li, h1, h2, h3, h4, h5, h6"
_OFTEN_WORDS_ONLY = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})

_Step = tuple[LexborNode | None, Path, bool]
"""A node to visit, or the end of a block element; its path; whether it stands in a link."""


def blocks_of(
    tree: LexborHTMLParser, shown: Shown, hints: Hints, drawings: Drawings
) -> list[Block]:
    """The blocks of a page.

    Args:
        tree: the page.
        shown: how its elements are shown.
        hints: what its mark-up rules out.
        drawings: knows its pictures, frames and files.
    """
    if tree.body is None:
        return []
    walk = _Walk(shown, hints, drawings)
    walk.through(tree.body)
    return walk.collected.blocks


class _Walk:
    """One way through a tree, without recursion: a hostile page may be very deep."""

    def __init__(self, shown: Shown, hints: Hints, drawings: Drawings) -> None:
        self.collected = CollectedBlocks()
        self._shown = shown
        self._drawings = drawings
        self._grids = GridReader(shown)
        self._sets_tables = not _SET_AS_TABLES.isdisjoint(shown.displays.values())
        self._hides = bool(shown.hidden)
        self._looks_at_all = drawings.may_be_anywhere
        self._words_only = not (self._hides or shown.displays or self._looks_at_all)
        self._levels: dict[int, int] = {}
        self._has_tables = hints.may_hold(b"<table")

    def through(self, body: LexborNode) -> None:
        """Collects the blocks of the body."""
        if self._has_tables or self._sets_tables:
            self._levels = self._levels_of_tables(body)
        self._through([(body, (), False)])

    def _through(self, stack: list[_Step]) -> None:
        """Takes the steps, and those that they lead to."""
        collected = self.collected
        while stack:
            node, path, in_link = stack.pop()
            if node is None:
                collected.end_paragraph()
                continue
            tag = node.tag or ""
            if tag == "-text":
                collected.add_text(node.text_content or "", path, in_link=in_link)
            elif node.is_element_node:
                self._visit(node, tag, path, in_link, stack)
        collected.end_paragraph()

    def _visit(
        self, node: LexborNode, tag: str, path: Path, in_link: bool, stack: list[_Step]
    ) -> None:
        """Takes what the element itself is; puts the steps into it on the stack."""
        if tag in _NOT_VISITED or (self._hides and self._shown.is_hidden(node)):
            return
        if tag == "table" or self._is_set_as_table(node):
            if self._take_table(node, path):
                return
        elif tag in DRAWN or self._looks_at_all:
            self._take(node, tag, path)
            if tag in _NOTHING_INSIDE:
                return
            if tag == "a" and not in_link:
                in_link = bool(node.attributes.get("href"))
        elif tag in _OFTEN_WORDS_ONLY and self._is_words_only(node):
            self.collected.add_paragraph(node.text(), path, in_link=in_link)
            return
        self._step_into(node, tag, path, in_link, stack)

    def _is_words_only(self, node: LexborNode) -> bool:
        """Nothing stands in it but words, all of which are shown."""
        if not self._words_only:
            return False
        return all(inside.tag in _WORDS for inside in islice(node.traverse(), 1, None))

    def _step_into(
        self, node: LexborNode, tag: str, path: Path, in_link: bool, stack: list[_Step]
    ) -> None:
        is_block = tag in _BLOCKS or (
            self._sets_tables and self._shown.display_of(node).startswith("table")
        )
        if is_block:
            self.collected.end_paragraph()
        steps: list[_Step] = []
        deep = len(path) >= DEEPEST_PATH
        for place, child in enumerate(node.iter(include_text=True)):
            is_text = deep or not child.is_element_node
            steps.append((child, path if is_text else (*path, place), in_link))
        if is_block:
            stack.append((None, path, False))
        steps.reverse()
        stack.extend(steps)

    def _take(self, node: LexborNode, tag: str, path: Path) -> None:
        """What the element shows or offers beside text; what is among words does not part them."""
        for drawn in self._drawings.by(node, tag, path):
            if tag in _PARTS_TEXT:
                self.collected.add(drawn)
            else:
                self.collected.blocks.append(drawn)

    def _is_set_as_table(self, node: LexborNode) -> bool:
        return self._sets_tables and self._shown.display_of(node) in _SET_AS_TABLES

    def _take_table(self, node: LexborNode, path: Path) -> bool:
        """Whether it is a table of figures or words, and no lay-out of a page."""
        if self._arranges_tables(node):
            return False
        special = node.css(_NOT_COMMON)
        uncommon = {n.mem_id: n for n in special if n.tag in READ_OTHERWISE}
        around = frozenset(self._cells_around([*uncommon.values()])) if uncommon else frozenset()
        grid = self._grids.grid_of(node, uncommon=around)
        if node.tag != "table" and not grid.cells:
            return False
        rows = self._rows_of_prose(node, grid)
        if rows is None:
            return False
        if rows:
            self._take_apart(node, path, rows, around)
            return True
        self.collected.add(Table(grid=grid, path=path))
        for inside in special:
            if (inside.tag or "") in DRAWN:
                self._take(inside, inside.tag or "", path)
        for inside in self._drawings.further_in(node):
            self._take(inside, inside.tag or "", path)
        return True

    def _rows_of_prose(self, node: LexborNode, grid: Grid) -> list[int] | None:
        """The rows that hold text beside those of a form; ``None`` where all of it is a lay-out."""
        told = {cell.row for cell in grid.cells if len(cell.text) > LONGEST_LABEL}
        if not told:
            return []
        long = {cell.row for cell in grid.cells if len(cell.text) > LONGEST_CELL}
        alone = _rows_of_one_cell(grid)
        others = sum(1 for cell in grid.cells if cell.row not in alone)
        if others < FEWEST_CELLS_OF_A_FORM:
            return None if long else []
        if not long <= alone:
            return None
        rows = self._grids.rows_of(node)
        told = {row for row in told & alone if len(rows[row].css(_PARTS_OF_TEXT)) > 1}
        return sorted(long | told)

    def _take_apart(
        self, node: LexborNode, path: Path, prose: list[int], around: frozenset[int]
    ) -> None:
        """One table for a whole report: text as paragraphs, and tables of the rows between."""
        rows = self._grids.rows_of(node)
        start = 0
        for row in [*prose, len(rows)]:
            grid = self._grids.grid_of_rows(rows[start:row], uncommon=around)
            if any(cell.text for cell in grid.cells):
                self.collected.add(Table(grid=grid, path=path))
                for inside in rows[start:row]:
                    self._take_within(inside, path)
            if row < len(rows):
                self._through([(rows[row], path, False)])
            start = row + 1

    def _take_within(self, node: LexborNode, path: Path) -> None:
        """What is drawn in a part of a page that is not walked through."""
        for inside in node.css("*"):
            if (inside.tag or "") in DRAWN:
                self._take(inside, inside.tag or "", path)
        for inside in self._drawings.further_in(node):
            self._take(inside, inside.tag or "", path)

    def _arranges_tables(self, node: LexborNode) -> bool:
        """It holds tables, and these are more than the contents of single cells."""
        levels = self._levels.get(node.mem_id, 0)
        if levels != 1:
            return levels > 1
        cells = node.css("td, th")
        inner = [table for table in node.css("table") if table.mem_id != node.mem_id]
        if len(cells) - len(inner) < FEWEST_CELLS_OF_A_FORM:
            return True
        return not inner or any(len(table.css("td, th")) > 1 for table in inner)

    def _levels_of_tables(self, body: LexborNode) -> dict[int, int]:
        """How many levels of tables stand within a table, by its ``mem_id``."""
        tables = body.css("table") if not self._sets_tables else body.css("*")
        levels: dict[int, int] = {}
        for table in reversed(tables):
            if table.tag != "table" and not self._is_set_as_table(table):
                continue
            own = levels.setdefault(table.mem_id, 0)
            up = table.parent
            while up is not None and up.tag != "table" and not self._is_set_as_table(up):
                up = up.parent
            if up is not None:
                levels[up.mem_id] = max(levels.get(up.mem_id, 0), own + 1)
        return levels

    def _cells_around(self, nodes: list[LexborNode]) -> set[int]:
        """The ``mem_id`` of every cell that holds one of the nodes."""
        passed: set[int] = set()
        cells: set[int] = set()
        for node in nodes:
            up: LexborNode | None = node
            while up is not None and up.mem_id not in passed:
                passed.add(up.mem_id)
                if part_of(up, self._shown) == "table-cell":
                    cells.add(up.mem_id)
                up = up.parent
        return cells


def _rows_of_one_cell(grid: Grid) -> frozenset[int]:
    """Rows in which one cell has text, and no cell reaches into another row."""
    filled: dict[int, int] = {}
    reached: set[int] = set()
    for cell in grid.cells:
        if cell.row_span > 1:
            reached.update(range(cell.row, cell.row + cell.row_span))
        elif cell.text:
            filled[cell.row] = filled.get(cell.row, 0) + 1
    return frozenset(row for row, count in filled.items() if count == 1) - reached
