"""Tables of plain cells, taken out of a page and set in again when the rest has been read.

The tables of a report are most of its mark-up, and the same in report after report but for their
figures. A table in which every tag is one that word processors write, and closed where it should
be, is the same wherever it stands; in its place a table of two cells is read with the page, so that
the page decides where it stands and whether it is shown. Where the page shows it otherwise than
that, the page is read as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from audits.documents.document import AttachmentLink, Block, Grid, GridCell, Line, Table
from audits.documents.html.cutting import CUT_BEFORE
from audits.documents.html.grid import MOST_COLUMNS, SpansAbove
from audits.documents.html.plain_cells import BEFORE_FIRST_CELL, PlainCells
from audits.documents.html.text_lines import place_of_cell
from rules.place import Place

FEWEST_CELLS = 12
"""Of a smaller table the page may make something else than a table."""
MOST_CELLS = 1_000
"""A report's largest table has some three hundred; what is kept of each has an end."""
_END_OF_TABLE = "</table>"
_MARK = "\ue0f3"
"""From the area for private use; a page that holds it itself is read as it is."""
_LAYOUTS_KEPT = 256
_new: Callable[[type, Iterable[object]], Any] = tuple.__new__
"""Of hundreds of cells a page: a quarter of the time of their constructor."""


class _Layout(NamedTuple):
    """Where the cells of a table stand, for each of them in order."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    row_spans: tuple[int, ...]
    column_spans: tuple[int, ...]


class _PlainTable(NamedTuple):
    """A table as both readings see it."""

    layout: _Layout
    in_tree: tuple[str, ...]
    by_tags: tuple[str, ...]
    end_row: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A page without its plain tables."""

    rest: str
    """Its mark-up."""
    tables: Mapping[str, _PlainTable]
    """By the text that stands in a table's place."""


class SetIn(NamedTuple):
    """A whole page again."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]


def take_out(markup: str, cells: PlainCells) -> TakenOut:
    """The page without those of its tables that are plain."""
    tables: dict[str, _PlainTable] = {}
    *parts, last = markup.split(_END_OF_TABLE)
    if not parts or _MARK in markup:
        return TakenOut(markup, tables)
    rest: list[str] = []
    for part in parts:
        start = _first_cell_in(part)
        pieces = part[start:].split(CUT_BEFORE)[1:] if start else ()
        fits = FEWEST_CELLS <= len(pieces) <= MOST_CELLS
        table = _table_of(pieces, cells) if fits else None
        if table is None:
            rest.append(part)
            continue
        name = f"{_MARK}{len(tables)}{_MARK}"
        tables[name] = table
        rest.append(f"{part[:start]}<td>{name}</td><td></td></tr></tbody>")
    return TakenOut(_END_OF_TABLE.join([*rest, last]), tables)


def set_in(blocks: Sequence[Block], lines: Sequence[Line], taken: TakenOut) -> SetIn | None:
    """The page with its tables; ``None`` where one does not stand in it as a table, once."""
    due = iter(taken.tables)
    whole: list[Block] = []
    for block in blocks:
        if isinstance(block, AttachmentLink) and is_marked(block.text):
            return None
        if isinstance(block, Table) and (name := _name_in(block)) is not None:
            if name != next(due, None):
                return None
            block = replace(block, grid=_grid_of(taken.tables[name]))  # noqa: PLW2901
        whole.append(block)
    pieces = _with_cells(lines, taken.tables)
    if pieces is None or next(due, None) is not None:
        return None
    return SetIn(tuple(whole), pieces)


def is_marked(text: str | None) -> bool:
    """A plain table stands where the text was taken from."""
    return text is not None and _MARK in text


def _first_cell_in(part: str) -> int:
    """Where the cells begin of the last table that begins there; 0 where it may be uncommon."""
    start = part.rfind("<table")
    found = BEFORE_FIRST_CELL.match(part, start) if start >= 0 else None
    return found.end() if found and part.startswith(CUT_BEFORE, found.end()) else 0


def _table_of(pieces: Sequence[str], cells: PlainCells) -> _PlainTable | None:
    """``None`` where a cell is not plain, the table ends early, or it is larger than any read."""
    plain = cells.of(pieces)
    if plain is None:
        return None
    in_tree, by_tags, row_spans, column_spans, end_row, end_table = zip(*plain, strict=True)
    if not end_table[-1] or any(end_table[:-1]):
        return None
    layout = _layout(row_spans, column_spans, end_row)
    return None if layout is None else _PlainTable(layout, in_tree, by_tags, end_row)


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _layout(
    row_spans: tuple[int, ...], column_spans: tuple[int, ...], end_row: tuple[bool, ...]
) -> _Layout | None:
    """Where each cell stands; ``None`` where the table has more columns than are read."""
    rows = sum(end_row)
    above = SpansAbove()
    standing: list[tuple[int, int, int, int]] = []
    row = column = 0
    for row_span, column_span, ends_row in zip(row_spans, column_spans, end_row, strict=True):
        column = above.free_column(row, column)
        reach = min(row_span, rows - row)
        above.reach(row, column, reach, column_span)
        standing.append((row, column, reach, column_span))
        column += column_span
        if ends_row:
            row, column = row + 1, 0
    layout = _Layout(*zip(*standing, strict=True))
    return layout if _width(layout) <= MOST_COLUMNS else None


def _width(layout: _Layout) -> int:
    return max(map(sum, zip(layout.columns, layout.column_spans, strict=True)))


def _name_in(table: Table) -> str | None:
    """The name of the plain table in whose place this one stands."""
    cells = table.grid.cells
    return cells[0].text if len(cells) == 2 and cells[0].text.startswith(_MARK) else None


def _grid_of(table: _PlainTable) -> Grid:
    layout = table.layout
    nothing_else = (repeat(None), repeat(False), repeat(False), repeat(""))
    told = zip(table.in_tree, *layout, *nothing_else)  # noqa: B905
    return Grid(
        rows=layout.rows[-1] + 1,
        columns=_width(layout),
        cells=tuple(map(_new, repeat(GridCell), told)),
    )


def _with_cells(
    lines: Sequence[Line], tables: Mapping[str, _PlainTable]
) -> tuple[Line, ...] | None:
    """Cells are numbered through the page; those after a table move on with it."""
    whole: list[Line] = []
    due = iter(tables)
    number = 0
    in_its_place: _PlainTable | None = None
    for line in lines:
        if in_its_place is not None:
            if line.text or not line.is_cell or not line.ends_row:
                return None
            whole += _lines_of(in_its_place, number)
            number += len(in_its_place.by_tags)
            in_its_place = None
        elif _MARK in line.text:
            if not line.is_cell or line.ends_row or line.text != next(due, None):
                return None
            in_its_place = tables[line.text]
        elif not line.is_cell:
            whole.append(line)
        else:
            number += 1
            whole.append(line._replace(place=place_of_cell(number)))
    return None if in_its_place is not None or next(due, None) is not None else tuple(whole)


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _places(first: int, count: int) -> tuple[Place, ...]:
    return tuple(map(place_of_cell, range(first, first + count)))


def _lines_of(table: _PlainTable, before: int) -> Sequence[Line]:
    places = _places(before + 1, len(table.by_tags))
    told = zip(table.by_tags, places, repeat(True), table.end_row)
    return list(map(_new, repeat(Line), told))
