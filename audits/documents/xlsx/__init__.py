"""Workbooks (Office Open XML)."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader
from audits.documents.zip_names import has_member


def _is_workbook(content: bytes) -> bool:
    return has_member(content, "xl/workbook.xml")


def _read(content: bytes) -> Document:
    from audits.documents.xlsx.file import read_workbook

    return read_workbook(content)


READER = DocumentReader(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognises=_is_workbook,
    read=_read,
    limits=Limits(),
)
