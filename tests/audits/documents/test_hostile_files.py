"""Hostile files of every kind end as unreadable with the reason, or are read within limits."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.opening import DocumentReader
from audits.result import AuditStatus
from tests.audits.documents.hostile import (
    CATALOGUE,
    PACKAGES,
    WORD,
    assert_told_and_harmless,
    audited,
    pdf_of,
    read_by,
    reason,
)
from tests.audits.published import (
    Publication,
    as_html,
    docx_with,
    parts_of,
    tables_with,
    zipped,
)
from tests.programs import gouji


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_that_unpacks_beyond_the_limit_is_refused(kind: str) -> None:
    files, part = PACKAGES[kind]
    bomb = zipped({**files, part: b"<a>" + b" " * (100 << 20)})
    assert len(bomb) < 1 << 20
    assert reason(bomb)


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_package_whose_packing_is_broken_is_refused(kind: str, method: int) -> None:
    files, part = PACKAGES[kind]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        info = archive.getinfo(part)
    broken = bytearray(out.getvalue())
    start = info.header_offset + 30 + len(part)
    for at in range(start + 9, start + info.compress_size):
        broken[at] ^= 0xFF
    assert reason(bytes(broken))


def test_a_file_in_archives_within_archives_is_not_dug_out() -> None:
    content = WORD
    for depth in range(40):
        content = zipped({f"{depth}.zip": content})
    assert "archive" in reason(content)


def test_a_bomb_in_an_archive_in_an_archive_is_refused() -> None:
    inner = zipped({"a.txt": bytes(40 << 20)})
    result = audited(zipped({f"{n}.zip": inner for n in range(3)}))
    assert result.status is not AuditStatus.AUDITED
    assert result.reason is not None


def test_a_picture_of_64_million_points_is_refused_unpacked() -> None:
    side = 8_000
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    assert len(bomb) < 1 << 20
    assert "million pixels" in reason(bomb)


def test_a_span_of_65534_by_9999_in_a_report_moves_no_figure_to_another_cell() -> None:
    spans = 'rowspan="65534" colspan="9999"'
    figures = {"t3/received/total": "25", "t3/granted/total": "7"}
    whole = as_html(Publication(parts=parts_of(tables_with(figures, otherwise="3"))))
    for at in range(0, whole.count("<td"), 9):
        pieces = whole.split("<td")
        pieces[at] += f"<td {spans}></td>"
        result = audited("<td".join(pieces).encode())
        for cell_id, cell in result.report.cells.items() if result.report else ():
            assert cell.raw in {figures.get(cell_id, "3"), ""}, (at, cell_id)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{\\rtf1" + b"{" * 200_000 + b"5", id="groups"),
        pytest.param(b"{\\rtf1" + b"\\trowd\\cellx9\\intbl{" * 5_000 + b"5", id="tables"),
        pytest.param(docx_with("<w:tbl><w:tr><w:tc>" * 2_000 + "5"), id="word tables"),
    ],
)
def test_what_is_nested_without_end_is_no_report(content: bytes) -> None:
    result = audited(content)
    assert result.status is not AuditStatus.AUDITED
    assert result.reason is not None


def swell(content: bytes) -> Document:
    kept = [content]
    while True:
        kept.append(bytes(64 << 20))


def hang(content: bytes) -> Document:
    while content:
        pass
    return Document(blocks=(), lines=())


@pytest.mark.parametrize(
    ("read", "seconds", "words"), [(hang, 1.0, "longer than"), (swell, 60.0, "more memory")]
)
def test_a_file_that_spoils_its_reader_spoils_no_other(
    monkeypatch: pytest.MonkeyPatch, read: object, seconds: float, words: str
) -> None:
    reader = DocumentReader(
        media_type="application/x-hostile",
        recognises=lambda content: content.startswith(b"HOSTILE"),
        read=read,  # type: ignore[arg-type]
        limits=Limits(seconds=seconds, memory=1 << 30),
    )
    read_by(monkeypatch, reader)
    assert_told_and_harmless(b"HOSTILE", words)


def test_the_program_tells_of_hostile_files_and_reads_the_others(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    with (drafts / "a.html").open("wb") as huge:
        huge.write(b"<html><title>")
        huge.truncate(200 << 20)
    files, part = PACKAGES["docx"]
    (drafts / "b.docx").write_bytes(zipped({**files, part: b"<a>" + b" " * (100 << 20)}))
    (drafts / "c.pdf").write_bytes(pdf_of(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"))
    (drafts / "d.docx").write_bytes(WORD)
    ended = gouji("check", drafts)
    assert "Traceback" not in ended.out + ended.err
    told = ended.out + ended.err
    assert "200" not in told or "MB" in told
    for name in ("a.html", "b.docx", "c.pdf", "d.docx"):
        assert name in told
    assert told.count("未读取") >= 2
    assert "云上市青禾区水务局" in told
