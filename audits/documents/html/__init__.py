"""Web pages."""

import re

from audits.documents.document import Document
from audits.documents.opening import DocumentReader

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|table|div|p|h1|td|tr)\b", re.IGNORECASE
)
_LOOKED_AT = 64 * 1024


def _is_html(content: bytes) -> bool:
    beginning = content[:_LOOKED_AT]
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.replace(b"\x00", b"")
    return bool(_MARKUP.search(beginning))


def _read(content: bytes) -> Document:
    from audits.documents.html.page import read_html

    return read_html(content)


READER = DocumentReader(
    media_type="text/html",
    recognises=_is_html,
    read=_read,
    rank=1,
)
