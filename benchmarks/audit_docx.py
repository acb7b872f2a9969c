"""How long the audit of a Word file takes, against unpacking and parsing its XML by lxml.

Both sides take turns in one run and in one process, so that a busy machine slows both alike; the
file is read in this process and not, as otherwise, in one of its own. Its figures do not add up:
every equation is told as violated, which takes longer than in a report that is right. glibc gives
the memory of each large tree back, and lxml pays for it anew; where ``MALLOC_TRIM_THRESHOLD_`` and
``MALLOC_MMAP_THRESHOLD_`` keep it, the ratio is higher by a quarter. Run it from the root:
``python -m benchmarks.audit_docx``.
"""

import io
import os
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from html import escape

from lxml import etree

from audits.audit import audit
from audits.garbage_collection import collect_less_often
from audits.result import AuditStatus, Source, Submission
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Rows,
    as_docx,
    docx_with,
    parts_of,
    tables_with,
    word_rows,
)

ROUNDS = 5
CALLS = 8
"""Calls that one round times on each side."""

_FONT = (
    '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="宋体" w:eastAsia="仿宋_GB2312"'
    ' w:cs="宋体"/><w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="{size}"/>'
    '<w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/>'
)
_PARAGRAPH = (
    '<w:p w:rsidR="00A41C2E" w:rsidRPr="00D53B6A" w:rsidRDefault="00A41C2E"><w:pPr>'
    '<w:keepNext w:val="0"/><w:widowControl/><w:suppressLineNumbers w:val="0"/>'
    '<w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:line="{line}" w:lineRule="exact"'
    '/><w:ind w:left="0" w:right="0"/><w:jc w:val="center"/><w:rPr>{font}</w:rPr></w:pPr>'
    '<w:r w:rsidRPr="00D53B6A"><w:rPr>{font}</w:rPr><w:t>{text}</w:t></w:r></w:p>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:color="auto" w:sz="8" w:space="0"/>'
    for side in ("top", "left", "bottom", "right")
)


def as_word_writes() -> bytes:
    """A report with what Word writes around each text: borders, spacing and fonts."""
    parts = (_written(part, 32) if isinstance(part, str) else _table(part) for part in _parts())
    return docx_with("".join(parts))


def bare() -> bytes:
    """The same report of nothing but texts and spans."""
    *_, second, third, fourth = [part for part in _parts() if not isinstance(part, str)]
    return as_docx(Publication(parts=parts_of([word_rows(t) for t in (second, third, fourth)])))


def _parts() -> tuple[str | Rows, ...]:
    cells = [cell for table in spec_of("ogi-2021").tables for cell in table.cell_ids]
    figures = {cell: str(number % 60) for number, cell in enumerate(cells)}
    publication = Publication(parts=parts_of(tables_with(figures)))
    return (publication.title, publication.intro, *publication.parts)


def _written(text: str, size: int) -> str:
    font = _FONT.format(size=size)
    return _PARAGRAPH.format(line=size * 15, font=font, text=escape(text))


def _table(rows: Rows) -> str:
    return f"<w:tbl>{''.join(map(_row, word_rows(rows)))}</w:tbl>"


def _row(row: tuple[Printed, ...]) -> str:
    return f"<w:tr>{''.join(map(_cell, row))}</w:tr>"


def _cell(printed: Printed) -> str:
    span = f'<w:gridSpan w:val="{printed.columns}"/>' if printed.columns != 1 else ""
    merge = "<w:vMerge/>" if printed.continues else ""
    if printed.rows > 1:
        merge = '<w:vMerge w:val="restart"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="800" w:type="dxa"/>{span}{merge}<w:tcBorders>{_BORDERS}'
        '</w:tcBorders><w:shd w:val="clear"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_written(printed.text, 20)}</w:tc>"
    )


def parsed(content: bytes) -> etree._Element:
    """Its ``word/document.xml``, unpacked and parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, on average."""
    start = time.process_time()
    for _ in range(CALLS):
        work()
    return (time.process_time() - start) / CALLS


def _compared(name: str, content: bytes) -> str:
    submission = Submission(source=Source(name="report.docx", content=content))
    if audit(submission).status is not AuditStatus.AUDITED:
        raise SystemExit(f"{name}: the file was not audited")
    pairs = [
        (seconds(lambda: audit(submission)), seconds(lambda: parsed(content)))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("word/document.xml").file_size
    return (
        f"{name}, {size} bytes of XML: audit {ours * 1000:.1f} ms, unzip and parse by lxml "
        f"{theirs * 1000:.2f} ms, ratio {ours / theirs:.1f}\n"
    )


def main() -> None:
    """Prints the medians and their ratio."""
    collect_less_often()
    os.environ["GOUJI_ISOLATED"] = "1"
    sys.stdout.write(_compared("as Word writes", as_word_writes()))
    sys.stdout.write(_compared("nothing but texts", bare()))


if __name__ == "__main__":
    main()
