import hashlib
import io
import zlib
from collections.abc import Iterator

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from audits.documents import pdf
from audits.documents.document import Document, DocumentUnreadable, Table
from audits.documents.isolation import Limits, isolated
from audits.documents.opening import open_document
from audits.documents.pdf import file as pdf_file
from audits.documents.pdf import strokes
from audits.documents.pdf import weight as pdf_weight
from audits.documents.pdf.file import read_pdf


def canvas_of(file: io.BytesIO, encrypt: StandardEncryption | None = None) -> Canvas:
    return Canvas(file, pagesize=(595, 842), encrypt=encrypt)


def table_file(encrypt: StandardEncryption | None = None) -> bytes:
    file = io.BytesIO()
    canvas = canvas_of(file, encrypt)
    for page in range(2):
        for row in range(5):
            for column in range(4):
                canvas.rect(70 + 90 * column, 600 - 20 * row, 90, 20)
                canvas.drawString(80 + 90 * column, 606 - 20 * row, f"{page}{row}{column}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A file of the given objects, numbered from 1; the first is the catalogue."""
    file = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    file += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(file + b"startxref\n%d\n%%%%EOF\n" % start)


def one_page(content: bytes, filters: bytes = b"", page: bytes = b"") -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>%b>>" % page,
        b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def reason(content: bytes) -> DocumentUnreadable:
    with pytest.raises(DocumentUnreadable) as caught:
        read_pdf(content)
    assert caught.value.zh
    assert caught.value.en
    return caught.value


def read_or_refused(content: bytes) -> Document | None:
    try:
        return read_pdf(content)
    except DocumentUnreadable:
        return None


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b" \r\n"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    assert "empty" in reason(content).en


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>404</body></html>",
        b"%PDF-1.7",
        b"%PDF-1.4\n%%EOF\n",
        b"PK\x03\x04" + bytes(100),
        hashlib.shake_256(b"1").digest(20_000),
        b"%PDF-1.4\n" + hashlib.shake_256(b"2").digest(20_000),
    ],
)
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    assert "no PDF" in reason(content).en


def cut_files() -> Iterator[bytes]:
    whole = table_file()
    for offset in range(0, len(whole), len(whole) // 60):
        yield whole[:offset]


def test_a_file_cut_short_is_refused_or_read_and_never_fails_otherwise() -> None:
    whole = read_pdf(table_file())
    figures = {line.text for line in whole.lines}
    for cut in cut_files():
        document = read_or_refused(cut)
        assert document is None or {line.text for line in document.lines} <= figures


def test_a_file_with_damaged_bytes_is_refused_or_read_and_never_fails_otherwise() -> None:
    whole = table_file()
    for attempt in range(80):
        damaged = bytearray(whole)
        chance = hashlib.shake_256(b"%d" % attempt).digest(4 * (1 + attempt // 2))
        for at in range(0, len(chance), 4):
            place = int.from_bytes(chance[at : at + 3])
            damaged[place % len(damaged)] = chance[at + 3]
        read_or_refused(bytes(damaged))


def test_a_file_that_needs_a_password_is_said_to_be_encrypted() -> None:
    assert "password" in reason(table_file(StandardEncryption("secret"))).en


def test_a_file_that_only_forbids_printing_is_read() -> None:
    locked = table_file(StandardEncryption("", ownerPassword="secret", canPrint=0))
    (table,) = read_pdf(locked).blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.grid.cells][-1] == "143"


def test_a_scan_is_said_to_hold_no_text() -> None:
    file = io.BytesIO()
    canvas = canvas_of(file)
    canvas.drawImage(ImageReader(io.BytesIO(b"P6 2 2 255\n" + bytes(12))), 0, 0, 595, 842)
    canvas.save()
    assert "scan" in reason(file.getvalue()).en


def test_a_file_without_pages_is_refused() -> None:
    reason(raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"))


def test_a_page_count_that_is_a_lie_is_refused() -> None:
    reason(
        raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 2000000000>>")
    )


def test_more_pages_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 1)
    assert "2 pages" in reason(table_file()).en


def test_more_bytes_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_BYTES", 1000)
    assert "larger" in reason(table_file()).en


def test_more_characters_than_a_page_holds_are_refused() -> None:
    content = b"BT /F 1 Tf 1 0 0 1 9 9 Tm (%b) Tj ET" % (b"8" * 25_000)
    assert "characters" in reason(one_page(content)).en


def test_more_drawings_than_a_page_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strokes, "MOST_OBJECTS_A_PAGE", 30)
    assert "drawn objects" in reason(table_file()).en


def test_a_file_that_unpacks_beyond_the_limit_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_weight, "MOST_UNPACKED_BYTES", 2**20)
    bomb = zlib.compress(b" " * 2**21, 9)
    assert "unpacks" in reason(one_page(bomb, b"/Filter/FlateDecode")).en


def test_a_file_packed_twice_is_refused_unread() -> None:
    bomb = zlib.compress(zlib.compress(b" " * 2**21, 9), 9)
    assert "packed" in reason(one_page(bomb, b"/Filter[/FlateDecode /FlateDecode]")).en


@pytest.mark.parametrize(
    "page",
    [
        b"/Rotate 45",
        b"/Rotate(x)",
        b"/MediaBox[0 0 0 0]",
        b"/MediaBox[(a)]",
        b"/MediaBox[0 0 1e38 1e38]",
        b"/Annots[99 0 R]",
        b"/Resources 3 0 R",
    ],
)
def test_odd_pages_are_refused_or_read_and_never_fail_otherwise(page: bytes) -> None:
    content = b"".join(b"%d 100 50 20 re S " % (50 * count) for count in range(6))
    read_or_refused(one_page(content + b"BT /F 9 Tf 60 105 Td (12) Tj ET", page=page))


def test_a_fault_of_the_table_library_is_told_as_the_files() -> None:
    content = b"".join(b"%d 100 50 20 re S " % (50 * count) for count in range(6))
    shown = one_page(content + b"BT /F 9 Tf 60 105 Td (12) Tj ET").replace(
        b"/Subtype/Type1/BaseFont/Helvetica",
        b"/Subtype/Type0/BaseFont/H/Encoding/Identity-H/DescendantFonts[5 0 R]",
    )
    assert "tables cannot be read" in reason(shown).en


def form_bomb(depth: int = 12, breadth: int = 20) -> bytes:
    """Forms that draw forms without end, in a few kilobytes; remarks hide it from a count."""
    draws = b" ".join(b"/X%\nDo" for _ in range(breadth))
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
        b"/Length %d>>\nstream\n%b\nendstream" % (number + 1, len(draws), draws)
        for number in range(4, 4 + depth)
    ]
    mark = b"0 0 9 9 re f"
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        *forms,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length %d>>\nstream\n%b\nendstream"
        % (len(mark), mark),
    )


@pytest.mark.parametrize("content", [form_bomb(), form_bomb(2).replace(b"/X 6 0 R", b"/X 5 0 R")])
def test_a_file_that_draws_without_end_is_ended_and_told(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        isolated(read_pdf, content, Limits(seconds=2.0))
    assert caught.value.zh


def test_a_file_without_scans_is_ended_at_the_limits_of_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_OF_TEXT", Limits(seconds=2.0))
    with pytest.raises(DocumentUnreadable) as caught:
        open_document(form_bomb())
    assert "2 seconds" in caught.value.en


def test_a_page_of_measureless_size_is_read_or_refused() -> None:
    huge = one_page(b"BT /F 9 Tf 60 105 Td (12) Tj ET").replace(
        b"[0 0 595 842]", b"[0 0 1e30 99999999999]"
    )
    read_or_refused(huge)
