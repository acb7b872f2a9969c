"""The form is laid out square by square as it is printed."""

import re

import pytest

from audits.site.form import FormTable, Role, Square, form_table
from rules.spec import all_specs, spec_of

TABLES = [(spec.id, table.id) for spec in all_specs() for table in spec.tables]
MERGED = frozenset({"other"})


def every_square(form: FormTable) -> list[Square]:
    return [square for row in (*form.head, *form.body) for square in row]


def laid_out(rows: tuple[tuple[Square, ...], ...]) -> list[list[Square]]:
    """The rows as a browser lays them out; fails where squares overlap."""
    taken: dict[tuple[int, int], Square] = {}
    for y, row in enumerate(rows):
        x = 0
        for square in row:
            while (y, x) in taken:
                x += 1
            for dy in range(square.rows):
                for dx in range(square.columns):
                    assert (y + dy, x + dx) not in taken
                    taken[y + dy, x + dx] = square
    width = 1 + max(x for _, x in taken)
    return [[taken[y, x] for x in range(width)] for y in range(len(rows))]


@pytest.mark.parametrize(("spec_id", "table_id"), TABLES)
def test_every_cell_of_the_form_stands_in_it_once(spec_id: str, table_id: str) -> None:
    form = form_table(spec_id, table_id)
    cells = [square.cell for square in every_square(form) if square.role is Role.FIGURE]
    assert cells == list(spec_of(spec_id).table(table_id).cell_ids)


@pytest.mark.parametrize(("spec_id", "table_id"), [*TABLES])
def test_squares_fill_a_rectangle_without_gaps(spec_id: str, table_id: str) -> None:
    form = form_table(spec_id, table_id)
    rows = laid_out(form.head + form.body)
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("spec_id", "merged", "height"),
    [("ogi-2021", frozenset(), 22), ("ogi-2021", MERGED, 20), ("ogi-2019", frozenset(), 20)],
)
def test_the_results_of_the_year_span_all_their_rows(
    spec_id: str, merged: frozenset[str], height: int
) -> None:
    form = form_table(spec_id, "t3", merged)
    rows = laid_out(form.head + form.body)
    (results,) = [s for s in every_square(form) if s.text and "本年度办理结果" in s.text.zh]
    assert results.rows == height
    assert len(rows) == 3 + 2 + height + 1


def test_a_row_printed_merged_stands_once_in_place_of_its_parts() -> None:
    form = form_table("ogi-2021", "t3", MERGED)
    rows = {square.cell.split("/")[1] for square in every_square(form) if square.cell}
    assert "other" in rows
    assert not any(row.startswith("other.") for row in rows)


def test_a_subtotal_that_a_report_adds_stands_below_the_rows_of_its_group() -> None:
    form = form_table("ogi-2021", "t3", frozenset({"refused.subtotal"}))
    rows = [row[-1].cell.split("/")[1] for row in form.body if row[-1].cell]
    at = rows.index("refused.subtotal")
    assert rows[at - 1 : at + 2] == [
        "refused.administrative_inquiry",
        "refused.subtotal",
        "unable.not_held",
    ]
    (heading,) = [s for s in every_square(form) if s.text and s.text.zh == "（三）不予公开"]
    assert heading.rows == 9
    plain = form_table("ogi-2021", "t3")
    assert not any("subtotal" in (square.cell or "") for square in every_square(plain))


def test_the_balance_note_stands_in_the_corner_of_table_three() -> None:
    corner = form_table("ogi-2021", "t3").head[0][0]
    assert corner.role is Role.NOTE
    assert (corner.columns, corner.rows) == (3, 3)
    assert corner.text is not None
    assert corner.text.zh.startswith("（本列数据的勾稽关系为")


def test_rows_keep_their_numerals_and_the_bracket_of_partial_disclosure() -> None:
    printed = {s.text.zh for s in every_square(form_table("ogi-2021", "t3")) if s.text}
    assert "一、本年新收政府信息公开申请数量" in printed
    assert "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" in printed
    assert "3.危及“三安全一稳定”" in printed
    assert "（七）总计" in printed
    assert "四、结转下年度继续办理" in printed


def test_table_four_is_one_line_under_three_rows_of_heads() -> None:
    form = form_table("ogi-2021", "t4")
    assert len(form.body) == 1
    assert [len(row) for row in laid_out(form.head)] == [15, 15, 15]
    assert [(s.text.zh, s.columns) for s in form.head[0] if s.text] == [
        ("行政复议", 5),
        ("行政诉讼", 10),
    ]


def test_blocks_of_table_two_are_equally_wide() -> None:
    form = form_table("ogi-2019", "t2")
    bands = [row for row in form.body if row[0].role is Role.BAND]
    assert [row[0].columns for row in bands] == [4] * 5
    assert not form.head


@pytest.mark.parametrize(("spec_id", "table_id"), TABLES)
def test_every_printed_word_has_its_english(spec_id: str, table_id: str) -> None:
    numeral = re.compile(r"[（(]?[一二三四五六七][）)、]?")
    for square in every_square(form_table(spec_id, table_id)):
        if square.text is not None:
            assert not re.search(r"[\u4e00-\u9fff]", numeral.sub("", square.text.en))
