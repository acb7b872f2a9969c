"""The archive of a Word file: its document, and the files that the document shows."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from audits.documents.document import DocumentUnreadable, EnclosedFile
from audits.documents.untrusted_xml import root_of
from audits.documents.zipped_package import Refusals, ZippedPackage

MOST_XML_BYTES = 64 * 1024 * 1024
MOST_ENCLOSED = 60
MOST_ENCLOSED_BYTES = 64 * 1024 * 1024

_MOST_RELATIONS_BYTES = 4 * 1024 * 1024
_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="Word 文件已损坏，无法打开", en="the Word file is damaged and cannot be opened"
    )


def _locked() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="Word 文件已加密或压缩方式不受支持", en="the Word file is encrypted or oddly packed"
    )


class Package:
    """The archive, opened.

    Raises:
        DocumentUnreadable: when it is made or asked: damaged, encrypted, beyond the limits.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = ZippedPackage(
            content,
            room=MOST_XML_BYTES + _MOST_RELATIONS_BYTES + MOST_ENCLOSED_BYTES,
            refusals=Refusals(damaged=_damaged, locked=_locked),
        )

    def document(self) -> bytes:
        """The XML of the document, in the usual namespace also where it is a strict one."""
        xml = self._archive.content(_DOCUMENT, most=MOST_XML_BYTES)
        return xml.replace(_STRICT, _USUAL) if _STRICT in xml[:10_000] else xml

    def targets(self) -> Mapping[str, str]:
        """What the document refers to by id: a path in the archive, or an outside address."""
        if not self._archive.has(_RELATIONS):
            return {}
        try:
            root = root_of(self._archive.content(_RELATIONS, most=_MOST_RELATIONS_BYTES))
        except etree.XMLSyntaxError:
            return {}
        return {
            relation.get("Id", ""): _path(relation)
            for relation in root.iterchildren("{*}Relationship")
        }

    def enclosed(self, names: Iterable[str]) -> Iterator[EnclosedFile]:
        """Those of the files that the archive holds; nothing outside it is looked at."""
        room = MOST_ENCLOSED_BYTES
        wanted = [name for name in dict.fromkeys(names) if self._archive.has(name)]
        for name in wanted[:MOST_ENCLOSED]:
            content = self._archive.content(name, most=room)
            room -= len(content)
            yield EnclosedFile(name=name, content=content)


def _path(relation: etree._Element) -> str:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
