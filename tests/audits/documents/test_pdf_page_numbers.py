"""Page numbers of a PDF at the foot of a table are told from its figures."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from audits.documents.pdf.file import read_pdf
from tests.audits.documents.ruled_pdf import (
    EDGES,
    HEADS,
    Draw,
    at_foot,
    at_head,
    box,
    only_grid,
    pdf,
    rows,
    texts,
    write,
)


@pytest.mark.parametrize("number", ["- {} -", "—{}—", "{}", "第 {} 页", "{}/2"])
def test_page_numbers_between_rows_are_no_part_of_anything(number: str) -> None:
    def with_number(draw: Draw, count: int) -> Draw:
        def drawn(canvas: Canvas) -> None:
            draw(canvas)
            write(canvas, 290, 800, number.format(count))

        return drawn

    foot = at_foot(HEADS, ["规章", "1", "0", "11"])
    head = at_head(["行政规范性文件", "8", "26", "66"])
    document = read_pdf(pdf(with_number(foot, 1), with_number(head, 2)))
    assert document == read_pdf(pdf(foot, head))


def test_a_page_number_inside_the_frame_of_a_cell_is_not_its_text() -> None:
    def foot(canvas: Canvas) -> None:
        rows(canvas, 700, [HEADS])
        for left, right, text in zip(EDGES, EDGES[1:], ["规章", "1", "0", "11"], strict=False):
            box(canvas, left, 718, right, 820)
            write(canvas, left + 4, 724, text)
        write(canvas, 310, 800, "- 1 -")

    assert texts(only_grid(pdf(foot)))[1] == ["规章", "1", "0", "11"]


def test_a_lone_figure_in_the_last_row_of_a_page_is_no_page_number() -> None:
    grid = only_grid(
        pdf(
            at_foot(HEADS, ["规章", "1", "0", "11"], ["", "", "", "3"]),
            at_head(["行政规范性文件", "8", "26", "66"]),
        )
    )
    assert "3" in [c.text for c in grid.cells]
