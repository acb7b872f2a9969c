"""Tables on one page of a PDF: every cell at its place, with its own text."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Paragraph, Table
from audits.documents.pdf.file import read_pdf
from tests.audits.documents.ruled_pdf import (
    EDGES,
    HEAD,
    HEADS,
    HEIGHT,
    LEFT,
    WIDTH,
    at_foot,
    box,
    cell,
    grids,
    only_grid,
    pdf,
    rows,
    texts,
    write,
)


def test_every_cell_stands_at_its_row_and_column() -> None:
    table = [HEADS, ["规章", "1", "0", "11"], ["行政规范性文件", "8", "26", "66"]]
    grid = only_grid(pdf(at_foot(*table)))
    assert (grid.rows, grid.columns) == (3, 4)
    assert texts(grid) == table


def test_an_empty_cell_is_an_empty_text() -> None:
    grid = only_grid(pdf(at_foot(HEADS, ["规章", "", "0", ""])))
    assert texts(grid)[1] == ["规章", "", "0", ""]


def test_merged_cells_stand_once_with_their_spans() -> None:
    def draw(canvas: Canvas) -> None:
        cell(canvas, 70, 100, 220, 160, "申请人情况")
        cell(canvas, 220, 100, 300, 130, "自然人")
        cell(canvas, 300, 100, 460, 130, "法人或其他组织")
        cell(canvas, 220, 130, 300, 160, "1")
        cell(canvas, 300, 130, 380, 160, "2")
        cell(canvas, 380, 130, 460, 160, "3")

    spans = {
        cell.text: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in only_grid(pdf(draw)).cells
    }
    assert spans == {
        "申请人情况": (0, 0, 2, 1),
        "自然人": (0, 1, 1, 1),
        "法人或其他组织": (0, 2, 1, 2),
        "1": (1, 1, 1, 1),
        "2": (1, 2, 1, 1),
        "3": (1, 3, 1, 1),
    }


def test_a_label_set_one_character_a_line_is_one_word() -> None:
    grid = only_grid(pdf(at_foot(["三\n本\n年\n度", "1", "2", "3"])))
    assert texts(grid) == [["三本年度", "1", "2", "3"]]


def test_a_line_end_inside_a_label_leaves_no_space() -> None:
    grid = only_grid(pdf(at_foot(["商业\n企业", "1", "2", "3"])))
    assert texts(grid)[0][0] == "商业企业"


def test_a_number_that_its_narrow_cell_breaks_is_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, 100, [["行政处罚", "398\n5758", "0"]], [70, 140, 167, 260])

    assert texts(only_grid(pdf(draw))) == [["行政处罚", "3985758", "0"]]


def test_two_numbers_in_one_cell_stay_two() -> None:
    grid = only_grid(pdf(at_foot(["行政处罚", "12\n34", "0", "0"])))
    assert texts(grid)[0][1] == "12 34"


@pytest.mark.parametrize("aside", [0.0, 0.4, 1.2])
def test_bold_faked_by_printing_twice_is_read_once(aside: float) -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas, 100, [["总计", "11", "2", "3"]])
        write(canvas, 224 + aside, 102, "11")

    content = pdf(draw)
    assert texts(only_grid(content)) == [["总计", "11", "2", "3"]]
    assert [line.text for line in read_pdf(content).lines] == ["总计", "11", "2", "3"]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_turned_for_display_reads_as_displayed(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        if turn == 270:
            canvas.translate(WIDTH, HEIGHT)
            canvas.rotate(180)
        rows(canvas, 100, [HEADS, ["规章", "1", "0", "11"]])

    document = read_pdf(pdf(draw, rotate=turn))
    assert texts(grids(document)[0]) == [HEADS, ["规章", "1", "0", "11"]]
    assert [line.text for line in document.lines] == [*HEADS, "规章", "1", "0", "11"]


def test_backgrounds_and_boxes_around_paragraphs_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for count in range(6):
            canvas.rect(60, 600 - 20 * count, 400, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for count in range(6):
            write(canvas, 70, HEIGHT - 615 + 20 * count, f"（{'一二三四五六'[count]}）说明")
        box(canvas, 60, 400, 460, 440)
        write(canvas, 70, 410, "注：本表由主管部门填写")

    document = read_pdf(pdf(draw))
    assert grids(document) == []
    assert Paragraph(text="注：本表由主管部门填写") in document.blocks


def test_rules_of_two_tables_that_nearly_align_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        for count in range(8):
            edges = [70 + 2 * count, *(x + 2 * count for x in EDGES[1:4]), 460 + 2 * count]
            rows(canvas, 60 + 60 * count, [HEADS, ["规章", "1", "0", str(count)]], edges)

    found = grids(read_pdf(pdf(draw)))
    assert [texts(grid) for grid in found] == [
        [HEADS, ["规章", "1", "0", str(count)]] for count in range(8)
    ]


def test_a_short_line_under_full_cells_of_figures_is_no_part_of_them() -> None:
    edges = [LEFT, 220.0, 246.0, 272.0]

    def page(canvas: Canvas) -> None:
        foot = rows(canvas, HEAD, [("总计", "326", "104"), ("其他", "275", "199")], edges)
        write(canvas, 224.0, foot + 4, "以上")

    document = read_pdf(pdf(page))
    (table,) = (block.grid for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells] == ["总计", "326", "104", "其他", "275", "199"]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["以上"]
