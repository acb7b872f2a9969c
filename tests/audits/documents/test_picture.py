"""Picture files: every kind is read, and hostile ones end as unreadable."""

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from audits.documents.document import Document, DocumentUnreadable, Table
from audits.documents.opening import media_type_of, open_document
from audits.documents.picture import shown_in
from audits.documents.picture.frames import frames_of
from audits.documents.recognition import installed, networks
from tests.audits.drawn_picture import DrawnTable, as_file

FIGURES = (("2021", "2022", "2023"), ("51", "1", "7"), ("52", "10", ""))
TEXTS = [text for row in FIGURES for text in row]
needs_networks = pytest.mark.usefixtures("recognition")


def cells_of(document: Document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [cell.text for table in tables for cell in table.grid.cells]


@needs_networks
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_kind_of_picture_is_read(kind: str) -> None:
    content = as_file(DrawnTable(rows=FIGURES).image(), kind)
    assert media_type_of(content) == "image"
    document = open_document(content).document
    assert cells_of(document) == TEXTS
    assert [line.text for line in document.lines if line.is_cell] == TEXTS
    assert document.recognised


@needs_networks
def test_every_page_of_a_tiff_is_read() -> None:
    image = DrawnTable(rows=FIGURES).image()
    other = DrawnTable(rows=(("61", "2"), ("62", "3"))).image()
    assert cells_of(open_document(as_file(image, "TIFF", other)).document) == [
        *TEXTS, "61", "2", "62", "3",
    ]  # fmt: skip


@needs_networks
def test_a_picture_with_clear_paper_is_read_as_on_white() -> None:
    solid = DrawnTable(rows=FIGURES).image().convert("RGBA")
    pixels = np.array(solid)
    pixels[(pixels == 255).all(axis=2)] = 0
    assert cells_of(open_document(as_file(Image.fromarray(pixels), "PNG")).document) == TEXTS


@needs_networks
def test_a_picture_without_text_is_told() -> None:
    content = as_file(Image.new("RGB", (400, 300), "white"), "PNG")
    with pytest.raises(DocumentUnreadable, match="no text"):
        open_document(content)


@needs_networks
def test_small_and_damaged_pictures_in_a_page_show_nothing() -> None:
    small = as_file(DrawnTable(rows=FIGURES).image().resize((200, 90)), "PNG")
    assert shown_in([small, b"\x89PNG\r\n\x1a\n" + bytes(80)]).lines == ()


def _png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + bytes(60)
    )


@pytest.mark.parametrize(
    "content",
    [
        _png_that_claims(60_000, 60_000),
        _png_that_claims(9_000, 9_000),
        as_file(DrawnTable(rows=FIGURES).image(), "JPEG")[:900],
        as_file(DrawnTable(rows=FIGURES).image(), "PNG")[:300],
        b"II*\x00" + bytes(40),
        b"GIF89a" + b"\xff" * 40,
    ],
    ids=["bomb", "large", "jpeg cut short", "png cut short", "tiff of nothing", "gif of nothing"],
)
def test_a_hostile_picture_is_refused_before_it_is_unpacked(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable):
        list(frames_of(content))


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    page = Image.new("1", (20, 20))
    with pytest.raises(DocumentUnreadable, match="pages"):
        list(frames_of(as_file(page, "TIFF", *[page] * 60)))


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "is_installed", lambda: False)
    with pytest.raises(DocumentUnreadable, match=r"pip install gouji\[ocr\]") as refusal:
        networks.networks()
    assert "pip install gouji[ocr]" in refusal.value.zh
