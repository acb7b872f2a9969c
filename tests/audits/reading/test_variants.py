"""Tables as bodies print them: every variant is read, and every trap is left alone."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report, TableState
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Rows,
    as_docx,
    as_html,
    as_text,
    parts_of,
    tables_with,
    word_rows,
)

FIGURES = {
    cell: str(number)
    for number, cell in enumerate(
        cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids
    )
}
TABLES = tables_with(FIGURES)


def _read(content: str | bytes) -> Report:
    report = read_report(
        open_document(content.encode() if isinstance(content, str) else content).document
    )
    assert report is not None
    return report


def _page(tables: dict[int, list[Rows]] | None = None, **html: str) -> Report:
    publication = Publication(parts=parts_of(TABLES)).with_tables(tables or {})
    return _read(as_html(publication, **html))


def _texts(report: Report, table: str = "t") -> dict[str, str]:
    return {name: cell.raw for name, cell in report.cells.items() if name.startswith(table)}


def _relabelled(rows: Rows, old: str, new: str) -> Rows:
    return tuple(tuple(replace(c, text=new) if c.text == old else c for c in row) for row in rows)


@pytest.mark.parametrize("form", ["ogi-2021", "ogi-2019"])
@pytest.mark.parametrize("medium", ["html", "docx", "text"])
def test_every_cell_of_a_form_is_read_in_every_medium(form: str, medium: str) -> None:
    spec = spec_of(form)
    cells = [cell for table in spec.tables for cell in table.cell_ids]
    figures = {cell: str(number) for number, cell in enumerate(cells)}
    tables = tables_with(figures, form=form)
    written: str | bytes
    if medium == "docx":
        written = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables])))
    else:
        write = as_html if medium == "html" else as_text
        written = write(Publication(parts=parts_of(tables)))
    report = _read(written)
    assert report.format == form
    assert _texts(report) == figures
    assert not report.disputed
    assert set(report.sections) == {section.key for section in spec.sections}


@pytest.mark.parametrize(
    "cell",
    [
        '<p class="MsoNormal" style="text-align:center"><span style="font-size:12pt">{}</span></p>',
        "<p>&nbsp;{}&nbsp;<o:p></o:p></p>",
        "<font><b>{}</b></font><!-- x>y -->",
        '<span title="a>b" data-x=\'"\'>{}</span>',
        "<![if !supportEmptyParas]>{}<![endif]>",
        "<div><div><div>{}</div></div></div>",
    ],
)
def test_markup_around_the_figures_changes_nothing(cell: str) -> None:
    assert _texts(_page(cell=cell)) == FIGURES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("商业企业", "商 业 企\n业"),
        ("法律服务机构", "法律服务 机构"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "1．属于国家秘密"),
        ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
        ("（一）予以公开", "(一) 予以公开"),
        ("行政规范性文件", "规范性文件"),
        ("第二十条第（一）项", "第二十条 第(一)项"),
        ("5.属于三类内部事务信息", "5.属于三类内容事务信息"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
    ],
)
def test_a_label_printed_otherwise_is_the_same_label(old: str, new: str) -> None:
    assert any(old == c.text for t in TABLES for row in t for c in row)
    tables = {n: [_relabelled(table, old, new)] for n, table in enumerate(TABLES)}
    assert _texts(_page(tables)) == FIGURES


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("本年处理决定数量", "上年处理决定数量", "t2/licensing/decisions"),
        ("本年收费金额（单位：万元）", "本年收费金额（单位：元）", "t2/fees/amount"),
        ("未经复议直接起诉", "未复议后起诉", "t4/direct_suit/upheld"),
        ("复议后起诉", "复议前起诉", "t4/suit_after_reconsideration/upheld"),
        ("1.本机关不掌握相关政府信息", "1.本机关掌握相关政府信息", "t3/unable.not_held/total"),
    ],
)
def test_a_label_that_says_something_else_is_another_label(old: str, new: str, lost: str) -> None:
    tables = {n: [_relabelled(table, old, new)] for n, table in enumerate(TABLES)}
    texts = _texts(_page(tables))
    assert lost not in texts
    assert texts.items() <= FIGURES.items()


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("１２", "12"),
        ("1,234", "1234"),
        ("12件", "12"),
        ("+4", "4"),
        ("0", "0"),
        ("96171.60", "96171.6"),
    ],
)
def test_a_figure_is_read_as_printed(printed: str, value: str) -> None:
    report = _read(as_html(Publication(parts=parts_of(tables_with({"t2/fees/amount": printed})))))
    cell = report.cells["t2/fees/amount"]
    assert cell.raw == printed
    assert cell.value == Decimal(value)


@pytest.mark.parametrize("printed", ["", "/", "—", "-", "无", "\u00a0", "5①", "3/5", "约5", "二十"])
def test_what_is_no_single_figure_has_no_value(printed: str) -> None:
    report = _read(as_html(Publication(parts=parts_of(tables_with({"t3/total/total": printed})))))
    assert report.cells["t3/total/total"].value is None


def test_a_blank_form_has_every_cell_and_no_value() -> None:
    report = _read(as_html(Publication(parts=parts_of(tables_with({}, otherwise="")))))
    assert len(report.cells) == 200
    assert {cell.value for cell in report.cells.values()} == {None}


def test_columns_in_another_order_are_never_read_as_if_they_were_the_forms() -> None:
    columns = {"商业企业": "法律服务机构", "法律服务机构": "商业企业"}
    moved = tuple(
        tuple(replace(c, text=columns.get(c.text, c.text)) for c in row) for row in TABLES[1]
    )
    texts = _texts(_page({1: [moved]}), "t3")
    for row in spec_of("ogi-2021").table("t3").rows:
        assert (
            texts.get(f"t3/{row.id}/business", FIGURES[f"t3/{row.id}/legal_service"])
            == (FIGURES[f"t3/{row.id}/legal_service"])
        )
    flat = _read(as_text(Publication(parts=parts_of((TABLES[0], moved, TABLES[2])))))
    assert not _texts(flat, "t3")


def test_groups_of_table_4_in_another_order_are_not_read_by_order() -> None:
    names = {"未经复议直接起诉": "复议后起诉", "复议后起诉": "未经复议直接起诉"}
    moved = tuple(
        tuple(replace(c, text=names.get(c.text, c.text)) for c in row) for row in TABLES[2]
    )
    flat = _read(as_text(Publication(parts=parts_of((*TABLES[:2], moved)))))
    assert not _texts(flat, "t4")
    assert "t4/direct_suit/upheld" not in _texts(_page({2: [moved]}))


def test_heads_that_do_not_stand_over_their_figures_make_them_disputed() -> None:
    heads = tuple(replace(c, columns=2) if c.text == "商业企业" else c for c in TABLES[1][2])
    report = _page({1: [(*TABLES[1][:2], heads, *TABLES[1][3:])]})
    assert _texts(report).items() <= FIGURES.items()
    assert "t3/received/business" in report.disputed


@pytest.mark.parametrize("span", [' rowspan="0"', ' rowspan="65534"', ' colspan="65534"'])
def test_a_span_trap_makes_cells_absent_and_none_wrong(span: str) -> None:
    received = TABLES[1][3]
    trapped = (received[0], replace(received[1], attributes=span), *received[2:])
    report = _page({1: [(*TABLES[1][:3], trapped, *TABLES[1][4:])]})
    assert _texts(report).items() <= FIGURES.items()
    assert "t3/received/total" not in report.cells or "colspan" not in span


def test_an_extra_blank_column_beside_the_labels_changes_nothing() -> None:
    first = replace(TABLES[1][0][0], columns=4)
    wider = tuple(
        (*row[:-7], Printed(text=""), *row[-7:]) if number > 2 else row
        for number, row in enumerate(((first, TABLES[1][0][1]), *TABLES[1][1:]))
    )
    report = _page({1: [wider]})
    assert _texts(report, "t3").items() <= FIGURES.items()


def test_table_2_may_stand_as_four_tables() -> None:
    starts = [n for n, row in enumerate(TABLES[0]) if row[0].text.startswith("第二十条")]
    parts = [TABLES[0][a:b] for a, b in zip(starts, [*starts[1:], len(TABLES[0])], strict=True)]
    assert len(parts) == 4
    assert _texts(_page({0: parts})) == FIGURES


@pytest.mark.parametrize("cut", [5, 12, 20])
def test_table_3_cut_in_two_tables_is_read_where_the_labels_keep_their_place(cut: int) -> None:
    texts = _texts(_page({1: [TABLES[1][:cut], TABLES[1][cut:]]}))
    assert texts.items() <= FIGURES.items()
    assert "t3/received/total" in texts


def test_table_3_cut_in_two_with_its_heads_repeated_is_read_whole() -> None:
    cut = next(n for n, row in enumerate(TABLES[1]) if row[0].text.startswith("四、"))
    assert _texts(_page({1: [TABLES[1][:cut], TABLES[1][:3] + TABLES[1][cut:]]})) == FIGURES


def test_two_tables_of_one_kind_that_differ_give_no_cell_of_it() -> None:
    other = tables_with({cell: str(int(text) + 1) for cell, text in FIGURES.items()})
    report = _page({1: [TABLES[1], other[1][:10]]})
    assert not _texts(report, "t3")
    assert report.disputed


def test_layout_tables_around_the_report_change_nothing() -> None:
    page = as_html(Publication(parts=parts_of(TABLES)))
    inner = re.sub(r"(?s).*<div class=content>|</div>.*", "", page)
    nested = f"<html><table><tr><td>左栏</td><td><table><tr><td>{inner}</table></table>"
    report = _read(nested)
    assert _texts(report) == FIGURES
    assert len(report.sections) == 6


def test_rows_without_their_tags_are_read_by_their_labels() -> None:
    page = as_html(Publication(parts=parts_of(TABLES)))
    assert _texts(_read(page.replace("</tr>", "").replace("</td>", ""))) == FIGURES


def test_a_figure_that_is_not_displayed_is_not_read() -> None:
    row = TABLES[1][3]
    hidden = (*row[:3], replace(row[3], attributes=' style="display:none"'), *row[4:])
    texts = _texts(_page({1: [(*TABLES[1][:3], hidden, *TABLES[1][4:])]}))
    assert "t3/received/research" not in texts or texts["t3/received/research"] != row[3].text


def test_a_row_that_is_not_displayed_is_not_read() -> None:
    tag = f'<tr><td colspan="3">{TABLES[1][3][0].text}'
    page = as_html(Publication(parts=parts_of(TABLES)))
    report = _read(page.replace(tag, tag.replace("<tr>", '<tr style="display: none">')))
    assert tag in page
    assert not any(cell.startswith("t3/received/") for cell in report.cells)


@pytest.mark.parametrize(
    "markup", ['<img src="5.png">', "<input value=5>", "<s>5</s>3", "5<sup>2</sup>"]
)
def test_a_figure_that_is_more_than_its_text_is_disputed(markup: str) -> None:
    row = TABLES[1][3]
    drawn = (row[0], replace(row[1], markup=markup), *row[2:])
    report = _page({1: [(*TABLES[1][:3], drawn, *TABLES[1][4:])]})
    assert "t3/received/natural_person" not in report.cells
    assert "t3/received/business" in report.cells


def test_one_row_for_six_is_read_under_its_own_id() -> None:
    start = next(n for n, r in enumerate(TABLES[1]) if r[0].text == "（六）其他处理")
    merged = (Printed(text="（六）其他处理", columns=2), *TABLES[1][start][2:])
    report = _page({1: [(*TABLES[1][:start], merged, *TABLES[1][start + 3 :])]})
    assert report.tables["t3"].rows_merged == ("other",)
    assert "t3/other/total" in report.cells
    assert "t3/other.other/total" not in report.cells


def test_the_heading_of_six_whose_first_label_is_lost_is_no_merged_row() -> None:
    start = next(n for n, r in enumerate(TABLES[1]) if r[0].text == "（六）其他处理")
    lost = (TABLES[1][start][0], *TABLES[1][start][2:])
    report = _page({1: [(*TABLES[1][:start], lost, *TABLES[1][start + 1 :])]})
    assert not any(cell.startswith("t3/other/") for cell in report.cells)


def test_other_under_another_heading_is_not_other_of_six() -> None:
    rows = [r for r in TABLES[1] if r[0].text != "3.其他"]
    place = next(n for n, r in enumerate(rows) if r[0].text.startswith("8.属于行政查询"))
    renamed = (Printed(text="8.其他"), *rows[place][1:])
    report = _page({1: [(*rows[:place], renamed, *rows[place + 1 :])]})
    assert not any(cell.startswith("t3/other.other/") for cell in report.cells)


def test_a_table_4_of_14_figures_gives_no_wrong_cell() -> None:
    short = tuple(row[:3] + row[4:] if n == 3 else row for n, row in enumerate(TABLES[2]))
    report = _page({2: [short]})
    assert _texts(report).items() <= FIGURES.items()
    assert "t4/suit_after_reconsideration/total" not in report.cells


def test_a_table_that_the_page_lacks_is_absent() -> None:
    parts = tuple(p for p in parts_of(TABLES) if p is not TABLES[2])
    assert _read(as_html(Publication(parts=parts))).tables["t4"].state is TableState.ABSENT
