"""Pictures of pages: PNG, JPEG, TIFF of one page or several, BMP, GIF, WebP."""

from collections.abc import Sequence

from audits.documents.document import Document
from audits.documents.isolation import Limits, isolated
from audits.documents.opening import DocumentReader
from audits.documents.recognition.installed import check_installed

MEDIA_TYPE = "image"

_LIMITS = Limits(seconds=300.0, memory=4 * 1024**3)
_BEGINNINGS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
_BMP_HEADS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))


def is_picture(content: bytes) -> bool:
    """The bytes begin as those of a picture do."""
    if content.startswith(_BEGINNINGS):
        return True
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    is_bmp = content[:2] == b"BM" and content[6:10] == bytes(4) and content[14:18] in _BMP_HEADS
    return is_webp or is_bmp


def shown_in(contents: Sequence[bytes]) -> Document:
    """What pictures show that stand under each other in a page; small ones show nothing.

    Raises:
        DocumentUnreadable: pictures cannot be read here, or went beyond the limits together.
    """
    return isolated(_shown, tuple(contents), _LIMITS)


def _shown(contents: tuple[bytes, ...]) -> Document:
    check_installed()
    from audits.documents.picture.file import read_shown

    return read_shown(contents)


def _read(content: bytes) -> Document:
    check_installed()
    from audits.documents.picture.file import read_picture

    return read_picture(content)


READER = DocumentReader(
    media_type=MEDIA_TYPE,
    recognises=is_picture,
    read=_read,
    limits=_LIMITS,
)
