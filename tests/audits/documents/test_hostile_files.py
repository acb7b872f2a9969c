"""Hostile files of every kind end as unreadable with the reason, or are read within limits."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pytest_httpserver import HTTPServer

from audits.audit import audit
from audits.documents import opening, pdf
from audits.documents.document import Document
from audits.documents.isolation import Limits
from audits.documents.office.profile import profile
from audits.documents.office.program import run
from audits.documents.opening import DocumentReader, open_document
from audits.result import AuditResult, AuditStatus, Source, Submission
from tests.audits.documents.ofd_files import members, page, text
from tests.audits.published import (
    Publication,
    as_docx,
    as_html,
    docx_with,
    parts_of,
    tables_with,
    word_rows,
    zipped,
)
from tests.programs import gouji

WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _audited(content: bytes) -> AuditResult:
    return audit(Submission(source=Source(name="input", content=content)))


def _reason(content: bytes) -> str:
    """Why the bytes are unreadable, in English; it is told in Chinese too."""
    result = _audited(content)
    assert result.status is AuditStatus.UNREADABLE
    assert result.judgement is None
    assert result.reason is not None
    assert result.reason.zh
    return result.reason.en


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _workbook() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "规章"
    out = io.BytesIO()
    book.save(out)
    return _members(out.getvalue())


def _ofd() -> dict[str, bytes]:
    written = members(page(text("1", 20, 30)))
    return {n: c.encode() if isinstance(c, str) else c for n, c in written.items()}


def _word(**others: bytes) -> dict[str, bytes]:
    return {**_members(WORD), **others}


PACKAGES: Mapping[str, tuple[dict[str, bytes], str]] = {
    "docx": (_word(), "word/document.xml"),
    "xlsx": (_workbook(), "xl/worksheets/sheet1.xml"),
    "ofd": (_ofd(), "Doc_0/Pages/Page_0/Content.xml"),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_that_unpacks_beyond_the_limit_is_refused(kind: str) -> None:
    files, part = PACKAGES[kind]
    bomb = zipped({**files, part: b"<a>" + b" " * (100 << 20)})
    assert len(bomb) < 1 << 20
    assert _reason(bomb)


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
    assert _reason(bytes(broken))


def test_a_file_in_archives_within_archives_is_not_dug_out() -> None:
    content = WORD
    for depth in range(40):
        content = zipped({f"{depth}.zip": content})
    assert "archive" in _reason(content)


def test_a_bomb_in_an_archive_in_an_archive_is_refused() -> None:
    inner = zipped({"a.txt": bytes(40 << 20)})
    result = _audited(zipped({f"{n}.zip": inner for n in range(3)}))
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
    assert "million pixels" in _reason(bomb)


def _pdf(*objects: bytes) -> bytes:
    """Objects numbered from 1, the first of them the catalogue; without a table of them."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + 1)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE_WITH_FORM = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>>>>>"
)
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(
            (CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), id="pages that hold themselves"
        ),
        pytest.param(
            (
                CATALOGUE,
                b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 99/Parent 3 0 R>>",
                b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99/Parent 2 0 R>>",
            ),
            id="pages that hold each other",
        ),
        pytest.param(
            (
                CATALOGUE,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                PAGE_WITH_FORM,
                b"<</Length 5>>\nstream\n/X Do\nendstream",
                FORM + b"/Length 5>>\nstream\n/X Do\nendstream",
            ),
            id="a form that draws itself",
        ),
        pytest.param(
            (
                CATALOGUE,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 3 0 R/MediaBox 4 0 R/Contents 4 0 R>>",
                b"4 0 R",
            ),
            id="objects that are themselves",
        ),
        pytest.param(
            (CATALOGUE, b"<</Type/Pages/Count 1/Kids" + b"[" * 20_000 + b">>"), id="deep lists"
        ),
    ],
)
def test_a_pdf_that_goes_round_in_circles_is_refused(objects: tuple[bytes, ...]) -> None:
    assert _reason(_pdf(*objects))


def test_a_pdf_stream_of_300_megabytes_is_refused_unpacked() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    page_of_it = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    assert "unpacks" in _reason(_pdf(CATALOGUE, pages, page_of_it, stream))


def test_a_span_of_65534_by_9999_in_a_report_moves_no_figure_to_another_cell() -> None:
    spans = 'rowspan="65534" colspan="9999"'
    figures = {"t3/received/total": "25", "t3/granted/total": "7"}
    whole = as_html(Publication(parts=parts_of(tables_with(figures, otherwise="3"))))
    for at in range(0, whole.count("<td"), 9):
        pieces = whole.split("<td")
        pieces[at] += f"<td {spans}></td>"
        result = _audited("<td".join(pieces).encode())
        for cell_id, cell in result.report.cells.items() if result.report else ():
            assert cell.raw in {figures.get(cell_id, "3"), ""}, (at, cell_id)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("declared", ["laughs", "file", "http", "parameter", "schema"])
def test_entities_are_neither_expanded_nor_fetched(
    kind: str, declared: str, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/").respond_with_data("31415926")
    secret = tmp_path / "secret"
    secret.write_text("31415926", encoding="utf-8")
    here = httpserver.url_for("/")
    types = {
        "laughs": f'<!DOCTYPE a [<!ENTITY l0 "31415926">{LAUGHS}]>',
        "file": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{secret.as_uri()}">]>',
        "http": f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{here}">]>',
        "parameter": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{here}">%p;<!ENTITY l11 "">]>',
        "schema": f'<!DOCTYPE a SYSTEM "{here}">',
    }
    files, part = PACKAGES[kind]
    written = files[part].decode().replace("</", "&l11;</", 1)
    start = written.index("?>") + 2 if written.startswith("<?xml") else 0
    hostile = (written[:start] + types[declared] + written[start:]).encode()
    content = zipped({**files, part: hostile})
    result = _audited(content)
    assert result.status is not AuditStatus.AUDITED or result.reason is None
    if result.status is AuditStatus.AUDITED:
        assert result.report is not None
        assert all("31415926" not in cell.raw for cell in result.report.cells.values())
    else:
        assert result.reason is not None
    assert httpserver.log == []


def _linked(address: str) -> bytes:
    """A report with everything in it that a word processor would fetch."""
    kinds = ("image", "attachedTemplate", "frame", "subDocument", "oleObject", "hyperlink")
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{address}{kind}"'
        ' TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    drawn = (
        '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:r="{RELATION}"><a:blip r:link="r0" r:embed="r0"/></w:drawing></w:r></w:p>'
        f'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{address}a.png&quot; "/></w:p>'
        f'<w:subDoc xmlns:r="{RELATION}" r:id="r3"/>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
        ' Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override'
        ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    xml = _members(WORD)["word/document.xml"].decode()
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{namespace}"><Relationship Id="r1"'
                f' Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": xml.replace("<w:body>", f"<w:body>{drawn}").encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{namespace}">{relations}</Relationships>'
            ).encode(),
        }
    )


def test_nothing_that_a_word_file_refers_to_is_fetched(httpserver: HTTPServer) -> None:
    result = _audited(_linked(httpserver.url_for("/")))
    assert result.report is not None
    assert len(result.report.cells) == 200
    assert httpserver.log == []


def test_nothing_that_an_old_word_file_refers_to_is_fetched(
    libreoffice: Path, httpserver: HTTPServer, tmp_path: Path
) -> None:
    source = tmp_path / "linked.rtf"
    address = httpserver.url_for("/a.png")
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {kind} "{address}" }}{{\\fldrslt 5}}}}\\par '
        for kind in ("INCLUDEPICTURE", "INCLUDETEXT", "HYPERLINK")
    )
    source.write_text(f"{{\\rtf1\\ansi {fields}}}", encoding="ascii")
    with profile() as own:
        assert run(own, "doc:MS Word 97", [source], tmp_path, 120.0)
    old = (tmp_path / "linked.doc").read_bytes()
    assert address.encode("utf-16-le") in old
    assert open_document(old).media_type == "application/msword"
    assert httpserver.log == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{\\rtf1" + b"{" * 200_000 + b"5", id="groups"),
        pytest.param(b"{\\rtf1" + b"\\trowd\\cellx9\\intbl{" * 5_000 + b"5", id="tables"),
        pytest.param(docx_with("<w:tbl><w:tr><w:tc>" * 2_000 + "5"), id="word tables"),
    ],
)
def test_what_is_nested_without_end_is_no_report(content: bytes) -> None:
    result = _audited(content)
    assert result.status is not AuditStatus.AUDITED
    assert result.reason is not None


DOUBLING = _pdf(
    CATALOGUE,
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    PAGE_WITH_FORM,
    b"<</Length 5>>\nstream\n/X Do\nendstream",
    FORM + b"/Length 11>>\nstream\n/X Do /X Do\nendstream",
)
"""A form that draws itself twice, and each of these twice, and so on."""


def swell(content: bytes) -> Document:
    kept = [content]
    while True:
        kept.append(bytes(64 << 20))


def hang(content: bytes) -> Document:
    while content:
        pass
    return Document(blocks=(), lines=())


def _with_reader(monkeypatch: pytest.MonkeyPatch, reader: DocumentReader) -> None:
    known = opening.all_readers()
    monkeypatch.setattr(opening, "all_readers", lambda: (reader, *known))


def _is_told_and_spoils_no_other(content: bytes, words: str) -> None:
    for _ in range(2):
        assert words in _reason(content)
        result = _audited(WORD)
        assert result.report is not None
        assert len(result.report.cells) == 200


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
    _with_reader(monkeypatch, reader)
    _is_told_and_spoils_no_other(b"HOSTILE", words)


def test_a_pdf_whose_drawing_doubles_without_end_ends_with_the_time_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(seconds=2.0, memory=4 << 30)
    _with_reader(monkeypatch, replace(pdf.READER, limits=limits))
    _is_told_and_spoils_no_other(DOUBLING, "")


def test_the_program_tells_of_hostile_files_and_reads_the_others(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    with (drafts / "a.html").open("wb") as huge:
        huge.write(b"<html><title>")
        huge.truncate(200 << 20)
    files, part = PACKAGES["docx"]
    (drafts / "b.docx").write_bytes(zipped({**files, part: b"<a>" + b" " * (100 << 20)}))
    (drafts / "c.pdf").write_bytes(_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"))
    (drafts / "d.docx").write_bytes(WORD)
    ended = gouji("check", drafts)
    assert "Traceback" not in ended.out + ended.err
    told = ended.out + ended.err
    assert "200" not in told or "MB" in told
    for name in ("a.html", "b.docx", "c.pdf", "d.docx"):
        assert name in told
    assert told.count("未读取") >= 2
    assert "云上市青禾区水务局" in told
