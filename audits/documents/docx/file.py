"""Word files (Office Open XML), from ``word/document.xml`` alone.

The element names are those of ECMA-376, part 1, chapter 17.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    Line,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.docx.grid import grid_of
from audits.documents.docx.text import W, seen_in
from audits.documents.white_space import fold
from rules.place import Place

MOST_BYTES = 64 * 1024 * 1024
MOST_XML_BYTES = 64 * 1024 * 1024
MOST_TAGS = 600_000
MOST_CELLS = 20_000
"""A report has some hundreds; every further one costs time."""

_PICTURES = (W + "drawing", W + "pict", W + "object")
_NOT_BODY = frozenset({W + "sectPr", W + "del", W + "moveFrom"})
_CHARACTERS = {
    W + "t": "",
    W + "noBreakHyphen": "-",
    W + "br": " ",
    W + "cr": " ",
    W + "tab": " ",
    W + "p": " ",
}


def read_docx(content: bytes) -> Document:
    """A Word file, taken apart.

    Raises:
        DocumentUnreadable: no Word file, damaged, encrypted, or beyond the limits.
    """
    body = _body_of(_document_xml(content))
    return Document(blocks=tuple(_blocks_of(body)), lines=tuple(_lines_of(body)))


def _document_xml(content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取", en="the file is too large to be read"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > MOST_XML_BYTES:
                raise DocumentUnreadable(
                    zh="文件解压后过大，未读取", en="the file expands beyond the limit"
                )
            with archive.open(entry) as member:
                xml = member.read(MOST_XML_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as fault:
        raise DocumentUnreadable(
            zh="Word 文件已损坏，无法打开", en="the Word file is damaged and cannot be opened"
        ) from fault
    except (RuntimeError, NotImplementedError) as fault:
        raise DocumentUnreadable(
            zh="Word 文件已加密或压缩方式不受支持", en="the Word file is encrypted or oddly packed"
        ) from fault
    if len(xml) > MOST_XML_BYTES:
        raise DocumentUnreadable(
            zh="文件解压后过大，未读取", en="the file expands beyond the limit"
        )
    return xml


def _body_of(xml: bytes) -> etree._Element:
    if xml.count(b"<") > MOST_TAGS:
        raise _too_much()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        raise DocumentUnreadable(
            zh="Word 文件内容已损坏", en="the Word file's content is damaged"
        ) from fault
    body = root.find(W + "body")
    if body is None:
        raise DocumentUnreadable(zh="Word 文件没有正文", en="the Word file has no body")
    if sum(1 for _ in islice(body.iter(W + "tc"), MOST_CELLS + 1)) > MOST_CELLS:
        raise _too_much()
    return body


def _too_much() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="Word 文件的段落或表格单元格过多，未读取",
        en="the Word file has too many paragraphs or table cells to be read",
    )


def _blocks_of(parent: etree._Element) -> Iterator[Block]:
    """Paragraphs, pictures and tables; a table with a table in it arranges a page."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == W + "p":
            text, _ = seen_in(element)
            if text:
                yield Paragraph(text=text)
            if next(element.iter(*_PICTURES), None) is not None:
                yield Picture(source="word/media")
        elif element.tag == W + "tbl" and element.find(f".//{W}tbl") is None:
            yield Table(grid=grid_of(element))
        elif element.tag not in _NOT_BODY:
            waiting.extend(reversed(element))


def _lines_of(body: etree._Element) -> Iterator[Line]:
    """Paragraphs and cells in the order in which they are written, spans not looked at."""
    cells = paragraphs = 0
    for element in body.iter(W + "p", W + "tc"):
        if element.tag == W + "tc":
            if not _is_continued(element) and element.find(f".//{W}tc") is None:
                cells += 1
                yield Line(text=_words_of(element), place=Place(cell=cells), is_cell=True)
        elif next(element.iterancestors(W + "tc"), None) is None:
            paragraphs += 1
            if words := _words_of(element):
                yield Line(text=words, place=Place(paragraph=paragraphs))


def _is_continued(tc: etree._Element) -> bool:
    merge = tc.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") != "restart"


def _words_of(element: etree._Element) -> str:
    """The characters as written, hyphens that do not break included."""
    nodes = element.iter(*_CHARACTERS)
    return fold("".join(_CHARACTERS[node.tag] or node.text or "" for node in nodes))
