"""Pages of a PDF file that show a picture of text instead of text, rendered and read off it.

A layer of invisible text under a scan is another program's recognition, which nobody checked: it
is not read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import islice

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.page import PageText
from audits.documents.recognition.laying_out import PlacedSheet, scale_of
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Picture, Sheet

MOST_PAGES = 60
DPI = 200

_LONGEST_SIDE = 3_600  # pixels
_INVISIBLE = 3  # text render mode (PDF 1.7, 9.3.6)
_WORD = re.compile(r"\w\w")
_COVERS = 0.5  # of the page, that the picture of a scan covers
_MOST_OBJECTS = 50_000
_MOST_MARKS = 5  # pieces of text that a scanning program prints over a page


def scanned_numbers(content: bytes, pages: Sequence[PageText]) -> frozenset[int]:
    """Numbers of the pages that are pictures.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot read the file.
    """
    shown = [page for page in pages if page.pictures]
    if not shown:
        return frozenset()
    with closing(pypdfium2.PdfDocument(content)) as file:
        return frozenset(page.number for page in shown if _is_scan(file, page))


def read_scans(content: bytes, numbers: Iterable[int]) -> Mapping[int, PlacedSheet]:
    """The pages with these numbers, read off their pictures; those without any text are left out.

    Raises:
        DocumentUnreadable: there are too many.
        pypdfium2.PdfiumError: pdfium cannot read the file.
    """
    wanted = sorted(numbers)
    if len(wanted) > MOST_PAGES:
        raise DocumentUnreadable(
            zh=f"PDF 中扫描页共 {len(wanted)} 页，超过 {MOST_PAGES} 页，未读取；"
            "请索取原始 Word 文件",
            en=f"the PDF has {len(wanted)} scanned pages, more than {MOST_PAGES}, and was not "
            "read; ask for the Word file",
        )
    with closing(pypdfium2.PdfDocument(content)) as file:
        read = {number: _read(file, number) for number in wanted}
    return {number: placed for number, placed in read.items() if _says_something(placed.sheet)}


def _says_something(sheet: Sheet) -> bool:
    """What is no more than a sign or two was a picture of something else."""
    return any(_WORD.search(line.text) for line in sheet.lines)


def _is_scan(file: pypdfium2.PdfDocument, page: PageText) -> bool:
    """A picture covers most of it, over which next to no text is drawn that can be seen."""
    if not (page.lines or page.glyphs_aslant or page.glyphs_turned):
        return True
    area = max((b.right - b.left) * (b.bottom - b.top) for b in page.pictures)
    if area < _COVERS * page.width * page.height:
        return False
    visible = 0
    with closing(file[page.number - 1]) as drawn:
        for shape in islice(drawn.get_objects(), _MOST_OBJECTS):
            if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE and _covers(shape, area):
                visible = 0  # what was drawn before lies under it
            elif shape.type == pdfium.FPDF_PAGEOBJ_TEXT:
                visible += pdfium.FPDFTextObj_GetTextRenderMode(shape.raw) != _INVISIBLE
    return visible <= _MOST_MARKS


def _covers(shape: pypdfium2.PdfObject, area: float) -> bool:
    left, bottom, right, top = shape.get_bounds()
    return bool((right - left) * (top - bottom) >= 0.9 * area)


def _read(file: pypdfium2.PdfDocument, number: int) -> PlacedSheet:
    with closing(file[number - 1]) as page:
        longest = max(page.get_size())
        sheet = read_page(_rendered(page, min(DPI / 72, _LONGEST_SIDE / max(1.0, longest))))
    return PlacedSheet(sheet=sheet, number=number, scale=scale_of(sheet, longest_side=longest))


def _rendered(page: pypdfium2.PdfPage, scale: float) -> Picture:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])
