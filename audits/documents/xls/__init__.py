"""Old workbooks, XLS and ET, through LibreOffice."""

from collections.abc import Sequence

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.office.compound import holds_workbook
from audits.documents.opening import DocumentReader


def _read(content: bytes) -> Document:
    from audits.documents.office.conversion import OLD_WORKBOOK, converted
    from audits.documents.xlsx.file import read_workbook

    (workbook,) = converted(content, OLD_WORKBOOK)
    return read_workbook(workbook)


def _prepare(contents: Sequence[bytes]) -> None:
    from audits.documents.office.conversion import OLD_WORKBOOK, convert_ahead

    convert_ahead(contents, OLD_WORKBOOK)


READER = DocumentReader(
    media_type="application/vnd.ms-excel",
    recognises=holds_workbook,
    read=_read,
    prepare=_prepare,
    limits=Limits(seconds=120.0),
)
