"""Invented reports printed as PDF files, in the ways in which programs rule and cut tables."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.audits.published import Printed, Publication, Row, Rows

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 60.0, 535.0
HEAD = 70.0
TYPE = 9.0
LINE = 12.0
PADDING = 3.0


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


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class _Cell:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class _Strip:
    """A table on a sheet without end."""

    lines: list[_Line]
    cells: list[_Cell]
    ends: list[float]
    """Where rows end."""


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
            self.text(_Line(number, (LEFT + RIGHT) / 2, 805.0))
        if self.look.watermark:
            self.canvas.saveState()
            self.canvas.setFillGray(0.8)
            self.text(_Line(self.look.watermark, LEFT + 30, 300.0), size=60)
            self.canvas.restoreState()
        self.canvas.showPage()

    def new_page(self) -> None:
        self.end_page()
        self.begin_page()

    def text(self, line: _Line, size: float = TYPE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(line.left, HEIGHT - line.top - size, line.text)

    def write(self, text: str, size: float = TYPE) -> None:
        for piece in _wrapped(text, RIGHT - LEFT, size):
            if self.at + size > self.look.foot:
                self.new_page()
            self.text(_Line(piece, LEFT, self.at), size)
            self.at += size * 1.6

    def table(self, rows: Rows, heads: int) -> None:
        strip = _laid_out(rows)
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

    def scratch(self, cell: _Cell) -> None:
        top, middle = HEIGHT - self.at, (cell.left + cell.right) / 2
        self.canvas.line(middle, top, middle, top - (cell.bottom - cell.top) / 2)

    def end_of_window(self, strip: _Strip, start: float, room: float) -> float:
        if start + room >= strip.ends[-1]:
            return strip.ends[-1]
        if not self.look.cuts_rows:
            return max((end for end in strip.ends if end <= start + room), default=0.0)
        end = start + room
        while cut := [x.top for x in strip.lines if x.top < end - 0.01 < x.top + LINE]:
            end = min(cut)
        return end

    def window(self, strip: _Strip, start: float, end: float) -> None:
        """What stands between two heights of the strip, at the present height of the page."""
        shift = self.at - start
        for line in strip.lines:
            if start - 0.01 <= line.top < end - 0.01:
                self.text(_Line(line.text, line.left, line.top + shift))
        for cell in strip.cells:
            top, bottom = max(cell.top, start), min(cell.bottom, end)
            if self.look.is_ruled and bottom - top > 0.5:
                self.sides(_Cell(cell.left, top + shift, cell.right, bottom + shift))

    def sides(self, cell: _Cell) -> None:
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


def _wrapped(text: str, width: float, size: float = TYPE) -> list[str]:
    lines, line = [], ""
    for character in text:
        if line and pdfmetrics.stringWidth(line + character, FONT, size) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def _columns(rows: Rows) -> list[float]:
    count = sum(cell.columns for cell in rows[0])
    shares = [1.0] * count
    if count == 10:
        shares = [0.5, 1.2, 3.6, *[1.0] * 7]
    elif count == 4:
        shares = [2.0, 1.0, 1.0, 1.0]
    total = sum(shares)
    edges = [LEFT]
    for share in shares:
        edges.append(edges[-1] + (RIGHT - LEFT) * share / total)
    return edges


def _laid_out(rows: Rows) -> _Strip:
    edges = _columns(rows)
    placed = list(_placed(rows))
    heights = [LINE + 2 * PADDING] * len(rows)
    wrapped = [
        _wrapped(cell.text, edges[c + cell.columns] - edges[c] - 2 * PADDING)
        for cell, r, c in placed
    ]
    for (cell, r, _), lines in sorted(
        zip(placed, wrapped, strict=True), key=lambda pair: pair[0][0].rows
    ):
        need = len(lines) * LINE + 2 * PADDING
        lacking = need - sum(heights[r : r + cell.rows])
        if lacking > 0:
            heights[r + cell.rows - 1] += lacking
    tops = [0.0]
    for height in heights:
        tops.append(tops[-1] + height)
    strip = _Strip([], [], tops[1:])
    for (cell, r, c), lines in zip(placed, wrapped, strict=True):
        box = _Cell(edges[c], tops[r], edges[c + cell.columns], tops[r + cell.rows])
        strip.cells.append(box)
        first = (box.top + box.bottom - LINE * len(lines)) / 2
        strip.lines += [
            _Line(text, box.left + PADDING, first + LINE * n) for n, text in enumerate(lines)
        ]
    return strip


def _placed(rows: Sequence[Row]) -> Iterator[tuple[Printed, int, int]]:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield cell, r, c
            c += cell.columns
