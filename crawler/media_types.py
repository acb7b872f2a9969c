"""What bytes are, where they show it; else what the portal says of them."""

import re

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"{\\rtf", "application/rtf"),
)
_ZIPPED = "application/zip"
_OF_ZIP = re.compile(r"application/(?:vnd\.|zip|ofd|x-zip|epub)")
_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,100}")
_TAG = re.compile(
    rb"<(?:!--|(?:!doctype|html|head|meta|body|title|script|div|p|table|ul)\b)", re.IGNORECASE
)


def media_type_of(content: bytes, declared: str | None) -> str | None:
    """The media type by the first bytes, else as declared (without parameters, in lower case).

    A ZIP keeps a declared type that is stored as ZIP (Word, OFD …).
    """
    stated = (declared or "").partition(";")[0].strip().lower()
    named = stated if _TYPE.fullmatch(stated) else None
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return named if named is not None and _OF_ZIP.match(named) else _ZIPPED
    if is_html(content):
        return "text/html"
    return named


def is_html(content: bytes) -> bool:
    """Whether the bytes are a web page: a known tag stands near their beginning."""
    return _TAG.search(content[:2048].replace(b"\x00", b"")) is not None
