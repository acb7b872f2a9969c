"""A sheet of a workbook as a person sees it: cells by row and column, merged ones once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from audits.documents.document import DocumentUnreadable
from audits.documents.white_space import fold
from audits.documents.xlsx.number_format import shown_number
from audits.documents.xlsx.styles import S, Style, changes

MOST_ROWS = 5_000
MOST_COLUMNS = 120
MOST_CELLS = 60_000
MOST_MERGED = 2_000_000
"""Places under merged cells."""
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """What is seen of a cell."""

    text: str
    shows_more: bool = False
    """A person sees something else than the text, or we cannot tell what."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The cells that hold something, by row and column (from 1), and what is merged or hidden."""

    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """The first cell of a merged range, and the row and column of its last."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def strings_of(root: etree._Element | None) -> Sequence[SheetCell]:
    """The texts that cells refer to by number."""
    return () if root is None else tuple(_rich_text(item) for item in root.iterfind(S + "si"))


def sheet_of(root: etree._Element, strings: Sequence[SheetCell], styles: Sequence[Style]) -> Sheet:
    """A sheet, read.

    Raises:
        DocumentUnreadable: it holds more than any report.
    """
    sheet = Sheet()
    _hide_columns(root, sheet)
    row_number = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        row_number = _number(row.get("r")) or row_number + 1
        if row.get("hidden") in _ON or row.get("ht") == "0":
            sheet.hidden_rows.add(row_number)
        column = 0
        for cell in row.iterfind(S + "c"):
            at = position(cell.get("r", "")) or (row_number, column + 1)
            column = at[1]
            seen = _seen(cell, strings, styles)
            if seen.text or seen.shows_more:
                _refuse_beyond(at, len(sheet.cells))
                sheet.cells[at] = seen
    places = 0
    for merged in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = merged.get("ref", "").partition(":")
        start, end = position(first), position(last)
        if start and end and end[0] >= start[0] and end[1] >= start[1]:
            sheet.merged[start] = end
            places += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
    if places > MOST_MERGED:
        raise _too_much()
    return sheet


def position(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of ``B7``."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _refuse_beyond(at: tuple[int, int], cells: int) -> None:
    if at[0] > MOST_ROWS or at[1] > MOST_COLUMNS or cells >= MOST_CELLS:
        raise _too_much()


def _too_much() -> DocumentUnreadable:
    return DocumentUnreadable(
        zh="工作表的行、列或单元格过多，未读取",
        en="the sheet has too many rows, columns or cells to be read",
    )


def _hide_columns(root: etree._Element, sheet: Sheet) -> None:
    for columns in root.iterfind(f"{S}cols/{S}col"):
        if columns.get("hidden") in _ON or columns.get("width") == "0":
            first, last = _number(columns.get("min")), _number(columns.get("max"))
            sheet.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))


def _seen(cell: etree._Element, strings: Sequence[SheetCell], styles: Sequence[Style]) -> SheetCell:
    number = _number(cell.get("s"))
    style = styles[number] if number < len(styles) else Style()
    seen = _value(cell, strings, style)
    if style.is_struck and seen.text:
        return SheetCell(text=seen.text, shows_more=True)
    return seen


def _value(cell: etree._Element, strings: Sequence[SheetCell], style: Style) -> SheetCell:
    kind = cell.get("t", "n")
    inline = cell.find(S + "is")
    if kind == "inlineStr":
        return _rich_text(inline) if inline is not None else SheetCell(text="")
    written = (cell.findtext(S + "v") or "").strip()
    if not written:
        return SheetCell(text="", shows_more=cell.find(S + "f") is not None)
    if kind == "s":
        known = written.isascii() and written.isdigit() and int(written) < len(strings)
        return strings[int(written)] if known else SheetCell(text="", shows_more=True)
    if kind == "str":
        return SheetCell(text=fold(cell.findtext(S + "v") or ""))
    if kind != "n" or style.number_format is None:
        return SheetCell(text=written, shows_more=True)
    shown = shown_number(written, style.number_format)
    return SheetCell(text=fold(shown.text), shows_more=not shown.is_whole)


def _rich_text(item: etree._Element) -> SheetCell:
    """Text and runs of text; what is printed above characters to tell their sound is not."""
    pieces = [piece.text or "" for piece in _texts(item)]
    struck = any(changes(font) for font in item.iterfind(f"{S}r/{S}rPr"))
    return SheetCell(text=fold("".join(pieces)), shows_more=struck)


def _texts(item: etree._Element) -> Iterator[etree._Element]:
    yield from item.iterfind(S + "t")
    yield from item.iterfind(f"{S}r/{S}t")


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 0
