"""Flattened text: one cell a line, bars for borders."""

import pytest

from audits.documents.document import DocumentUnreadable, Grid, Paragraph, Table
from audits.documents.text import read_text


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


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8 lone surrogate", b"\x81\x20\xff" * 50])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        read_text(content)
    assert refusal.value.zh


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(DocumentUnreadable, match="too large"):
        read_text(b"a" * (8 * 1024 * 1024 + 1))
