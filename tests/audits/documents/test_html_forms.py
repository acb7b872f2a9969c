"""Every way in which a page sets out its tables: the figures are read, or absent, never wrong."""

from collections.abc import Callable

import pytest

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report, TableState
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Rows,
    as_html,
    parts_of,
    row_html,
    tables_with,
)

CELLS = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]
FIGURES = {cell: str(number) for number, cell in enumerate(CELLS, start=1)}
PUBLICATION = Publication(parts=parts_of(tables_with(FIGURES)))


def _read(page: str) -> Report:
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    return report


def _assert_read_whole(page: str) -> None:
    report = _read(page)
    assert {cell: found.raw for cell, found in report.cells.items()} == FIGURES
    assert report.disputed == {}


def _assert_none_wrong(page: str) -> Report:
    report = _read(page)
    wrong = {c: f.raw for c, f in report.cells.items() if f.raw != FIGURES.get(c)}
    assert wrong == {}
    return report


def _page(table: Callable[[Rows], str], *, head: str = "") -> str:
    """The report with its tables as ``table`` sets them."""
    whole = as_html(PUBLICATION, head=head)
    for rows in PUBLICATION.tables:
        plain = f"<table>{''.join(row_html(row) for row in rows)}</table>"
        assert plain in whole
        whole = whole.replace(plain, table(rows))
    return whole


def _in_divs(rows: Rows, table: str, row: str, cell: str) -> str:
    lines = (
        f"<div {row}>{''.join(f'<div {cell}>{c.text}</div>' for c in line)}</div>" for line in rows
    )
    return f"<div {table}>{''.join(lines)}</div>"


def _plain_divs(rows: Rows) -> str:
    """Only tables whose cells need no spans can be set in divisions."""
    return _in_divs(
        rows,
        'style="display: table"',
        'style="DISPLAY:table-row"',
        'style="padding:0;display : table-cell"',
    )


def _only_table_2(table: Callable[[Rows], str], *, head: str = "") -> str:
    rows = PUBLICATION.tables[0]
    plain = f"<table>{''.join(row_html(row) for row in rows)}</table>"
    return as_html(PUBLICATION, head=head).replace(plain, table(rows))


def test_a_table_of_divisions_by_their_styles_is_read() -> None:
    _assert_read_whole(_only_table_2(_plain_divs))


@pytest.mark.parametrize(
    "sheet",
    [
        ".t{display:table}.r{display:table-row}.c{display:table-cell;width:9%}",
        "<!-- div.t{display:table} div.r,p.q{ display: table-row }\n.c{display:table-cell} -->",
        ".c{display:block}.t{display:table}.r{display:table-row}div.c{display:table-cell}",
        ".t{display:table}.r{display:table-row}.c{display:table-cell}@media print{p{display:none}}",
        "@media screen { .t{display:table} .r{display:table-row} .c{display:table-cell} }",
        "/* .c{display:none} */.t{display:table}.r{display:table-row}.c{display:table-cell}",
    ],
)
def test_a_table_of_divisions_by_the_pages_own_sheet_is_read(sheet: str) -> None:
    page = _only_table_2(
        lambda rows: _in_divs(rows, "class=t", 'class="x r"', "class=c"),
        head=f"<style>{sheet}</style>",
    )
    _assert_read_whole(page)


def test_divisions_that_are_no_table_by_any_style_are_no_table() -> None:
    page = _only_table_2(lambda rows: _in_divs(rows, "class=t", "class=r", "class=c"))
    report = _assert_none_wrong(page)
    assert report.tables["t2"].state is TableState.UNREAD


def test_a_page_laid_out_by_divisions_set_as_a_table_is_read() -> None:
    page = as_html(PUBLICATION).replace(
        "<div class=content>",
        '<div style="display:table"><div style="display:table-cell">导航</div>'
        '<div style="display:table-cell">',
    )
    _assert_read_whole(page.replace("</body>", "</div></div></body>"))


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        ("", 'style="display:none"'),
        ("", "hidden"),
        ("", 'style="visibility: collapse"'),
        (".old{display:none}", "class=old"),
        ("tr.old{display : none !important}", 'class="x old" style="display:table-row"'),
        ("#old{display:none}", "id=old"),
        (".old{display:table-row}tr.old{display:none}", "class=old"),
    ],
)
def test_a_row_that_the_page_hides_is_not_read(sheet: str, hidden: str) -> None:
    row = "<td>规章</td><td>901</td><td>902</td><td>903</td>"
    page = as_html(PUBLICATION, head=f"<style>{sheet}</style>")
    page = page.replace("<tr><td>规章", f"<tr {hidden}>{row}</tr><tr><td>规章")
    _assert_read_whole(page)


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ("@media print{.new{display:none}}", "class=new"),
        ("@media (max-width:600px){.new{display:none}}", "class=new"),
        (".new{display:none}tr.new{display:table-row}", "class=new"),
        (".new{display:none}", 'class=new style="display:table-row"'),
        (".other .new:hover{display:none}", "class=new"),
    ],
)
def test_a_row_that_the_page_shows_is_read(sheet: str, shown: str) -> None:
    page = as_html(PUBLICATION, head=f"<style>{sheet}</style>")
    _assert_read_whole(page.replace("<tr><td>规章", f"<tr {shown}><td>规章"))


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">9</span>{}',
        "{}<i hidden>9</i>",
        "<b class=old>9</b>{}",
        '<p style="visibility:hidden">9</p>{}',
        "<!-- 9 -->{}",
        "<template>9</template>{}",
    ],
)
def test_hidden_characters_are_no_part_of_a_figure(hidden: str) -> None:
    head = "<style>.old{display:none}</style>"
    _assert_read_whole(as_html(PUBLICATION, head=head, cell=hidden))


def test_what_a_selector_beyond_both_readers_hides_is_never_a_wrong_figure() -> None:
    row = "<tr class=old><td>规章</td><td>901</td><td>902</td><td>903</td></tr>"
    head = "<style>.content table tr.old{display:none}</style>"
    page = as_html(PUBLICATION, head=head).replace("<tr><td>规章", f"{row}<tr><td>规章", 1)
    _assert_none_wrong(page)


@pytest.mark.parametrize("tag", ["</tr>", "</td>", "</td></tr>"])
def test_ends_that_are_left_out_change_nothing(tag: str) -> None:
    _assert_read_whole(as_html(PUBLICATION).replace(tag, ""))


def test_labels_and_figures_broken_in_a_cell_are_read() -> None:
    page = (
        as_html(PUBLICATION)
        .replace("科研机构", "科研<br>机构")
        .replace("商业企业", "商 业<br/>企 业")
    )
    _assert_read_whole(page.replace("社会公益组织", "<p>社会公益</p><p>组织</p>"))


def test_the_heading_of_the_outcomes_may_be_repeated_on_each_row() -> None:
    def table(rows: Rows) -> str:
        lines = []
        inside = 0
        for row in rows:
            cells = list(row)
            if cells[0].text == "三、本年度办理结果":
                inside = cells[0].rows
                cells = cells[1:]
            if inside:
                inside -= 1
                cells = [Printed(text="三、本年度办理结果"), *cells]
            lines.append(row_html(tuple(cells)))
        return f"<table>{''.join(lines)}</table>"

    _assert_read_whole(_page(table))


def test_three_tables_in_one_are_read() -> None:
    rows = [row for table in PUBLICATION.tables for row in table]
    parts = tuple(part for part in PUBLICATION.parts if isinstance(part, str))
    together = f"<table>{''.join(row_html(row) for row in rows)}</table>"
    page = as_html(Publication(parts=parts))
    heading = "<p>三、收到和处理政府信息公开申请情况</p>"
    assert heading in page
    _assert_none_wrong(page.replace(heading, f"{together}{heading}"))


def test_figures_each_in_a_table_of_its_own_are_read() -> None:
    def table(rows: Rows) -> str:
        return "<table>{}</table>".format(
            "".join(row_html(row, cell="<table><tr><td>{}</td></tr></table>") for row in rows)
        )

    _assert_read_whole(_page(table))


def test_tables_nested_deeply_around_the_report_change_nothing() -> None:
    page = as_html(PUBLICATION)
    inner = page[page.index("<div class=content>") : page.index("</body>")]
    for _ in range(6):
        inner = f"<table><tr><td>{inner}</td></tr></table>"
        inner = f"<table><tr><td>栏目</td><td>{inner}</td></tr></table>"
    _assert_read_whole(f"<html><body>{inner}</body></html>")


def test_spans_that_do_not_add_up_give_no_wrong_cell() -> None:
    page = as_html(PUBLICATION)
    for old, new in (('colspan="7"', 'colspan="5"'), ('rowspan="2"', 'rowspan="3"')):
        assert old in page
        _assert_none_wrong(page.replace(old, new))


def test_a_cell_cut_in_two_by_a_comment_of_the_editor_is_one() -> None:
    _assert_read_whole(
        as_html(PUBLICATION, cell="<!--[if gte mso 9]><xml><td>9</td></xml><![endif]-->{}")
    )
