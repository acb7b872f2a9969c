"""Which pictures on pages of text are taken out to be looked at, and what they show."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Document, Picture
from audits.documents.pdf import file as pdf_file
from audits.documents.pdf import shown_pictures
from audits.documents.pdf.file import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
MARGINS = 48
"""Pixels of white around a picture, of both sides."""
RED, BLUE = (255, 0, 0), (0, 0, 255)

Color = tuple[int, int, int]
Drawn = tuple[Color, float, float, float, float]
"""Its color, then left, top, width and height in points."""

pytestmark = pytest.mark.usefixtures("recognition")


def pdf(*drawn: Drawn, words_at: Sequence[float] = (40.0,), turned: bool = False) -> bytes:
    """A page with words at these heights, and pictures of one color each."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    if turned:
        canvas.setPageRotation(90)
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
    for top in words_at:
        canvas.drawString(80, HEIGHT - top - 10, "words")
    for color, left, top, width, height in drawn:
        image = ImageReader(Image.new("RGB", (40, 20), color))
        canvas.drawImage(image, left, HEIGHT - top - height, width, height)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def names(document: Document) -> list[str]:
    return [file.name for file in document.enclosed]


def seen(document: Document) -> list[Image.Image]:
    return [Image.open(io.BytesIO(file.content)) for file in document.enclosed]


@pytest.mark.parametrize("turned", [False, True])
def test_a_picture_is_enclosed_under_its_name_as_it_is_displayed(turned: bool) -> None:
    document = read_pdf(pdf((RED, 60, 100, 300, 100), turned=turned))
    (shown,) = seen(document)
    assert [b.source for b in document.blocks if isinstance(b, Picture)] == names(document)
    for length, points in zip(shown.size, (300, 100), strict=True):
        assert abs(length - MARGINS - points * 200 / 72) <= 3
    assert shown.getpixel((shown.width // 2, shown.height // 2)) == RED
    assert shown.getpixel((2, 2)) == (255, 255, 255)


def test_strips_that_touch_are_one_picture() -> None:
    document = read_pdf(pdf((RED, 60, 100, 300, 50), (BLUE, 60, 150, 300, 50)))
    (shown,) = seen(document)
    assert names(document) == ["page 1, picture 1"]
    assert shown.getpixel((shown.width // 2, shown.height // 4)) == RED
    assert shown.getpixel((shown.width // 2, shown.height * 3 // 4)) == BLUE


def test_pictures_apart_are_two() -> None:
    document = read_pdf(pdf((RED, 60, 100, 300, 50), (BLUE, 60, 170, 300, 50)))
    assert names(document) == ["page 1, picture 1", "page 1, picture 2"]


def test_what_lies_outside_the_page_is_cut_off() -> None:
    document = read_pdf(pdf((RED, 400, 100, 300, 100)))
    (shown,) = seen(document)
    assert abs(shown.width - MARGINS - 195 * 200 / 72) <= 3


@pytest.mark.parametrize(
    "content",
    [
        pdf((RED, 60, 100, 100, 100)),
        pdf((RED, 60, 100, 300, 30)),
    ],
    ids=["narrow", "low"],
)
def test_a_picture_that_is_no_table_between_text_is_not_enclosed(content: bytes) -> None:
    assert read_pdf(content).enclosed == ()


def test_a_picture_behind_text_is_not_enclosed() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 20), RED)), 60, 500, 300, 100)
    canvas.drawString(80, 540, "words over it")
    canvas.save()
    document = read_pdf(file.getvalue())
    assert [type(block) for block in document.blocks].count(Picture) == 1
    assert document.enclosed == ()


def test_no_more_are_enclosed_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_pictures, "MOST_PICTURES", 2)
    many = [(RED, 60.0, 100.0 + 60 * n, 300.0, 40.0) for n in range(4)]
    assert len(read_pdf(pdf(*many)).enclosed) == 2


def test_none_are_enclosed_where_pictures_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "is_installed", lambda: False)
    assert read_pdf(pdf((RED, 60, 100, 300, 100))).enclosed == ()
