"""OFD files (GB/T 33190-2016)."""

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader
from audits.documents.zip_names import has_member


def _is_ofd(content: bytes) -> bool:
    return has_member(content, "OFD.xml")


def _read(content: bytes) -> Document:
    from audits.documents.ofd.file import read_ofd

    return read_ofd(content)


READER = DocumentReader(
    media_type="application/ofd",
    recognises=_is_ofd,
    read=_read,
    limits=Limits(),
)
