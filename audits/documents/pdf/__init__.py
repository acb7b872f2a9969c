"""PDF files."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader


def _is_pdf(content: bytes) -> bool:
    """The mark may stand a little way into the file (PDF 1.7, annex H, note 13)."""
    return b"%PDF-" in content[:1024]


def _read(content: bytes) -> Document:
    from audits.documents.pdf.file import read_pdf

    return read_pdf(content)


READER = DocumentReader(
    media_type="application/pdf",
    recognises=_is_pdf,
    read=_read,
    limits=Limits(seconds=300.0, memory=4 * 1024**3),  # a scan takes seconds a page
)
