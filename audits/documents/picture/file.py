"""A picture file taken apart: its pages read off it."""

from audits.documents.document import Document, DocumentUnreadable
from audits.documents.picture.frames import SHORTEST_SIDE, frames_of
from audits.documents.recognition.cutting import pages_of
from audits.documents.recognition.laying_out import PlacedSheet, laid_out
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Picture

_NARROW, _WIDE = 595.0, 842.0  # points


def read_picture(content: bytes) -> Document:
    """The text and tables that a picture shows.

    Raises:
        DocumentUnreadable: no picture, damaged, beyond the limits, without any text, or pictures
            cannot be read here.
    """
    pages = [
        page
        for frame in frames_of(content)
        if min(frame.shape[:2]) > SHORTEST_SIDE
        for page in pages_of(frame)
    ]
    held = laid_out([_placed(page, number) for number, page in enumerate(pages, start=1)])
    if not held.lines:
        raise DocumentUnreadable(
            zh="图片中没有可以识别的文字；请人工核对，或索取原始 Word 文件",
            en="no text was found in the picture; look at it by hand, or ask for the Word file",
        )
    return Document(blocks=held.blocks, lines=held.lines, recognised=True)


def _placed(page: Picture, number: int) -> PlacedSheet:
    """As wide as a page of A4, whichever way that lies."""
    height, width = page.shape[:2]
    points = _WIDE if width > height else _NARROW
    return PlacedSheet(sheet=read_page(page), number=number, scale=points / width)
