"""How portals lay tables out, and reports read whole of them."""

from collections.abc import Callable

from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report, TableState
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Rows,
)
from tests.audits.reading.damaged_tables import (
    ORDINARY,
    SPANS,
)
from tests.audits.reading.seen import laid_out

BLANK = Printed(text="")
Layout = Callable[[Rows], Rows]


def _covering(rows: Rows) -> list[list[Printed]]:
    """Every place of a table with the cell that covers it."""
    sheet = laid_out(rows)
    texts = {(c.row, c.column): c for c in sheet}
    width = max(c.column + c.columns for c in sheet)
    table = [[BLANK] * width for _ in rows]
    for cell in texts.values():
        shown = Printed(text=cell.text, columns=cell.columns)
        for row in range(cell.row, cell.row + cell.rows):
            table[row][cell.column : cell.column + cell.columns] = [shown] * cell.columns
    return table


def unmerged(rows: Rows) -> Rows:
    """Only the first place of a merged cell has its text; the others are blank cells."""
    first = {(c.row, c.column): c.text for c in laid_out(rows)}
    width = max(c.column + c.columns for c in laid_out(rows))
    return tuple(
        tuple(Printed(text=first.get((row, column), "")) for column in range(width))
        for row in range(len(rows))
    )


def said_on_each_row(rows: Rows) -> Rows:
    """No cell is merged downwards; what it says is said on each of its rows."""
    table = []
    for covering in _covering(rows):
        row: list[Printed] = []
        for cell in covering:
            if not row or cell is not row[-1]:
                row.append(cell)
        table.append(tuple(row))
    return tuple(table)


def empty_column_before(rows: Rows) -> Rows:
    return tuple((BLANK, *row) for row in rows)


def empty_column_after(rows: Rows) -> Rows:
    return tuple((*row, BLANK) for row in rows)


def empty_columns(rows: Rows) -> Rows:
    return tuple((BLANK, *row, BLANK, BLANK) for row in rows)


LAYOUTS: tuple[Layout, ...] = (
    unmerged,
    said_on_each_row,
    empty_column_before,
    empty_column_after,
    empty_columns,
)


def numbered_figures(form: str) -> dict[str, str]:
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    return {cell: str(100 + number) for number, cell in enumerate(cells)}


def report_of(page: str) -> Report:
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    return report


def assert_whole(report: Report, figures: dict[str, str]) -> None:
    assert {cell: found.raw for cell, found in report.cells.items()} == figures
    assert not report.disputed
    assert all(table.state is TableState.READ for table in report.tables.values())
    assert len(report.sections) == 6


def damaged(rows: Rows, data: st.DataObject) -> Rows:
    damages = ORDINARY + SPANS
    for number in data.draw(st.lists(st.integers(0, len(damages) - 1), min_size=1, max_size=4)):
        rows = damages[number](rows, data.draw)
    return rows


def with_blanks(figures: dict[str, str]) -> dict[str, str]:
    """Blank where it would be zero: such cells look like those that a layout adds."""
    return {cell: "" if text == "0" else text for cell, text in figures.items()}
