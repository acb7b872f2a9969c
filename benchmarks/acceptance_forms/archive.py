"""ZIP and RAR of one DOCX under a Chinese name in GBK, as Chinese archivers write it."""

import io
import random
import struct
import zipfile
import zlib

from benchmarks.acceptance_forms.form import Form, one_by_one

NAME = "附件/政府信息公开工作年度报告.docx"

_RAR_MARK = b"Rar!\x1a\x07\x00"
_MAIN, _FILE, _END = 0x73, 0x74, 0x7B
_HAS_DATA = 0x8000
_WINDOWS, _STORED, _NEEDS = 2, 0x30, 20
_AT = 0x5A210000
"""2025-01-01 00:00 by DOS."""


def as_zip(content: bytes, chance: random.Random) -> bytes:
    """A ZIP whose name is GBK without the flag that would say UTF-8."""
    name = NAME.encode("gbk")
    written = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("?" * len(name)), content, method)
    return written.getvalue().replace(b"?" * len(name), name)


def as_rar(content: bytes, chance: random.Random) -> bytes:
    """A RAR 4 archive that stores its member as it is, named in GBK."""
    del chance
    name = NAME.replace("/", "\\").encode("gbk")
    checksum = zlib.crc32(content)
    fields = struct.pack(
        "<IIBIIBBHI",
        len(content),
        len(content),
        _WINDOWS,
        checksum,
        _AT,
        _NEEDS,
        _STORED,
        len(name),
        0x20,
    )
    return b"".join(
        (
            _RAR_MARK,
            _rar_block(_MAIN, 0, bytes(6)),
            _rar_block(_FILE, _HAS_DATA, fields + name),
            content,
            _rar_block(_END, 0x4000, b""),
        )
    )


def _rar_block(kind: int, flags: int, fields: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


_DOCX = frozenset({"docx"})
ZIP = Form(name="zip", made_of=_DOCX, extension="zip", write=one_by_one(as_zip))
RAR = Form(name="rar", made_of=_DOCX, extension="rar", write=one_by_one(as_rar))
