"""Picture files taken apart: their pages read off them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from audits.documents.document import Document, DocumentUnreadable
from audits.documents.picture.frames import SHORTEST_SIDE, frames_of
from audits.documents.recognition.cutting import pages_of
from audits.documents.recognition.laying_out import PlacedSheet, laid_out
from audits.documents.recognition.networks import networks
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Picture

LEAST_WIDTH = 300
LEAST_HEIGHT = 100
"""Pixels; a picture in a page that is smaller holds no table."""

_NARROW, _WIDE = 595.0, 842.0  # points


def read_picture(content: bytes) -> Document:
    """The text and tables that a picture shows.

    Raises:
        DocumentUnreadable: no picture, damaged, beyond the limits, without any text, or pictures
            cannot be read here.
    """
    networks()
    document = _document_of(frames_of(content), least=(SHORTEST_SIDE, SHORTEST_SIDE))
    if not document.lines:
        raise DocumentUnreadable(
            zh="图片中没有可以识别的文字；请人工核对，或索取原始 Word 文件",
            en="no text was found in the picture; look at it by hand, or ask for the Word file",
        )
    return document


def read_shown(contents: Sequence[bytes]) -> Document:
    """What the pictures of a page show, one under the other; damaged and small ones nothing.

    Raises:
        DocumentUnreadable: pictures cannot be read here.
    """
    networks()
    frames: list[Picture] = []
    for content in contents:
        with suppress(DocumentUnreadable):
            frames.extend(frames_of(content))
    return _document_of(iter(frames), least=(LEAST_WIDTH, LEAST_HEIGHT))


def _document_of(frames: Iterator[Picture], *, least: tuple[int, int]) -> Document:
    pages = [
        page
        for frame in frames
        if frame.shape[1] >= least[0] and frame.shape[0] >= least[1]
        for page in pages_of(frame)
    ]
    held = laid_out([_placed(page, number) for number, page in enumerate(pages, start=1)])
    return Document(blocks=held.blocks, lines=held.lines, recognised=True)


def _placed(page: Picture, number: int) -> PlacedSheet:
    """As wide as a page of A4, whichever way that lies."""
    height, width = page.shape[:2]
    points = _WIDE if width > height else _NARROW
    return PlacedSheet(sheet=read_page(page), number=number, scale=points / width)
