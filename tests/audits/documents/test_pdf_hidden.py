"""What a person does not see on a page is no value, whatever a file holds."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Document, Table
from audits.documents.pdf.file import read_pdf

Draw = Callable[[Canvas], None]
HEADS = ("a", "b", "c")
ROWS = (HEADS, ("1", "2", "3"), ("4", "", "6"))


def read(draw: Draw, crop: tuple[float, float, float, float] | None = None) -> Document:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), cropBox=crop)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            canvas.rect(100 + 80 * column, 700 - 20 * row, 80, 20)
            canvas.drawString(110 + 80 * column, 706 - 20 * row, text)
    draw(canvas)
    canvas.save()
    return read_pdf(file.getvalue())


def in_blank_cell(canvas: Canvas, mode: int = 0) -> None:
    canvas.drawString(190, 666, "5", mode=mode)


def nothing(_: Canvas) -> None:
    """Nothing more than the table."""


def unseen(draw: Draw, crop: tuple[float, float, float, float] | None = None) -> None:
    document = read(draw, crop)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.grid.cells] == [text for row in ROWS for text in row]
    assert [line.text for line in document.lines] == [text for row in ROWS for text in row]


@pytest.mark.parametrize("mode", [3, 7])
def test_text_that_leaves_no_mark_is_not_read(mode: int) -> None:
    unseen(lambda canvas: in_blank_cell(canvas, mode))


def test_white_text_on_paper_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        in_blank_cell(canvas)

    unseen(draw)


def test_white_text_on_a_dark_ground_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(181, 661, 78, 18, stroke=0, fill=1)
        canvas.setFillGray(1)
        in_blank_cell(canvas)

    document = read(draw)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.grid.cells][7] == "5"
    assert [line.text for line in document.lines][7] == "5"


def a_picture(*, opaque: bool) -> ImageReader:
    """White, or with nothing in it but a black corner."""
    if opaque:
        return ImageReader(Image.new("RGB", (20, 20), "white"))
    stamp = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    stamp.paste((0, 0, 0, 255), (0, 0, 3, 3))
    return ImageReader(stamp)


def texts_of_lines(draw: Draw) -> list[str]:
    return [line.text for line in read(draw).lines]


@pytest.mark.parametrize("over", ["box", "picture"])
def test_text_that_is_painted_over_is_no_value(over: str) -> None:
    def draw(canvas: Canvas) -> None:
        in_blank_cell(canvas)
        canvas.setFillGray(1)
        if over == "box":
            canvas.rect(182, 662, 76, 16, stroke=0, fill=1)
        else:
            canvas.drawImage(a_picture(opaque=True), 182, 662, 76, 16)

    assert texts_of_lines(draw) == [text for row in ROWS for text in row]


def test_text_over_a_box_that_covers_other_text_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        in_blank_cell(canvas)
        canvas.setFillGray(1)
        canvas.rect(182, 662, 76, 16, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(210, 666, "8")

    assert texts_of_lines(draw)[7] == "8"


def under_a_stamp(canvas: Canvas) -> None:
    canvas.drawImage(a_picture(opaque=False), 180, 660, 80, 20, mask="auto")


def under_a_marker(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(180, 660, 80, 20, stroke=0, fill=1)


def under_a_box_that_is_clipped_away(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 300, 50, 50)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillGray(1)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)


def under_a_corner(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(180, 660)
    path.lineTo(260, 660)
    path.lineTo(260, 680)
    path.close()
    canvas.setFillGray(0.9)
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize(
    "over", [under_a_stamp, under_a_marker, under_a_box_that_is_clipped_away, under_a_corner]
)
def test_text_under_what_does_not_hide_it_is_read(over: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        in_blank_cell(canvas)
        over(canvas)

    assert texts_of_lines(draw)[7] == "5"


def test_text_beside_the_displayed_part_of_a_page_is_not_read() -> None:
    unseen(lambda canvas: canvas.drawString(20, 706, "9"), crop=(60, 60, 535, 782))


def test_places_are_counted_from_the_corner_of_the_displayed_part() -> None:
    shown = read(nothing, crop=(60, 60, 535, 782)).lines[0].place.box
    whole = read(nothing).lines[0].place.box
    assert shown is not None
    assert whole is not None
    assert [round(a - b) for a, b in zip(whole, shown, strict=True)] == [60, 60, 60, 60]


def test_walls_and_letters_in_the_color_of_paper_are_not_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeGray(1)
        canvas.line(220, 660, 220, 720)

    unseen(draw)


def test_large_letters_over_a_table_are_no_part_of_its_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.setFont("Helvetica", 70)
        canvas.drawString(110, 665, "888")

    document = read(draw)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.grid.cells] == [text for row in ROWS for text in row]
    assert [line.text for line in document.lines if line.is_cell] == [
        text for row in ROWS for text in row
    ]
