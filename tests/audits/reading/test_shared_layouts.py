"""What is worked out once for reports of one layout is what each alone would give."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audits.documents.document import Document, Grid, GridCell
from audits.documents.opening import open_document
from audits.reading import (
    format_by_labels,
    grid_reader,
    grid_rows,
    sequence_pieces,
    sequence_reader,
)
from audits.reading.grid_rows import FIGURE, rows_of
from audits.reading.read import read_report
from audits.reading.sequence_pieces import pieces_of
from rules.labels import labels_of, plain, without_numbering
from rules.printed_figures import form_and_value
from rules.report import CellForm, Report
from rules.spec import TableSpec, all_specs
from tests.audits.published import Printed, Publication, Rows, as_html, parts_of, tables_with
from tests.audits.reading.damaged_tables import DAMAGE, FORMS, ORDINARY, SPANS, with_faults

REMEMBERED = (
    format_by_labels._fitting,
    grid_reader._holds_part,
    grid_reader._layout,
    grid_rows._laid,
    sequence_pieces._vocabulary,
    sequence_reader._layout,
)
TABLES = [table for spec in all_specs() for table in spec.tables]
FIGURES = st.from_regex(r"-?[0-9０-９]{1,10}(?:\.[0-9]{1,4})?", fullmatch=True)


def _read_alone(document: Document) -> Report | None:
    for remembered in REMEMBERED:
        remembered.cache_clear()
    return read_report(document)


def _refigured(tables: Sequence[Rows], data: st.DataObject) -> list[Rows]:
    """Other figures in every cell that holds one; what was alike need no longer be."""
    start, step = data.draw(st.integers(0, 99)), data.draw(st.sampled_from([0, 1, 3]))
    numbers: Iterator[int] = iter(range(start, start + 10_000 * step + 1, step or 1))

    def other(cell: Printed) -> Printed:
        return replace(cell, text=str(next(numbers, 0))) if cell.text.isdecimal() else cell

    return [tuple(tuple(other(cell) for cell in row) for row in rows) for rows in tables]


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_page_is_read_alike_after_others_of_its_layout(
    form: str, data: st.DataObject
) -> None:
    tables = tables_with({}, form=form, otherwise=data.draw(st.sampled_from(["0", "7", "35"])))
    damaged = {n: with_faults(t, ORDINARY + SPANS, data) for n, t in enumerate(tables)}
    further = {n: [with_faults(t, SPANS, data)[0] for t in parts] for n, parts in damaged.items()}
    variants = [damaged, {n: _refigured(t, data) for n, t in damaged.items()}, further]
    documents = [
        open_document(as_html(Publication(parts=parts_of(tables)).with_tables(each)).encode())
        for each in variants
    ]
    alone = [_read_alone(opened.document) for opened in documents]
    assert [read_report(opened.document) for opened in documents] == alone
    assert [read_report(opened.document) for opened in reversed(documents)] == alone[::-1]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
@given(figure=FIGURES)
@example(figure="12.50")
@example(figure="-3")
@example(figure="１２")
def test_a_figure_decides_nothing_about_where_cells_stand(table: TableSpec, figure: str) -> None:
    labels = labels_of(table)
    assert labels.rows.find(figure) is None
    assert labels.columns.find(figure) is None
    assert all(index.find(figure) is None for index in labels.columns_of_row.values())
    assert {plain(figure), without_numbering(figure)}.isdisjoint(labels.groups)
    assert plain(figure)
    assert not any(label.startswith(plain(figure)) for label in labels.heads)
    form, value = form_and_value(figure)
    assert (form, value is None) == (CellForm.NUMBER, False)
    assert (form, plain(FIGURE) != "") == (form_and_value(FIGURE)[0], True)


def test_reports_that_differ_in_figures_only_share_their_layout() -> None:
    one, other = (
        open_document(as_html(Publication(parts=parts_of(tables_with({}, otherwise=f)))).encode())
        for f in ("0", "12")
    )
    grids = [[b.grid for b in d.document.blocks if hasattr(b, "grid")] for d in (one, other)]
    assert all(rows_of(a) is rows_of(b) for a, b in zip(*grids, strict=True))
    form = all_specs()[0].tables
    assert pieces_of(form, one.document.lines).codes == pieces_of(form, other.document.lines).codes


def test_reports_that_differ_in_spans_or_blanks_share_nothing() -> None:
    cells = (
        GridCell(text="自然人", row=0, column=0),
        GridCell(text="1", row=0, column=1),
    )
    grid = Grid(rows=1, columns=2, cells=cells)
    wide = Grid(rows=1, columns=2, cells=(cells[0], cells[1]._replace(column_span=2)))
    blank = Grid(rows=1, columns=2, cells=(cells[0], cells[1]._replace(text="")))
    assert len({rows_of(each) for each in (grid, wide, blank)}) == 3
    assert [cell.column_span for cell in rows_of(wide).cells] == [1, 2]
