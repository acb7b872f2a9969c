"""The cells of the form that no reading gave, and why; nothing is said of those that were read."""

from collections.abc import Iterator, Mapping

from rules.figures import NOT_LOCATED
from rules.language import Text
from rules.report import Report, TableReading, TableState
from rules.spec import FormatSpec, TableSpec

_TABLE_PICTURED = Text(
    zh="该表可能在图片、框架页或附件中，没有可读取的文字",
    en="the table may be in a picture, frame or attachment; there is no text to read",
)
_TABLE_ABSENT = Text(zh="报告中没有该表", en="the report lacks the table")
_TABLE_UNREAD = Text(zh="未能读取该表", en="the table could not be read")
_ROW_ABSENT = Text(zh="表中没有该行", en="the table lacks the row")
_COLUMN_ABSENT = Text(zh="表中没有该列", en="the table lacks the column")
_MERGED = Text(zh="该行与其他行合印为一行", en="the row is printed as one with others")


def absent_cells(report: Report, spec: FormatSpec) -> Mapping[str, Text]:
    """Why each cell of the form that was neither read nor disputed is not there, in form order."""
    return {
        cell: why
        for table in spec.tables
        for cell, why in _absent_of(table, report)
        if cell not in report.cells and cell not in report.disputed
    }


def _absent_of(table: TableSpec, report: Report) -> Iterator[tuple[str, Text]]:
    reading = report.tables.get(table.id)
    whole = _why_no_cell(reading)
    merged = frozenset(_merged_rows(table, reading))
    for cell in table.cell_ids:
        if whole is not None or reading is None:
            yield cell, whole or _TABLE_UNREAD
        else:
            yield cell, _why_not(cell, reading, merged)


def _why_no_cell(reading: TableReading | None) -> Text | None:
    if reading is None:
        return _TABLE_UNREAD
    match reading.state:
        case TableState.READ:
            return None
        case TableState.ABSENT:
            return _TABLE_ABSENT
        case TableState.PICTURE:
            return _TABLE_PICTURED
        case TableState.UNREAD:
            return _because(_TABLE_UNREAD, reading.reason)


def _merged_rows(table: TableSpec, reading: TableReading | None) -> Iterator[str]:
    for block in table.blocks:
        for row in block.merged_rows:
            if reading is not None and row.id in reading.rows_merged:
                yield from row.parts


def _why_not(cell: str, reading: TableReading, merged: frozenset[str]) -> Text:
    _, row, column = cell.split("/")
    if row in merged:
        return _MERGED
    if row in reading.rows_missing:
        return _ROW_ABSENT
    if {column, f"{row}/{column}"} & set(reading.columns_missing):
        return _COLUMN_ABSENT
    return _because(NOT_LOCATED, reading.shape_doubt)


def _because(what: Text, why: Text | None) -> Text:
    if why is None:
        return what
    return Text(zh=f"{what.zh}：{why.zh}", en=f"{what.en}: {why.en}")
