"""The sheets of a workbook a second time, as openpyxl reads them, row by row."""

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, time

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from audits.documents.document import DocumentUnreadable, Line
from audits.documents.white_space import fold
from rules.place import Place

MOST_ROWS = 5_000
MOST_COLUMNS = 120
"""What lies beyond is empty, or the workbook is refused."""
_HEADINGS_END = frozenset({"情况", "事项", "措施", "举措"})
_NUMERALS = frozenset("一二三四五六")
_DIGITS = 11
_PLAIN_MARKS = frozenset('0#,.;_-) (@\\"*%?')


def lines_of(content: bytes) -> Iterator[Line]:
    """Rows of one text as lines, the cells of all others one by one.

    Raises:
        DocumentUnreadable: openpyxl cannot open the workbook.
    """
    cells = paragraphs = 0
    for sheet in _sheets(content):
        for row in _rows(sheet):
            printed = [text for text in row if text]
            if len(printed) == 1 and len(row) == 1:
                paragraphs += 1
                yield Line(text=printed[0], place=Place(paragraph=paragraphs))
                continue
            for text in row:
                cells += 1
                yield Line(text=text, place=Place(cell=cells), is_cell=True)


def _sheets(content: bytes) -> Iterator[Worksheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception as fault:  # openpyxl raises whatever a damaged part makes it raise
        raise DocumentUnreadable(
            zh="工作簿无法打开；请另存后再核验", en="the workbook cannot be opened; save it anew"
        ) from fault
    yield from (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    """The texts of a row to the end of its table, without those under a merged cell."""
    hidden = _hidden_columns(sheet)
    together: list[list[Cell | MergedCell]] = []
    rows, columns = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    for row in sheet.iter_rows(max_row=rows, max_col=columns):
        if sheet.row_dimensions[row[0].row].hidden:
            continue
        shown = [cell for cell in row if cell.column not in hidden]
        if _is_empty(shown):
            yield from _texts(together)
            together = []
        elif heading := _heading(shown):
            yield from _texts(together)
            yield [heading]
            together = []
        else:
            together.append(shown)
    yield from _texts(together)


def _is_empty(row: Sequence[Cell | MergedCell]) -> bool:
    return all(not isinstance(cell, MergedCell) and cell.value is None for cell in row)


def _heading(row: Sequence[Cell | MergedCell]) -> str:
    """The only text of a row, where it is worded as a section's heading; else nothing."""
    alone = [cell.value for cell in row if cell.value is not None]
    text = fold(alone[0]) if len(alone) == 1 and isinstance(alone[0], str) else ""
    is_numbered = text.lstrip("(（")[:1] in _NUMERALS and bool(text)
    return text if is_numbered and text[-2:] in _HEADINGS_END else ""


def _texts(rows: Sequence[Sequence[Cell | MergedCell]]) -> Iterator[list[str]]:
    """Each row cut where the widest of the rows of several texts ends."""
    seen = [[None if isinstance(c, MergedCell) else _shown(c) for c in row] for row in rows]
    wide = [row for row in seen if sum(1 for text in row if text) > 1]
    end = max((i + 1 for row in wide for i, text in enumerate(row) if text), default=1)
    for row in seen:
        alone = [text for text in row if text]
        if not alone and None not in row:
            continue
        whole = [text for text in row[:end] if text is not None]
        yield alone if len(alone) == 1 and len(whole) == 1 else whole


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, dimension.max + 1))
    return hidden


def _shown(cell: Cell) -> str:
    """The value in its number format, where that is one of plain figures."""
    value = cell.value
    if value is None or isinstance(value, str):
        return fold(value or "")
    if isinstance(value, (bool, date, time)):
        return str(value)
    if not isinstance(value, (int, float)):
        return fold(str(value))
    return _figure(value, str(cell.number_format))


def _figure(value: float, number_format: str) -> str:
    first, *others = number_format.split(";")
    if number_format == "General" or not set(first) <= _PLAIN_MARKS or "@" in first:
        return _general(value)
    if value == 0 and len(others) > 1:
        return others[1].strip('"\\ _').replace("_", "")[:1]
    places = first.partition(".")[2].count("0")
    number = value * 100 if "%" in first else value
    nudged = number + (1e-9 if number >= 0 else -1e-9)
    text = f"{nudged:,.{places}f}" if "," in first else f"{nudged:.{places}f}"
    return f"{text}%" if "%" in first else text


def _general(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    return str(int(value)) if value == int(value) and abs(value) < 10**_DIGITS else text
