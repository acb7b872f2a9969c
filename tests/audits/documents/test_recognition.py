"""Pages read off their pictures: where cells are, what stands in them, and what is in doubt."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from audits.documents.recognition import page_reading
from audits.documents.recognition.cutting import pages_of
from audits.documents.recognition.doubt import DOUBTFUL, as_in_figures, second_text, surer_words
from audits.documents.recognition.ink import without_stamp
from audits.documents.recognition.networks import Networks, networks
from audits.documents.recognition.page_reading import read_page
from audits.documents.recognition.sheet import Picture, Reading, Region, Sheet, SheetCell
from audits.documents.recognition.straightening import lean_of
from tests.audits.drawn_picture import COLUMN, MARGIN, ROW, DrawnTable

pytestmark = pytest.mark.usefixtures("recognition")

FIGURES = (
    ("2021", "2022", "2023", "2024"),
    ("51", "1", "7", "8"),
    ("52", "10", "", "10"),
    ("53", "1326", "0", "1326"),
    ("54", "6", "96171.6", "3"),
)


class Taught:
    """Networks that are unsure of prose in colours, and sure of it in grey."""

    def __init__(self, nets: Networks) -> None:
        self.find = nets.find
        self._nets = nets

    def read(self, pictures: Sequence[Picture]) -> list[Reading]:
        readings = self._nets.read(pictures)
        return [
            reading
            if reading.text != "9876"
            else Reading("sure", 0.99)
            if picture.ndim == 2
            else Reading("unsure", 0.5)
            for picture, reading in zip(pictures, readings, strict=True)
        ]


def first_of(sheet: Sheet) -> list[str]:
    return [cell.first for table in sheet.tables for cell in table]


def second_of(sheet: Sheet) -> list[str]:
    return [cell.second for table in sheet.tables for cell in table]


def cell_at(cells: Sequence[SheetCell], x: int, y: int) -> SheetCell:
    inside = Region(x, y, x + 1, y + 1)
    return next(cell for cell in cells if cell.region.common(inside).width)


def texts(rows: Sequence[Sequence[str | None]]) -> list[str]:
    return [text for row in rows for text in row if text is not None]


@pytest.mark.parametrize("turned", [0.0, 2.5, -3.0, 90.0, 180.0, 270.0])
def test_what_both_readings_agree_on_is_what_is_printed_however_the_page_lies(
    turned: float,
) -> None:
    image = (
        DrawnTable(rows=FIGURES)
        .image()
        .rotate(turned, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    )
    sheet = read_page(np.asarray(image))
    assert first_of(sheet) == texts(FIGURES)
    doubted = [
        one for one, other in zip(texts(FIGURES), second_of(sheet), strict=True) if one != other
    ]
    assert len(doubted) <= 1


def test_merged_cells_are_one_cell() -> None:
    rows = (("2021", None, None, "9"), ("51", "1", "2", "3"), ("52", "4", None, "5"))
    (table,) = read_page(DrawnTable(rows=rows).pixels()).tables
    assert [cell.first for cell in table] == texts(rows)
    widths = [round(cell.region.width / COLUMN) for cell in table]
    assert widths == [3, 1, 1, 1, 1, 1, 1, 2, 1]


def test_a_blank_cell_is_blank_in_both_readings_and_shows_no_picture() -> None:
    cells = read_page(DrawnTable(rows=FIGURES).pixels()).tables[0]
    (blank,) = [cell for cell in cells if not cell.first]
    assert (blank.second, blank.picture) == ("", "")


def test_ink_that_is_no_text_is_a_doubt_and_never_blank() -> None:
    image = DrawnTable(rows=FIGURES).image()
    left, top = MARGIN + 2 * COLUMN, MARGIN + 2 * ROW
    ImageDraw.Draw(image).line((left + 40, top + 12, left + 60, top + 28), fill="black", width=3)
    cells = read_page(np.asarray(image)).tables[0]
    cell = next(
        c
        for c in cells
        if c.region.left <= left + 50 < c.region.right
        and c.region.top <= top + 20 < c.region.bottom
    )
    assert cell.first != cell.second


def test_figures_under_a_red_stamp_are_read_or_doubted() -> None:
    image = DrawnTable(rows=FIGURES).image()
    x, y = MARGIN + int(1.5 * COLUMN), MARGIN + int(2.5 * ROW)
    stamp = Image.new("RGB", image.size, "white")
    ImageDraw.Draw(stamp).ellipse((x - 70, y - 70, x + 70, y + 70), outline=(220, 30, 30), width=6)
    stamped = np.minimum(np.asarray(image), np.asarray(stamp))
    sheet = read_page(stamped)
    agreed = [
        (one, printed)
        for one, other, printed in zip(
            first_of(sheet), second_of(sheet), texts(FIGURES), strict=True
        )
        if one == other
    ]
    assert len(agreed) >= len(texts(FIGURES)) - 4
    assert all(one == printed for one, printed in agreed)


def test_red_print_alone_is_ink() -> None:
    image = DrawnTable(rows=FIGURES).image()
    draw = ImageDraw.Draw(image)
    left, top = MARGIN + 2 * COLUMN, MARGIN + 2 * ROW
    draw.rectangle((left + 40, top + 8, left + 70, top + 32), fill=(230, 20, 20))
    draw.rectangle((5, 5, 200, 40), fill=(230, 20, 20))
    cells = read_page(np.asarray(image)).tables[0]
    cell = next(
        c
        for c in cells
        if c.region.left <= left + 50 < c.region.right
        and c.region.top <= top + 20 < c.region.bottom
    )
    assert cell.second != ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Reading("7", 0.99), Reading("1", 0.99)),
        (Reading("7", 0.99), Reading("7", 0.6)),
        (Reading("7", 0.6), Reading("7", 0.99)),
        (Reading("O", 0.99), Reading("O", 0.99)),
        (Reading("l", 0.99), Reading("l", 0.99)),
        (Reading("7.", 0.99), Reading("7.", 0.99)),
        (Reading("?", 0.99), Reading("", 0.0)),
    ],
)
def test_a_doubt_is_never_agreed_on(first: Reading, second: Reading) -> None:
    assert second_text([first], [second], has_ink=True, is_certain=True) != first.text


def test_sure_figures_and_words_are_agreed_on() -> None:
    for text in ("7", "1,234", "-3", "96171.6", "/", "251000元", "（一）予以公开"):
        reading = Reading(text, 0.99)
        assert second_text([reading], [reading], has_ink=True, is_certain=True) == text


def test_of_words_read_differently_the_surer_reading_counts() -> None:
    misread, read = [Reading("其也", 0.5)], [Reading("其他", 0.9)]
    assert surer_words(misread, read) == (read, read)
    assert surer_words(read, misread) == (read, read)


def test_a_wording_of_the_form_counts_before_a_surer_word() -> None:
    misread, read = [Reading("其也", 0.6)], [Reading("其他", 0.5)]
    assert surer_words(misread, read) == surer_words(read, misread) == (read, read)


def test_words_with_other_digits_and_figures_stay_as_each_reading_has_them() -> None:
    for one, other in (("3其他", "8其他"), ("3", "8"), ("其他", "8")):
        pair = [Reading(one, 0.5)], [Reading(other, 0.9)]
        assert surer_words(*pair) == pair


def test_a_cell_whose_sides_are_not_told_is_a_doubt() -> None:
    reading = Reading("7", 0.99)
    assert second_text([reading], [reading], has_ink=True, is_certain=False) == DOUBTFUL


def test_a_long_picture_is_cut_between_its_lines() -> None:
    long = np.full((5000, 800, 3), 255, dtype=np.uint8)
    for top in range(0, 5000, 100):
        long[top : top + 60, 100:700] = 0
    pages = pages_of(long)
    assert len(pages) > 2
    assert sum(len(page) for page in pages) == 5000
    assert all(page[-1].min() == 255 for page in pages[:-1])


def test_a_page_without_long_lines_is_left_as_it_lies() -> None:
    assert lean_of(np.full((500, 400, 3), 255, dtype=np.uint8)) == 0.0


def test_an_unsure_line_of_prose_is_read_again_on_clear_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = DrawnTable(rows=FIGURES).image()
    tall = Image.new("RGB", (image.width, image.height + 80), (200, 200, 200))
    tall.paste(image, (0, 80))
    ImageDraw.Draw(tall).text((60, 40), "9876", fill="black", font=ImageFont.load_default(30))
    nets = networks()
    taught = Taught(nets)
    monkeypatch.setattr(page_reading, "networks", lambda: taught)
    sheet = read_page(np.asarray(tall))
    assert "sure" in [line.text for line in sheet.lines]
    assert first_of(sheet) == texts(FIGURES)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        *(("O", "0"), ("1O", "10"), ("〇", "0"), ("OK", "OK"), ("", "")),
        *(("一", "—"), ("--", "—"), ("一、", "一、"), ("-3", "-3"), ("第一", "第一")),
    ],
)
def test_signs_that_look_like_a_nought_or_a_dash_are_these_in_figures_only(
    text: str, figure: str
) -> None:
    assert as_in_figures(Reading(text, 0.9)) == Reading(figure, 0.9)


def test_a_wording_of_the_form_counts_though_the_other_reading_has_a_digit_more() -> None:
    misread, read = [Reading("结果纠1正", 0.9)], [Reading("结果纠正", 0.5)]
    assert surer_words(misread, read) == surer_words(read, misread) == (read, read)


def test_a_stroke_within_one_row_is_no_rule() -> None:
    image = DrawnTable(rows=FIGURES).image()
    left, top = MARGIN + COLUMN, MARGIN + 2 * ROW
    ImageDraw.Draw(image).line((left + 20, top, left + 20, top + ROW - 8), fill="black", width=2)
    sheet = read_page(np.asarray(image))
    assert len(sheet.tables[0]) == len(texts(FIGURES))


def test_black_print_stays_and_the_ink_of_a_stamp_goes() -> None:
    page = np.full((200, 200, 3), 245, dtype=np.uint8)
    page[50:150, 50:150] = (205, 30, 40)
    page[90:110, 20:180] = 25
    grey = without_stamp(page)
    assert int(grey[60:80, 60:140].min()) > 235
    assert (grey[95:105, 25:175] == 25).all()
