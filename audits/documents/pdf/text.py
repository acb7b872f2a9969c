"""The text of PDF pages by pdfium: visual lines, with what else a page shows of its make-up.

pdfium is not safe for threads: run readers in processes. Its functions are described in its public
headers ``fpdf_text.h`` and ``fpdf_edit.h``.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.covers import Covers
from audits.documents.pdf.page import Glyph, PageText, TextLine
from audits.documents.pdf.strokes import Place, Shapes, shapes_of
from audits.documents.white_space import fold
from rules.place import Box

MOST_CHARACTERS_A_PAGE = 20_000

_SAME_BASE_LINE = 0.35  # em; fonts of one row sit on slightly different base lines
_WORD_SPACE = 0.18  # em
_UPRIGHT = 0.1  # rise over run
_WIDEST = 1.6  # em; pdfium counts what a file sets between characters to them
_WHITE = 250  # of 255
_SEEN = 16  # of 255
_UNPAINTED = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_HYPHENS_OF_PDFIUM = {0x02: "-", 0xFFFE: "-"}


def read_page_text(page: pypdfium2.PdfPage, *, number: int) -> PageText:
    """The visual lines and pictures of a page.

    Raises:
        DocumentUnreadable: more characters or objects than a page of a report can hold.
        pypdfium2.PdfiumError: pdfium cannot read the page.
    """
    place, width, height = _display_of(page)
    shapes = shapes_of(page, place, number=number)
    upright, left_out = _glyphs_of(page.get_textpage(), place, number, shapes.covers)
    seen = [
        glyph
        for glyph, is_white in upright
        if 0 <= glyph.center <= width
        and 0 <= glyph.middle <= height
        and not (is_white and not _is_on_ground(glyph, shapes))
    ]
    return PageText(
        number=number,
        width=width,
        height=height,
        lines=lines_of_glyphs(seen),
        pictures=shapes.pictures,
        has_rules=shapes.has_rules,
        glyphs_aslant=left_out[_Stance.ASLANT],
        glyphs_turned=left_out[_Stance.TURNED],
        glyphs=tuple(seen),
        walls=shapes.walls,
    )


def lines_of_glyphs(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """Visual lines from top to bottom: everything on one base line, from left to right."""
    return tuple(_line_of(row) for row in _rows_of(glyphs))


def _display_of(page: pypdfium2.PdfPage) -> tuple[Place, float, float]:
    """From the user space of the file to the page as displayed, and the size of that."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    turn = page.get_rotation()
    size = (right - left, top - bottom)
    width, height = size if turn in {0, 180} else size[::-1]
    return turns[turn], width, height


def _is_on_ground(glyph: Glyph, shapes: Shapes) -> bool:
    """Whether white type can be seen where it stands."""
    return any(box.holds(glyph.center, glyph.middle) for box in (*shapes.grounds, *shapes.pictures))


def _glyphs_of(
    text: pypdfium2.PdfTextPage, place: Place, number: int, covers: Covers
) -> tuple[list[tuple[Glyph, bool]], Counter["_Stance"]]:
    """The upright glyphs that are painted, each with whether it is white; the others counted."""
    count = text.count_chars()
    if count > MOST_CHARACTERS_A_PAGE:
        raise DocumentUnreadable(
            zh=f"第 {number} 页字符过多（超过 {MOST_CHARACTERS_A_PAGE} 个），未读取；"
            "请核对是否为年度报告原件",
            en=f"page {number} holds more than {MOST_CHARACTERS_A_PAGE} characters and was not "
            "read; check that this is the report itself",
        )
    upright: list[tuple[Glyph, bool]] = []
    left_out: Counter[_Stance] = Counter()
    is_white = _whiteness_of(text)
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = _HYPHENS_OF_PDFIUM.get(code) or (chr(code) if code <= 0x10FFFF else "")
        if not character.strip() or not character.isprintable():
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if mode in _UNPAINTED:
            continue
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        origin, ahead = place(0, 0), place(matrix.a, matrix.b)
        run, rise = ahead[0] - origin[0], ahead[1] - origin[1]
        if (stance := _stance_of(run, rise)) is not _Stance.UPRIGHT:
            left_out[stance] += 1
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        corners = place(loose.left, loose.bottom), place(loose.right, loose.top)
        left, right = sorted(corner[0] for corner in corners)
        em = run * pdfium.FPDFText_GetFontSize(text, index)
        if right - left > _WIDEST * em:
            right = left + em
        base = place(x.value, y.value)[1]
        if all(map(math.isfinite, (left, right, base, em))):
            glyph = Glyph(character, left, right, base, em)
            if covers and covers.hide(drawn, glyph.center, glyph.middle):
                continue
            is_paper = mode == pdfium.FPDF_TEXTRENDERMODE_FILL and is_white(index)
            upright.append((glyph, is_paper))
    return upright, left_out


class _Stance(Enum):
    UPRIGHT = auto()
    TURNED = auto()
    """By a quarter, or upside down."""
    ASLANT = auto()


def _stance_of(run: float, rise: float) -> _Stance:
    if abs(rise) <= _UPRIGHT * abs(run):
        return _Stance.UPRIGHT if run > 0 else _Stance.TURNED
    return _Stance.TURNED if abs(run) <= _UPRIGHT * abs(rise) else _Stance.ASLANT


def _whiteness_of(text: pypdfium2.PdfTextPage) -> Callable[[int], bool]:
    """What tells whether the character at an index is filled in the color of paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))

    def is_white(index: int) -> bool:
        if not pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
            return False
        return alpha.value < _SEEN or min(red.value, green.value, blue.value) >= _WHITE

    return is_white


def _rows_of(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one base line, from left to right; the rows from top to bottom."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if row and glyph.base - row[0].base > _SAME_BASE_LINE * max(row[0].em, glyph.em):
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def _line_of(row: list[Glyph]) -> TextLine:
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


def _spaced(row: list[Glyph]) -> Iterator[str]:
    """The row's glyphs and the spaces between them; pdfium itself drops what is printed twice."""
    for before, glyph in pairwise((row[0], *row)):
        if glyph.left - before.right > _WORD_SPACE * max(before.em, glyph.em):
            yield " "
        yield glyph.text
