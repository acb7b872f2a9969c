"""Word files (Office Open XML): their document, and what it shows from beside it.

The element names are those of ECMA-376, part 1, chapter 17.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    Frame,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.docx.bare import bare
from audits.documents.docx.grid import grid_of
from audits.documents.docx.lines import lines_of
from audits.documents.docx.package import Package
from audits.documents.docx.text import FALLBACK, W, seen_in
from audits.documents.untrusted_xml import root_of

MOST_TAGS = 600_000
MOST_CELLS = 20_000
"""A report has some hundreds; every further one costs time."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = (W + "drawing", W + "pict", W + "object")
_CHUNK = W + "altChunk"
_BOX = W + "txbxContent"
_BESIDE_TEXT = (*_PICTURES, _BOX)
_HOLD_CELLS = frozenset(W + name for name in ("tr", "sdtContent", "customXml"))
"""Word does not open a file with a cell in another of its elements."""
_NOT_BODY = frozenset({W + "sectPr", W + "del", W + "moveFrom", FALLBACK})
_SOMEWHERE = "word/media"
"""The source of a picture of which the document does not say where it lies."""


def read_docx(content: bytes) -> Document:
    """A Word file, taken apart.

    Raises:
        DocumentUnreadable: no Word file, damaged, encrypted, or beyond the limits.
    """
    package = Package(content)
    xml = package.document()
    body = _body_of(xml)
    shows = next(body.iter(*_PICTURES, _CHUNK), None) is not None
    shown = _Shown(targets=package.targets() if shows else {})
    blocks = tuple(_blocks_of(body, shown))
    return Document(
        blocks=blocks, lines=lines_of(xml), enclosed=tuple(package.enclosed(shown.sources))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Files beside the document, as far as it shows them."""

    targets: Mapping[str, str]
    sources: list[str] = field(default_factory=list)

    def source_of(self, element: etree._Element) -> str:
        """Where lies what the picture, object or chunk shows."""
        for node in element.iter():
            for name, value in node.attrib.items():
                if str(name).startswith(_R) and (target := self.targets.get(str(value))):
                    self.sources.append(target)
                    return target
        return _SOMEWHERE


def _body_of(xml: bytes) -> etree._Element:
    if xml.count(b"<") > MOST_TAGS:
        raise _too_much()
    try:
        root = root_of(bare(xml))
    except etree.XMLSyntaxError as fault:
        raise _damaged() from fault
    body = root.find(W + "body")
    if body is None:
        raise DocumentUnreadable(zh="Word 文件没有正文", en="the Word file has no body")
    cells = list(islice(body.iter(W + "tc"), MOST_CELLS + 1))
    if len(cells) > MOST_CELLS:
        raise _too_much()
    if not all(map(_stands_in_row, cells)):
        raise _damaged()
    return body


def _stands_in_row(cell: etree._Element) -> bool:
    parent = cell.getparent()
    return parent is None or parent.tag in _HOLD_CELLS or not str(parent.tag).startswith(W)


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(zh="Word 文件内容已损坏", en="the Word file's content is damaged")


def _too_much() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="Word 文件的段落或表格单元格过多，未读取",
        en="the Word file has too many paragraphs or table cells to be read",
    )


def _blocks_of(parent: etree._Element, shown: _Shown) -> Iterator[Block]:
    """Paragraphs, pictures and tables; a table with a table in it arranges a page."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == W + "p":
            yield from _paragraph(element, shown, waiting)
        elif element.tag == W + "tbl" and element.find(f".//{W}tbl") is None:
            yield Table(grid=grid_of(element))
            yield from _pictures_in(element, shown)
        elif element.tag == _CHUNK:
            yield Frame(source=shown.source_of(element))
        elif element.tag not in _NOT_BODY:
            waiting.extend(reversed(element))


def _paragraph(
    element: etree._Element, shown: _Shown, waiting: list[etree._Element]
) -> Iterator[Block]:
    """Its text and pictures; what its text boxes hold comes next."""
    text, _ = seen_in(element)
    if text:
        yield Paragraph(text=text)
    if next(element.iter(*_BESIDE_TEXT), None) is not None:
        yield from _pictures_in(element, shown)
        waiting.extend(reversed([box for box in element.iter(_BOX) if _is_seen(box, element)]))


def _pictures_in(element: etree._Element, shown: _Shown) -> Iterator[Picture]:
    """Pictures and embedded objects; a drawing that is only the frame of a text box is none."""
    for drawn in element.iter(*_PICTURES):
        if _is_seen(drawn, element) and next(drawn.iter(_BOX), None) is None:
            yield Picture(source=shown.source_of(drawn))


def _is_seen(inner: etree._Element, outer: etree._Element) -> bool:
    """It is no older form of what stands beside it, and not itself in a text box."""
    for above in inner.iterancestors():
        if above is outer:
            return True
        if above.tag == _BOX or above.tag in _NOT_BODY:
            return False
    return True
