"""Word files (Office Open XML)."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader
from audits.documents.zip_names import has_member


def _is_docx(content: bytes) -> bool:
    return has_member(content, "word/document.xml")


def _read(content: bytes) -> Document:
    from audits.documents.docx.file import read_docx

    return read_docx(content)


READER = DocumentReader(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    recognises=_is_docx,
    read=_read,
    limits=Limits(),
)
