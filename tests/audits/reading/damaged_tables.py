"""Tables with faults of many kinds, drawn by chance, and the figures that they print."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import Printed, Rows
from tests.audits.reading.seen import Sheet, seen_in

FORMS = ("ogi-2021", "ogi-2019")
FUZZ = os.environ.get("GOUJI_FUZZ") == "1"
settings.register_profile(
    "damage",
    max_examples=int(os.environ.get("GOUJI_FUZZ_EXAMPLES", "3000")) if FUZZ else 40,
    deadline=None,
    derandomize=not FUZZ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
DAMAGE = settings.get_profile("damage")

Draw = Callable[[st.SearchStrategy[int]], int]
Damage = Callable[[Rows, Draw], Rows]


def _place(rows: Rows, draw: Draw) -> tuple[int, int]:
    row = draw(st.integers(0, len(rows) - 1))
    return row, draw(st.integers(0, max(len(rows[row]) - 1, 0)))


def _with_row(rows: Rows, number: int, row: Sequence[Printed]) -> Rows:
    return (*rows[:number], tuple(row), *rows[number + 1 :])


def _with_cell(rows: Rows, row: int, at: int, *cells: Printed) -> Rows:
    return _with_row(rows, row, (*rows[row][:at], *cells, *rows[row][at + 1 :]))


def drop_cell(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    return _with_cell(rows, row, at)


def duplicate_cell(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    return _with_cell(rows, row, at, *rows[row][at : at + 1] * 2)


def insert_figure(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    figure = Printed(text=str(draw(st.integers(0, 9))))
    return _with_cell(rows, row, at, figure, *rows[row][at : at + 1])


def insert_blank(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    return _with_cell(rows, row, at, Printed(text=""), *rows[row][at : at + 1])


def blank_cell(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    return _with_cell(rows, row, at, *(replace(c, text="") for c in rows[row][at : at + 1]))


def swap_cells(rows: Rows, draw: Draw) -> Rows:
    (row, at), (other, there) = _place(rows, draw), _place(rows, draw)
    if not rows[row] or not rows[other]:
        return rows
    one, two = rows[row][at], rows[other][there]
    return _with_cell(_with_cell(rows, row, at, two), other, there, one)


def swap_neighbours(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    cells = list(rows[row])
    cells[at : at + 2] = reversed(cells[at : at + 2])
    return _with_row(rows, row, cells)


def drop_row(rows: Rows, draw: Draw) -> Rows:
    row, _ = _place(rows, draw)
    return rows[:row] + rows[row + 1 :] if len(rows) > 1 else rows


def duplicate_row(rows: Rows, draw: Draw) -> Rows:
    row, _ = _place(rows, draw)
    return (*rows[: row + 1], *rows[row:])


def swap_rows(rows: Rows, draw: Draw) -> Rows:
    (row, _), (other, _) = _place(rows, draw), _place(rows, draw)
    return _with_row(_with_row(rows, row, rows[other]), other, rows[row])


def repeat_heads(rows: Rows, draw: Draw) -> Rows:
    row, _ = _place(rows, draw)
    return (*rows[:row], *rows[:3], *rows[row:])


def change_row_span(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    span = draw(st.sampled_from([1, 2, 3, 5, 65534]))
    return _with_cell(rows, row, at, *(replace(c, rows=span) for c in rows[row][at : at + 1]))


def change_column_span(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    span = draw(st.sampled_from([1, 2, 3, 8]))
    return _with_cell(rows, row, at, *(replace(c, columns=span) for c in rows[row][at : at + 1]))


def drop_column(rows: Rows, draw: Draw) -> Rows:
    at = draw(st.integers(1, 10))
    return tuple(row if len(row) < 3 else row[:-at] + row[len(row) - at + 1 :] for row in rows)


def toggle_continued(rows: Rows, draw: Draw) -> Rows:
    row, at = _place(rows, draw)
    return _with_cell(
        rows, row, at, *(replace(c, continues=not c.continues) for c in rows[row][at : at + 1])
    )


ORDINARY: tuple[Damage, ...] = (
    drop_cell,
    duplicate_cell,
    insert_figure,
    insert_blank,
    blank_cell,
    swap_cells,
    swap_neighbours,
    drop_row,
    duplicate_row,
    swap_rows,
    repeat_heads,
    drop_column,
)
SPANS: tuple[Damage, ...] = (change_row_span, change_column_span)


def with_faults(rows: Rows, damages: Sequence[Damage], data: st.DataObject) -> list[Rows]:
    """A table with up to five faults, perhaps cut in two, perhaps with another one after it."""
    draw: Draw = data.draw
    for number in data.draw(st.lists(st.integers(0, len(damages) - 1), max_size=5)):
        rows = damages[number](rows, draw)
    cut = data.draw(st.integers(-len(rows), len(rows) - 1))
    return [part for part in (rows[:cut], rows[cut:]) if part] if cut > 0 else [rows]


def figures_of(form: str, data: st.DataObject) -> dict[str, str]:
    """Mostly different figures, so that a shift shows; some alike, as in real tables."""
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    start = data.draw(st.integers(0, 500))
    alike = data.draw(st.integers(2, 9))
    return {c: str(start + n * 7) if n % alike else "0" for n, c in enumerate(cells)}


def assert_seen(report: Report | None, form: str, sheets: Sequence[Sheet]) -> None:
    if report is None:
        return
    seen = seen_in(spec_of(form), sheets)
    for cell_id, cell in report.cells.items():
        raw = "".join(cell.raw.split())
        assert raw in seen.get(cell_id, ()), (cell_id, raw, seen.get(cell_id), cell.origins)
