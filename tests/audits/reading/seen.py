"""What a person reads off damaged tables: texts at the crossing of a row's and a column's label.

Written apart from the readers: labels count only as the form prints them, places only as a browser
or word processor lays cells out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rules.spec import BlockSpec, FormatSpec, RowSpec, TableSpec
from tests.audits.published import Printed, Rows, labels_of

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A cell where it lies."""

    text: str
    row: int
    column: int
    rows: int
    columns: int

    def covers(self, row: int, column: int) -> bool:
        return (
            self.row <= row < self.row + self.rows
            and self.column <= column < self.column + self.columns
        )


Sheet = tuple[Laid, ...]


def laid_out(rows: Rows) -> Sheet:
    """Cells in the first free place of their row, as the HTML standard forms a table."""
    taken: set[Place] = set()
    sheet: list[Laid] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            high = min(cell.rows or len(rows), len(rows) - row)
            wide = min(cell.columns or 1, 1000)
            taken |= {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            sheet.append(
                Laid(text=_squeezed(cell.text), row=row, column=column, rows=high, columns=wide)
            )
            column += wide
    return tuple(sheet)


def word_sheet(rows: Rows) -> Sheet:
    """Cells as a word processor lays them out: a continued one belongs to the one above it."""
    sheet: list[Laid] = []
    above: dict[int, int] = {}
    for row, cells in enumerate(rows):
        here: dict[int, int] = {}
        column = 0
        for cell in cells:
            start = above.get(column) if cell.continues else None
            if start is not None and sheet[start].columns == cell.columns:
                old = sheet[start]
                sheet[start] = Laid(
                    text=old.text,
                    row=old.row,
                    column=column,
                    rows=row - old.row + 1,
                    columns=old.columns,
                )
                here[column] = start
            else:
                here[column] = len(sheet)
                sheet.append(_word_cell(cell, row, column))
            column += cell.columns
        above = here
    return tuple(sheet)


def _word_cell(cell: Printed, row: int, column: int) -> Laid:
    text = _squeezed(cell.text)
    return Laid(text=text, row=row, column=column, rows=1, columns=cell.columns)


def seen_in(spec: FormatSpec, sheets: Sequence[Sheet]) -> dict[str, set[str]]:
    """By cell id every text that stands under its column's head in a row with its label."""
    seen: dict[str, set[str]] = {}
    for cell, text in (*_rows_and_heads(spec, sheets), *_strips(spec, sheets)):
        seen.setdefault(cell, set()).add(text)
    return seen


def _rows_and_heads(spec: FormatSpec, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    for table in spec.tables[:2]:
        heads: dict[str, set[int]] = {}
        groups = {row.group for block in table.blocks for row in block.rows if row.group}
        latest = ""
        width = 0
        for sheet in sheets:
            wide = max((c.column + c.columns for c in sheet), default=0)
            heads = heads if table.id == "t3" or wide == width else {}
            width = wide
            for row in range(max((c.row for c in sheet), default=-1) + 1):
                cells = [c for c in sheet if c.row <= row < c.row + c.rows]
                first = min((min(at) for at in heads.values()), default=0)
                left = [c for c in cells if table.id == "t2" or c.column < max(first, 1)]
                latest = next((c.text for c in reversed(cells) if c.text in groups), latest)
                named = _named(table, left, latest) or _named(table, cells, latest)
                starting = [c for c in cells if c.row == row]
                is_marked = any(c.text == "信息内容" for c in starting)
                if is_marked or not any(_rows_named(b, starting, "") for b in table.blocks):
                    heads |= _heads_among(table, cells)
                for block, label in named:
                    for column in block.columns:
                        for place in heads.get(column.id, ()):
                            yield from (
                                (f"{table.id}/{label.id}/{column.id}", cell.text)
                                for cell in cells
                                if cell.column <= place < cell.column + cell.columns
                                and cell.text not in labels_of(label)
                            )


def _heads_among(table: TableSpec, cells: Sequence[Laid]) -> dict[str, set[int]]:
    places: dict[str, set[int]] = {}
    for cell in cells:
        places.setdefault(cell.text, set()).add(cell.column)
    columns = {column.id: column for block in table.blocks for column in block.columns}
    found = {name: places.get(_squeezed(column.label)) for name, column in columns.items()}
    return {name: at for name, at in found.items() if at}


def _named(table: TableSpec, cells: Sequence[Laid], group: str) -> list[tuple[BlockSpec, RowSpec]]:
    return [(block, row) for block in table.blocks for row in _rows_named(block, cells, group)]


def _rows_named(block: BlockSpec, cells: Sequence[Laid], group: str) -> list[RowSpec]:
    texts = {cell.text for cell in cells}
    return [
        row
        for row in (*block.rows, *block.merged_rows)
        if labels_of(row) & texts and (row.label != "其他" or group == row.group)
    ]


def _strips(spec: FormatSpec, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    table = spec.table("t4")
    for laid in sheets:
        if not {row.label for row in table.rows} & {cell.text for cell in laid}:
            continue
        is_unmerged = all(cell.columns == 1 for cell in laid)
        sheet = _reaching_over_blanks(laid) if is_unmerged else laid
        for cell in sheet:
            over = {c.text for c in sheet if c.row < cell.row and c.covers(c.row, cell.column)}
            for row in table.rows:
                for column in table.blocks[0].columns:
                    if {row.label, column.label} <= over:
                        yield f"t4/{row.id}/{column.id}", cell.text


def _reaching_over_blanks(sheet: Sheet) -> Sheet:
    """Where no cell is merged, one with text stands over the blank places that follow it."""
    width = max(cell.column + 1 for cell in sheet)
    last_of_row = {cell.row: max(c.column for c in sheet if c.row == cell.row) for cell in sheet}
    reaching: list[Laid] = []
    for cell in sorted(sheet, key=lambda c: (c.row, c.column)):
        last = reaching[-1] if reaching and reaching[-1].row == cell.row else None
        if last is not None and last.text and not cell.text:
            reaching[-1] = replace(last, columns=cell.column + 1 - last.column)
        else:
            reaching.append(cell)
        if cell.column == last_of_row[cell.row] and reaching[-1].text:
            reaching[-1] = replace(reaching[-1], columns=width - reaching[-1].column)
    return (*sheet, *reaching)


def _squeezed(text: str) -> str:
    return "".join(text.split())
