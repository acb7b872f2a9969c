"""Word files (Office Open XML)."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader


def _is_docx(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") and b"word/document.xml" in content


def _read(content: bytes) -> Document:
    from audits.documents.docx.file import read_docx

    return read_docx(content)


READER = DocumentReader(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    recognises=_is_docx,
    read=_read,
    limits=Limits(),
)
