"""The three tables as grids of merged cells, the same for every file kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from crawler.demo_portal import form
from crawler.demo_portal.form import Block, Form, FormTable, Group, Line


class CellKind(StrEnum):
    """What a grid cell holds."""

    LABEL = "label"
    COLUMN_HEADING = "column-heading"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell at the row and column where it begins; it may span more."""

    text: str
    kind: CellKind
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: for each row the cells that begin in it, left to right."""

    table: FormTable
    width: int
    rows: tuple[tuple[GridCell, ...], ...]


def build_grid(table: FormTable, edition: Form, cells: Mapping[str, str]) -> Grid:
    """The grid of one table; rows that have no cells are left out."""
    match table:
        case FormTable.PROACTIVE:
            rows = tuple(_proactive_rows(edition, cells))
            return Grid(table=table, width=4, rows=rows)
        case FormTable.REQUESTS:
            rows = (*_request_headings(), *_request_rows(edition, cells))
            return Grid(table=table, width=10, rows=rows)
        case FormTable.REVIEWS:
            return Grid(table=table, width=15, rows=tuple(_review_rows(cells)))


def cut_grid(grid: Grid, at: int) -> tuple[Grid, Grid]:
    """The rows before and from a row on; a merged cell across the cut goes on empty."""
    upper = tuple(
        tuple(replace(cell, rows=min(cell.rows, at - index)) for cell in row)
        for index, row in enumerate(grid.rows[:at])
    )
    going_on = [
        replace(cell, text="", rows=index + cell.rows - at)
        for index, row in enumerate(grid.rows[:at])
        for cell in row
        if index + cell.rows > at
    ]
    first, *others = grid.rows[at:]
    joined = tuple(sorted((*going_on, *first), key=lambda cell: cell.column))
    return replace(grid, rows=upper), replace(grid, rows=(joined, *others))


def _label(text: str, column: int, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(text=text, kind=CellKind.LABEL, column=column, rows=rows, columns=columns)


def _heading(text: str, column: int, rows: int = 1, columns: int = 1) -> GridCell:
    kind = CellKind.COLUMN_HEADING
    return GridCell(text=text, kind=kind, column=column, rows=rows, columns=columns)


def _figure(text: str, column: int, columns: int = 1) -> GridCell:
    return GridCell(text=text, kind=CellKind.FIGURE, column=column, columns=columns)


def _proactive_rows(edition: Form, cells: Mapping[str, str]) -> Iterator[tuple[GridCell, ...]]:
    for block in form.PROACTIVE_BLOCKS[edition]:
        rows = [row for row in block.rows if f"t2/{row.id}/{block.columns[0].id}" in cells]
        if not rows:
            continue
        places = _places(block)
        yield (_label(block.article, 0, columns=4),)
        yield (
            _label("信息内容", 0),
            *(_heading(line.label, at, columns=span) for line, at, span in places),
        )
        for row in rows:
            figures = (
                _figure(cells[f"t2/{row.id}/{line.id}"], at, span) for line, at, span in places
            )
            yield (_label(row.label, 0), *figures)


def _places(block: Block) -> tuple[tuple[Line, int, int], ...]:
    """Each column of a block with its place and its span; the last fills the width of three."""
    last = len(block.columns) - 1
    return tuple(
        (line, 1 + index, 3 - index if index == last else 1)
        for index, line in enumerate(block.columns)
    )


def _request_headings() -> tuple[tuple[GridCell, ...], ...]:
    organisations = form.APPLICANTS[1:]
    return (
        (_label(form.BALANCE_NOTE, 0, rows=3, columns=3), _heading("申请人情况", 3, columns=7)),
        (
            _heading(form.APPLICANTS[0].label, 3, rows=2),
            _heading("法人或其他组织", 4, columns=5),
            _heading(form.TOTAL.label, 9, rows=2),
        ),
        tuple(_heading(line.label, 4 + index) for index, line in enumerate(organisations)),
    )


def _request_figures(row: str, cells: Mapping[str, str]) -> tuple[GridCell, ...]:
    ids = form.request_row_cells(row)
    return tuple(_figure(cells[id_], 3 + index) for index, id_ in enumerate(ids))


def _request_rows(edition: Form, cells: Mapping[str, str]) -> Iterator[tuple[GridCell, ...]]:
    for line in (form.RECEIVED, form.BROUGHT_FORWARD):
        yield (_label(line.label, 0, columns=3), *_request_figures(line.id, cells))
    outcomes = [row for group in _groups(edition, cells) for row in _group_rows(group, cells)]
    total = form.OUTCOME_TOTAL
    outcomes.append((_label(total.label, 1, columns=2), *_request_figures(total.id, cells)))
    first, *others = outcomes
    yield (_label("三、本年度办理结果", 0, rows=len(outcomes)), *first)
    yield from others
    line = form.CARRIED_FORWARD
    yield (_label(line.label, 0, columns=3), *_request_figures(line.id, cells))


def _groups(edition: Form, cells: Mapping[str, str]) -> tuple[Group, ...]:
    groups = form.OUTCOMES[edition]
    if "t3/other/total" in cells:
        return (*groups[:-1], form.OTHER_IN_ONE_ROW)
    return groups


def _group_rows(group: Group, cells: Mapping[str, str]) -> Iterator[tuple[GridCell, ...]]:
    for index, row in enumerate(group.rows):
        figures = _request_figures(row.id, cells)
        if not group.numbered:
            yield (_label(group.label, 1, columns=2), *figures)
        elif index == 0:
            yield (_label(group.label, 1, rows=len(group.rows)), _label(row.label, 2), *figures)
        else:
            yield (_label(row.label, 2), *figures)


def _review_rows(cells: Mapping[str, str]) -> Iterator[tuple[GridCell, ...]]:
    reconsideration, direct, after = form.REVIEW_ROWS
    results = (*form.REVIEW_RESULTS, form.TOTAL)
    yield (
        _heading(reconsideration.label, 0, columns=5),
        _heading("行政诉讼", 5, columns=10),
    )
    yield (
        *(_heading(line.label, index, rows=2) for index, line in enumerate(results)),
        _heading(direct.label, 5, columns=5),
        _heading(after.label, 10, columns=5),
    )
    yield tuple(_heading(line.label, 5 + index) for index, line in enumerate(results * 2))
    ids = [id_ for row in form.REVIEW_ROWS for id_ in form.review_row_cells(row.id)]
    yield tuple(_figure(cells[id_], index) for index, id_ in enumerate(ids))
