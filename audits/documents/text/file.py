"""Plain text: a page that was flattened on its way, one cell a line, bars for cell borders."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from audits.documents.charset import decode
from audits.documents.document import (
    Block,
    Document,
    DocumentUnreadable,
    Grid,
    GridCell,
    Line,
    Paragraph,
    Table,
)
from audits.documents.white_space import fold
from rules.place import Place

MOST_BYTES = 8 * 1024 * 1024
MOST_LINES = 50_000
_LONGEST_CELL = 200
_MOST_PAIRS_AMONG = 20
"""A text is spaced apart where at most one line among so many stands right under another."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–―－]+\s*\d{1,3}\s*[-—–―－]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_NUMBER_BETWEEN_PAGES = re.compile(r"\f\s*\d{1,3}\s*\f")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}\s*、")
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
    written = _written_in(decoded.text)
    return Document(
        blocks=tuple(_blocks_of(written)),
        lines=tuple(_lines_of(written)),
    )


def _written_in(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers: without page numbers, nor the blanks of a text spaced apart.

    Raises:
        DocumentUnreadable: there are more than ``MOST_LINES``.
    """
    lines = _NUMBER_BETWEEN_PAGES.sub("\f", text).splitlines()
    if len(lines) > MOST_LINES:
        raise DocumentUnreadable(
            zh=f"文本超过 {MOST_LINES} 行，未读取", en="the text has too many lines to be read"
        )
    numbered = [(n, s) for n, s in enumerate(lines, start=1) if not _PAGE_NUMBER.fullmatch(s)]
    return [(n, s) for n, s in numbered if s.strip()] if _is_spaced_apart(lines) else numbered


def _is_spaced_apart(lines: Sequence[str]) -> bool:
    """Hardly any two lines stand one under the other: the blanks between them are no cells."""
    pairs = sum(1 for upper, lower in pairwise(lines) if upper.strip() and lower.strip())
    return pairs * _MOST_PAIRS_AMONG <= sum(1 for line in lines if line.strip())


def _blocks_of(written: Iterable[tuple[int, str]]) -> Iterator[Block]:
    run: list[tuple[int, str]] = []
    for number, line in written:
        if _END_BARS.search(line) or (run and _row_is_open(run[-1][1]) and _may_be_cell(line)):
            run.append((number, line))
            continue
        if run and not line.strip():
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
    """The last cell of a row has no bar in some copies; a numbered heading is no cell."""
    return len(line) <= _LONGEST_CELL and not _HEADING.match(line.strip())


def _grid_of(run: Iterable[tuple[int, str]]) -> Grid:
    """Rows end at a line with several bars or with none, or when they are as wide as the table.

    A cell's bars are the columns it covers; a row of one cell tells the width of what follows.
    """
    cells: list[GridCell] = []
    row = column = bars_in_row = width = 0
    for number, line in run:
        bars = line.count("|")
        text = fold(line.replace("|", " "))
        cells.append(GridCell(text=text, row=row, column=column, place=Place(line=number)))
        bars_in_row += bars
        if column == 0 and bars > 1:
            width = bars
        column += 1
        if bars != 1 or bars_in_row == width:
            row, column, bars_in_row = row + 1, 0, 0
    columns = max((c.column + 1 for c in cells), default=0)
    return Grid(rows=row + (1 if column else 0), columns=columns, cells=tuple(cells))


def _lines_of(written: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Every line by itself; a line with a bar is a cell, whatever stands around it."""
    for number, line in written:
        text, bar, _ = line.partition("|")
        yield Line(text=fold(text), place=Place(line=number), is_cell=bool(bar))
