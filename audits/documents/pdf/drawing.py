"""Characters and rules of PDF pages, as pdfminer draws them.

Which of a page's drawings are rules is decided here. Backgrounds of paragraphs and cells are not,
though their edges look like a table's.
"""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTItem, LTLine, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import apply_matrix_rect

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.interpreter import PlainInterpreter
from audits.documents.pdf.page import Character, PageDrawing, Rule
from audits.documents.pdf.pdfminer_faults import PDFMINER_FAULTS, quiet_pdfminer
from rules.place import Box

_RULE_WIDTH = 3.0  # points
_UPRIGHT = 0.1  # rise over run
_WHITE = 0.98
_UNPAINTED = frozenset({3, 7})
"""Text render modes that leave no mark (PDF 1.7, 9.3.6)."""


def read_drawings(content: bytes, numbers: Sequence[int]) -> tuple[PageDrawing, ...]:
    """What is drawn on the pages of the given numbers, counted from 1.

    Raises:
        DocumentUnreadable: pdfminer cannot read these pages.
    """
    with _one_fault(), quiet_pdfminer():
        drawn = _drawn_on(content, frozenset(numbers))
        found = [drawn[number] for number in numbers if number in drawn]
    if len(found) != len(numbers):
        raise _unreadable_tables()
    return tuple(found)


def _drawn_on(content: bytes, numbers: frozenset[int]) -> dict[int, PageDrawing]:
    file = PDFDocument(PDFParser(io.BytesIO(content)))
    device = _Device(PDFResourceManager())
    interpreter = PlainInterpreter(device.rsrcmgr, device)
    drawn: dict[int, PageDrawing] = {}
    for number, page in enumerate(PDFPage.create_pages(file), start=1):
        if number in numbers:
            interpreter.process_page(page)
            drawn[number] = device.drawing()
        if len(drawn) == len(numbers):
            break
    return drawn


class _Device(PDFLayoutAnalyzer):
    """Collects what pdfminer draws on one page after the other."""

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Starts a page, and notes which part of its sheet is displayed."""
        super().begin_page(page, ctm)
        self._painted = True
        sheet = apply_matrix_rect(ctm, page.mediabox)
        shown = apply_matrix_rect(ctm, page.cropbox)
        self._left, self._top = max(shown[0], sheet[0]), min(shown[3], sheet[3])
        self._width = min(shown[2], sheet[2]) - self._left
        self._height = self._top - max(shown[1], sheet[1])

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draws a string, or notes that it leaves no mark."""
        self._painted = textstate.render not in _UNPAINTED
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Draws a character, unless it leaves no mark."""
        advance = super().render_char(*args, **kwargs)
        if not self._painted:
            self.cur_item._objs.pop()  # it has no other way out
        return advance

    def receive_layout(self, ltpage: LTPage) -> None:
        """Keeps the page that is finished."""
        self._items = list(_inside(ltpage))

    def drawing(self) -> PageDrawing:
        """The page drawn last."""
        return PageDrawing(
            characters=tuple(self._characters()),
            rules=tuple(self._rules()),
        )

    def _characters(self) -> Iterator[Character]:
        grounds = [self._box(item) for item in self._items if _is_ground(item)]
        for char in self._items:
            if not isinstance(char, LTChar) or not char.get_text().strip():
                continue
            run, rise = char.matrix[:2]
            if run <= 0 or abs(rise) > _UPRIGHT * run or not _is_placed(char):
                continue
            box = self._box(char)
            x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if not (0 <= x <= self._width and 0 <= y <= self._height):
                continue
            if _is_white(char.graphicstate.ncolor) and not any(g.holds(x, y) for g in grounds):
                continue
            yield Character(
                text=characters_meant(char.get_text()),
                left=box.left,
                right=box.right,
                middle=y,
                em=char.size,
            )

    def _box(self, item: Any) -> Box:
        return Box(
            left=item.x0 - self._left,
            top=self._top - item.y1,
            right=item.x1 - self._left,
            bottom=self._top - item.y0,
        )

    def _rules(self) -> Iterator[Rule]:
        for item in self._items:
            if isinstance(item, LTLine):
                if _is_placed(item) and not _is_white(item.stroking_color):
                    yield from _straight(self._box(item))
            elif isinstance(item, LTRect):
                if min(item.width, item.height) <= _RULE_WIDTH:
                    color = item.stroking_color if item.stroke else item.non_stroking_color
                    if not _is_white(color) and _is_placed(item):
                        yield from _straight(self._box(item))
                elif item.stroke and not _is_white(item.stroking_color):
                    yield from self._outline(_corners(item))
            elif isinstance(item, LTCurve) and item.stroke and not _is_white(item.stroking_color):
                yield from self._outline(item.pts)

    def _outline(self, points: Sequence[tuple[float, float]]) -> Iterator[Rule]:
        for (x0, y0), (x1, y1) in pairwise(points):
            if all(map(math.isfinite, (x0, y0, x1, y1))):
                yield from _straight(
                    Box(
                        left=min(x0, x1) - self._left,
                        top=self._top - max(y0, y1),
                        right=max(x0, x1) - self._left,
                        bottom=self._top - min(y0, y1),
                    )
                )


def _inside(container: Any) -> Iterator[LTItem]:
    """What is drawn in a page or form, and in the forms inside it."""
    waiting = [iter(container)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, LTFigure):
                waiting.append(iter(item))
                break
            yield item
        else:
            waiting.pop()


def _is_ground(item: LTItem) -> bool:
    """Whether white text is seen on it."""
    if isinstance(item, LTImage):
        return _is_placed(item)
    if not isinstance(item, LTCurve) or isinstance(item, LTLine) or not item.fill:
        return False
    return _is_placed(item) and not _is_white(item.non_stroking_color)


@contextmanager
def _one_fault() -> Iterator[None]:
    """Every way in which a hostile file makes pdfminer fail, as one fault.

    Here, and only around pdfminer's reading, because pdfminer trusts what it is given: a wrong
    type, a missing key or a cycle in the file surfaces as whatever Python raises there.
    """
    try:
        yield
    except PDFMINER_FAULTS as fault:
        raise _unreadable_tables() from fault


def _unreadable_tables() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="PDF 内部结构已损坏，表格无法读取；请用 PDF 软件重新导出，或索取原始 Word 文件",
        en="the PDF is damaged inside and its tables cannot be read; export it again or ask "
        "for the Word file",
    )


def _is_placed(drawn: Any) -> bool:
    return all(map(math.isfinite, (drawn.x0, drawn.x1, drawn.y0, drawn.y1)))


def _is_white(color: object) -> bool:
    """Whether a color is that of paper; no color is black, and a pattern has none."""
    if color is None:
        return False
    parts = color if isinstance(color, tuple | list) else (color,)
    if len(parts) == 4:
        return all(isinstance(ink, int | float) and ink <= 1 - _WHITE for ink in parts)
    return bool(parts) and all(
        isinstance(light, int | float) and light >= _WHITE for light in parts
    )


def _corners(box: LTRect) -> list[tuple[float, float]]:
    x0, x1, y0, y1 = box.x0, box.x1, box.y0, box.y1
    return [(x0, y1), (x1, y1), (x1, y0), (x0, y0), (x0, y1)]


def _straight(box: Box) -> Iterator[Rule]:
    """The rule along the middle of a thin thing; nothing for what is slanting or thick."""
    width, height = box.right - box.left, box.bottom - box.top
    if height <= _RULE_WIDTH and width > height:
        middle = (box.top + box.bottom) / 2
        yield Rule(is_upright=False, left=box.left, right=box.right, top=middle, bottom=middle)
    elif width <= _RULE_WIDTH and height > width:
        middle = (box.left + box.right) / 2
        yield Rule(is_upright=True, left=middle, right=middle, top=box.top, bottom=box.bottom)
