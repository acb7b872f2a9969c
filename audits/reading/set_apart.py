"""Tables that hold more than a table of the form: headings and prose in rows of their own.

Some reports are one single table from the title to the last line, and some print a section's
heading in the first row of its table.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from audits.documents.document import Block, Grid, GridCell, Paragraph, Table
from audits.reading.grid_reader import LaidGrid, laid
from audits.reading.grid_rows import GridRows, LaidCell
from audits.reading.heading_wording import known_wording
from rules.labels import labels_of, plain, without_numbering
from rules.place import Place
from rules.printed_figures import form_and_value
from rules.report import CellForm
from rules.spec import FormatSpec

_CUTS_REMEMBERED = 512
_FULL_STOP = "。"
_SHORTEST_HEADING = 4
_LONGEST_LABEL = 60
_LONGEST_FIGURE = 12
"""With the words beside it, in a cell."""


class _Part(NamedTuple):
    """Rows of a grid from ``start`` up to ``end``, as a table or as text."""

    start: int
    end: int
    is_table: bool


class Apart(NamedTuple):
    """The blocks of a document, and the grids of their tables in order."""

    blocks: tuple[Block, ...]
    grids: tuple[LaidGrid, ...]


def set_apart(specs: Sequence[FormatSpec], blocks: Sequence[Block]) -> Apart:
    """The blocks, where rows that are headings or prose stand outside of the tables.

    A table is cut only where a row of it holds the heading of a section; one that has nothing but
    sentences in rows of one cell is a frame around them.
    """
    known = tuple(specs)
    apart: list[Block] = []
    grids: list[LaidGrid] = []
    for block in blocks:
        if not isinstance(block, Table):
            apart.append(block)
            continue
        whole = laid(block.grid)
        parts = _parts(known, whole.rows)
        if parts:
            cut = list(_cut(block, parts))
            apart.extend(cut)
            grids.extend(laid(part.grid) for part in cut if isinstance(part, Table))
        else:
            apart.append(block)
            grids.append(whole)
    return Apart(tuple(apart), tuple(grids))


@lru_cache(maxsize=_CUTS_REMEMBERED)
def _parts(specs: tuple[FormatSpec, ...], rows: GridRows) -> tuple[_Part, ...]:
    """The parts of a grid in order; none where it is a table and nothing else."""
    headed = _headed_rows(specs, rows)
    if not headed:
        is_prose = any(_FULL_STOP in text for text in rows.texts) and all(
            _is_text(specs, cells) for cells in rows.spanning
        )
        return (_Part(0, rows.rows, is_table=False),) if is_prose else ()
    parts: list[_Part] = []
    for start, end in zip([-1, *headed], [*headed, rows.rows], strict=True):
        if start >= 0:
            parts.append(_Part(start, start + 1, is_table=False))
        parts.extend(_between(specs, rows, start + 1, end))
    return tuple(part for part in parts if part.start < part.end)


def _headed_rows(specs: Sequence[FormatSpec], rows: GridRows) -> list[int]:
    """Rows in which a heading of a section starts, and no figure stands."""
    headings = {
        text
        for text in rows.texts
        if len(text) >= _SHORTEST_HEADING and any(known_wording(spec, text) for spec in specs)
    }
    if not headings:
        return []
    return [
        number
        for number in range(rows.rows)
        if any(cell.text in headings for cell in rows.starting(number))
        and all(_is_words(cell) for cell in _filled(rows.spanning[number]))
    ]


def _between(specs: Sequence[FormatSpec], rows: GridRows, start: int, end: int) -> Iterator[_Part]:
    """Between two headings: text above and below, and what lies between as a table."""
    tabular = [n for n in range(start, end) if not _is_text(specs, rows.spanning[n])]
    first = tabular[0] if tabular else end
    last = tabular[-1] + 1 if tabular else end
    yield _Part(start, first, is_table=False)
    yield _Part(first, last, is_table=True)
    yield _Part(last, end, is_table=False)


def _is_text(specs: Sequence[FormatSpec], cells: Sequence[LaidCell]) -> bool:
    """At most one cell with words, which are no label of the form."""
    filled = _filled(cells)
    return not filled or (
        len(filled) == 1 and _is_words(filled[0]) and not _is_of_a_table(specs, filled[0].text)
    )


def _filled(cells: Sequence[LaidCell]) -> list[LaidCell]:
    return [cell for cell in cells if cell.text]


def _is_words(cell: LaidCell) -> bool:
    """No figure, mark for none or figure with its unit; a sentence may hold one figure."""
    form = form_and_value(cell.text)[0]
    is_sentence = form is CellForm.NUMBER_WITH_TEXT and len(cell.text) > _LONGEST_FIGURE
    return form is CellForm.TEXT or is_sentence


def _is_of_a_table(specs: Sequence[FormatSpec], text: str) -> bool:
    if len(text) > _LONGEST_LABEL:
        return False
    return any(
        plain(text) in labels.groups
        or without_numbering(text) in labels.groups
        or labels.rows.find(text) is not None
        or labels.columns.find(text) is not None
        for spec in specs
        for labels in map(labels_of, spec.tables)
    )


def _cut(table: Table, parts: Sequence[_Part]) -> Iterator[Block]:
    """The parts as blocks, in the place of the table."""
    path = table.path[:-1]
    for part in parts:
        cells = [c for c in table.grid.cells if part.start <= c.row < part.end]
        if part.is_table:
            yield Table(grid=_grid(table.grid, part, cells), path=path)
        else:
            ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
            yield from (Paragraph(text=c.text, path=path) for c in ordered if c.text)


def _grid(whole: Grid, part: _Part, cells: Sequence[GridCell]) -> Grid:
    """Cells keep the place that they have in the whole table."""
    moved = (
        cell._replace(
            row=cell.row - part.start,
            row_span=min(cell.row_span, part.end - cell.row),
            place=cell.place or Place(row=cell.row + 1, column=cell.column + 1),
        )
        for cell in cells
    )
    return Grid(rows=part.end - part.start, columns=whole.columns, cells=tuple(moved))
