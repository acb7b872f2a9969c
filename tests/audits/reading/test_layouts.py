"""Tables as portals lay them out: nothing is lost, and where they are damaged nothing is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report, TableState
from rules.spec import spec_of
from tests.audits.published import (
    TITLE,
    Printed,
    Publication,
    Row,
    Rows,
    as_html,
    parts_of,
    row_html,
    tables_with,
)
from tests.audits.reading.damaged_tables import (
    DAMAGE,
    FORMS,
    ORDINARY,
    SPANS,
    assert_seen,
    figures_of,
)
from tests.audits.reading.seen import laid_out

BLANK = Printed(text="")
Layout = Callable[[Rows], Rows]
SENTENCE = "本机关坚持以公开为常态、不公开为例外，按月梳理公开事项，及时更新栏目。"


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


def _figures(form: str) -> dict[str, str]:
    cells = [cell for table in spec_of(form).tables for cell in table.cell_ids]
    return {cell: str(100 + number) for number, cell in enumerate(cells)}


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


def _read(page: str) -> Report:
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    return report


def _assert_whole(report: Report, figures: dict[str, str]) -> None:
    assert {cell: found.raw for cell, found in report.cells.items()} == figures
    assert not report.disputed
    assert all(table.state is TableState.READ for table in report.tables.values())
    assert len(report.sections) == 6


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_read_whole(layout: Layout, form: str) -> None:
    figures = _figures(form)
    tables = [layout(rows) for rows in tables_with(figures, form=form)]
    _assert_whole(_read(as_html(Publication(parts=parts_of(tables)))), figures)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_blank_figures_of_a_layout_are_blank_cells(layout: Layout, form: str) -> None:
    figures = {
        cell: "" if at % 3 else text for at, (cell, text) in enumerate(_figures(form).items())
    }
    tables = [layout(rows) for rows in tables_with(figures, form=form)]
    _assert_whole(_read(as_html(Publication(parts=parts_of(tables)))), figures)


def test_boxes_set_as_tables_by_styles_are_read_whole() -> None:
    figures = _figures("ogi-2021")
    parts = [
        f"<p>{part}</p>" if isinstance(part, str) else _boxes(unmerged(part))
        for part in parts_of(tables_with(figures))
    ]
    page = f"<html><body><p>{TITLE}</p>{''.join(parts)}</body></html>"
    _assert_whole(_read(page), figures)


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
    figures = _figures(form)
    tables = tables_with(figures, form=form)
    for number, heads in ((0, 2), (1, 3)):
        for at in range(heads, len(tables[number])):
            parts = _cut(tables[number], at, says_again=says_again)
            page = as_html(Publication(parts=parts_of(tables)).with_tables({number: parts}))
            _assert_whole(_read(page), figures)


def test_rows_below_a_cut_are_not_put_under_heads_of_another_block() -> None:
    figures = _figures("ogi-2021")
    tables = tables_with(figures)
    second = tables[0]
    start = next(n for n, row in enumerate(second) if row[0].text == "行政处罚")
    parts = [second[: start - 2], second[start:]]
    report = _read(as_html(Publication(parts=parts_of(tables)).with_tables({0: parts})))
    assert "t2/penalties/decisions" not in report.cells
    assert {"t2/licensing/decisions", "t2/fees/amount"} <= report.cells.keys()


# One table for all


def _one_table(parts: Sequence[str | Rows], text: str = "{}") -> str:
    rows = "".join(
        f'<tr><td colspan="15">{text.format(part)}</td></tr>'
        if isinstance(part, str)
        else "".join(map(row_html, part))
        for part in (TITLE, *parts)
    )
    return f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>"


@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_holds_all_is_read_whole(form: str) -> None:
    figures = _figures(form)
    report = _read(_one_table(parts_of(tables_with(figures, form=form))))
    _assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == ("栏目更新有时不及时，今后按月检查并改进。",)
    assert report.sections["requests"].tables == 1
    assert report.sections["other_matters"].paragraphs == ("本年度没有收取信息处理费。",)


def test_rows_of_marks_for_none_are_no_text() -> None:
    figures = dict.fromkeys(_figures("ogi-2021"), "—")
    _assert_whole(_read(_one_table(parts_of(tables_with(figures)))), figures)


def test_a_sentence_with_one_figure_in_a_row_of_its_own_is_text() -> None:
    parts = (*parts_of(tables_with(_figures("ogi-2021")))[:-1], "本年度收取信息处理费300元。")
    told = _read(_one_table(parts)).sections["other_matters"]
    assert told.paragraphs == ("本年度收取信息处理费300元。",)
    assert told.tables == 0


def test_long_text_in_rows_of_a_table_for_all_is_told_by_its_paragraphs() -> None:
    figures = _figures("ogi-2021")
    parts = parts_of(tables_with(figures))
    page = _one_table(parts).replace(
        "栏目更新有时", f"<p>{SENTENCE * 20}</p><p>末段。</p><p>栏目更新有时"
    )
    report = _read(page)
    _assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == (
        SENTENCE * 20,
        "末段。",
        "栏目更新有时不及时，今后按月检查并改进。",
    )


def test_headings_with_their_text_in_one_cell_are_found() -> None:
    figures = _figures("ogi-2021")
    *parts, fifth, problems, sixth, others = parts_of(tables_with(figures))
    cell = f"<p>{fifth}</p><p>{problems}</p><p>{sixth}</p><p>{others}</p>"
    report = _read(_one_table([*parts, cell]))
    _assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == (problems,)


def test_a_heading_in_the_first_row_of_its_table_is_found() -> None:
    figures = _figures("ogi-2021")
    tables = tables_with(figures)
    heading = (Printed(text="三、收到和处理政府信息公开申请情况", columns=10),)
    parts = [p for p in parts_of(tables) if p != heading[0].text]
    publication = Publication(parts=tuple(parts)).with_tables({1: [(heading, *tables[1])]})
    report = _read(as_html(publication))
    _assert_whole(report, figures)
    assert report.sections["requests"].heading == heading[0].text


def test_a_heading_beside_its_text_is_found() -> None:
    second, third, fourth = tables_with(_figures("ogi-2021"))
    names = [p for p in parts_of((second, third, fourth)) if isinstance(p, str)]
    heads = [name for name in names if name[1] == "、"]
    texts: list[str | Rows] = [names[1], second, third, fourth, names[-3], names[-1]]
    rows = "".join(
        row_html((Printed(text=head), Printed(text=text)))
        if isinstance(text, str)
        else row_html((Printed(text=head, columns=10),)) + "".join(map(row_html, text))
        for head, text in zip(heads, texts, strict=True)
    )
    report = _read(f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>")
    assert len(report.sections) == 6
    assert report.sections["problems"].paragraphs == (names[-3],)


# Damage


def _damaged(rows: Rows, data: st.DataObject) -> Rows:
    damages = ORDINARY + SPANS
    for number in data.draw(st.lists(st.integers(0, len(damages) - 1), min_size=1, max_size=4)):
        rows = damages[number](rows, data.draw)
    return rows


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_layout_gives_no_cell_that_it_does_not_show(
    layout: Layout, form: str, data: st.DataObject
) -> None:
    figures = _with_blanks(figures_of(form, data))
    tables = [_damaged(layout(rows), data) for rows in tables_with(figures, form=form)]
    report = read_report(
        open_document(as_html(Publication(parts=parts_of(tables))).encode()).document
    )
    assert_seen(report, form, [laid_out(rows) for rows in tables])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_table_for_all_gives_no_cell_that_it_does_not_show(
    form: str, data: st.DataObject
) -> None:
    tables = [
        _damaged(rows, data)
        for rows in tables_with(_with_blanks(figures_of(form, data)), form=form)
    ]
    report = read_report(open_document(_one_table(parts_of(tables)).encode()).document)
    assert_seen(report, form, [laid_out(_one_line_each(tables))])


def _with_blanks(figures: dict[str, str]) -> dict[str, str]:
    """Blank where it would be zero: such cells look like those that a layout adds."""
    return {cell: "" if text == "0" else text for cell, text in figures.items()}


def _one_line_each(tables: Sequence[Rows]) -> Rows:
    """The tables with a row of text between them, beyond which no cell is due."""
    rows: list[Row] = []
    for part in (TITLE, *parts_of(tables)):
        rows.extend(((Printed(text=part, columns=15),),) if isinstance(part, str) else part)
    return tuple(rows)
