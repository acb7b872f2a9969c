"""Rich Text Format: through LibreOffice for blocks, and by its own control words for lines."""

from collections.abc import Sequence

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader


def _is_rtf(content: bytes) -> bool:
    return content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def _read(content: bytes) -> Document:
    from audits.documents.rtf.file import read_rtf

    return read_rtf(content)


def _prepare(contents: Sequence[bytes]) -> None:
    from audits.documents.office.conversion import RICH_TEXT, convert_ahead

    convert_ahead(contents, RICH_TEXT)


READER = DocumentReader(
    media_type="application/rtf",
    recognises=_is_rtf,
    read=_read,
    prepare=_prepare,
    limits=Limits(seconds=120.0),
)
