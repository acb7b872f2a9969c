"""Plain text: a page that was flattened on its way, one cell a line, bars for cell borders."""

import re
from collections.abc import Iterable, Iterator

from audits.documents.charset import decode
from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    FileKind,
    Grid,
    GridCell,
    Line,
    Paragraph,
    Table,
)
from audits.documents.white_space import fold

MOST_BYTES = 8 * 1024 * 1024
_LONGEST_CELL = 200
_END_BARS = re.compile(r"\s*\|[\s|]*$")


def read_text(content: bytes) -> Document:
    """A text file, taken apart; runs of lines that end in bars are tables.

    Raises:
        DocumentUnreadable: the file is too large, or its bytes are no text.
    """
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"文本超过 {MOST_BYTES // 2**20} MB，未读取", en="the text is too large to be read"
        )
    decoded = decode(content)
    if decoded.characters_lost or "\x00" in decoded.text:
        raise DocumentUnreadable(
            zh="不是文本文件，或编码无法识别", en="the bytes are not text in a known encoding"
        )
    written = decoded.text.splitlines()
    return Document(
        kind=FileKind.TEXT,
        blocks=tuple(_blocks_of(written)),
        lines=tuple(_lines_of(written)),
    )


def _blocks_of(written: list[str]) -> Iterator[Block]:
    run: list[tuple[int, str]] = []
    for number, line in enumerate(written, start=1):
        if _END_BARS.search(line) or (run and _row_is_open(run[-1][1]) and _may_be_cell(line)):
            run.append((number, line))
            continue
        if run:
            yield Table(grid=_grid_of(run))
            run = []
        if text := fold(line):
            yield Paragraph(text=text)
    if run:
        yield Table(grid=_grid_of(run))


def _row_is_open(line: str) -> bool:
    """One bar says that the row goes on; several, or none, that it ended."""
    return line.count("|") == 1


def _may_be_cell(line: str) -> bool:
    """The last cell of a row has no bar in some copies."""
    return len(line) <= _LONGEST_CELL


def _grid_of(run: Iterable[tuple[int, str]]) -> Grid:
    """Rows end at a line with several bars or with none."""
    cells: list[GridCell] = []
    row = column = 0
    for number, line in run:
        bars = _END_BARS.search(line)
        text = fold(line[: bars.start()] if bars else line)
        cells.append(GridCell(text=text, row=row, column=column, where=f"line {number}"))
        column += 1
        if bars is None or bars[0].count("|") > 1:
            row, column = row + 1, 0
    width = max((c.column + 1 for c in cells), default=0)
    return Grid(rows=row + (1 if column else 0), columns=width, cells=tuple(cells))


def _lines_of(written: list[str]) -> Iterator[Line]:
    """Every line by itself; a line with a bar is a cell, whatever stands around it."""
    for number, line in enumerate(written, start=1):
        text, bar, _ = line.partition("|")
        yield Line(text=fold(text), where=f"line {number}", is_cell=bool(bar))
