"""Packages: what is unpacked is measured, and whatever is wrong with one is told in its words."""

import io
import zipfile

import pytest

from audits.documents.document import DocumentUnreadable
from audits.documents.xlsx.package import Package
from audits.documents.zipped_package import MOST_BYTES, Refusals, ZippedPackage
from tests.audits.published import zipped

REFUSALS = Refusals(
    damaged=lambda: DocumentUnreadable(zh="坏", en="damaged"),
    locked=lambda: DocumentUnreadable(zh="锁", en="locked"),
)


def opened(content: bytes, room: int = 100) -> ZippedPackage:
    return ZippedPackage(content, room=room, refusals=REFUSALS)


def with_flag(content: bytes, *, head: int, entry: int, value: int) -> bytes:
    """The archive of one member, another value in its head and in its entry."""
    changed = bytearray(content)
    changed[head] = value
    changed[content.index(b"PK\x01\x02") + entry] = value
    return bytes(changed)


ONE = zipped({"a": b"1" * 60})


def test_a_member_is_found_by_its_path_however_its_folder_is_written() -> None:
    package = opened(zipped({"a\\b": b"1", "c/d": b"2", "c\\d": b"3"}))
    found = [package.content(path) for path in ("a/b", "a\\b", "c/d", "c\\d")]
    assert found == [b"1", b"1", b"2", b"3"]
    assert not package.has("b")


def test_members_share_the_room() -> None:
    package = opened(zipped({"a": b"1" * 60, "b": b"2" * 60}))
    assert package.content("a") == b"1" * 60
    with pytest.raises(DocumentUnreadable, match="expands"):
        package.content("b")


def test_a_member_has_its_own_measure() -> None:
    with pytest.raises(DocumentUnreadable, match="expands"):
        opened(ONE).content("a", most=59)
    assert len(opened(ONE).content("a", most=60)) == 60


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04", "damaged"),
        (ONE.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (with_flag(ONE, head=14, entry=16, value=0), "damaged"),
        (with_flag(ONE, head=6, entry=8, value=1), "locked"),
        (with_flag(ONE, head=8, entry=10, value=99), "locked"),
        (with_flag(ONE, head=4, entry=6, value=99), "locked"),
        (b"PK" + bytes(MOST_BYTES), "too large"),
    ],
    ids=["no archive", "directory", "checksum", "password", "method", "version", "size"],
)
def test_what_cannot_be_unpacked_is_told(content: bytes, told: str) -> None:
    with pytest.raises(DocumentUnreadable, match=told):
        opened(content).content("a")


def test_a_member_that_is_not_there_is_damage() -> None:
    with pytest.raises(DocumentUnreadable, match="damaged"):
        opened(ONE).content("b")


def test_a_workbook_of_a_later_version_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DocumentUnreadable, match="oddly packed"):
        Package(with_flag(written.getvalue(), head=4, entry=6, value=99))
