"""A report as a PDF file with a text layer, ruled tables and page numbers, byte for byte the same.

The font is Adobe's STSong-Light for simplified Chinese, named and not embedded, as in many official
files: the text layer is complete, the drawing uses whatever font the reader's program has.
"""

import io
from collections.abc import Sequence
from itertools import accumulate
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, Table
from reportlab.platypus import Paragraph as PdfParagraph

from crawler.demo_portal.form import FormTable
from crawler.demo_portal.grid import CellKind, Grid, GridCell, build_grid, cut_grid
from crawler.demo_portal.report import Block, DemoReport, Paragraph, PicturePlace

_FONT: Final = "STSong-Light"
_WIDTHS: Final = {
    FormTable.PROACTIVE: (5.6 * cm, 3.8 * cm, 3.8 * cm, 3.8 * cm),
    FormTable.REQUESTS: (1.2 * cm, 1.9 * cm, 4.8 * cm, *[1.3 * cm] * 7),
    FormTable.REVIEWS: (1.13 * cm,) * 15,
}
_TEXT: Final = ParagraphStyle(
    "text", fontName=_FONT, fontSize=12, leading=21, firstLineIndent=24, wordWrap="CJK"
)
_TITLE: Final = ParagraphStyle(
    "title", parent=_TEXT, fontSize=18, leading=30, firstLineIndent=0, alignment=1, spaceAfter=14
)
_CELL: Final = ParagraphStyle(
    "cell", fontName=_FONT, fontSize=9, leading=11.5, alignment=1, wordWrap="CJK"
)
_PADDING: Final = 2
_LOWEST_ROW: Final = 21
_RULES: Final = (
    ("GRID", (0, 0), (-1, -1), 0.6, black),
    ("FONT", (0, 0), (-1, -1), _FONT, 9, 11.5),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
)


def render_pdf(report: DemoReport) -> bytes:
    """The file as bytes.

    Raises:
        ValueError: the report holds a picture, which only pages have.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    story: list[Flowable] = [
        PdfParagraph(escape(report.title), _TITLE),
        PdfParagraph(escape(report.introduction), _TEXT),
    ]
    for section in report.sections:
        story += [PdfParagraph(escape(section.heading), _TEXT), Spacer(0, 4)]
        for block in section.blocks:
            story += [_flowable(block, report), Spacer(0, 4)]
    written = io.BytesIO()
    _paper(written, report).build(story)
    return written.getvalue()


def _paper(written: io.BytesIO, report: DemoReport) -> BaseDocTemplate:
    paper = BaseDocTemplate(
        written, pagesize=A4, title=report.title, author=report.body.name, invariant=1
    )
    width, height = A4
    frame = Frame(1.9 * cm, 2.4 * cm, width - 3.8 * cm, height - 4.8 * cm, 0, 0, 0, 0)
    paper.addPageTemplates(PageTemplate(frames=[frame], onPage=_number_page))
    return paper


def _number_page(canvas: Canvas, paper: BaseDocTemplate) -> None:
    canvas.setFont(_FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 1.4 * cm, f"- {paper.page} -")


def _flowable(block: Block, report: DemoReport) -> Flowable:
    match block:
        case Paragraph():
            return PdfParagraph(escape(block.text), _TEXT)
        case PicturePlace():
            raise ValueError(
                f"{report.title}: a table as a picture cannot be put into a PDF file; "
                "publish this report as a page"
            )
        case _:
            return _RuledTable(build_grid(block.table, report.form, report.cells))


class _RuledTable(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A grid; that of table 3 may break between any two rows, even inside a merged cell.

    The rest of a merged cell is empty on the next page, as word processors leave it.
    """

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid
        self._heights = tuple(_row_height(row, _WIDTHS[grid.table]) for row in grid.rows)
        self._table = _drawn(grid, self._heights)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        width, height = self._table.wrap(available_width, available_height)
        return float(width), float(height)

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """The rows that fit and the others, as two tables; nothing if it moves on whole."""
        if self._grid.table is not FormTable.REQUESTS:
            return []
        bottoms = accumulate(self._heights)
        fitting = sum(1 for bottom in bottoms if bottom <= available_height)
        if fitting == 0:
            return []
        return [_RuledTable(part) for part in cut_grid(self._grid, fitting)]

    def draw(self) -> None:
        """Draws where the page has put it."""
        self._table.drawOn(self.canv, 0, 0)


def _cell_text(cell: GridCell) -> PdfParagraph | str:
    """Labels wrap, figures need not: a plain string is drawn several times faster."""
    if cell.kind is CellKind.FIGURE:
        return cell.text
    return _label_text(cell)


def _label_text(cell: GridCell) -> PdfParagraph:
    breaks = cell.kind is CellKind.COLUMN_HEADING and len(cell.text) == 4
    parts = (cell.text[:2], cell.text[2:]) if breaks else (cell.text,)
    return PdfParagraph("<br/>".join(escape(part) for part in parts), _CELL)


def _row_height(row: Sequence[GridCell], widths: Sequence[float]) -> float:
    """The height in points that the labels of this row alone need."""
    labels = (cell for cell in row if cell.rows == 1 and cell.kind is not CellKind.FIGURE)
    texts = [_label_text(cell).wrap(_width(cell, widths), A4[1])[1] for cell in labels]
    return float(max((_LOWEST_ROW, *(height + 2 * _PADDING for height in texts))))


def _width(cell: GridCell, widths: Sequence[float]) -> float:
    return sum(widths[cell.column : cell.column + cell.columns]) - 2 * _PADDING


def _drawn(grid: Grid, heights: Sequence[float]) -> Table:
    texts: list[list[PdfParagraph | str]] = [[""] * grid.width for _ in grid.rows]
    spans = []
    for index, row in enumerate(grid.rows):
        for cell in row:
            texts[index][cell.column] = _cell_text(cell)
            corner = (cell.column + cell.columns - 1, index + cell.rows - 1)
            spans.append(("SPAN", (cell.column, index), corner))
    widths = _WIDTHS[grid.table]
    return Table(texts, colWidths=widths, rowHeights=heights, style=(*_RULES, *spans))
