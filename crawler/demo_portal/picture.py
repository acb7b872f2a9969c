"""A table as a picture: what a body leaves that publishes a scan. Only rules, no text."""

import struct
import zlib
from typing import Final

_ROW_HEIGHT: Final = 24
_COLUMN_WIDTH: Final = 60
_WHITE: Final = b"\xff"
_BLACK: Final = b"\x00"
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def draw_ruled_png(rows: int, columns: int) -> bytes:
    """A grey-scale PNG of an empty ruled table (format: W3C PNG, third edition)."""
    width, height = columns * _COLUMN_WIDTH + 1, rows * _ROW_HEIGHT + 1
    rule = _BLACK * width
    between = (_BLACK + _WHITE * (_COLUMN_WIDTH - 1)) * columns + _BLACK
    unfiltered = b"".join(
        b"\x00" + (rule if line % _ROW_HEIGHT == 0 else between) for line in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        _SIGNATURE
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(unfiltered, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
