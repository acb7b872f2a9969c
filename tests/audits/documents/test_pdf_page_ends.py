"""Tables of a PDF that go on over the page end, or do not."""

import hashlib
from itertools import accumulate

import pytest
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Paragraph
from audits.documents.pdf.file import read_pdf
from tests.audits.documents.ruled_pdf import (
    EDGES,
    FOOT,
    HEAD,
    HEADS,
    HEIGHT,
    LEFT,
    Draw,
    at_foot,
    at_head,
    cell,
    grids,
    only_grid,
    pdf,
    rows,
    texts,
    write,
)

LONG_LABEL = "申请人逾期未按收费通知要求缴纳\n费用、行政机关不再处理"


def test_parts_on_two_pages_are_one_table() -> None:
    document = read_pdf(
        pdf(at_foot(HEADS, ["规章", "1", "0", "11"]), at_head(["行政规范性文件", "8", "26", "66"]))
    )
    (grid,) = grids(document)
    assert texts(grid) == [HEADS, ["规章", "1", "0", "11"], ["行政规范性文件", "8", "26", "66"]]
    assert [c.place and c.place[:4] for c in grid.cells if c.text == "66"] == [(2, None, 1, 4)]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]


def test_a_table_over_three_pages_is_one() -> None:
    def only_rows(canvas: Canvas) -> None:
        rows(canvas, HEAD, [[f"{n}.事项", "1", "2", "3"] for n in range(1, 40)])

    grid = only_grid(pdf(at_foot(HEADS), only_rows, at_head(["合计", "39", "78", "117"])))
    assert grid.rows == 41
    assert texts(grid)[-1] == ["合计", "39", "78", "117"]


def test_a_heading_between_two_tables_keeps_them_apart() -> None:
    def next_page(canvas: Canvas) -> None:
        write(canvas, LEFT, HEAD, "四、行政复议情况")
        rows(canvas, HEAD + 40, [["行政复议", "8", "26", "66"]])

    assert len(grids(read_pdf(pdf(at_foot(HEADS), next_page)))) == 2


def test_parts_with_other_columns_are_two_tables() -> None:
    def next_page(canvas: Canvas) -> None:
        rows(canvas, HEAD, [["甲", "乙", "丙"]], [70, 100, 130, 460])

    assert len(grids(read_pdf(pdf(at_foot(HEADS), next_page)))) == 2


def test_a_part_whose_columns_are_merged_goes_on() -> None:
    def next_page(canvas: Canvas) -> None:
        rows(canvas, HEAD, [["行政许可", "36"]], [70, 220, 460])

    grid = only_grid(pdf(at_foot(HEADS), next_page))
    assert [(c.text, c.column, c.column_span) for c in grid.cells if c.row == 1] == [
        ("行政许可", 0, 1),
        ("36", 1, 3),
    ]


def test_a_head_printed_again_on_the_next_page_is_dropped() -> None:
    grid = only_grid(
        pdf(
            at_foot(HEADS, ["规章", "1", "0", "11"]),
            at_head(HEADS, ["行政规范性文件", "8", "26", "66"]),
        )
    )
    assert texts(grid) == [HEADS, ["规章", "1", "0", "11"], ["行政规范性文件", "8", "26", "66"]]


@pytest.mark.parametrize("figures_above", [True, False])
def test_a_row_cut_by_the_page_end_is_one_row(figures_above: bool) -> None:
    figures, none = ["6", "0", "7"], ["", "", ""]
    upper, lower = LONG_LABEL.split("\n")
    grid = only_grid(
        pdf(
            at_foot(
                HEADS,
                ["1.属于国家秘密", "1", "2", "3"],
                [upper, *(figures if figures_above else none)],
            ),
            at_head([lower, *(none if figures_above else figures)], ["3.其他", "4", "5", "6"]),
        )
    )
    assert texts(grid)[2:] == [[upper + lower, "6", "0", "7"], ["3.其他", "4", "5", "6"]]


def test_a_row_cut_before_its_label_is_one_row() -> None:
    grid = only_grid(pdf(at_foot(HEADS, ["", "", "", ""]), at_head(["规章", "6", "0", "7"])))
    assert texts(grid) == [HEADS, ["规章", "6", "0", "7"]]


def test_a_row_cut_after_its_figures_is_one_row() -> None:
    grid = only_grid(
        pdf(
            at_foot(HEADS, ["规章", "6", "0", "7"]),
            at_head(["", "", "", ""], ["其他", "1", "1", "1"]),
        )
    )
    assert texts(grid) == [HEADS, ["规章", "6", "0", "7"], ["其他", "1", "1", "1"]]


def test_whole_rows_on_either_side_of_a_page_end_stay_two() -> None:
    grid = only_grid(
        pdf(
            at_foot(HEADS, ["行政处罚", "", "", ""]),
            at_head(["行政强制", "1", "2", "3"], ["其他", "1", "1", "1"]),
        )
    )
    assert texts(grid)[1:3] == [["行政处罚", "", "", ""], ["行政强制", "1", "2", "3"]]


def test_a_numbered_label_begins_a_row_even_where_the_one_above_is_full() -> None:
    full = "2.申请人逾期未按收费通知要求缴"
    grid = only_grid(pdf(at_foot(HEADS, [full, "", "", ""]), at_head(["3.其他", "1", "2", "3"])))
    assert texts(grid)[1:] == [[full, "", "", ""], ["3.其他", "1", "2", "3"]]


@pytest.mark.parametrize("figures", [["", "", "", ""], ["1", "", "", "4"]])
def test_figures_under_heads_at_a_page_end_stay_a_row(figures: list[str]) -> None:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结"]
    edges = [70, 115, 160, 205, 250]

    def foot(canvas: Canvas) -> None:
        rows(canvas, FOOT - 18, [heads], edges)

    def head(canvas: Canvas) -> None:
        rows(canvas, HEAD, [figures], edges)

    assert texts(only_grid(pdf(foot, head))) == [heads, figures]


def group_pages(above: str, below: str, second: str = "2.没有现成信息", edge: float = 112) -> bytes:
    """A label that groups rows, with rows of its group on both pages; its column ends at edge."""

    def foot(canvas: Canvas) -> None:
        cell(canvas, 70, FOOT - 40, edge, FOOT, "（三）不", "予公开")
        cell(canvas, edge, FOOT - 40, 300, FOOT, "8.属于行政查询事项")
        cell(canvas, 300, FOOT - 40, 380, FOOT, "5")
        cell(canvas, 70, FOOT, edge, FOOT + 20, *([above] if above else []))
        cell(canvas, edge, FOOT, 300, FOOT + 20, "1.本机关不掌握")
        cell(canvas, 300, FOOT, 380, FOOT + 20, "746")

    def head(canvas: Canvas) -> None:
        cell(canvas, 70, HEAD, edge, HEAD + 40, *([below] if below else []))
        cell(canvas, edge, HEAD, 300, HEAD + 20, second)
        cell(canvas, 300, HEAD, 380, HEAD + 20, "11")
        cell(canvas, edge, HEAD + 20, 300, HEAD + 40, "3.补正后仍不明确")
        cell(canvas, 300, HEAD + 20, 380, HEAD + 40, "1")

    return pdf(foot, head)


@pytest.mark.parametrize(
    ("above", "below", "edge"),
    [("（四）无", "法提供", 112), ("（四）无法提供", "", 160), ("", "（四）无法提供", 160)],
)
def test_a_group_label_runs_over_the_page_end(above: str, below: str, edge: float) -> None:
    grid = only_grid(group_pages(above, below, edge=edge))
    assert [(c.row, c.row_span) for c in grid.cells if c.text == "（四）无法提供"] == [(1, 3)]
    assert [c.text for c in grid.cells if c.column == 2] == ["5", "746", "11", "1"]


def test_a_group_that_begins_on_the_next_page_is_another() -> None:
    grid = only_grid(group_pages("（四）无", "（五）不", "1.信访举报"))
    assert [(c.text, c.row, c.row_span) for c in grid.cells if c.column == 0][1:] == [
        ("（四）无", 1, 1),
        ("（五）不", 2, 2),
    ]


def test_a_row_without_a_rule_at_the_page_end_is_kept() -> None:
    def foot(canvas: Canvas) -> None:
        end = rows(canvas, 700, [HEADS])
        for edge in EDGES:
            canvas.line(edge, HEIGHT - end, edge, HEIGHT - end - 20)
        for text, left in zip(["规章", "1", "0", "11"], EDGES, strict=False):
            write(canvas, left + 4, end + 3, text)

    def head(canvas: Canvas) -> None:
        for edge in EDGES:
            canvas.line(edge, HEIGHT - HEAD, edge, HEIGHT - HEAD - 20)
        for text, left in zip(["其他", "1", "2", "3"], EDGES, strict=False):
            write(canvas, left + 4, HEAD + 3, text)
        rows(canvas, HEAD + 20, [["合计", "2", "2", "14"]])

    assert texts(only_grid(pdf(foot, head))) == [
        HEADS,
        ["规章", "1", "0", "11"],
        ["其他", "1", "2", "3"],
        ["合计", "2", "2", "14"],
    ]


def test_a_label_pushed_out_under_the_last_row_stays_in_its_cell() -> None:
    def foot(canvas: Canvas) -> None:
        cell(canvas, 70, 740, 112, 760, "（四）无")
        cell(canvas, 112, 740, 300, 760, "1.本机关不掌握")
        cell(canvas, 300, 740, 380, 760, "746")
        write(canvas, 74, 763, "法提供")

    def head(canvas: Canvas) -> None:
        cell(canvas, 70, HEAD, 112, HEAD + 20)
        cell(canvas, 112, HEAD, 300, HEAD + 20, "2.没有现成信息")
        cell(canvas, 300, HEAD, 380, HEAD + 20, "11")

    assert texts(only_grid(pdf(foot, head))) == [
        ["（四）无法提供", "1.本机关不掌握", "746"],
        ["2.没有现成信息", "11"],
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_table_reads_the_same_wherever_the_page_end_falls(seed: int) -> None:
    """Rows of a label and figures, some merged with their neighbours, on one page or two."""
    bits = int.from_bytes(hashlib.sha256(b"%d" % seed).digest())
    table: list[list[str]] = []
    spans: list[list[int]] = []
    for number in range(1, 9):
        widths = [1, 2, 1] if (bits >> number) & 1 else [1, 1, 1, 1]
        figures = [
            str((bits >> (8 * number + 3 * column)) % 50) for column in range(len(widths) - 1)
        ]
        table.append([f"{number}.事项", *figures])
        spans.append(widths)

    def part(first: int, last: int, top: float) -> Draw:
        def draw(canvas: Canvas) -> None:
            for index in range(first, last):
                ends = list(accumulate(spans[index], initial=0))
                edges = [EDGES[end] for end in ends]
                rows(canvas, top + 18 * (index - first), [table[index]], edges)

        return draw

    whole = only_grid(pdf(part(0, 8, 100)))
    assert texts(whole) == table
    assert [
        [cell.column_span for cell in whole.cells if cell.row == row] for row in range(8)
    ] == spans
    for cut in range(1, 8):
        joined = only_grid(pdf(part(0, cut, FOOT - 18 * cut), part(cut, 8, HEAD)))
        assert [cell._replace(place=None) for cell in joined.cells] == [
            cell._replace(place=None) for cell in whole.cells
        ]
