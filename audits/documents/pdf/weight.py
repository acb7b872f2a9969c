"""How much a PDF file becomes when its streams are unpacked, before any library unpacks them.

pdfminer unpacks without a limit, and a few kilobytes can hold gigabytes.
"""

import re
import zlib

from audits.documents.document import DocumentUnreadable

MOST_UNPACKED_BYTES = 256 * 1024 * 1024

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")


def check_weight(content: bytes) -> None:
    """Nothing, for a file whose streams are together within the limit.

    Streams that are encrypted or packed in other ways than Flate are not weighed.

    Raises:
        DocumentUnreadable: the file unpacks to more than the limit, or hides how much it is.
    """
    left = MOST_UNPACKED_BYTES
    for start in _STREAM.finditer(content):
        end = content.find(b"endstream", start.end())
        left -= _unpacked(content[start.end() : end if end >= 0 else None], most=left + 1)
        if left < 0:
            break
    if left < 0 or _PACKED_TWICE.search(content):
        raise DocumentUnreadable(
            zh=f"PDF 解压后超过 {MOST_UNPACKED_BYTES // 2**20} MB 或经多重压缩，未读取；"
            "请索取原始 Word 文件",
            en=f"the PDF unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MB or is packed more "
            "than once, and was not read; ask for the Word file",
        )


def _unpacked(stream: bytes, *, most: int) -> int:
    """Bytes that a Flate stream unpacks to, at most so many; 0 for other streams."""
    unpacker = zlib.decompressobj()
    size, rest = 0, stream
    try:
        while rest and size < most and not unpacker.eof:
            size += len(unpacker.decompress(rest, min(most - size, 2**20)))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
