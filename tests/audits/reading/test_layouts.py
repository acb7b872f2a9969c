"""Tables as portals lay them out: nothing is lost, and where they are damaged nothing is wrong."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from tests.audits.published import (
    TITLE,
    Printed,
    Publication,
    Rows,
    as_html,
    parts_of,
    tables_with,
)
from tests.audits.reading.damaged_tables import (
    DAMAGE,
    FORMS,
    assert_seen,
    figures_of,
)
from tests.audits.reading.layouts import (
    LAYOUTS,
    Layout,
    assert_whole,
    damaged,
    numbered_figures,
    report_of,
    unmerged,
    with_blanks,
)
from tests.audits.reading.seen import laid_out


def _cut(rows: Rows, at: int, *, says_again: bool) -> list[Rows]:
    """Two tables; a merged cell goes on in the second with its text, or blank."""
    below: list[list[tuple[int, Printed]]] = [[] for _ in rows[at:]]
    above: list[list[Printed]] = [[] for _ in rows[:at]]
    for cell in laid_out(rows):
        end = cell.row + cell.rows
        printed = Printed(text=cell.text, columns=cell.columns)
        if cell.row < at:
            above[cell.row].append(replace(printed, rows=min(end, at) - cell.row))
        if end > at:
            start = max(cell.row, at)
            text = cell.text if says_again or cell.row >= at else ""
            goes_on = replace(printed, text=text, rows=end - start)
            below[start - at].append((cell.column, goes_on))
    ordered = (sorted(row, key=lambda placed: placed[0]) for row in below)
    return [tuple(map(tuple, above)), tuple(tuple(cell for _, cell in row) for row in ordered)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_whole(layout: Layout, form: str) -> None:
    figures = numbered_figures(form)
    tables = [layout(rows) for rows in tables_with(figures, form=form)]
    assert_whole(report_of(as_html(Publication(parts=parts_of(tables)))), figures)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_blank_figures_of_a_layout_are_blank_cells(layout: Layout, form: str) -> None:
    figures = {
        cell: "" if at % 3 else text
        for at, (cell, text) in enumerate(numbered_figures(form).items())
    }
    tables = [layout(rows) for rows in tables_with(figures, form=form)]
    assert_whole(report_of(as_html(Publication(parts=parts_of(tables)))), figures)


def test_boxes_set_as_tables_by_styles_are_read_whole() -> None:
    figures = numbered_figures("ogi-2021")
    parts = [
        f"<p>{part}</p>" if isinstance(part, str) else _boxes(unmerged(part))
        for part in parts_of(tables_with(figures))
    ]
    page = f"<html><body><p>{TITLE}</p>{''.join(parts)}</body></html>"
    assert_whole(report_of(page), figures)


def _boxes(rows: Rows) -> str:
    def box(display: str, inner: str) -> str:
        return f'<div style="display:{display}">{inner}</div>'

    lines = ("".join(box("table-cell", escape(c.text)) for c in row) for row in rows)
    return box("table", "".join(box("table-row", line) for line in lines))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("says_again", [True, False])
def test_a_table_cut_in_two_is_read_whole_wherever_it_is_cut(
    form: str, *, says_again: bool
) -> None:
    figures = numbered_figures(form)
    tables = tables_with(figures, form=form)
    for number, heads in ((0, 2), (1, 3)):
        for at in range(heads, len(tables[number])):
            parts = _cut(tables[number], at, says_again=says_again)
            page = as_html(Publication(parts=parts_of(tables)).with_tables({number: parts}))
            assert_whole(report_of(page), figures)


def test_rows_below_a_cut_are_not_put_under_heads_of_another_block() -> None:
    figures = numbered_figures("ogi-2021")
    tables = tables_with(figures)
    second = tables[0]
    start = next(n for n, row in enumerate(second) if row[0].text == "行政处罚")
    parts = [second[: start - 2], second[start:]]
    report = report_of(as_html(Publication(parts=parts_of(tables)).with_tables({0: parts})))
    assert "t2/penalties/decisions" not in report.cells
    assert {"t2/licensing/decisions", "t2/fees/amount"} <= report.cells.keys()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_layout_gives_no_cell_that_it_does_not_show(
    layout: Layout, form: str, data: st.DataObject
) -> None:
    figures = with_blanks(figures_of(form, data))
    tables = [damaged(layout(rows), data) for rows in tables_with(figures, form=form)]
    report = read_report(
        open_document(as_html(Publication(parts=parts_of(tables))).encode()).document
    )
    assert_seen(report, form, [laid_out(rows) for rows in tables])
