"""Invented tables set on a sheet without end, from which pages can be cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics

from tests.audits.published import Printed, Row, Rows

FONT = "STSong-Light"
LEFT, RIGHT = 60.0, 535.0
TYPE = 9.0
LINE = 12.0
PADDING = 3.0


@dataclass(frozen=True, slots=True)
class SheetLine:
    text: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class SheetBox:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Strip:
    """A table on a sheet without end."""

    lines: list[SheetLine]
    cells: list[SheetBox]
    ends: list[float]
    """Where rows end."""


def lines_within(text: str, width: float, size: float = TYPE) -> list[str]:
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


def laid_out(rows: Rows) -> Strip:
    edges = _columns(rows)
    placed = list(_placed(rows))
    heights = [LINE + 2 * PADDING] * len(rows)
    wrapped = [
        lines_within(cell.text, edges[c + cell.columns] - edges[c] - 2 * PADDING)
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
    strip = Strip([], [], tops[1:])
    for (cell, r, c), lines in zip(placed, wrapped, strict=True):
        box = SheetBox(edges[c], tops[r], edges[c + cell.columns], tops[r + cell.rows])
        strip.cells.append(box)
        first = (box.top + box.bottom - LINE * len(lines)) / 2
        strip.lines += [
            SheetLine(text, box.left + PADDING, first + LINE * n) for n, text in enumerate(lines)
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
