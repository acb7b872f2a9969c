"""Damaged reports: what is read under an id is what the table shows there, or nothing is."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Row,
    Rows,
    as_docx,
    as_html,
    as_text,
    parts_of,
    tables_with,
    word_rows,
)
from tests.audits.reading.seen import Sheet, laid_out, seen_in, word_sheet

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


def _damaged(rows: Rows, damages: Sequence[Damage], data: st.DataObject) -> list[Rows]:
    """A table with up to five faults, perhaps cut in two, perhaps with another one after it."""
    draw: Draw = data.draw
    for number in data.draw(st.lists(st.integers(0, len(damages) - 1), max_size=5)):
        rows = damages[number](rows, draw)
    cut = data.draw(st.integers(-len(rows), len(rows) - 1))
    return [part for part in (rows[:cut], rows[cut:]) if part] if cut > 0 else [rows]


def _figures(form: str, data: st.DataObject) -> dict[str, str]:
    """Mostly different figures, so that a shift shows; some alike, as in real tables."""
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    start = data.draw(st.integers(0, 500))
    alike = data.draw(st.integers(2, 9))
    return {c: str(start + n * 7) if n % alike else "0" for n, c in enumerate(cells)}


def _assert_seen(report: Report | None, form: str, sheets: Sequence[Sheet]) -> None:
    if report is None:
        return
    seen = seen_in(spec_of(form), sheets)
    for cell_id, cell in report.cells.items():
        raw = "".join(cell.raw.split())
        assert raw in seen.get(cell_id, ()), (cell_id, raw, seen.get(cell_id), cell.origins)


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_page_gives_no_cell_that_it_does_not_show(form: str, data: st.DataObject) -> None:
    tables = tables_with(_figures(form, data), form=form)
    damaged = {n: _damaged(t, ORDINARY + SPANS, data) for n, t in enumerate(tables)}
    page = as_html(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(page.encode()).document)
    _assert_seen(report, form, [laid_out(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_word_file_gives_no_cell_that_it_does_not_show(
    form: str, data: st.DataObject
) -> None:
    tables = [word_rows(t) for t in tables_with(_figures(form, data), form=form)]
    damages = (*ORDINARY, change_column_span, toggle_continued)
    damaged = {n: _damaged(t, damages, data) for n, t in enumerate(tables)}
    file = as_docx(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(file).document)
    _assert_seen(report, form, [word_sheet(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_flat_text_gives_no_cell_that_does_not_follow_its_label(
    form: str, data: st.DataObject
) -> None:
    tables = tables_with(_figures(form, data), form=form)
    rows_kept = tuple(d for d in ORDINARY if d is not repeat_heads)
    damaged = {
        n: [(*t[:n_heads], *part) for part in _damaged(t[n_heads:], rows_kept, data)[:1]]
        for n, (t, n_heads) in enumerate(zip(tables, (0, 3, 3), strict=True))
    }
    text = as_text(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(text.encode()).document)
    _assert_follows(
        report, form, [row for parts in damaged.values() for rows in parts for row in rows]
    )


def _assert_follows(report: Report | None, form: str, rows: Sequence[Row]) -> None:
    """In a text the cells behind a label, in order, are the row's: all of them or none."""
    if report is None:
        return
    spec = spec_of(form)
    table = spec.table("t3")
    columns = [c.id for c in table.blocks[0].columns]
    texts: dict[str, set[tuple[str, ...]]] = {}
    for printed in rows:
        cells = tuple("".join(c.text.split()) for c in printed)
        for row in table.rows:
            label = "".join((row.numeral + row.label).split())
            if label in cells:
                at = len(cells) - cells[::-1].index(label)
                texts.setdefault(row.id, set()).add(cells[at:])
    for cell_id, cell in report.cells.items():
        table_id, row_id, column = cell_id.split("/")
        if table_id == "t3":
            shown = {values[columns.index(column)] for values in texts[row_id] if len(values) == 7}
            assert shown == {cell.raw}, (cell_id, cell.raw, texts[row_id])


NOISE = (
    "{}",
    "<p>{}</p>",
    "<!-- <td>9</td> > -->{}",
    "<span title='>' data-a=\"'\">{}</span>",
    "{}<!--[if gte mso 9]><xml>9</xml><![endif]-->",
    "<![if !vml]>{}<![endif]>",
    "\x00{}\x00",
    "&#8203;{}&nbsp;",
    "<span style='display:none'>9</span>{}",
    "<script>document.write('<td>9</td>')</script>{}",
    "<font><b><i><u>{}</u></i></b></font><o:p></o:p>",
    "{}<p></p>",
    "<br>{}",
    "<b>{}",
    '<a name="x=\'9">{}</a>',
)


@settings(DAMAGE)
@given(data=st.data(), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]))
def test_noise_in_the_markup_changes_no_figure(data: st.DataObject, encoding: str) -> None:
    figures = _figures("ogi-2021", data)
    tables = []
    for table in tables_with(figures):
        noise = data.draw(st.lists(st.sampled_from(NOISE), min_size=7, max_size=7))
        tables.append(
            tuple(
                tuple(
                    replace(c, markup=noise[(n + m) % 7].format(c.text)) for m, c in enumerate(row)
                )
                for n, row in enumerate(table)
            )
        )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    page = as_html(Publication(parts=parts_of(tables)), head=head)
    report = read_report(open_document(page.encode(encoding)).document)
    assert report is not None
    for cell_id, cell in report.cells.items():
        assert cell.raw == figures[cell_id]
    assert len(report.cells) + len(report.disputed) == 200
