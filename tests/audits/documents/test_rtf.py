"""Rich Text files by their control words: what ends a paragraph, a cell and a row."""

import pytest

from audits.documents.document import DocumentUnreadable
from audits.documents.opening import media_type_of
from audits.documents.rtf.lines import DEEPEST, lines_of


def _lines(inner: str, *, before: str = "") -> list[tuple[str, bool]]:
    content = f"{{\\rtf1\\ansi\\ansicpg936{before} {inner}}}".encode("ascii")
    return [(line.text, line.is_cell) for line in lines_of(content)]


def _row(*cells: str, marks: str = "") -> str:
    ends = "".join(f"{mark}\\cellx{number}" for number, mark in enumerate(marks.split(",")))
    inner = "".join(f"\\pard\\intbl {cell}\\cell" for cell in cells)
    return f"\\trowd{ends} {inner}\\row\\pard "


def test_paragraphs_and_cells_are_told_apart() -> None:
    assert _lines(f"a\\par {_row('1', '', '2 3')}b\\par") == [
        ("a", False),
        ("1", True),
        ("", True),
        ("2 3", True),
        ("b", False),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("\\'d2\\'bb\\'a1\\'a2", "一、"),
        ("\\u19968 ?\\u12289 ?", "一、"),
        ("\\uc2\\u19968 \\'d2\\'bb5", "一5"),
        ("\\uc0\\u-243 5", "\uff0d5"),
        ("\\'815", "\u4e59"[:0] + b"\x815".decode("gb18030", "replace")),
        ("1\r\n2", "12"),
        ("1\\~2", "1 2"),
        ("\\{5\\}", "{5}"),
        ("1{\\v 9}2", "12"),
        ("1\\v 9\\v0 2", "12"),
        ("1{\\deleted 9}2", "12"),
        ("1{\\*\\unknown 9}2", "12"),
        ("1{\\pict 0909}2", "12"),
        ("1{\\bin3 }}9}2", "12"),
        ("{\\field{\\*\\fldinst = 9}{\\fldrslt 5}}", "5"),
        ("{\\footnote 9}5", "5"),
    ],
)
def test_text_is_what_is_seen(inner: str, text: str) -> None:
    assert _lines(f"{inner}\\par") == [(text, False)]


def test_the_charset_of_a_font_is_that_of_its_bytes() -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset136 B;}}"
    assert _lines("\\f1 \\'a4\\'40\\f0 \\'d2\\'bb\\par", before=fonts) == [("一一", False)]


def test_a_merged_cell_stands_once() -> None:
    rows = _row("a", "1", marks="\\clvmgf,") + _row("", "2", marks="\\clvmrg,")
    assert [text for text, _ in _lines(rows)] == ["a", "1", "2"]


def test_a_definition_that_does_not_fit_leaves_every_cell() -> None:
    rows = _row("a", "", "2", marks="\\clvmgf,\\clvmrg")
    assert [text for text, _ in _lines(rows)] == ["a", "", "2"]


def test_lines_in_a_cell_are_one_piece() -> None:
    assert _lines(_row("a\\par b", "1")) == [("a b", True), ("1", True)]


def test_what_is_nested_beyond_measure_is_refused() -> None:
    with pytest.raises(DocumentUnreadable):
        lines_of(b"{\\rtf1" + b"{" * (DEEPEST + 1))


def test_rich_text_is_known_by_its_first_bytes() -> None:
    assert media_type_of(b"\r\n{\\rtf1\\ansi 5}") == "application/rtf"
