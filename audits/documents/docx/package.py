"""The archive of a Word file: its document, and the files that the document shows."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from audits.documents.document import DocumentUnreadable, EnclosedFile

MOST_BYTES = 64 * 1024 * 1024
MOST_XML_BYTES = 64 * 1024 * 1024
MOST_ENCLOSED = 60
MOST_ENCLOSED_BYTES = 64 * 1024 * 1024

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
)
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """The archive, opened.

    Raises:
        DocumentUnreadable: when it is made or asked: damaged, encrypted, beyond the limits.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) > MOST_BYTES:
            raise DocumentUnreadable(
                zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取",
                en="the file is too large to be read",
            )
        with _told_when_broken():
            self._archive = zipfile.ZipFile(io.BytesIO(content))

    def document(self) -> bytes:
        """The XML of the document, in the usual namespace also where it is a strict one."""
        xml = self._bytes(_DOCUMENT, MOST_XML_BYTES)
        return xml.replace(_STRICT, _USUAL) if _STRICT in xml[:10_000] else xml

    def targets(self) -> Mapping[str, str]:
        """What the document refers to by id: a path in the archive, or an outside address."""
        if _RELATIONS not in self._archive.namelist():
            return {}
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(self._bytes(_RELATIONS, MOST_XML_BYTES // 16), parser)
        except etree.XMLSyntaxError:
            return {}
        return {
            relation.get("Id", ""): _path(relation)
            for relation in root.iterchildren("{*}Relationship")
        }

    def enclosed(self, names: Iterable[str]) -> Iterator[EnclosedFile]:
        """Those of the files that the archive holds; nothing outside it is looked at."""
        held = set(self._archive.namelist())
        room = MOST_ENCLOSED_BYTES
        wanted = [name for name in dict.fromkeys(names) if name in held]
        for name in wanted[:MOST_ENCLOSED]:
            content = self._bytes(name, room)
            room -= len(content)
            yield EnclosedFile(name=name, content=content)

    def _bytes(self, name: str, most: int) -> bytes:
        with _told_when_broken():
            entry = self._archive.getinfo(name)
            if entry.file_size > most:
                raise _expands()
            with self._archive.open(entry) as member:
                content = member.read(most + 1)
        if len(content) > most:
            raise _expands()
        return content


@contextmanager
def _told_when_broken() -> Iterator[None]:
    try:
        yield
    except _BROKEN as fault:
        raise DocumentUnreadable(
            zh="Word 文件已损坏，无法打开", en="the Word file is damaged and cannot be opened"
        ) from fault
    except (RuntimeError, NotImplementedError, ValueError) as fault:
        raise DocumentUnreadable(
            zh="Word 文件已加密或压缩方式不受支持", en="the Word file is encrypted or oddly packed"
        ) from fault


def _path(relation: etree._Element) -> str:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/word", target)).lstrip("/")


def _expands() -> DocumentUnreadable:
    return DocumentUnreadable(zh="文件解压后过大，未读取", en="the file expands beyond the limit")
