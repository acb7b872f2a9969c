"""Tables and pages of invented reports as pictures: printed, then seen."""

import io
from collections.abc import Container
from contextlib import closing

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from tests.audits.printed_pdf import Print, as_pdf
from tests.audits.published import Publication, Rows
from tests.audits.table_sheet import LEFT, RIGHT

DPI = 200
MARGIN = 20
UNNUMBERED = Print(number=None)
GAP = (" ",) * 9
"""Lines that leave room for the picture of table 4."""


def picture_of(rows: Rows) -> Image.Image:
    """A table alone, with a little paper around it; it must fit a page."""
    (page,) = pages_of(as_pdf(Publication(title="", intro="", parts=(rows,)), UNNUMBERED))
    ink = ImageOps.invert(page.convert("L")).getbbox()
    assert ink is not None
    return ImageOps.expand(page.crop(ink), border=MARGIN, fill="white")


def pages_of(content: bytes) -> list[Image.Image]:
    """The pages of a PDF file as they are displayed."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in file]


def with_last_figure_crossed_out(picture: Image.Image) -> Image.Image:
    """A stroke through the figure in the lowest cell at the right, which is one digit."""
    crossed = picture.copy()
    left, bottom = crossed.width - 2 * MARGIN - 65, crossed.height - MARGIN - 14
    ImageDraw.Draw(crossed).line((left, bottom, left + 25, bottom - 22), fill="black", width=4)
    return crossed


def with_picture_below(content: bytes, words: str, picture: Image.Image) -> bytes:
    """The PDF file with a picture as wide as its text, under the line that has these words."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        for page in file:
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found is not None:
                foot = text.get_charbox(found[0])[1]
                width = RIGHT - LEFT
                height = width * picture.height / picture.width
                _draw(file, page, picture, (LEFT, foot - 10 - height, width, height))
        return _written(file)


def scanned(content: bytes, but: Container[int] = ()) -> bytes:
    """The PDF file with pages as pictures, save those of these indices."""
    with (
        closing(pypdfium2.PdfDocument(content)) as printed,
        closing(pypdfium2.PdfDocument.new()) as file,
    ):
        for index, picture in enumerate(pages_of(content)):
            if index in but:
                file.import_pages(printed, [index])
                continue
            width, height = picture.width * 72 / DPI, picture.height * 72 / DPI
            _draw(file, file.new_page(width, height), picture, (0, 0, width, height))
        return _written(file)


def _draw(
    file: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    picture: Image.Image,
    box: tuple[float, float, float, float],
) -> None:
    left, bottom, width, height = box
    image = pypdfium2.PdfImage.new(file)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(left, bottom))
    page.insert_obj(image)
    page.gen_content()


def _written(file: pypdfium2.PdfDocument) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
