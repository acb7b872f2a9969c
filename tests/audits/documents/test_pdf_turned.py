"""A PDF whose text is turned, and not its page, is not taken for a scan."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import DocumentUnreadable
from audits.documents.pdf import file as pdf_file
from audits.documents.pdf.file import read_pdf
from tests.audits.documents.ruled_pdf import HEADS, HEIGHT, WIDTH, grids, pdf, rows, texts, write

TURNS = {
    "left": (0, 1, -1, 0, WIDTH, 0),
    "right": (0, -1, 1, 0, 0, HEIGHT),
    "over": (-1, 0, 0, -1, WIDTH, HEIGHT),
}
ON_ITS_SIDE = HEIGHT - WIDTH
"""How much lower a page on its side begins."""


def table(canvas: Canvas) -> None:
    rows(canvas, ON_ITS_SIDE + 60, [HEADS, ["规章", "1", "0", "11"]])


@pytest.mark.parametrize("turn", TURNS)
def test_a_file_of_turned_text_says_so(turn: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.transform(*TURNS[turn])
        table(canvas)

    with pytest.raises(DocumentUnreadable, match=r"on its side or upside down \(28 char") as told:
        read_pdf(pdf(draw))
    assert "横置或倒置（28个字）" in told.value.zh


def test_a_turned_page_among_others_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.transform(*TURNS["left"])
        table(canvas)

    document = read_pdf(pdf(table, draw))
    assert texts(grids(document)[0]) == [HEADS, ["规章", "1", "0", "11"]]
    assert [(note.zh, note.en) for note in document.notes] == [
        (
            "第2页：略去横置或倒置的文字28个",
            "page 2: 28 characters that lie on their side or stand on their head were left out",
        )
    ]


def test_a_scan_with_a_turned_mark_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 60), "gray")), 0, 0, WIDTH, HEIGHT)
        canvas.transform(*TURNS["left"])
        write(canvas, 300, 400, "扫描")

    monkeypatch.setattr(pdf_file, "is_installed", lambda: False)
    with pytest.raises(DocumentUnreadable, match="may be a scan"):
        read_pdf(pdf(draw))
