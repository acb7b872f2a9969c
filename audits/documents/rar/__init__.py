"""RAR archives of files."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader


def _is_rar(content: bytes) -> bool:
    return content.startswith(b"Rar!\x1a\x07")


def _read(content: bytes) -> Document:
    from audits.documents.rar.file import members_of

    return Document(blocks=(), lines=(), enclosed=members_of(content))


READER = DocumentReader(
    media_type="application/vnd.rar",
    recognises=_is_rar,
    read=_read,
    limits=Limits(),
)
