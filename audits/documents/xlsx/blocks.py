"""The sheets of a workbook as blocks: rows of one text are prose, the others are tables."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.documents.document import (
    Block,
    DocumentUnreadable,
    Grid,
    GridCell,
    Paragraph,
    Picture,
    Table,
)
from audits.documents.xlsx.package import Package
from audits.documents.xlsx.sheet import Sheet, SheetCell, sheet_of, strings_of
from audits.documents.xlsx.styles import S, styles_of
from rules.place import Place

MOST_SHEETS = 60
MOST_ROWS_UNDER_ONE = 1_000

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADING = re.compile(r"[(（]?[一二三四五六][)）]?[、.．]?.{2,40}(?:情况|事项|措施|举措)[:：]?")
_ITEM_OF_THE_LAW = re.compile(r"第.{1,6}条.{0,12}项.{0,30}")
_LONGEST_LABEL = 80


def blocks_of(package: Package) -> Iterator[Block]:
    """The blocks of every sheet that is shown, then the pictures on them."""
    strings = strings_of(package.part("xl/sharedStrings.xml"))
    styles = styles_of(package.part("xl/styles.xml"))
    for number, name in enumerate(_shown_sheets(package), start=1):
        root = package.part(name)
        if root is not None:
            yield from _blocks_of_sheet(sheet_of(root, strings, styles), number)
    for picture in package.pictures():
        yield Picture(source=picture.name)


def _shown_sheets(package: Package) -> Iterator[str]:
    """The parts that hold the sheets, in the order of their tabs."""
    book = package.part("xl/workbook.xml")
    relations = package.part("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        raise DocumentUnreadable(
            zh="工作簿已损坏，没有工作表", en="the workbook is damaged and holds no sheet"
        )
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in relations
        if relation.get("TargetMode") != "External"
    }
    sheets = book.findall(f"{S}sheets/{S}sheet")[:MOST_SHEETS]
    for sheet in sheets:
        target = targets.get(sheet.get(f"{{{_RELATIONS}}}id"))
        if target and sheet.get("state", "visible") == "visible":
            yield posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The first cells of a row that is shown, by column."""

    number: int
    printed: Mapping[int, SheetCell]
    is_covered: bool
    """A merged cell from a row above reaches into it."""

    @property
    def only_text(self) -> str | None:
        """The text of the row where it has one cell with text."""
        if len(self.printed) != 1 or self.is_covered:
            return None
        return next(iter(self.printed.values())).text


def _blocks_of_sheet(sheet: Sheet, number: int) -> Iterator[Block]:
    covered = _covered(sheet)
    run: list[_Row] = []
    for row in _rows(sheet, covered):
        if not row.printed and not row.is_covered:
            yield from _blocks_of_run(run, sheet, covered, number)
            run = []
        else:
            run.append(row)
    yield from _blocks_of_run(run, sheet, covered, number)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Places under a merged cell but its first."""
    places: set[tuple[int, int]] = set()
    last_row = max((row for row, _ in sheet.cells), default=0)
    last_column = max((column for _, column in sheet.cells), default=0)
    for (top, left), (bottom, right) in sheet.merged.items():
        for row in range(top, min(bottom, last_row) + 1):
            places.update((row, c) for c in range(left, min(right, last_column) + 1))
        places.discard((top, left))
    return places


def _rows(sheet: Sheet, covered: set[tuple[int, int]]) -> Iterator[_Row]:
    by_row: dict[int, dict[int, SheetCell]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        if column not in sheet.hidden_columns and (row, column) not in covered:
            by_row.setdefault(row, {})[column] = cell
    reached = {
        row
        for (top, _), (bottom, _) in sheet.merged.items()
        if top in by_row
        for row in range(top + 1, min(bottom, top + MOST_ROWS_UNDER_ONE) + 1)
    }
    if not by_row:
        return
    for number in range(1, max(by_row) + 1):
        if number not in sheet.hidden_rows:
            yield _Row(number=number, printed=by_row.get(number, {}), is_covered=number in reached)


def _blocks_of_run(
    run: Sequence[_Row], sheet: Sheet, covered: set[tuple[int, int]], number: int
) -> Iterator[Block]:
    """Rows without an empty one between them: prose, and tables that headings part."""
    table: list[_Row] = []
    for place, row in enumerate(run):
        text = row.only_text
        if text is not None and _is_prose(text, is_in_table=bool(table), below=run[place + 1 :]):
            yield from _table(table, sheet, covered, number)
            table = []
            if text:
                yield Paragraph(text=text)
        else:
            table.append(row)
    yield from _table(table, sheet, covered, number)


def _is_prose(text: str, *, is_in_table: bool, below: Sequence[_Row]) -> bool:
    """A row of one text is prose, unless it labels a part of a table."""
    if _HEADING.fullmatch(text) or len(text) > _LONGEST_LABEL:
        return True
    if is_in_table:
        return False
    has_table_below = any(row.only_text is None for row in below)
    return not (has_table_below and _ITEM_OF_THE_LAW.fullmatch(text))


def _table(
    rows: Sequence[_Row], sheet: Sheet, covered: set[tuple[int, int]], number: int
) -> Iterator[Block]:
    if not rows:
        return
    columns = _columns(rows, sheet)
    row_at = {row.number: index for index, row in enumerate(rows)}
    column_at = {column: index for index, column in enumerate(columns)}
    cells = tuple(
        _cell(sheet, (row.number, column), row_at, column_at, number)
        for row in rows
        for column in columns
        if (row.number, column) not in covered
    )
    yield Table(grid=Grid(rows=len(rows), columns=len(columns), cells=cells))


def _columns(rows: Sequence[_Row], sheet: Sheet) -> Sequence[int]:
    """The columns over which the rows reach and that are shown."""
    first = min(column for row in rows for column in row.printed)
    last = max(
        sheet.merged.get((row.number, column), (0, column))[1]
        for row in rows
        for column in row.printed
    )
    return [c for c in range(first, last + 1) if c not in sheet.hidden_columns]


def _cell(
    sheet: Sheet,
    at: tuple[int, int],
    row_at: Mapping[int, int],
    column_at: Mapping[int, int],
    number: int,
) -> GridCell:
    seen = sheet.cells.get(at, SheetCell(text=""))
    bottom, right = sheet.merged.get(at, at)
    return GridCell(
        text=seen.text,
        row=row_at[at[0]],
        column=column_at[at[1]],
        row_span=sum(1 for row in row_at if at[0] <= row <= bottom),
        column_span=sum(1 for column in column_at if at[1] <= column <= right),
        place=Place(table=number, row=at[0], column=at[1]),
        shows_more=seen.shows_more,
    )
