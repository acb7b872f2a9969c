"""Archives: every file under a name that leads nowhere, and an end to what expands."""

import io
import random
import struct
import zipfile
import zlib

import pytest

from audits.documents.bundle import measure
from audits.documents.bundle.names import harmless_path, is_left_by_program, name_of
from audits.documents.bundle.zip import members_of as members_of_zip
from audits.documents.document import DocumentUnreadable
from audits.documents.opening import media_type_of, open_document
from audits.documents.rar.file import members_of as members_of_rar
from tests.audits.published import Publication, as_docx, zipped

GBK = "附件/年度报告.txt".encode("gbk")


def _zip_with_raw_name(name: bytes, content: bytes) -> bytes:
    placeholder = b"?" * len(name)
    return zipped({placeholder.decode(): content}).replace(placeholder, name)


def _rar_block(kind: int, flags: int, fields: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def _rar(members: dict[bytes, bytes], *, packed: int = 0x30, flags: int = 0) -> bytes:
    """A RAR 4 archive that stores its members, whatever it says of how they are packed."""
    blocks = [b"Rar!\x1a\x07\x00", _rar_block(0x73, 0, bytes(6))]
    for name, content in members.items():
        fields = struct.pack(
            "<IIBIIBBHI",
            len(content),
            len(content),
            2,
            zlib.crc32(content),
            0x5A210000,
            20,
            packed,
            len(name),
            0x20,
        )
        blocks += [_rar_block(0x74, 0x8000 | flags, fields + name), content]
    return b"".join([*blocks, _rar_block(0x7B, 0x4000, b"")])


def test_a_zip_gives_its_files_in_order() -> None:
    content = zipped({"b/": b"", "b/2.txt": b"two", "1.txt": b"one"})
    assert [(m.name, m.content) for m in members_of_zip(content)] == [
        ("b/2.txt", b"two"),
        ("1.txt", b"one"),
    ]


@pytest.mark.parametrize("stored", [True, False])
def test_a_zip_of_a_word_file_is_an_archive(stored: bool) -> None:
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.docx", as_docx(Publication()))
        archive.writestr("b.bin", random.Random(1).randbytes(60_000) + b"<p >")  # noqa: S311
    content = out.getvalue()
    assert media_type_of(content) == "application/zip"
    assert [file.name for file in open_document(content).document.enclosed] == ["a.docx", "b.bin"]


def test_a_name_in_gbk_is_read_where_the_archive_does_not_say_utf_8() -> None:
    (zip_member,) = members_of_zip(_zip_with_raw_name(GBK, b"x"))
    (rar_member,) = members_of_rar(_rar({GBK.replace(b"/", b"\\"): b"x"}))
    assert zip_member.name == rar_member.name == "附件/年度报告.txt"


def test_a_name_in_utf_8_is_read_with_and_without_the_mark() -> None:
    assert members_of_zip(zipped({"年报.txt": b"x"}))[0].name == "年报.txt"
    assert members_of_zip(_zip_with_raw_name("年报.txt".encode(), b"x"))[0].name == "年报.txt"
    assert name_of(b"\xff\xff") != ""


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\a\\..\\b.txt", "a/b.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("..", "?"),
    ],
)
def test_a_path_never_leaves_the_archive(written: str, path: str) -> None:
    assert harmless_path(written) == path


def test_what_programs_leave_behind_is_no_document() -> None:
    left = ["__MACOSX/a/._b.txt", "a/Thumbs.db", "~$a.docx", ".DS_Store"]
    assert all(is_left_by_program(path) for path in left)
    assert not is_left_by_program("a/b.docx")


def test_a_stored_rar_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    members = members_of_rar(_rar({b"a.txt": b"one", b"b\\c.txt": b"two"}))
    assert [(m.name, m.content) for m in members] == [("a.txt", b"one"), ("b/c.txt", b"two")]


def test_a_packed_rar_without_a_program_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentUnreadable, match="libarchive-tools"):
        members_of_rar(_rar({b"a.txt": b"one"}, packed=0x33))


@pytest.mark.parametrize(
    "content",
    [
        zipped({"a.txt": b"x" * 500})[:-30],
        zipped({"a.txt": b"x" * 500}).replace(b"PK\x01\x02", b"PK\x01\x03"),
        b"PK\x03\x04" + b"\x00" * 50,
        _rar({b"a.txt": b"x" * 500})[:100],
        _rar({b"a.txt": b"x" * 500}).replace(b"xxx", b"yxx", 1),
        b"Rar!\x1a\x07\x01\x00" + b"\x00" * 60,
    ],
)
def test_a_damaged_archive_is_refused_with_a_reason(content: bytes) -> None:
    assert media_type_of(content) in {"application/zip", "application/vnd.rar"}
    with pytest.raises(DocumentUnreadable) as refusal:
        open_document(content)
    assert "解压" in refusal.value.zh
    assert refusal.value.en


def test_an_archive_with_a_password_is_told() -> None:
    locked = bytearray(zipped({"a.txt": b"x"}))
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentUnreadable, match="password"):
        members_of_zip(bytes(locked))
    with pytest.raises(DocumentUnreadable, match="password"):
        members_of_rar(_rar({b"a.txt": b"x"}, flags=0x4))


def test_what_expands_too_far_is_refused() -> None:
    bomb = zipped({"a": bytes(measure.ALWAYS_ALLOWED_BYTES), "b": b"1"})
    with pytest.raises(DocumentUnreadable, match="expands"):
        members_of_zip(bomb)


def test_more_files_than_are_looked_at_are_refused() -> None:
    many = zipped({str(number): b"" for number in range(measure.MOST_MEMBERS + 1)})
    with pytest.raises(DocumentUnreadable, match="files in the archive"):
        members_of_zip(many)
