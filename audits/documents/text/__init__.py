"""Plain text files."""

from audits.documents.document import Document
from audits.documents.opening import DocumentReader

_SIGNATURES_OF_OTHERS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"Rar!",
    b"{\\rtf",
    b"\x89PNG",
)


def _is_text(content: bytes) -> bool:
    beginning = content[:4096]
    marked = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not beginning.startswith(_SIGNATURES_OF_OTHERS) and (marked or b"\x00" not in beginning)


def _read(content: bytes) -> Document:
    from audits.documents.text.file import read_text

    return read_text(content)


READER = DocumentReader(
    media_type="text/plain",
    recognises=_is_text,
    read=_read,
    rank=9,
)
