"""OFD files: ruled tables by the tree of objects, cells and lines by the XML as it is met.

An OFD page is positioned text and drawn lines like a PDF page, and what follows from positions is
found by the same steps.
"""

import re
from collections.abc import Iterator, Sequence

from audits.documents.document import Document, EnclosedFile, PageFields
from audits.documents.ofd.blocks import blocks_of
from audits.documents.ofd.drawing import DrawnPage, drawn_page
from audits.documents.ofd.package import Package
from audits.documents.ofd.pages import OfdDocument, read_document
from audits.documents.ofd.printed import printed_page
from audits.documents.pdf.cell_lines import lines_of
from audits.documents.pdf.furniture import without_furniture
from audits.documents.pdf.joining import chains_of
from audits.documents.pdf.page import PageText
from audits.documents.pdf.ruling import table_parts
from audits.documents.white_space import fold
from rules.language import Text
from rules.place import Box

_FILE_NAME = re.compile(r"\.[a-z]{3,4}$", re.IGNORECASE)

MOST_PICTURES = 60
MOST_PICTURE_BYTES = 16 * 1024 * 1024


def read_ofd(content: bytes) -> Document:
    """An OFD file, taken apart.

    Raises:
        DocumentUnreadable: no OFD file, damaged, encrypted, or beyond the limits.
    """
    package = Package(content)
    document = read_document(package)
    drawn = [drawn_page(page, document.units) for page in document.pages]
    printed = [
        printed_page(page, tuple(picture.box for picture in look.pictures))
        for page, look in zip(document.pages, drawn, strict=True)
    ]
    body = without_furniture(printed)
    parts = {
        page.number: table_parts(look.drawing, page)
        for page, look in zip(body, drawn, strict=True)
        if look.drawing.rules
    }
    chains = chains_of(body, parts)
    return Document(
        blocks=tuple(blocks_of(body, chains, _named_pictures(drawn), _unread(drawn))),
        lines=lines_of(body),
        fields=PageFields(title=_title_of(document.title)),
        enclosed=tuple(_pictures_of(package, document, drawn)),
        notes=tuple(_notes_on(document, body, drawn)),
    )


def _named_pictures(drawn: Sequence[DrawnPage]) -> dict[int, list[tuple[Box, str]]]:
    """The pictures of each page, and what their blocks are called."""
    return {
        number: [
            (picture.box, _picture_name(number, count))
            for count, picture in enumerate(look.pictures, start=1)
        ]
        for number, look in enumerate(drawn, start=1)
    }


def _unread(drawn: Sequence[DrawnPage]) -> dict[int, tuple[Box, ...]]:
    """Where each page shows what has no text."""
    return {
        number: (*look.unread, *(picture.box for picture in look.pictures))
        for number, look in enumerate(drawn, start=1)
    }


def _title_of(written: str) -> str | None:
    title = fold(written)
    return title if "报告" in title and not _FILE_NAME.search(title) else None


def _picture_name(page: int, count: int) -> str:
    return f"page {page}, picture {count}"


def _pictures_of(
    package: Package, document: OfdDocument, drawn: Sequence[DrawnPage]
) -> Iterator[EnclosedFile]:
    """The pictures that pages show, named as their blocks name them."""
    left = MOST_PICTURES
    for page, look in zip(document.pages, drawn, strict=True):
        for count, picture in enumerate(look.pictures, start=1):
            path = document.pictures.get(picture.resource, "")
            if left and package.has(path):
                left -= 1
                yield EnclosedFile(
                    name=_picture_name(page.number, count),
                    content=package.content(path, most=MOST_PICTURE_BYTES),
                )


def _notes_on(
    document: OfdDocument, pages: Sequence[PageText], drawn: Sequence[DrawnPage]
) -> Iterator[Text]:
    if document.count > 1:
        yield Text(
            zh=f"OFD 文件内有{document.count}份文档，读取最后一份",
            en=f"the OFD file holds {document.count} documents; the last was read",
        )
    for page, look in zip(pages, drawn, strict=True):
        if not page.lines and look.pictures:
            yield Text(
                zh=f"第{page.number}页是没有文字的图片",
                en=f"page {page.number} is a picture without text",
            )
        if look.unread:
            yield Text(
                zh=f"第{page.number}页：略去无法辨认或白色的文字{len(look.unread)}个",
                en=f"page {page.number}: {len(look.unread)} characters that are unknown or white "
                "were left out",
            )
        if look.aslant:
            yield Text(
                zh=f"第{page.number}页：略去倾斜的文字{look.aslant}个",
                en=f"page {page.number}: {look.aslant} slanting characters were left out",
            )
