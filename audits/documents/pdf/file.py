"""PDF files: ruled tables by pdfplumber, cells and visual lines by pdfium.

Grids come from pdfplumber's characters and rules, ``lines`` from pdfium's characters and paths
alone, so that a mistake of one library cannot show in both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    EnclosedFile,
    Line,
    PageFields,
    Picture,
    Table,
)
from audits.documents.pdf.cell_lines import lines_of
from audits.documents.pdf.drawing import read_drawings
from audits.documents.pdf.forms import check_forms
from audits.documents.pdf.furniture import without_furniture
from audits.documents.pdf.joining import Chain, chains_of, grid_of
from audits.documents.pdf.page import PageText, picture_name
from audits.documents.pdf.reading_order import Placed, in_order, place_of
from audits.documents.pdf.ruling import table_parts
from audits.documents.pdf.text import read_page_text
from audits.documents.pdf.weight import check_weight
from audits.documents.recognition.installed import is_installed
from audits.documents.white_space import fold
from rules.language import Text

if TYPE_CHECKING:
    from audits.documents.recognition.laying_out import PlacedSheet

MOST_BYTES = 64 * 1024 * 1024
MOST_PAGES = 200

_MORE_THAN_MARKS = 100  # characters; a stamp or a note beside a scan has fewer

_MADE_UP_TITLE = re.compile(
    r"microsoft |wps |untitled|无标题|未命名|(?:文档|document) ?\d*$|.*\.(?:docx?|wps|pdf|html?)$",
    re.IGNORECASE,
)


def read_pdf(content: bytes) -> Document:
    """A PDF file, taken apart.

    Raises:
        DocumentUnreadable: no PDF file, damaged, encrypted, without any text, or beyond the limits.
    """
    pages, title = _read_pages(content)
    scans = _read_scans(content, pages)
    if scans:
        return _with_scans(content, pages, scans, title)
    return _of_text(content, pages, title)


def read_text_pdf(content: bytes) -> Document | None:
    """A PDF file, taken apart; ``None`` when pages of it are pictures that ``read_pdf`` reads.

    Raises:
        DocumentUnreadable: as ``read_pdf``.
    """
    pages, title = _read_pages(content)
    return None if _scanned(content, pages) else _of_text(content, pages, title)


def _of_text(content: bytes, pages: Sequence[PageText], title: str | None) -> Document:
    if not any(page.lines for page in pages):
        raise _without_text(pages)
    return _parts_of_text(content, pages, title)


def _parts_of_text(content: bytes, pages: Sequence[PageText], title: str | None) -> Document:
    body = without_furniture(pages)
    ruled = [page for page in body if page.has_rules]
    drawings = read_drawings(content, [page.number for page in ruled]) if ruled else ()
    parts = {
        page.number: table_parts(drawing, page)
        for page, drawing in zip(ruled, drawings, strict=True)
    }
    return Document(
        blocks=tuple(_blocks_of(body, chains_of(body, parts))),
        lines=lines_of(body),
        fields=PageFields(title=title),
        enclosed=_shown(content, body),
        notes=tuple(_notes_on(body)),
    )


def _shown(content: bytes, pages: Sequence[PageText]) -> tuple[EnclosedFile, ...]:
    """Pictures beside text; none where they cannot be read."""
    if not _can_be_looked_at(pages):
        return ()
    from audits.documents.pdf.shown_pictures import shown_pictures  # noqa: PLC0415

    try:
        return shown_pictures(content, pages)
    except pypdfium2.PdfiumError as fault:
        raise _unreadable(fault) from fault


def _can_be_looked_at(pages: Sequence[PageText]) -> bool:
    return is_installed() and any(page.pictures for page in pages)


def _scanned(content: bytes, pages: Sequence[PageText]) -> frozenset[int]:
    if not _can_be_looked_at(pages):
        return frozenset()
    from audits.documents.pdf.scanned import scanned_numbers  # noqa: PLC0415

    try:
        return scanned_numbers(content, pages)
    except pypdfium2.PdfiumError as fault:
        raise _unreadable(fault) from fault


def _read_scans(content: bytes, pages: Sequence[PageText]) -> Mapping[int, "PlacedSheet"]:
    numbers = _scanned(content, pages)
    if not numbers:
        return {}
    from audits.documents.pdf.scanned import read_scans  # noqa: PLC0415

    try:
        return read_scans(content, numbers)
    except pypdfium2.PdfiumError as fault:
        raise _unreadable(fault) from fault


def _with_scans(
    content: bytes,
    pages: Sequence[PageText],
    scans: Mapping[int, "PlacedSheet"],
    title: str | None,
) -> Document:
    """Runs of pages of text and of scanned pages, one after the other."""
    from audits.documents.recognition.laying_out import laid_out  # noqa: PLC0415

    blocks: list[Block] = []
    lines: list[Line] = []
    enclosed: list[EnclosedFile] = []
    notes: list[Text] = []
    for is_scan, run in groupby(pages, key=lambda page: page.number in scans):
        own = list(run)
        if is_scan:
            held = laid_out([scans[page.number] for page in own])
            blocks.extend(held.blocks)
            lines.extend(held.lines)
        elif any(page.lines or page.pictures for page in own):
            part = _parts_of_text(content, own, title)
            blocks.extend(part.blocks)
            lines.extend(part.lines)
            enclosed.extend(part.enclosed)
            notes.extend(part.notes)
    if not lines:
        raise _without_text(pages)
    return Document(
        blocks=tuple(blocks),
        lines=tuple(lines),
        fields=PageFields(title=title),
        enclosed=tuple(enclosed),
        recognised=True,
        notes=tuple(notes),
    )


def _without_text(pages: Sequence[PageText]) -> DocumentUnreadable:
    turned = sum(page.glyphs_turned for page in pages)
    if turned >= (_MORE_THAN_MARKS if any(page.pictures for page in pages) else 1):
        return DocumentUnreadable(
            zh=f"PDF 中的文字横置或倒置（{turned}个字），未读取；"
            "请把页面转正后重新导出 PDF，或索取原始 Word 文件",
            en=f"the text of the PDF lies on its side or upside down ({turned} characters) and "
            "was not read; turn the pages and export the PDF again, or ask for the Word file",
        )
    return DocumentUnreadable(
        zh="PDF 中没有文字层（可能是扫描件），无法读取；请索取可复制文字的版本或原始 Word 文件",
        en="the PDF holds no text (it may be a scan); ask for a version whose text can be "
        "copied, or for the Word file",
    )


def _read_pages(content: bytes) -> tuple[tuple[PageText, ...], str | None]:
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取；请索取较小的版本",
            en=f"the file is larger than {MOST_BYTES // 2**20} MB and was not read; ask for a "
            "smaller version",
        )
    if not content.strip(b"\0 \t\r\n"):
        raise DocumentUnreadable(
            zh="文件为空；请重新下载或联系发布单位", en="the file is empty; fetch it again"
        )
    check_weight(content)
    check_forms(content)
    try:
        with closing(pypdfium2.PdfDocument(content)) as file:
            count = len(file)
            if count > MOST_PAGES:
                raise DocumentUnreadable(
                    zh=f"PDF 共 {count} 页，超过 {MOST_PAGES} 页，未读取；请核对是否为年度报告",
                    en=f"the PDF has {count} pages, more than {MOST_PAGES}, and was not read; "
                    "check that it is an annual report",
                )
            pages = tuple(_read_page(file, index) for index in range(count))
            return pages, _title_of(file.get_metadata_value("Title"))
    except pypdfium2.PdfiumError as fault:
        raise _unreadable(fault) from fault


def _read_page(file: pypdfium2.PdfDocument, index: int) -> PageText:
    with closing(file[index]) as page:
        return read_page_text(page, number=index + 1)


def _unreadable(fault: pypdfium2.PdfiumError) -> DocumentUnreadable:
    if fault.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return DocumentUnreadable(
            zh="PDF 已加密，打开需要密码；请索取未加密的版本",
            en="the PDF is encrypted and needs a password; ask for a version without one",
        )
    return DocumentUnreadable(
        zh="不是 PDF 文件，或文件已损坏、不完整；请重新下载，仍打不开时联系发布单位",
        en="this is no PDF file, or it is damaged or cut short; fetch it again",
    )


def _title_of(written: str) -> str | None:
    title = fold(written)
    return title if title and not _MADE_UP_TITLE.match(title) else None


def _blocks_of(pages: Sequence[PageText], chains: Sequence[Chain]) -> Iterator[Block]:
    tables: list[Placed] = [(place_of(chain), Table(grid=grid_of(chain))) for chain in chains]
    pictures: list[Placed] = [
        ((page.number, box.top), Picture(source=picture_name(page.number, count)))
        for page in pages
        for count, box in enumerate(page.pictures, start=1)
    ]
    yield from in_order(pages, chains, (*tables, *pictures))


def _notes_on(pages: Sequence[PageText]) -> Iterator[Text]:
    for page in pages:
        if not page.lines and page.pictures:
            yield Text(
                zh=f"第{page.number}页是没有文字的图片，未读取",
                en=f"page {page.number} is a picture without text and was not read",
            )
        if page.glyphs_turned:
            yield Text(
                zh=f"第{page.number}页：略去横置或倒置的文字{page.glyphs_turned}个",
                en=f"page {page.number}: {page.glyphs_turned} characters that lie on their side "
                "or stand on their head were left out",
            )
        if page.glyphs_aslant:
            yield Text(
                zh=f"第{page.number}页：略去倾斜的文字{page.glyphs_aslant}个",
                en=f"page {page.number}: {page.glyphs_aslant} slanting characters were left out",
            )
