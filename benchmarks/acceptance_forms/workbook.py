"""XLSX: prose in rows of one merged cell, tables with merged cells, figures as numbers or text."""

import io
import random
import re

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.acceptance_forms.form import Form, one_by_one
from benchmarks.acceptance_forms.published import Table, published_report

_WHOLE = re.compile(r"(?:0|[1-9]\d{0,8})")
_WIDTH = 10


def as_workbook(content: bytes, chance: random.Random) -> bytes:
    """The report of a page as a workbook of one sheet."""
    report = published_report(content)
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    as_numbers = chance.random() < 0.7
    row = _add_text(sheet, 1, report.title)
    for block in report.blocks:
        if isinstance(block, Table):
            row = _add_table(sheet, row, block, as_numbers=as_numbers)
        else:
            row = _add_text(sheet, row, block)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _add_text(sheet: Worksheet, row: int, text: str) -> int:
    sheet.cell(row=row, column=1, value=text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_WIDTH)
    return row + 1


def _add_table(sheet: Worksheet, top: int, table: Table, *, as_numbers: bool) -> int:
    for row, column, cell in table.placed:
        is_number = as_numbers and _WHOLE.fullmatch(cell.text)
        value = int(cell.text) if is_number else cell.text
        sheet.cell(row=top + row, column=column + 1, value=value or (0 if is_number else None))
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(
                start_row=top + row,
                end_row=top + row + cell.row_span - 1,
                start_column=column + 1,
                end_column=column + cell.column_span,
            )
    return top + len(table.rows) + 1


FORM = Form(
    name="xlsx",
    made_of=frozenset({"html", "htm", "shtml"}),
    extension="xlsx",
    write=one_by_one(as_workbook),
)
