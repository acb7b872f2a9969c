"""Word files (Office Open XML), from ``word/document.xml`` alone.

The element names are those of ECMA-376, part 1, chapter 17.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    FileKind,
    Grid,
    GridCell,
    Line,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.opening import DocumentReader
from audits.documents.white_space import fold

MOST_BYTES = 64 * 1024 * 1024
MOST_XML_BYTES = 64 * 1024 * 1024
MOST_COLUMNS = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWINGS = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing", _W + "pict")


def read_docx(content: bytes) -> Document:
    """A Word file, taken apart.

    Raises:
        DocumentUnreadable: no Word file, damaged, encrypted, or beyond the limits.
    """
    body = _body_of(_document_xml(content))
    return Document(
        kind=FileKind.DOCX, blocks=tuple(_blocks_of(body)), lines=tuple(_lines_of(body))
    )


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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        raise DocumentUnreadable(
            zh="Word 文件内容已损坏", en="the Word file's content is damaged"
        ) from fault
    body = root.find(_W + "body")
    if body is None:
        raise DocumentUnreadable(zh="Word 文件没有正文", en="the Word file has no body")
    return body


def _blocks_of(parent: etree._Element) -> Iterator[Block]:
    for element in parent:
        if element.tag == _W + "p":
            if text := _text_of(element):
                yield Paragraph(text=text)
            for drawing in _DRAWINGS:
                if element.find(f".//{drawing}") is not None:
                    yield Picture(source="word/media")
        elif element.tag == _W + "tbl":
            yield Table(grid=_grid_of(element))
        elif element.tag == _W + "sdt":
            content = element.find(_W + "sdtContent")
            if content is not None:
                yield from _blocks_of(content)


def _text_of(element: etree._Element) -> str:
    """Text of a paragraph or cell; breaks, tabs and paragraph ends are spaces."""
    nodes = element.iter(_W + "t", _W + "br", _W + "cr", _W + "tab", _W + "p")
    return fold("".join(node.text or "" if node.tag == _W + "t" else " " for node in nodes))


def _grid_of(table: etree._Element) -> Grid:
    """A grid by ``gridSpan`` and ``vMerge``: a continued cell adds a row to the one above."""
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[int, tuple[int, int]] = {}
    """Column to the cell that started there, for cells that go on below."""
    rows = columns = 0
    for row, tr in enumerate(_rows_of(table)):
        column = _number(tr, f"{_W}trPr/{_W}gridBefore", 0)
        for tc in tr.findall(_W + "tc"):
            span = _number(tc, f"{_W}tcPr/{_W}gridSpan", 1)
            if _is_continued(tc) and column in above:
                start = above[column]
                old = cells[start]
                cells[start] = GridCell(
                    text=old.text,
                    row=old.row,
                    column=old.column,
                    row_span=row - old.row + 1,
                    column_span=old.column_span,
                )
            else:
                cells[row, column] = GridCell(
                    text=_text_of(tc), row=row, column=column, column_span=span
                )
                above[column] = (row, column)
            column = min(column + span, MOST_COLUMNS)
        rows, columns = row + 1, max(columns, column)
    return Grid(rows=rows, columns=columns, cells=tuple(cells.values()))


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Direct rows, also inside content controls; rows of nested tables are not among them."""
    for element in table:
        if element.tag == _W + "tr":
            yield element
        elif element.tag == _W + "sdt":
            content = element.find(_W + "sdtContent")
            if content is not None:
                yield from _rows_of(content)


def _is_continued(tc: etree._Element) -> bool:
    merge = tc.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(_W + "val", "continue") != "restart"


def _number(element: etree._Element, path: str, default: int) -> int:
    found = element.find(path)
    written = found.get(_W + "val", "") if found is not None else ""
    return max(default, min(int(written[:4]), MOST_COLUMNS)) if written.isdigit() else default


def _lines_of(body: etree._Element) -> Iterator[Line]:
    """Paragraphs and cells in the order in which they are written, spans not looked at."""
    cells = paragraphs = 0
    for element in body.iter(_W + "p", _W + "tc"):
        if element.tag == _W + "tc":
            if not _is_continued(element):
                cells += 1
                words = "".join(t.text or "" for t in element.iter(_W + "t"))
                yield Line(text=fold(words), where=f"cell {cells}", is_cell=True)
        elif element.getparent() is not None and not _inside_cell(element):
            paragraphs += 1
            words = "".join(t.text or "" for t in element.iter(_W + "t"))
            if fold(words):
                yield Line(text=fold(words), where=f"paragraph {paragraphs}")


def _inside_cell(element: etree._Element) -> bool:
    return next(element.iterancestors(_W + "tc"), None) is not None


def _is_docx(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") and b"word/document.xml" in content


READER = DocumentReader(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    recognises=_is_docx,
    read=read_docx,
)
