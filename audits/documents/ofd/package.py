"""The members of an OFD file: a ZIP of XML, fonts and pictures.

Locations are those of GB/T 33190-2016, 7.3 (``ST_Loc``): from the root with a leading ``/``, else
from the folder of the member that names them.
"""

import posixpath

from lxml import etree

from audits.documents import untrusted_xml
from audits.documents.document import DocumentUnreadable
from audits.documents.zipped_package import Refusals, ZippedPackage

MOST_MEMBERS = 10_000
MOST_XML_BYTES = 32 * 1024 * 1024
"""Of one member."""
MOST_UNPACKED_BYTES = 128 * 1024 * 1024
"""Of all members that are read."""
MOST_TAGS = 400_000
"""Of one member."""

_ENCRYPTED = 0x1


def damaged() -> DocumentUnreadable:
    """What is told where the file is not as the standard says."""
    return DocumentUnreadable(
        zh="OFD 文件已损坏或不完整，无法打开；请重新下载，或索取原始 Word 文件",
        en="the OFD file is damaged or cut short; fetch it again, or ask for the Word file",
    )


def encrypted() -> DocumentUnreadable:
    """What is told where the file needs a key."""
    return DocumentUnreadable(
        zh="OFD 文件已加密，无法读取；请索取未加密的版本",
        en="the OFD file is encrypted; ask for a version that is not",
    )


def too_much() -> DocumentUnreadable:
    """What is told where the file holds more than a report can."""
    return DocumentUnreadable(
        zh="OFD 文件过大，或页面、图形、文字过多，未读取；请核对是否为年度报告，或索取 Word 文件",
        en="the OFD file, or what it holds, is larger than any report and was not read; check that "
        "it is the report, or ask for the Word file",
    )


_REFUSALS = Refusals(damaged=damaged, locked=encrypted, too_large=too_much, expands=too_much)


class Package:
    """An open OFD file; what is read of it is counted against the limits."""

    def __init__(self, content: bytes) -> None:
        """Open the file.

        Raises:
            DocumentUnreadable: it is too large, damaged or encrypted.
        """
        self._archive = ZippedPackage(content, room=MOST_UNPACKED_BYTES, refusals=_REFUSALS)
        members = self._archive.members
        if len(members) > MOST_MEMBERS:
            raise too_much()
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise encrypted()

    def has(self, path: str) -> bool:
        """Whether there is such a member."""
        return self._archive.has(path)

    def content(self, path: str, *, most: int = MOST_XML_BYTES) -> bytes:
        """A member's bytes.

        Raises:
            DocumentUnreadable: it is not there, damaged or beyond the limits.
        """
        return self._archive.content(path, most=most)

    def xml(self, path: str) -> etree._Element:
        """The root of a member, its entities left as they are.

        Raises:
            DocumentUnreadable: as for ``content``, or it is no XML.
        """
        return root_of(self.content(path))


def root_of(content: bytes) -> etree._Element:
    """The root of XML, its entities left as they are.

    Raises:
        DocumentUnreadable: it is no XML, or holds too many elements.
    """
    if content.count(b"<") > MOST_TAGS:
        raise too_much()
    try:
        return untrusted_xml.root_of(content)
    except etree.XMLSyntaxError as fault:
        raise damaged() from fault


def located(named: str, in_member: str) -> str:
    """The path of a member that another one names."""
    named = named.strip().replace("\\", "/")
    if named.startswith("/"):
        return posixpath.normpath(named).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(in_member), named)).lstrip("/")
