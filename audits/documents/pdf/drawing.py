"""Characters and rules of PDF pages, as pdfplumber draws them.

Which of a page's drawings are rules is decided here. Backgrounds of paragraphs and cells are not,
though their edges look like a table's.
"""

import io
import logging
import math
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.page import Character, PageDrawing, Rule

_RULE_WIDTH = 3.0  # points
_UPRIGHT = 0.1  # rise over run
_WHITE = 0.98

_Drawn = dict[str, Any]
"""What pdfplumber calls an object: a line, rectangle or character with its corners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The objects of a page, and where its top left corner is for pdfplumber."""

    left: float
    top: float
    chars: list[_Drawn]
    lines: list[_Drawn]
    rects: list[_Drawn]
    curves: list[_Drawn]


def read_drawings(content: bytes, numbers: Sequence[int]) -> tuple[PageDrawing, ...]:
    """What is drawn on the pages of the given numbers, counted from 1.

    Raises:
        DocumentUnreadable: pdfplumber cannot read these pages.
    """
    found = _found_on(content, list(numbers))
    if len(found) != len(numbers):
        raise _unreadable_tables()
    return tuple(
        PageDrawing(characters=tuple(_characters_of(page)), rules=tuple(_rules_of(page)))
        for page in found
    )


def _found_on(content: bytes, numbers: list[int]) -> list[_Found]:
    with (
        _one_fault(),
        _quiet_pdfminer(),
        pdfplumber.open(io.BytesIO(content), pages=numbers) as file,
    ):
        return [
            _Found(
                left=float(page.bbox[0]),
                top=float(page.bbox[1]),
                chars=page.chars,
                lines=page.lines,
                rects=page.rects,
                curves=page.curves,
            )
            for page in file.pages
        ]


@contextmanager
def _one_fault() -> Iterator[None]:
    """Every way in which a hostile file makes pdfminer fail, as one fault.

    Here, and only around pdfplumber's reading, because pdfminer trusts what it is given: a wrong
    type, a missing key or a cycle in the file surfaces as whatever Python raises there.
    """
    try:
        yield
    except (
        PSException,
        PdfminerException,
        MalformedPDFException,
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
    ) as fault:
        raise _unreadable_tables() from fault


def _unreadable_tables() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="PDF 内部结构已损坏，表格无法读取；请用 PDF 软件重新导出，或索取原始 Word 文件",
        en="the PDF is damaged inside and its tables cannot be read; export it again or ask "
        "for the Word file",
    )


@contextmanager
def _quiet_pdfminer() -> Iterator[None]:
    """Keep back what pdfminer remarks on every odd font: it changes nothing that is read."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _characters_of(page: _Found) -> Iterator[Character]:
    for char in page.chars:
        run, rise = char["matrix"][:2]
        if run > 0 and abs(rise) <= _UPRIGHT * run and char["text"].strip() and _is_placed(char):
            yield Character(
                text=characters_meant(char["text"]),
                left=char["x0"] - page.left,
                right=char["x1"] - page.left,
                middle=(char["top"] + char["bottom"]) / 2 - page.top,
                em=char["size"],
            )


def _is_placed(drawn: _Drawn) -> bool:
    return all(math.isfinite(drawn[side]) for side in ("x0", "x1", "top", "bottom"))


def _rules_of(page: _Found) -> Iterator[Rule]:
    for line in page.lines:
        yield from _straight(line, page)
    for rectangle in page.rects:
        if min(rectangle["width"], rectangle["height"]) <= _RULE_WIDTH:
            if rectangle["stroke"] or not _is_white(rectangle["non_stroking_color"]):
                yield from _straight(rectangle, page)
        elif rectangle["stroke"]:
            yield from _outline(_corners(rectangle), page)
    for curve in page.curves:
        if curve["stroke"]:
            yield from _outline(curve["pts"], page)


def _is_white(color: object) -> bool:
    parts = color if isinstance(color, tuple) else (color,)
    if len(parts) == 4:
        return all(isinstance(ink, int | float) and ink <= 1 - _WHITE for ink in parts)
    return all(isinstance(light, int | float) and light >= _WHITE for light in parts)


def _corners(box: _Drawn) -> list[tuple[float, float]]:
    x0, x1, top, bottom = box["x0"], box["x1"], box["top"], box["bottom"]
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]


def _outline(points: Iterable[tuple[float, float]], page: _Found) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        side = {"x0": min(x0, x1), "x1": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
        yield from _straight(side, page)


def _straight(drawn: _Drawn, page: _Found) -> Iterator[Rule]:
    """The rule along the middle of a thin thing; nothing for what is slanting or thick."""
    if not _is_placed(drawn):
        return
    x0, x1 = drawn["x0"] - page.left, drawn["x1"] - page.left
    y0, y1 = drawn["top"] - page.top, drawn["bottom"] - page.top
    if y1 - y0 <= _RULE_WIDTH and x1 - x0 > y1 - y0:
        middle = (y0 + y1) / 2
        yield Rule(is_upright=False, left=x0, right=x1, top=middle, bottom=middle)
    elif x1 - x0 <= _RULE_WIDTH and y1 - y0 > x1 - x0:
        middle = (x0 + x1) / 2
        yield Rule(is_upright=True, left=middle, right=middle, top=y0, bottom=y1)
