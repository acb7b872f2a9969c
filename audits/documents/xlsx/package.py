"""The parts of a workbook's archive, within a measure."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from audits.documents.document import DocumentUnreadable, EnclosedFile
from audits.documents.untrusted_xml import root_of
from audits.documents.zipped_package import Refusals, ZippedPackage

MOST_EXPANDED_BYTES = 96 * 1024 * 1024
MOST_TAGS = 1_500_000
_MEDIA = "xl/media/"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"})


def _damaged() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="工作簿已损坏，无法打开；请另存后再核验",
        en="the workbook is damaged and cannot be opened; save it anew",
    )


def _locked() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="工作簿已加密或压缩方式不受支持", en="the workbook is encrypted or oddly packed"
    )


_REFUSALS = Refusals(damaged=_damaged, locked=_locked)


class Package:
    """The archive of a workbook, opened.

    Raises:
        DocumentUnreadable: when it is made or asked: damaged, encrypted, beyond the limits.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = ZippedPackage(content, room=MOST_EXPANDED_BYTES, refusals=_REFUSALS)
        if sum(member.file_size for member in self._archive.members) > MOST_EXPANDED_BYTES:
            raise _REFUSALS.expands()

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; ``None`` where the archive lacks it."""
        path = name.lstrip("/")
        if not self._archive.has(path):
            return None
        xml = self._archive.content(path)
        if xml.count(b"<") > MOST_TAGS:
            raise DocumentUnreadable(
                zh="工作表的单元格过多，未读取", en="the workbook has too many cells to be read"
            )
        try:
            return root_of(xml)
        except etree.XMLSyntaxError as fault:
            raise _damaged() from fault

    def pictures(self) -> Iterator[EnclosedFile]:
        """The pictures that lie on its sheets."""
        names = dict.fromkeys(member.filename for member in self._archive.members)
        for name in names:
            if name.startswith(_MEDIA) and PurePosixPath(name).suffix.lower() in _PICTURES:
                yield EnclosedFile(name=name, content=self._archive.content(name))
