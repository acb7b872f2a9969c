"""ZIP archives of files; a Word file and its like are ZIP archives too, and are not meant."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader
from audits.documents.zip_names import ZIP_START, has_member

_EMPTY = b"PK\x05\x06"
_OF_ONE_DOCUMENT = ("[Content_Types].xml", "mimetype", "OFD.xml")
"""Members by which an archive is a document of some program."""


def _is_zip(content: bytes) -> bool:
    return content.startswith((ZIP_START, _EMPTY)) and not any(
        has_member(content, name) for name in _OF_ONE_DOCUMENT
    )


def _read(content: bytes) -> Document:
    from audits.documents.bundle.zip import members_of

    return Document(blocks=(), lines=(), enclosed=members_of(content))


READER = DocumentReader(
    media_type="application/zip",
    recognises=_is_zip,
    read=_read,
    limits=Limits(),
)
