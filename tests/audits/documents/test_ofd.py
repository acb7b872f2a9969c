"""OFD files: where text and rules stand, what is shown, and what of it becomes cells and lines."""

import pytest

from audits.documents.ofd.file import read_ofd
from audits.documents.opening import open_document
from tests.audits.documents.ofd_files import (
    EDGES,
    HEIGHT,
    lattice,
    ofd,
    page,
    path,
    table,
    text,
)
from tests.audits.documents.read_ofd_files import cells_in_lines, grid_of, printed, texts_of

ROWS = (("事项", "件数", "总计"), ("规章", "1", "23"), ("许可", "", "4"))
WHITE = '<ofd:FillColor Value="255 255 255"/>'


def test_an_ofd_file_is_recognised_by_what_it_holds() -> None:
    assert open_document(ofd(page(table(ROWS)))).media_type == "application/ofd"


def test_ruled_cells_hold_what_stands_in_them_by_both_ways() -> None:
    content = ofd(page(table(ROWS)))
    expected = [cell for row in ROWS for cell in row]
    assert texts_of(content) == expected
    assert cells_in_lines(content) == expected
    assert [(c.row, c.column) for c in grid_of(content).cells] == [
        (row, column) for row in range(3) for column in range(3)
    ]


def test_places_are_points_of_the_page() -> None:
    cell = grid_of(ofd(page(table(ROWS)))).cells[0]
    assert cell.place is not None
    assert cell.place.page == 1
    assert cell.place.box is not None
    millimetres = [side * 25.4 / 72 for side in cell.place.box]
    assert millimetres == pytest.approx([EDGES[0], 50.0, EDGES[1], 50.0 + HEIGHT], abs=0.01)


def test_a_text_object_that_runs_from_cell_to_cell_is_parted_by_its_steps() -> None:
    words = (
        '<ofd:TextObject ID="1" Boundary="22 53 100 4" Font="3" Size="4"><ofd:TextCode X="0" Y="4" '
        'DeltaX="4 46 2 28 g 2 2">规章12345</ofd:TextCode></ofd:TextObject>'
    )
    content = ofd(page(lattice(EDGES, 50, 1), words))
    assert texts_of(content) == cells_in_lines(content) == ["规章", "12", "345"]


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        (path(20, 50, "M 0 0 L 110 0 L 110 10 L 0 10 C") + path(70, 50, "M 0 0 L 0 10"), "outline"),
        (
            "".join(
                path(x, y, f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C", attributes=filled)
                for filled in ['Stroke="false" Fill="true"']
                for x, y, w, h in (
                    (20, 50, 110, 0.2),
                    (20, 60, 110, 0.2),
                    (20, 50, 0.2, 10),
                    (70, 50, 0.2, 10),
                    (130, 50, 0.2, 10),
                )
            ),
            "thin surfaces",
        ),
        (
            path(
                0,
                0,
                "M 20 50 L 130 50 M 20 60 L 130 60 M 20 50 L 20 60 M 70 50 L 70 60 "
                "M 130 50 L 130 60",
            ),
            "one path",
        ),
        (
            path(20, 50, "M 0 0 L 11 0 L 11 1 L 0 1 C", attributes='CTM="10 0 0 10 0 0"')
            + path(70, 50, "S 0 0 L 0 10"),
            "enlarged",
        ),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_rules_are_found_however_they_are_drawn(rules: str, what: str) -> None:
    words = text("规章", 22, 57) + text("12", 72, 57)
    content = ofd(page(rules, words))
    assert texts_of(content) == cells_in_lines(content) == ["规章", "12"]


@pytest.mark.parametrize(
    "rule",
    [
        path(100, 50, "M 0 0 L 0 10", attributes='Visible="false"'),
        path(100, 50, "M 0 0 L 0 10", inside='<ofd:StrokeColor Value="255 255 255"/>'),
        path(100, 50, "M 0 0 L 0 10", attributes='Stroke="false"'),
        path(100, 50, "M 0 0 Q 30 5 0 10"),
        path(75, 52, "M 0 0 L 20 0 L 20 6 L 0 6 C", attributes='Stroke="false" Fill="true"'),
    ],
    ids=["hidden", "white", "not drawn", "bent", "background"],
)
def test_what_is_no_rule_parts_no_cell(rule: str) -> None:
    content = ofd(page(lattice((20, 70, 130), 50, 1), rule, text("12", 90, 57)))
    assert texts_of(content) == cells_in_lines(content) == ["", "12"]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (text("第12号", 20, 30), "第12号"),
        (text("12", 20, 30, attributes='Size="1" CTM="4 0 0 4 0 -12"', step=0.5), "12"),
        (text("12", 20, 30, attributes='HScale="0.5"', step=1), "12"),
        (text("⼀、", 20, 30), "一、"),
        (text("甲", 20, 30) + text("乙", 90, 30), "甲 乙"),
    ],
    ids=["plain", "enlarged", "narrow", "radical", "apart"],
)
def test_characters_are_read_by_both_ways(words: str, seen: str) -> None:
    assert printed(words) == [seen]


def test_a_text_code_without_a_place_begins_where_the_one_before_began() -> None:
    words = (
        '<ofd:TextObject ID="1" Boundary="20 30 80 9" Font="3" Size="4"><ofd:TextCode X="8" Y="4">'
        '乙</ofd:TextCode><ofd:TextCode Y="12">丙</ofd:TextCode><ofd:TextCode X="0" Y="4">甲'
        "</ofd:TextCode></ofd:TextObject>"
    )
    assert printed(words) == ["甲 乙", "丙"]


def test_white_space_that_sets_out_the_xml_takes_no_step() -> None:
    words = (
        '<ofd:TextObject ID="1" Boundary="20 30 80 9" Font="3" Size="4"><ofd:TextCode X="0" Y="4" '
        'DeltaX="4 30">\n      甲乙丙\n    </ofd:TextCode></ofd:TextObject>'
    )
    assert printed(words) == ["甲乙 丙"]


def test_characters_one_below_the_other_are_lines() -> None:
    words = (
        '<ofd:TextObject ID="1" Boundary="20 30 8 30" Font="3" Size="4"><ofd:TextCode X="0" Y="4" '
        'DeltaY="g 2 9">三本年</ofd:TextCode></ofd:TextObject>'
    )
    assert printed(words) == ["三", "本", "年"]


@pytest.mark.parametrize(
    "hidden",
    [
        text("7", 76, 57, attributes='Visible="false"'),
        text("7", 76, 57, attributes='Alpha="0"'),
        text("7", 76, 57, attributes='Fill="false"'),
        text("7", 76, 57, inside=WHITE),
    ],
    ids=["hidden", "clear", "unfilled", "white"],
)
def test_what_nobody_sees_is_no_figure(hidden: str) -> None:
    content = ofd(page(lattice(EDGES, 50, 1), text("规章", 22, 57), hidden))
    assert texts_of(content) == cells_in_lines(content) == ["规章", "", ""]


@pytest.mark.parametrize(
    "unknown",
    [text("¤", 76, 57), text("\ue003", 76, 57), text("7", 76, 57, inside=WHITE)],
    ids=["no character", "private", "white on a dark ground"],
)
def test_a_cell_with_a_glyph_that_cannot_be_told_shows_more(unknown: str) -> None:
    cells = grid_of(ofd(page(lattice(EDGES, 50, 1), text("规章", 22, 57), unknown))).cells
    assert [(cell.text, cell.shows_more) for cell in cells] == [
        ("规章", False),
        ("", True),
        ("", False),
    ]


def test_slanting_text_is_left_out_and_told() -> None:
    mark = text("密", 76, 57, attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
    read = read_ofd(ofd(page(lattice(EDGES, 50, 1), text("规章", 22, 57), mark)))
    assert [line.text for line in read.lines] == ["规章", "", ""]
    assert any("倾斜" in note.zh for note in read.notes)


def test_a_table_goes_on_over_the_page_end() -> None:
    upper = page(table(ROWS, top=240.0), text("- 1 -", 100, 290))
    lower = page(table((("处罚", "5", "6"),), top=25.0), text("- 2 -", 100, 290))
    content = ofd(upper, lower)
    expected = [*(cell for row in ROWS for cell in row), "处罚", "5", "6"]
    assert texts_of(content) == cells_in_lines(content) == expected
