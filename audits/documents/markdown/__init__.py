"""Markdown, as page savers and converters write it."""

import re

from audits.documents.document import Document
from audits.documents.opening import DocumentReader

_PAGE = re.compile(rb"<(?:!doctype|html|head|body|meta|title|script|style)\b", re.IGNORECASE)
_MARKS = re.compile(
    rb"""
    ^[ >]{0,4}\#{1,6}[ \t]*[^\s\#{.:\x00-\x7f]                  # a heading
    | ^[ \t>]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*$  # a rule under heads
    | ^[ \t]*!\[[^\]\n]*\]\(                                     # a picture
    """,
    re.MULTILINE | re.VERBOSE,
)
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"Rar!", b"{\\rtf", b"\x89PNG")
_LOOKED_AT = 256 * 1024


def _is_markdown(content: bytes) -> bool:
    """No page, and marks that plain text would not have at the beginning of its lines."""
    beginning = content[:_LOOKED_AT]
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning[2:].replace(b"\x00", b"")
    if b"\x00" in beginning or beginning.startswith(_OTHERS) or _PAGE.search(beginning):
        return False
    unified = beginning.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return bool(_MARKS.search(unified))


def _read(content: bytes) -> Document:
    from audits.documents.markdown.file import read_markdown

    return read_markdown(content)


READER = DocumentReader(
    media_type="text/markdown",
    recognises=_is_markdown,
    read=_read,
    rank=0,
)
