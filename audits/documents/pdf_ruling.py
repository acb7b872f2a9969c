"""Tables of PDF pages by their ruled lines, as pdfplumber finds them.

pdfplumber's table finder works on rules; which of a page's drawings are rules is decided here.
Backgrounds of paragraphs and cells are not, though their edges look like a table's.
"""

import io
import logging
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf_cells import Character, table_part, with_overflow
from audits.documents.pdf_characters import characters_meant
from audits.documents.pdf_page import Box, PageText, TablePart

_RULE_WIDTH = 3.0  # points
_SNAP = 3.0  # points
_MEET = 3.0  # points
_UPRIGHT = 0.1  # rise over run
_WHITE = 0.98

_Drawn = dict[str, Any]
"""What pdfplumber calls an object: a rule, rectangle or character with its corners."""


def read_table_parts(content: bytes, pages: Sequence[PageText]) -> dict[int, tuple[TablePart, ...]]:
    """The tables that ruled lines make on the given pages, by page number, from top to bottom.

    A part with a single column may be a table's row or only a box around text: the caller knows.

    Raises:
        DocumentUnreadable: the pages cannot be read by pdfplumber.
    """
    drawn = _drawn_on(content, [page.number for page in pages])
    return {
        page.number: tuple(_parts_of(*things, page))
        for page, things in zip(pages, drawn, strict=True)
    }


def _drawn_on(
    content: bytes, numbers: list[int]
) -> list[tuple[list[_Drawn], tuple[Character, ...]]]:
    """Rules and characters of each page."""
    with (
        _one_fault(),
        _quiet_pdfminer(),
        pdfplumber.open(io.BytesIO(content), pages=numbers) as file,
    ):
        return [(list(_rules_of(page)), tuple(_characters_of(page))) for page in file.pages]


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
        raise DocumentUnreadable(
            zh="PDF 内部结构已损坏，表格无法读取；请用 PDF 软件重新导出，或索取原始 Word 文件",
            en="the PDF is damaged inside and its tables cannot be read; export it again or ask "
            "for the Word file",
        ) from fault


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


def _characters_of(page: pdfplumber.page.Page) -> Iterator[Character]:
    left, top = page.bbox[:2]
    for char in page.chars:
        run, rise = char["matrix"][:2]
        if run > 0 and abs(rise) <= _UPRIGHT * run:
            yield Character(
                text=characters_meant(char["text"]),
                left=float(char["x0"] - left),
                right=float(char["x1"] - left),
                middle=float(char["top"] + char["bottom"]) / 2 - float(top),
                em=float(char["size"]),
            )


def _rules_of(page: pdfplumber.page.Page) -> Iterator[_Drawn]:
    """Upright and level rules, with the top left of the page as origin."""
    left, top = map(float, page.bbox[:2])
    for line in page.lines:
        yield from _straight(line, left, top)
    for rectangle in page.rects:
        if min(rectangle["width"], rectangle["height"]) <= _RULE_WIDTH:
            if rectangle["stroke"] or not _is_white(rectangle["non_stroking_color"]):
                yield from _straight(rectangle, left, top)
        elif rectangle["stroke"]:
            yield from _outline(_corners(rectangle), left, top)
    for curve in page.curves:
        if curve["stroke"]:
            yield from _outline(curve["pts"], left, top)


def _is_white(color: object) -> bool:
    parts = color if isinstance(color, tuple) else (color,)
    if len(parts) == 4:
        return all(isinstance(ink, int | float) and ink <= 1 - _WHITE for ink in parts)
    return all(isinstance(light, int | float) and light >= _WHITE for light in parts)


def _corners(box: _Drawn) -> list[tuple[float, float]]:
    x0, x1, top, bottom = box["x0"], box["x1"], box["top"], box["bottom"]
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]


def _outline(points: Iterable[tuple[float, float]], left: float, top: float) -> Iterator[_Drawn]:
    for (x0, y0), (x1, y1) in pairwise(points):
        side = {"x0": min(x0, x1), "x1": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
        yield from _straight(side, left, top)


def _straight(drawn: _Drawn, left: float, top: float) -> Iterator[_Drawn]:
    """The rule along the middle of a thin thing; nothing for what is slanting or thick."""
    x0, x1 = float(drawn["x0"]) - left, float(drawn["x1"]) - left
    y0, y1 = float(drawn["top"]) - top, float(drawn["bottom"]) - top
    if y1 - y0 <= _RULE_WIDTH and x1 - x0 > y1 - y0:
        yield _rule("h", x0, x1, (y0 + y1) / 2, (y0 + y1) / 2)
    elif x1 - x0 <= _RULE_WIDTH and y1 - y0 > x1 - x0:
        yield _rule("v", (x0 + x1) / 2, (x0 + x1) / 2, y0, y1)


def _rule(orientation: str, x0: float, x1: float, top: float, bottom: float) -> _Drawn:
    """An edge as pdfplumber's table functions want it."""
    return {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _bands_of(rules: list[_Drawn]) -> Iterator[list[_Drawn]]:
    """The rules of one table after the other: tables are apart where no upright rule runs.

    Each is worked on alone, since rules of two tables that nearly align would be drawn together.
    """
    bands: list[tuple[float, float]] = []
    uprights = (rule for rule in rules if rule["orientation"] == "v")
    for rule in sorted(uprights, key=lambda rule: rule["top"]):
        if bands and rule["top"] <= bands[-1][1] + _SNAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], rule["bottom"]))
        else:
            bands.append((rule["top"], rule["bottom"]))
    for top, bottom in bands:
        yield [
            rule
            for rule in rules
            if rule["top"] >= top - _SNAP and rule["bottom"] <= bottom + _SNAP
        ]


def _closing(rules: list[_Drawn]) -> Iterator[_Drawn]:
    """Rules over the open top and under the open bottom of a table that a page end cuts."""
    uprights = [rule for rule in rules if rule["orientation"] == "v"]
    first = min(rule["top"] for rule in uprights)
    last = max(rule["bottom"] for rule in uprights)
    for height, ends in (
        (first, [rule["x0"] for rule in uprights if rule["top"] - first <= _SNAP]),
        (last, [rule["x0"] for rule in uprights if last - rule["bottom"] <= _SNAP]),
    ):
        if max(ends) > min(ends):
            yield _rule("h", min(ends), max(ends), height, height)


def _parts_of(
    rules: list[_Drawn], characters: tuple[Character, ...], page: PageText
) -> list[TablePart]:
    printed = [
        character
        for character in characters
        if character.text.strip()
        and not any(box.holds(character.center, character.middle) for box in page.furniture)
    ]
    parts = [
        table_part(
            [Box(left=x0, top=y0, right=x1, bottom=y1) for x0, y0, x1, y1 in cells],
            printed,
            page=page.number,
        )
        for band in _bands_of(rules)
        for cells in _tables_of(band)
    ]
    if parts:
        lowest = parts[-1].box.bottom
        parts[-1] = with_overflow(parts[-1], [c for c in printed if c.middle > lowest])
    return parts


def _tables_of(band: list[_Drawn]) -> list[list[tuple[float, float, float, float]]]:
    """The cells of each table from top to bottom; a cell that touches no other is a table too."""
    edges = merge_edges([*band, *_closing(band)], _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(edges, _MEET, _MEET))
    tables = cells_to_tables(cells)
    in_tables = {cell for table in tables for cell in table}
    tables += [[cell] for cell in cells if cell not in in_tables]
    return sorted(tables, key=lambda cells: min(cell[1] for cell in cells))
