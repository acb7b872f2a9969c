"""Old Word files through LibreOffice: the same cells as in the DOCX that they were saved from."""

import io
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from audits.audit import audit
from audits.documents.document import DocumentUnreadable
from audits.documents.isolation import Limits, isolated
from audits.documents.office.conversion import OLD_WORD, RICH_TEXT, convert_ahead, converted
from audits.documents.office.profile import profile
from audits.documents.office.program import run
from audits.documents.opening import media_type_of, open_document, prepare_documents
from audits.result import AuditResult, AuditStatus, Source, Submission
from tests.audits.published import Publication, Rows, parts_of, tables_with

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _word_file(publication: Publication) -> bytes:
    """As a word processor saves it, with the widths of its columns."""
    document = docx.Document()
    for part in (publication.title, publication.intro, *publication.parts):
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add_table(document, part)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _add_table(document: WordDocument, rows: Rows) -> None:
    table = document.add_table(rows=len(rows), cols=sum(cell.columns for cell in rows[0]))
    free = [[True] * len(table.columns) for _ in rows]
    for top, row in enumerate(rows):
        for cell in row:
            left = free[top].index(True)
            bottom, right = top + cell.rows - 1, left + cell.columns - 1
            table.cell(top, left).merge(table.cell(bottom, right)).text = cell.text
            for covered in free[top : bottom + 1]:
                covered[left : right + 1] = [False] * cell.columns


FIGURES = {"t3/received/total": "25", "t3/total/total": "7", "t4/direct_suit/total": "3"}
WORD = _word_file(Publication(parts=parts_of(tables_with(FIGURES))))


@pytest.fixture(scope="module")
def old(libreoffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Word file saved by LibreOffice as older kinds."""
    folder = tmp_path_factory.mktemp("old")
    source = folder / "report.docx"
    source.write_bytes(WORD)
    with profile() as own:
        for written in ("doc:MS Word 97", "rtf:Rich Text Format"):
            assert run(own, written, [source], folder, 120.0)
    return {ending: (folder / f"report.{ending}").read_bytes() for ending in ("doc", "rtf")}


def _audited(content: bytes) -> AuditResult:
    return audit(Submission(source=Source(name="report", content=content)))


@pytest.mark.parametrize(
    ("ending", "media_type"), [("doc", "application/msword"), ("rtf", "application/rtf")]
)
def test_an_old_file_has_the_cells_of_the_word_file(
    old: dict[str, bytes], ending: str, media_type: str
) -> None:
    result, wanted = _audited(old[ending]), _audited(WORD)
    assert result.report is not None
    assert wanted.report is not None
    assert result.media_type == media_type
    assert {k: (c.raw, c.value) for k, c in result.report.cells.items()} == {
        k: (c.raw, c.value) for k, c in wanted.report.cells.items()
    }
    assert not result.report.disputed
    assert list(result.report.sections) == list(wanted.report.sections)
    assert (result.report.body, result.report.year) == (wanted.report.body, wanted.report.year)


def test_both_readings_are_in_every_cell(old: dict[str, bytes]) -> None:
    report = _audited(old["doc"]).report
    assert report is not None
    assert {tuple(o.reader for o in cell.origins) for cell in report.cells.values()} == {
        ("grid", "sequence")
    }


def test_a_bad_file_does_not_spoil_the_batch(old: dict[str, bytes]) -> None:
    broken = OLE2 + "WordDocument\0".encode("utf-16-le") + b"\x00" * 6000
    prepare_documents([broken, old["doc"], old["rtf"], broken + b"\x01"])
    assert open_document(old["doc"]).document.blocks
    result = _audited(broken)
    assert result.status is not AuditStatus.AUDITED
    assert result.reason is not None


def convert_in_one_go(contents: list[bytes]) -> list[list[int]]:
    """Which of the files are there after a batch, asked of a program that can make nothing more."""
    convert_ahead(contents, OLD_WORD)
    path = shutil.which
    try:
        shutil.which = lambda *_, **__: None
        return [[len(saved) for saved in converted(content, OLD_WORD)] for content in contents]
    finally:
        shutil.which = path


def test_a_batch_is_converted_before_its_files_are_asked_for(old: dict[str, bytes]) -> None:
    sizes = isolated(convert_in_one_go, [old["doc"], old["doc"] + b"\x00"], Limits(seconds=120.0))
    assert all(size > 0 for file in sizes for size in file)


def test_without_libreoffice_the_refusal_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentUnreadable, match="LibreOffice") as refusal:
        converted(OLE2 + b"no program", OLD_WORD)
    assert "LibreOffice" in refusal.value.zh


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program in LibreOffice's place."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return program


def _script(program: Path, text: str) -> None:
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    program.chmod(0o755)


def test_a_program_that_hangs_is_ended(stand_in: Path, tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    _script(stand_in, f"echo $$ > {noted}; exec sleep 3600")
    with profile() as own:
        assert not run(own, "docx", [], tmp_path, 1.0)
    pid = int(noted.read_text(encoding="utf-8"))
    assert not Path(f"/proc/{pid}").exists()


def test_the_file_at_which_the_program_breaks_off_is_left_out_of_the_next_try(
    stand_in: Path,
) -> None:
    """The stand-in saves each file until it meets the bad one."""
    _script(
        stand_in,
        """
        while [ "$1" != --outdir ]; do shift; done
        out=$2; shift 2
        for file; do
          grep -q bad "$file" && { echo half > "$out/$(basename "$file" .rtf).docx"; exit 139; }
          { cat "$file"; printf 'PK\\005\\006'; } > "$out/$(basename "$file" .rtf).docx"
        done
        """,
    )
    files = [b"{\\rtf one-%d" % number for number in range(2)]
    convert_ahead([files[0], b"{\\rtf bad", files[1]], RICH_TEXT)
    assert [converted(file, RICH_TEXT)[0].startswith(file) for file in files] == [True, True]
    with pytest.raises(DocumentUnreadable, match="cannot open"):
        converted(b"{\\rtf bad", RICH_TEXT)


def test_nothing_is_left_of_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with profile() as own:
        assert (own.settings / "user" / "registrymodifications.xcu").is_file()
    assert list(tmp_path.iterdir()) == []


def test_a_profile_left_by_a_killed_process_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "gouji-office-left"
    left.mkdir()
    (left / "lock").touch()
    with profile() as own, profile():
        assert not left.exists()
        assert own.folder.exists()


@pytest.fixture
def asked() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what connected to it."""
    met: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                met.append(b"asked")
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield listening.getsockname()[1], met
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.mark.parametrize(
    "field",
    [
        'INCLUDEPICTURE "http://127.0.0.1:{port}/a.png" \\\\d',
        'INCLUDETEXT "http://127.0.0.1:{port}/a.rtf"',
        'LINK Word.Document.8 "http://127.0.0.1:{port}/a.doc" "" \\\\a \\\\r',
    ],
)
def test_nothing_that_a_file_refers_to_is_fetched(
    libreoffice: Path, asked: tuple[int, list[bytes]], field: str
) -> None:
    port, met = asked
    instruction = field.format(port=port)
    content = f"{{\\rtf1\\ansi {{\\field{{\\*\\fldinst {instruction}}}{{\\fldrslt 5}}}}\\par}}"
    assert open_document(content.encode()).document.lines[0].text == "5"
    assert met == []


def test_a_file_with_a_password_is_told(libreoffice: Path) -> None:
    content = OLE2 + b"\x00" * 600 + "EncryptedPackage\0".encode("utf-16-le")
    with pytest.raises(DocumentUnreadable, match="password"):
        open_document(content)


def test_slides_are_no_report() -> None:
    content = OLE2 + b"\x00" * 600 + "PowerPoint Document\0".encode("utf-16-le")
    assert media_type_of(content) == "application/msword"
    with pytest.raises(DocumentUnreadable, match="slides"):
        open_document(content)
