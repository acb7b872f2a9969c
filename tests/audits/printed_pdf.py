"""Invented reports printed as PDF files, in the ways in which programs rule and cut tables."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.audits.published import Publication, Rows
from tests.audits.table_sheet import (
    FONT,
    LEFT,
    LINE,
    RIGHT,
    TYPE,
    SheetBox,
    SheetLine,
    Strip,
    laid_out,
    lines_within,
)

WIDTH, HEIGHT = 595.0, 842.0
HEAD = 70.0


class Ruling(Enum):
    """How the sides of cells are drawn."""

    BOXES = "a stroked box for each cell"
    LINES = "a line for each side"
    THIN_BOXES = "each side as a filled box half a point thick"
    SEGMENTS = "each side in pieces of ten points"
    DOTS = "each side in pieces of a point with gaps of a point"
    DOUBLE = "two lines for each side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """How a report is printed."""

    ruling: Ruling = Ruling.BOXES
    foot: float = 780.0
    """Height at which pages end."""
    cuts_rows: bool = False
    """Pages end anywhere, and not only between rows."""
    repeats_head: bool = False
    """The head of table 3 is printed on every page of it."""
    has_sides: bool = True
    """The outermost upright lines are drawn."""
    is_ruled: bool = True
    """Any side of a cell is drawn."""
    number: str | None = "- {page} -"
    """The page number at the foot; ``{pages}`` is nine."""
    turn: int = 0
    """Degrees that the pages are turned by for display."""
    watermark: str = ""
    """Large letters across the page."""
    scratched: int | None = None
    """Number of the table, from 0, through whose first cell a line goes half way down."""


def as_pdf(publication: Publication, look: Print | None = None) -> bytes:
    """The report as a PDF file."""
    return _Printer(look or Print()).file_of(publication)


class _Printer:
    def __init__(self, look: Print) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.look = look
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT))
        self.page = 0
        self.tables = 0
        self.begin_page()

    def file_of(self, publication: Publication) -> bytes:
        self.write(publication.title, size=14)
        self.write(publication.intro)
        for part in publication.parts:
            if isinstance(part, str):
                self.write(part, size=14 if part.endswith("年度报告") else TYPE)
            else:
                self.table(part, heads=3 if len(part[0]) == 2 and part[0][0].rows == 3 else 0)
                self.at += LINE
        self.end_page()
        self.canvas.save()
        return self.file.getvalue()

    def begin_page(self) -> None:
        self.page += 1
        self.at = HEAD
        canvas, turn = self.canvas, self.look.turn
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(HEIGHT, 0)
        elif turn == 180:
            canvas.translate(WIDTH, HEIGHT)
        elif turn == 270:
            canvas.translate(0, WIDTH)
        canvas.rotate(turn)
        canvas.setLineWidth(0.5)

    def end_page(self) -> None:
        if self.look.number:
            number = self.look.number.format(page=self.page, pages=9)
            self.text(SheetLine(number, (LEFT + RIGHT) / 2, 805.0))
        if self.look.watermark:
            self.canvas.saveState()
            self.canvas.setFillGray(0.8)
            self.text(SheetLine(self.look.watermark, LEFT + 30, 300.0), size=60)
            self.canvas.restoreState()
        self.canvas.showPage()

    def new_page(self) -> None:
        self.end_page()
        self.begin_page()

    def text(self, line: SheetLine, size: float = TYPE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(line.left, HEIGHT - line.top - size, line.text)

    def write(self, text: str, size: float = TYPE) -> None:
        for piece in lines_within(text, RIGHT - LEFT, size):
            if self.at + size > self.look.foot:
                self.new_page()
            self.text(SheetLine(piece, LEFT, self.at), size)
            self.at += size * 1.6

    def table(self, rows: Rows, heads: int) -> None:
        strip = laid_out(rows)
        head_end = strip.ends[heads - 1] if heads and self.look.repeats_head else 0.0
        start = 0.0
        while start < strip.ends[-1]:
            top = self.at
            if start and head_end:
                self.window(strip, 0.0, head_end)
                top += head_end
            room = self.look.foot - top
            end = self.end_of_window(strip, start, room)
            if end <= start:
                self.new_page()
                continue
            self.at = top
            self.window(strip, start, end)
            if self.tables == self.look.scratched and not start:
                self.scratch(strip.cells[0])
            self.at = top + end - start
            start = end
            if start < strip.ends[-1]:
                self.new_page()
        self.tables += 1

    def scratch(self, cell: SheetBox) -> None:
        top, middle = HEIGHT - self.at, (cell.left + cell.right) / 2
        self.canvas.line(middle, top, middle, top - (cell.bottom - cell.top) / 2)

    def end_of_window(self, strip: Strip, start: float, room: float) -> float:
        if start + room >= strip.ends[-1]:
            return strip.ends[-1]
        if not self.look.cuts_rows:
            return max((end for end in strip.ends if end <= start + room), default=0.0)
        end = start + room
        while cut := [x.top for x in strip.lines if x.top < end - 0.01 < x.top + LINE]:
            end = min(cut)
        return end

    def window(self, strip: Strip, start: float, end: float) -> None:
        """What stands between two heights of the strip, at the present height of the page."""
        shift = self.at - start
        for line in strip.lines:
            if start - 0.01 <= line.top < end - 0.01:
                self.text(SheetLine(line.text, line.left, line.top + shift))
        for cell in strip.cells:
            top, bottom = max(cell.top, start), min(cell.bottom, end)
            if self.look.is_ruled and bottom - top > 0.5:
                self.sides(SheetBox(cell.left, top + shift, cell.right, bottom + shift))

    def sides(self, cell: SheetBox) -> None:
        left, right = cell.left, cell.right
        top, bottom = HEIGHT - cell.top, HEIGHT - cell.bottom
        if self.look.ruling is Ruling.BOXES and self.look.has_sides:
            self.canvas.rect(left, bottom, right - left, top - bottom)
            return
        for x0, y0, x1, y1 in (
            (left, bottom, right, bottom),
            (left, top, right, top),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            is_side = x0 == x1 and (abs(x0 - LEFT) < 1 or abs(x0 - RIGHT) < 1)
            if self.look.has_sides or not is_side:
                self.side(x0, y0, x1, y1)

    def side(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, ruling = self.canvas, self.look.ruling
        if ruling is Ruling.THIN_BOXES:
            canvas.rect(x0, y0, max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)
        elif ruling in {Ruling.SEGMENTS, Ruling.DOTS}:
            length = 10.0 if ruling is Ruling.SEGMENTS else 1.0
            step = 10.0 if ruling is Ruling.SEGMENTS else 2.0
            for a, b in _pieces(x0, y0, x1, y1, length, step):
                canvas.line(*a, *b)
        else:
            canvas.line(x0, y0, x1, y1)
            if ruling is Ruling.DOUBLE:
                is_level = y0 == y1
                canvas.line(
                    x0 + (not is_level) * 1.5,
                    y0 + is_level * 1.5,
                    x1 + (not is_level) * 1.5,
                    y1 + is_level * 1.5,
                )


Point = tuple[float, float]


def _pieces(
    x0: float, y0: float, x1: float, y1: float, length: float, step: float
) -> Iterator[tuple[Point, Point]]:
    whole = max(x1 - x0, y1 - y0)
    across, up = (x1 - x0) / whole, (y1 - y0) / whole
    for count in range(int(whole / step) + 1):
        start, end = count * step, min(count * step + length, whole)
        if end > start:
            yield (x0 + across * start, y0 + up * start), (x0 + across * end, y0 + up * end)
