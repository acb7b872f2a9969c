"""Flattened text: one cell a line, bars for borders."""

import pytest

from audits.documents.document import DocumentUnreadable, Grid, Paragraph, Table
from audits.documents.text.file import MOST_LINES, read_text


def _grid(*lines: str) -> Grid:
    (table,) = (b for b in read_text("\n".join(lines).encode()).blocks if isinstance(b, Table))
    return table.grid


def test_bars_make_rows_as_wide_as_the_table_is_said_to_be() -> None:
    grid = _grid(
        "第二十条第（一）项 | | | |", "信息内容 |", "甲 |", "乙 |", "丙 |", "规章 |", "1 |"
    )
    assert [(c.text, c.row, c.column) for c in grid.cells] == [
        ("第二十条第（一）项", 0, 0),
        ("信息内容", 1, 0),
        ("甲", 1, 1),
        ("乙", 1, 2),
        ("丙", 1, 3),
        ("规章", 2, 0),
        ("1", 2, 1),
    ]


def test_the_last_cell_of_a_row_may_have_no_bar() -> None:
    grid = _grid("规章 |", "1 |", "2 |", "3", "行政规范性文件 |", "4 |", "5 |", "6")
    assert [c.row for c in grid.cells] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_numbered_heading_ends_a_table() -> None:
    blocks = read_text("规章 |\n1 |\n三、收到和处理情况\n".encode()).blocks
    assert [type(b) for b in blocks] == [Table, Paragraph]


def test_a_line_with_a_bar_is_a_cell_also_when_blank() -> None:
    lines = read_text("规章 |\n |\n0\n".encode()).lines
    assert [(line.text, line.is_cell) for line in lines] == [
        ("规章", True),
        ("", True),
        ("0", False),
    ]


@pytest.mark.parametrize("between", ["", "— 3 —", "- 12 -", "第 3 页", "第3页 共9页"])
def test_a_blank_line_or_page_number_ends_no_table(between: str) -> None:
    grid = _grid("行政处罚 |", "1 | ||", between, "行政强制 |", "2 | ||")
    assert [(c.text, c.row) for c in grid.cells] == [
        ("行政处罚", 0),
        ("1", 0),
        ("行政强制", 1),
        ("2", 1),
    ]


def test_a_number_between_form_feeds_numbers_a_page() -> None:
    document = read_text("行政处罚 |\n1 | ||\n\f3\f\n行政强制 |\n2 | ||\n".encode())
    assert [type(b) for b in document.blocks] == [Table]
    assert "3" not in [line.text for line in document.lines]


def test_the_blanks_of_a_text_spaced_apart_are_no_cells() -> None:
    lines = ["规章 |", "1 |", "2", "行政许可 |", "3 |", "4"]
    (table,) = read_text("\n\n".join(lines).encode()).blocks
    assert isinstance(table, Table)
    assert [(c.text, c.row) for c in table.grid.cells] == [
        ("规章", 0),
        ("1", 0),
        ("2", 0),
        ("行政许可", 1),
        ("3", 1),
        ("4", 1),
    ]
    assert [line.place.line for line in read_text("\n\n".join(lines).encode()).lines][:2] == [
        1,
        3,
    ]


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="too many lines"):
        read_text(b"1 |\n" * (MOST_LINES + 1))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8 lone surrogate", b"\x81\x20\xff" * 50])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        read_text(content)
    assert refusal.value.zh


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="too large"):
        read_text(b"a" * (8 * 1024 * 1024 + 1))
