"""The text of PDF pages by pdfium: visual lines, with what else a page shows of its make-up.

pdfium is not safe for threads: run readers in processes. Its functions are described in its public
headers ``fpdf_text.h`` and ``fpdf_edit.h``.
"""

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.page import PageText, TextLine
from audits.documents.white_space import fold
from rules.place import Box

MOST_CHARACTERS_A_PAGE = 20_000
MOST_OBJECTS_A_PAGE = 50_000

_SAME_BASE_LINE = 0.35  # em; fonts of one row sit on slightly different base lines
_WORD_SPACE = 0.18  # em
_UPRIGHT = 0.1  # rise over run
_RULE_WIDTH = 3.0  # points
_FEWEST_RULES = 3  # two sides and what closes them, at a page end
_SIDES = 4
_BOX_SEGMENTS = 5
_SMALLEST_PICTURE = 36.0  # points
_HYPHENS_OF_PDFIUM = {0x02: "-", 0xFFFE: "-"}

_Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyph:
    text: str
    left: float
    right: float
    base: float
    em: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shapes:
    pictures: tuple[Box, ...]
    rules: int


def read_page_text(page: pypdfium2.PdfPage, *, number: int) -> PageText:
    """The visual lines and pictures of a page.

    Raises:
        DocumentUnreadable: more characters or objects than a page of a report can hold.
        pypdfium2.PdfiumError: pdfium cannot read the page.
    """
    place, width, height = _display_of(page)
    upright, aslant = _glyphs_of(page.get_textpage(), place, number)
    shapes = _shapes_of(page, place, number)
    return PageText(
        number=number,
        width=width,
        height=height,
        lines=tuple(_line_of(row) for row in _rows_of(upright)),
        pictures=shapes.pictures,
        has_rules=shapes.rules >= _FEWEST_RULES,
        glyphs_aslant=aslant,
    )


def _display_of(page: pypdfium2.PdfPage) -> tuple[_Place, float, float]:
    """From the user space of the file to the page as displayed, and the size of that."""
    left, bottom, right, top = page.get_mediabox()
    turns: dict[int, _Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    turn = page.get_rotation()
    size = (right - left, top - bottom)
    width, height = size if turn in {0, 180} else size[::-1]
    return turns[turn], width, height


def _glyphs_of(text: pypdfium2.PdfTextPage, place: _Place, number: int) -> tuple[list[_Glyph], int]:
    count = text.count_chars()
    if count > MOST_CHARACTERS_A_PAGE:
        raise DocumentUnreadable(
            zh=f"第 {number} 页字符过多（超过 {MOST_CHARACTERS_A_PAGE} 个），未读取；"
            "请核对是否为年度报告原件",
            en=f"page {number} holds more than {MOST_CHARACTERS_A_PAGE} characters and was not "
            "read; check that this is the report itself",
        )
    upright: list[_Glyph] = []
    aslant = 0
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = _HYPHENS_OF_PDFIUM.get(code) or (chr(code) if code <= 0x10FFFF else "")
        if not character.strip() or not character.isprintable():
            continue
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        origin, ahead = place(0, 0), place(matrix.a, matrix.b)
        run, rise = ahead[0] - origin[0], ahead[1] - origin[1]
        if run <= 0 or abs(rise) > _UPRIGHT * run:
            aslant += 1
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        corners = place(loose.left, loose.bottom), place(loose.right, loose.top)
        left, right = sorted(corner[0] for corner in corners)
        base = place(x.value, y.value)[1]
        em = run * pdfium.FPDFText_GetFontSize(text, index)
        if all(map(math.isfinite, (left, right, base, em))):
            upright.append(_Glyph(text=character, left=left, right=right, base=base, em=em))
    return upright, aslant


def _rows_of(glyphs: Iterable[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs on one base line, from left to right; the rows from top to bottom."""
    row: list[_Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if row and glyph.base - row[0].base > _SAME_BASE_LINE * max(row[0].em, glyph.em):
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def _line_of(row: list[_Glyph]) -> TextLine:
    em = max(glyph.em for glyph in row)
    base = max(glyph.base for glyph in row)
    return TextLine(
        text=fold(characters_meant("".join(_spaced(row)))),
        box=Box(
            left=row[0].left,
            top=base - em,
            right=max(glyph.right for glyph in row),
            bottom=base,
        ),
        em=em,
    )


def _spaced(row: list[_Glyph]) -> Iterator[str]:
    """The row's glyphs and the spaces between them; pdfium itself drops what is printed twice."""
    for before, glyph in pairwise((row[0], *row)):
        if glyph.left - before.right > _WORD_SPACE * max(before.em, glyph.em):
            yield " "
        yield glyph.text


def _shapes_of(page: pypdfium2.PdfPage, place: _Place, number: int) -> _Shapes:
    pictures: list[Box] = []
    rules = 0
    for count, shape in enumerate(islice(page.get_objects(), MOST_OBJECTS_A_PAGE + 1)):
        if count == MOST_OBJECTS_A_PAGE:
            raise DocumentUnreadable(
                zh=f"第 {number} 页图形过多（超过 {MOST_OBJECTS_A_PAGE} 个），未读取；"
                "请核对是否为年度报告原件",
                en=f"page {number} holds more than {MOST_OBJECTS_A_PAGE} drawn objects and was "
                "not read; check that this is the report itself",
            )
        if shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules_in(shape)
        elif shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _box_of(shape, place)
            if min(box.right - box.left, box.bottom - box.top) >= _SMALLEST_PICTURE:
                pictures.append(box)
    return _Shapes(pictures=tuple(sorted(pictures, key=lambda box: box.top)), rules=rules)


def _box_of(shape: pypdfium2.PdfObject, place: _Place) -> Box:
    left, bottom, right, top = shape.get_bounds()
    (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
    return Box(left=min(x0, x1), top=min(y0, y1), right=max(x0, x1), bottom=max(y0, y1))


def _rules_in(path: pypdfium2.PdfObject) -> int:
    """How many rules a path may draw, at least; none where it only fills a background."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    segments = pdfium.FPDFPath_CountSegments(path)
    if segments > _BOX_SEGMENTS or (stroke.value and segments >= _SIDES):
        return _SIDES
    left, bottom, right, top = path.get_bounds()
    is_thin = min(right - left, top - bottom) <= _RULE_WIDTH
    return int(bool(stroke.value or (fill.value and is_thin)))
