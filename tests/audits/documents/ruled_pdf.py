"""Small PDF files with ruled tables, and the tables that are read of them."""

import io
from collections.abc import Callable, Iterable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Document, Grid, Table
from audits.documents.pdf.file import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
FONT = "STSong-Light"
LINE = 14.0
LEFT = 70.0
EDGES = [LEFT, 220.0, 300.0, 380.0, 460.0]
FOOT, HEAD = 780.0, 70.0

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, rotate: int = 0) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
            canvas.translate(HEIGHT, 0)
            canvas.rotate(90)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = 10.0) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top - size, text)


def box(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=1, fill=0)


def cell(canvas: Canvas, left: float, top: float, right: float, bottom: float, *lines: str) -> None:
    """A ruled cell with its lines in the middle."""
    box(canvas, left, top, right, bottom)
    first = (top + bottom - LINE * len(lines)) / 2
    for count, line in enumerate(lines):
        write(canvas, left + 4, first + count * LINE, line)


def rows(
    canvas: Canvas, top: float, texts: Iterable[Sequence[str]], edges: Sequence[float] = EDGES
) -> float:
    """Ruled rows from the height on; the height where they end. A newline breaks a line."""
    for row in texts:
        bottom = top + LINE * max(1, *(text.count("\n") + 1 for text in row)) + 4
        for text, left, right in zip(row, edges, edges[1:], strict=False):
            cell(canvas, left, top, right, bottom, *(text.split("\n") if text else ()))
        top = bottom
    return top


def grids(document: Document) -> list[Grid]:
    return [block.grid for block in document.blocks if isinstance(block, Table)]


def only_grid(content: bytes) -> Grid:
    (grid,) = grids(read_pdf(content))
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def at_foot(*table: Sequence[str]) -> Draw:
    """A page whose last rows are these."""

    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, HEAD, "二、主动公开政府信息情况")
        height = sum(LINE * max(t.count("\n") + 1 for t in row) + 4 for row in table)
        rows(canvas, FOOT - height, table)

    return draw


def at_head(*table: Sequence[str]) -> Draw:
    """A page whose first rows are these, with a heading under them."""

    def draw(canvas: Canvas) -> None:
        end = rows(canvas, HEAD, table)
        write(canvas, LEFT, end + 30, "三、收到和处理政府信息公开申请情况")

    return draw
