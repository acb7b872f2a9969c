import io

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from audits.documents.document import Document, Paragraph, Picture, Table
from audits.documents.pdf.file import read_pdf

FONT = "STSong-Light"
HEIGHT = 842.0
LEFT = 72.0
TYPE = 12.0
MEASURE = 36
"""Characters of a full line."""

PROSE = (
    "本报告由临湖县人民政府办公室依照有关规定编写，所列数据的统计期限自二〇二三年一月一日起至"
    "十二月三十一日止，如对内容有疑问，请来信或来电联系，电话和地址见县政府网站的公开专栏。"
)


class Sheet:
    """A file under construction; ``at`` is the height where the next line goes."""

    def __init__(self, title: str | None = None) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, HEIGHT))
        if title is not None:
            self.canvas.setTitle(title)
        self.at = 80.0

    def line(self, text: str, *, left: float = LEFT, size: float = TYPE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, HEIGHT - self.at - size, text)
        self.at += size * 1.6

    def centred(self, text: str, size: float = 18) -> None:
        self.line(text, left=LEFT + (MEASURE * TYPE - len(text) * size) / 2, size=size)

    def paragraph(self, text: str) -> None:
        """Set as reports are: two characters of indent, full lines, a short last one."""
        self.line(text[: MEASURE - 2], left=LEFT + 2 * TYPE)
        for start in range(MEASURE - 2, len(text), MEASURE):
            self.line(text[start : start + MEASURE])

    def row(self, *texts: str, edges: tuple[float, ...] = (72, 200, 280, 360)) -> None:
        for text, left, right in zip(texts, edges, edges[1:], strict=False):
            self.canvas.rect(left, HEIGHT - self.at - 20, right - left, 20)
            self.canvas.setFont(FONT, 10)
            self.canvas.drawString(left + 4, HEIGHT - self.at - 14, text)
        self.at += 20

    def new_page(self) -> None:
        self.canvas.showPage()
        self.at = 80.0

    def read(self) -> Document:
        self.canvas.save()
        return read_pdf(self.file.getvalue())


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_lines_are_joined_into_the_paragraphs_they_were_set_from() -> None:
    sheet = Sheet()
    sheet.paragraph(PROSE)
    sheet.paragraph(PROSE[10:])
    assert paragraphs(sheet.read()) == [PROSE, PROSE[10:]]


def test_a_paragraph_runs_over_a_page_end() -> None:
    sheet = Sheet()
    sheet.paragraph(PROSE[: MEASURE * 2 - 2])
    sheet.new_page()
    sheet.line(PROSE[MEASURE * 2 - 2 :])
    assert paragraphs(sheet.read()) == [PROSE]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    sheet = Sheet()
    sheet.paragraph(PROSE)
    sheet.line("一、总体情况", left=LEFT + 2 * TYPE)
    sheet.paragraph(PROSE)
    assert paragraphs(sheet.read()) == [PROSE, "一、总体情况", PROSE]


def test_a_heading_in_a_text_without_indents_is_a_paragraph_of_its_own() -> None:
    sheet = Sheet()
    for start in range(0, len(PROSE), MEASURE):
        sheet.line(PROSE[start : start + MEASURE])
    sheet.line("一、总体情况")
    for start in range(0, len(PROSE), MEASURE):
        sheet.line(PROSE[start : start + MEASURE])
    assert paragraphs(sheet.read()) == [PROSE, "一、总体情况", PROSE]


def test_a_line_that_hangs_into_the_margin_makes_no_indents_of_all_others() -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.paragraph(PROSE)
    sheet.line("附注", left=LEFT - 3 * TYPE)
    assert paragraphs(sheet.read()) == [PROSE] * 4 + ["附注"]


def test_a_title_set_over_two_lines_is_one_paragraph() -> None:
    sheet = Sheet()
    sheet.centred("临湖县人民政府")
    sheet.centred("二〇二三年政府信息公开工作年度报告")
    sheet.paragraph(PROSE)
    assert paragraphs(sheet.read()) == ["临湖县人民政府二〇二三年政府信息公开工作年度报告", PROSE]


def test_blocks_come_in_reading_order() -> None:
    sheet = Sheet()
    sheet.paragraph(PROSE)
    sheet.row("规章", "1", "0")
    sheet.row("行政许可", "2", "3")
    sheet.at += 20
    sheet.line("三、收到和处理政府信息公开申请情况", left=LEFT + 2 * TYPE)
    assert [type(block) for block in sheet.read().blocks] == [Paragraph, Table, Paragraph]


def test_without_walls_the_figures_of_a_row_stand_on_one_line_beside_a_label_of_two() -> None:
    sheet = Sheet()
    top = sheet.at
    sheet.line("要求行政机关确认或重新", left=76, size=10)
    sheet.at += 2
    sheet.line("出具已获取信息", left=76, size=10)
    sheet.at = top + 9
    for count, left in enumerate(range(200, 480, 40)):
        sheet.canvas.drawString(left + 15, HEIGHT - top - 19, str(count))
    assert [line.text for line in sheet.read().lines] == [
        "要求行政机关确认或重新",
        "0 1 2 3 4 5 6",
        "出具已获取信息",
    ]


def test_lines_are_visual_even_where_the_file_writes_columns_first() -> None:
    sheet = Sheet()
    sheet.canvas.setFont("Helvetica", 10)
    for left in (300, 200, 100):
        for count in range(3):
            sheet.canvas.drawString(left, 700 - 20 * count, str(left + count))
    assert [line.text for line in sheet.read().lines] == [
        "100 200 300",
        "101 201 301",
        "102 202 302",
    ]


def test_lines_say_where_they_stand_and_are_no_cells() -> None:
    sheet = Sheet()
    sheet.line("甲")
    sheet.new_page()
    sheet.line("乙")
    sheet.line("丙")
    lines = sheet.read().lines
    assert [(line.text, line.place.page, line.place.line) for line in lines] == [
        ("甲", 1, 1),
        ("乙", 2, 1),
        ("丙", 2, 2),
    ]
    assert not any(line.is_cell for line in lines)


def test_running_heads_are_left_out_and_a_heading_at_a_page_top_is_not() -> None:
    sheet = Sheet()
    for number in (1, 2, 3):
        sheet.at = 20
        sheet.line("临湖县政府信息公开专栏  2024-01-30", size=9)
        sheet.at = 80
        sheet.line(f"{'一二三'[number - 1]}、情况", left=LEFT + 2 * TYPE)
        sheet.paragraph(PROSE)
        sheet.new_page()
    assert [text for text in paragraphs(sheet.read()) if text != PROSE] == [
        "一、情况",
        "二、情况",
        "三、情况",
    ]


def test_a_watermark_across_the_page_is_left_out_and_said() -> None:
    sheet = Sheet()
    sheet.row("规章", "1", "0")
    sheet.row("行政许可", "2", "3")
    sheet.canvas.saveState()
    sheet.canvas.translate(100, HEIGHT - 130)
    sheet.canvas.rotate(30)
    sheet.canvas.setFont("Helvetica", 14)
    sheet.canvas.drawString(0, 0, "88888888888888")
    sheet.canvas.restoreState()
    document = sheet.read()
    assert [line.text for line in document.lines] == ["规章", "1", "0", "行政许可", "2", "3"]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.grid.cells] == ["规章", "1", "0", "行政许可", "2", "3"]
    assert tuple(note.en for note in document.notes) == (
        "page 1: 14 slanting characters were left out",
    )


def test_a_page_that_is_a_picture_is_a_picture_and_is_said() -> None:
    sheet = Sheet()
    sheet.line("甲")
    sheet.new_page()
    sheet.canvas.drawImage(_picture(), 72, 200, width=400, height=500)
    document = sheet.read()
    assert document.blocks == (Paragraph(text="甲"), Picture(source="page 2, picture 1"))
    assert tuple(note.en for note in document.notes) == (
        "page 2 is a picture without text and was not read",
    )


def test_a_small_picture_is_decoration() -> None:
    sheet = Sheet()
    sheet.line("甲")
    sheet.canvas.drawImage(_picture(), 72, 200, width=20, height=20)
    assert sheet.read().blocks == (Paragraph(text="甲"),)


def _picture() -> ImageReader:
    return ImageReader(io.BytesIO(b"P6 2 2 255\n" + bytes(12)))


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("临湖县2023年政府信息公开工作年度报告", "临湖县2023年政府信息公开工作年度报告"),
        ("  临湖县\u3000年报 ", "临湖县 年报"),
        ("Microsoft Word - 年报.doc", None),
        ("年报终稿.docx", None),
        ("文档1", None),
        ("", None),
    ],
)
def test_a_title_is_taken_from_metadata_unless_a_program_made_it_up(
    written: str, title: str | None
) -> None:
    sheet = Sheet(written)
    sheet.line("甲")
    document = sheet.read()
    assert document.fields.title == title
    assert document.fields.published_on is None
