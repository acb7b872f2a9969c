"""The parts of a workbook's archive, within a measure."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from audits.documents.document import DocumentUnreadable, EnclosedFile

MOST_BYTES = 64 * 1024 * 1024
MOST_EXPANDED_BYTES = 96 * 1024 * 1024
MOST_TAGS = 1_500_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
)
_MEDIA = "xl/media/"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"})


class Package:
    """The archive of a workbook, opened.

    Raises:
        DocumentUnreadable: when it is made or asked: damaged, encrypted, beyond the limits.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise DocumentUnreadable(
                zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取",
                en="the file is too large to be read",
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError) as fault:
            raise _damaged() from fault
        self._names = {info.filename: info for info in self._archive.infolist()}
        self._room = MOST_EXPANDED_BYTES
        if sum(info.file_size for info in self._names.values()) > MOST_EXPANDED_BYTES:
            raise _expands()

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; ``None`` where the archive lacks it."""
        info = self._names.get(name.lstrip("/"))
        if info is None:
            return None
        xml = self._bytes(info)
        if xml.count(b"<") > MOST_TAGS:
            raise DocumentUnreadable(
                zh="工作表的单元格过多，未读取", en="the workbook has too many cells to be read"
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(xml, parser)
        except etree.XMLSyntaxError as fault:
            raise _damaged() from fault

    def pictures(self) -> Iterator[EnclosedFile]:
        """The pictures that lie on its sheets."""
        for name, info in self._names.items():
            if name.startswith(_MEDIA) and PurePosixPath(name).suffix.lower() in _PICTURES:
                yield EnclosedFile(name=name, content=self._bytes(info))

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(info) as member:
                content = member.read(self._room + 1)
        except _BROKEN as fault:
            raise _damaged() from fault
        except (RuntimeError, NotImplementedError) as fault:
            raise DocumentUnreadable(
                zh="工作簿已加密或压缩方式不受支持", en="the workbook is encrypted or oddly packed"
            ) from fault
        self._room -= len(content)
        if self._room < 0:
            raise _expands()
        return content


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="工作簿已损坏，无法打开；请另存后再核验",
        en="the workbook is damaged and cannot be opened; save it anew",
    )


def _expands() -> DocumentUnreadable:
    return DocumentUnreadable(zh="文件解压后过大，未读取", en="the file expands beyond the limit")
