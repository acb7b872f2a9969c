"""Hostile bytes: an answer with a reason within seconds, never a traceback, never a finding."""

import random
import time
from collections.abc import Iterator

import pytest

from audits.audit import audit
from audits.result import AuditResult, AuditStatus, Source, Submission
from tests.audits.published import (
    Publication,
    as_docx,
    as_html,
    as_text,
    docx_with,
    parts_of,
    tables_with,
    word_rows,
    zipped,
)

LONGEST_SECONDS = 5.0
WORD = as_docx(Publication(parts=parts_of([word_rows(t) for t in tables_with({})])))
FILES = {
    "html": as_html(Publication()).encode(),
    "gbk": as_html(Publication()).encode("gb18030"),
    "text": as_text(Publication()).encode(),
    "docx": WORD,
}


def _answer(content: bytes) -> AuditResult:
    start = time.process_time()
    result = audit(Submission(source=Source(name="input", content=content)))
    assert time.process_time() - start < LONGEST_SECONDS
    if result.status is not AuditStatus.AUDITED:
        assert result.reason is not None
        assert result.reason.zh
        assert result.reason.en
        assert result.judgement is None
    assert result.judgement is None or result.judgement.failures == ()
    return result


def _pages() -> Iterator[tuple[str, str]]:
    yield "deep divs", "<html>" + "<div>" * 100_000 + "5"
    yield "deep spans", "<html><table><tr><td>" + "<span>" * 100_000 + "5"
    yield "deep tables", "<html>" + "<table><tr><td>" * 3_000 + "5"
    yield "deep lists with text", "<html>" + "<ul><li>日期" * 20_000
    yield "unclosed comment", "<html><!--" + "x" * 1_000_000
    yield "unclosed script", "<html><script>" + "<td>" * 300_000
    yield "unclosed quote", '<html><a href="' + "x" * 5_000_000
    yield "open quotes", "<html>" + '<a "' * 1_250_000
    yield "quoted ends", "<html>" + '<a ">"' * 500_000
    yield "many cells", "<html><table>" + "<tr>" + "<td>1" * 60_000
    yield "many rows", "<html><table>" + "<tr><td>1" * 60_000
    yield "many small tables", "<html>" + "<table><tr><td>1</table>" * 20_000
    yield "spans", "<html><table>" + "<tr><td rowspan=65534 colspan=1000>1" * 3_000
    yield "one huge cell", "<html><table><tr><td>" + "一" * 2_000_000
    yield "one huge number", "<html><table><tr><td>" + "9" * 2_000_000
    yield "entities", "<html><p>" + "&lt;" * 500_000
    yield "attributes", "<html><p " + "a=b " * 300_000 + ">5"
    yield "bars", "5 |\n" * 200_000
    yield "long line of bars", "|" * 2_000_000
    yield "long label", "规章" * 1_000_000
    yield "headings", "一、总体情况\n" * 100_000


@pytest.mark.parametrize(("name", "page"), list(_pages()), ids=[name for name, _ in _pages()])
def test_a_hostile_page_is_answered_in_time(name: str, page: str) -> None:
    assert _answer(page.encode()).status is not AuditStatus.AUDITED


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_report(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - bytes for a test
    start = drawn.choice(
        [b"", b"<html>", b"PK\x03\x04", b"PK\x03\x04word/document.xml", b"\xff\xfe"]
    )
    result = _answer(start + drawn.randbytes(drawn.choice([10, 1_000, 50_000])))
    assert result.status is not AuditStatus.AUDITED


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("part", range(0, 50, 3))
def test_a_file_cut_short_gives_no_cell_that_the_whole_does_not(kind: str, part: int) -> None:
    whole = FILES[kind]
    result = _answer(whole[: len(whole) * part // 50])
    for cell in result.report.cells.values() if result.report else ():
        assert cell.raw in {"0", ""}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(zipped({"word/document.xml": b" " * (65 << 20)}), id="zip bomb"),
        pytest.param(docx_with("<w:tbl>" * 3_000), id="unclosed tables"),
        pytest.param(docx_with("<w:sdt><w:sdtContent>" * 200), id="unclosed controls"),
        pytest.param(
            docx_with("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80),
            id="nested tables",
        ),
        pytest.param(docx_with("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000), id="deep controls"),
        pytest.param(zipped({"word/document.xml/": b""}), id="a folder for a document"),
        pytest.param(
            zipped({"[Content_Types].xml": b"", "x": b"word/document.xml"}), id="no document"
        ),
    ],
)
def test_a_hostile_word_file_is_answered_in_time(content: bytes) -> None:
    assert _answer(content).status is not AuditStatus.AUDITED


SMALL_TABLE = "<table><tr><td>规章</td><td>行政许可</td><td>1</td></tr></table>"
ROW_OF_CELLS = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 100}</w:tr>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(docx_with(f"<w:tbl>{ROW_OF_CELLS * 2_000}</w:tbl>"), "单元格", id="cells"),
        pytest.param(docx_with("<w:p/>" * 2_000_000), "段落", id="paragraphs"),
        pytest.param(b"1 |\n" * 1_000_000, "行", id="lines of text"),
        pytest.param("行政许可 1\n".encode() * 400_000, "行", id="figures in text"),
        pytest.param(f"<html>{SMALL_TABLE * 10_000}".encode(), "表格", id="tables of a page"),
        pytest.param(b"<html>" + b"<p>1" * 110_000, "段", id="paragraphs of a page"),
    ],
)
def test_a_file_beyond_all_measure_is_refused_at_once(content: bytes, words: str) -> None:
    result = _answer(content)
    assert result.status is AuditStatus.UNREADABLE
    assert result.reason is not None
    assert words in result.reason.zh


def test_a_word_table_of_as_many_cells_as_are_allowed_is_read_in_time() -> None:
    result = _answer(docx_with(f"<w:tbl>{ROW_OF_CELLS * 190}</w:tbl>"))
    assert result.status is AuditStatus.NOT_A_REPORT
