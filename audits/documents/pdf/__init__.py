"""PDF files."""

from audits.documents.document import Document
from audits.documents.isolation import Limits, isolated
from audits.documents.opening import DocumentReader

_OF_TEXT = Limits()
_OF_SCANS = Limits(seconds=300.0, memory=4 * 1024**3)  # a scan takes seconds a page


def _is_pdf(content: bytes) -> bool:
    """The mark may stand a little way into the file (PDF 1.7, annex H, note 13)."""
    return b"%PDF-" in content[:1024]


def _read(content: bytes) -> Document:
    document = isolated(_of_text, content, _OF_TEXT)
    return document if document is not None else isolated(_of_scans, content, _OF_SCANS)


def _of_text(content: bytes) -> Document | None:
    from audits.documents.pdf.file import read_text_pdf

    return read_text_pdf(content)


def _of_scans(content: bytes) -> Document:
    from audits.documents.pdf.file import read_pdf

    return read_pdf(content)


READER = DocumentReader(media_type="application/pdf", recognises=_is_pdf, read=_read)
