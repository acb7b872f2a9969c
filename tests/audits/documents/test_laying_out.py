"""Pages read off pictures, laid out: tables over page ends, titles and running heads."""

import numpy as np
import pytest
from PIL import Image

from audits.documents.document import Paragraph, Table
from audits.documents.recognition.laying_out import PlacedSheet, laid_out
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Region, Sheet, SheetLine
from tests.audits.drawn_picture import DrawnTable

pytestmark = pytest.mark.usefixtures("recognition")

UPPER = (("2021", "2022", "2023", "2024"), ("51", "1", "7", "8"), ("52", "10", "", "10"))
LOWER = (("53", "1326", "0", "1326"), ("54", "6", "96171.6", "3"))
TEXTS = [text for row in (*UPPER, *LOWER) for text in row]


def test_a_table_over_a_page_end_is_one_though_the_pages_lie_apart() -> None:
    upper = DrawnTable(rows=UPPER).image()
    lower = Image.new("RGB", upper.size, "white")
    lower.paste(DrawnTable(rows=LOWER).image(), (9, 0))
    sheets = [read_page(np.asarray(page)) for page in (upper, lower)]
    held = laid_out(
        [PlacedSheet(sheet=sheet, number=n, scale=1.0) for n, sheet in enumerate(sheets, start=1)]
    )
    (table,) = [block for block in held.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.grid.cells] == TEXTS
    assert [line.text for line in held.lines if line.is_cell] == TEXTS
    assert {cell.place.page for cell in table.grid.cells if cell.place} == {1, 2}
    assert all(cell.recognised for cell in table.grid.cells)
    assert all(bool(cell.picture) == bool(cell.text) for cell in table.grid.cells)
    assert all(len(cell.picture) <= 4_000 for cell in table.grid.cells)


TITLE = ("青禾区水务局二〇二三年度政府信息公开工作年", "度报告")


BODY = (
    "根据条例编制本报告，数据统计期限自一月一日起至本年十二月底",
    "为止。对本报告有疑问的，请在办公时间与青禾区水务局办公室电",
    "话联系。",
)


@pytest.mark.parametrize("height", [36, 48], ids=["low", "high"])
def test_a_line_is_of_the_type_that_its_signs_stand_apart_by(height: int) -> None:
    regions = (
        Region(110, 100, 890, 100 + height),
        Region(430, 160, 570, 200),
        Region(130, 240, 910, 268),
        Region(70, 280, 910, 280 + height),
        Region(70, 320, 200, 348),
    )
    lines = tuple(
        SheetLine(text=text, region=region)
        for text, region in zip((*TITLE, *BODY), regions, strict=True)
    )
    sheet = Sheet(width=1000, height=1400, em=20, lines=lines, tables=())
    held = laid_out([PlacedSheet(sheet=sheet, number=1, scale=0.6)])
    texts = [block.text for block in held.blocks if isinstance(block, Paragraph)]
    assert texts == ["".join(TITLE), "".join(BODY)]


def test_a_running_head_of_scanned_pages_may_stand_at_any_height_of_the_margin() -> None:
    sheets = []
    for number, (top, text) in enumerate(((30, "8:30 PM"), (55, "8:30PM"), (41, "8:30 PM")), 1):
        head = SheetLine(text=text, region=Region(60, top, 300, top + 25))
        body = SheetLine(text=f"第{number}页的文字。", region=Region(60, 400, 400, 430))
        sheets.append(Sheet(width=1000, height=1400, em=20, lines=(head, body), tables=()))
    held = laid_out(
        [PlacedSheet(sheet=sheet, number=n, scale=0.6) for n, sheet in enumerate(sheets, start=1)]
    )
    assert not any("PM" in block.text for block in held.blocks if isinstance(block, Paragraph))
