"""The names in a ZIP archive's own directory, without opening any member.

The byte layout is that of PKWARE's APPNOTE, sections 4.3.12 (directory) and 4.3.16 (its end).
"""

import struct
from collections.abc import Iterator

MOST_NAMES = 4_096
ZIP_START = b"PK\x03\x04"

_END_MARK = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_ENTRY_MARK = b"PK\x01\x02"
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 0xFFFF


def has_member(content: bytes, name: str) -> bool:
    """The bytes are a ZIP with this member; a damaged one that mentions it counts as well."""
    wanted = name.encode()
    if not content.startswith(ZIP_START) or wanted not in content:
        return False
    names = tuple(_names_in(content))
    return wanted in names if names else True


def _names_in(content: bytes) -> Iterator[bytes]:
    """The first names of the directory as bytes; none where it is damaged."""
    searched_from = max(0, len(content) - _LONGEST_COMMENT - _END.size)
    at = content.rfind(_END_MARK, searched_from)
    if at < 0 or at + _END.size > len(content):
        return
    fields = _END.unpack_from(content, at)
    count, length = fields[4], fields[5]
    entry = at - length
    for _ in range(min(count, MOST_NAMES)):
        if entry < 0 or entry + _ENTRY.size > at or content[entry : entry + 4] != _ENTRY_MARK:
            return
        sizes = _ENTRY.unpack_from(content, entry)[10:13]
        start = entry + _ENTRY.size
        yield content[start : start + sizes[0]]
        entry = start + sum(sizes)
