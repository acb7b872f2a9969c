"""A table of the form as the form prints it: rows of squares with their merged heads.

Only the layout; the figures of a report are looked up by the cell id of each square. The printed
form is that of 国办公开办函〔2021〕30号 and 〔2019〕60号, as filled reports and a template show it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from audits.site.form_words import (
    APPLICANTS,
    CONTENT,
    ORGANISATIONS,
    RESULTS,
    bracket_behind,
    form_word,
)
from rules.language import Text
from rules.spec import BlockSpec, ColumnSpec, Layout, RowSpec, TableSpec, spec_of


class Role(StrEnum):
    """What a square of the form is for."""

    BAND = "band"
    """A head over a whole block of table 2."""
    HEAD = "head"
    """Names the columns under it."""
    LABEL = "label"
    """Names the row to its right."""
    NOTE = "note"
    """The balance note in the corner of table 3."""
    FIGURE = "figure"
    """Holds a figure of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One printed cell, merged cells once."""

    role: Role
    text: Text | None = None
    """What the form prints; ``None`` in a figure."""
    cell: str | None = None
    """Id of the figure that stands here."""
    columns: int = 1
    rows: int = 1


FormRow = tuple[Square, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of the form."""

    id: str
    layout: Layout
    caption: Text
    head: tuple[FormRow, ...]
    """Rows repeated on every printed page; empty in table 2, whose heads stand in its blocks."""
    body: tuple[FormRow, ...]


@lru_cache(maxsize=64)
def form_table(format_id: str, table_id: str, merged: frozenset[str] = frozenset()) -> FormTable:
    """A table of a format, with the rows in ``merged`` printed as one in place of their parts.

    Subtotals in ``merged`` are printed below theirs.

    Raises:
        KeyError: there is no such format or table.
    """
    table = spec_of(format_id).table(table_id)
    head, body = _LAYOUTS[table.layout](table, merged)
    return FormTable(
        id=table.id,
        layout=table.layout,
        caption=table.label.text,
        head=tuple(head),
        body=tuple(body),
    )


def printed_rows(block: BlockSpec, merged: frozenset[str]) -> tuple[RowSpec, ...]:
    """The rows of a block in print order.

    A merged row stands where its first part would, a subtotal below its last part.
    """
    stand_ins = {part: row for row in block.merged_rows if row.id in merged for part in row.parts}
    added = {row.parts[-1]: row for row in block.subtotals if row.id in merged}
    rows: dict[str, RowSpec] = {}
    for row in block.rows:
        stand_in = stand_ins.get(row.id, row)
        rows[stand_in.id] = stand_in
        if row.id in added:
            rows[added[row.id].id] = added[row.id]
    return tuple(rows.values())


_Rows = list[FormRow]


def _blocks(table: TableSpec, merged: frozenset[str]) -> tuple[_Rows, _Rows]:
    width = max(len(block.columns) for block in table.blocks)
    body: _Rows = []
    for block in table.blocks:
        if block.label:
            body.append((_head(form_word(block.label), columns=width + 1, role=Role.BAND),))
        spans = [1] * (len(block.columns) - 1) + [width - len(block.columns) + 1]
        heads = [_head(_of_column(c), columns=s) for c, s in zip(block.columns, spans, strict=True)]
        body.append((_head(CONTENT), *heads))
        for row in printed_rows(block, merged):
            figures = _figures(table, row, block.columns, spans)
            body.append((_label(_of_row(row)), *figures))
    return [], body


def _matrix(table: TableSpec, merged: frozenset[str]) -> tuple[_Rows, _Rows]:
    (block,) = table.blocks
    return _matrix_head(table, block.columns), _matrix_body(table, block, merged)


def _matrix_head(table: TableSpec, columns: Sequence[ColumnSpec]) -> _Rows:
    """Persons first, the total last, and organisations between them under one head."""
    person, *organisations, total = columns
    corner = Square(role=Role.NOTE, text=_note(table), columns=3, rows=3)
    return [
        (corner, _head(APPLICANTS, columns=len(columns))),
        (
            _head(_of_column(person), rows=2),
            _head(ORGANISATIONS, columns=len(organisations)),
            _head(_of_column(total), rows=2),
        ),
        tuple(_head(_of_column(column)) for column in organisations),
    ]


def _note(table: TableSpec) -> Text:
    if table.note is None:
        return Text(zh="", en="")
    note = form_word(table.note)
    return Text(zh=f"（{note.zh}）", en=f"({note.en})")


def _matrix_body(table: TableSpec, block: BlockSpec, merged: frozenset[str]) -> _Rows:
    rows = printed_rows(block, merged)
    results = [row for row in rows if not _is_item(row)]
    body: _Rows = []
    for row, opens, height in _with_groups(rows):
        labels: list[Square] = []
        if results and row is results[0]:
            labels.append(_label(RESULTS, rows=len(results)))
        if row.group and opens:
            labels.append(_label(form_word(row.group), rows=height))
        labels.append(_label(_of_row(row), columns=_label_width(row)))
        body.append((*labels, *_figures(table, row, block.columns)))
    return body


def _label_width(row: RowSpec) -> int:
    if _is_item(row):
        return 3
    return 1 if row.group else 2


def _is_item(row: RowSpec) -> bool:
    """Rows numbered 一、 二、 and 四、 stand alone; all others belong to 三、."""
    return row.numeral.endswith("、")


def _strip(table: TableSpec, merged: frozenset[str]) -> tuple[_Rows, _Rows]:
    (block,) = table.blocks
    rows = printed_rows(block, merged)
    columns = block.columns
    top: list[Square] = []
    middle: list[Square] = []
    bottom: list[Square] = []
    for row, opens, width in _with_groups(rows):
        if row.group is None:
            top.append(_head(_of_row(row), columns=len(columns)))
            middle.extend(_head(_of_column(column), rows=2) for column in columns)
            continue
        if opens:
            top.append(_head(form_word(row.group), columns=width * len(columns)))
        middle.append(_head(_of_row(row), columns=len(columns)))
        bottom.extend(_head(_of_column(column)) for column in columns)
    line = tuple(square for row in rows for square in _figures(table, row, columns))
    return [tuple(top), tuple(middle), tuple(bottom)], [line]


def _with_groups(rows: Iterable[RowSpec]) -> Iterable[tuple[RowSpec, bool, int]]:
    """Each row, whether it opens its group, and how many rows the group has."""
    for _, members in groupby(rows, key=lambda row: row.group):
        together = list(members)
        for index, row in enumerate(together):
            yield row, index == 0, len(together)


def _of_row(row: RowSpec) -> Text:
    within_group = row.en.partition(": ")[2] if row.group else ""
    bracket = bracket_behind(row.label)
    return Text(
        zh=row.numeral + row.label + bracket.zh,
        en=row.numeral + (within_group or row.en) + bracket.en,
    )


def _of_column(column: ColumnSpec) -> Text:
    return Text(zh=column.label, en=column.en)


def _head(text: Text, *, columns: int = 1, rows: int = 1, role: Role = Role.HEAD) -> Square:
    return Square(role=role, text=text, columns=columns, rows=rows)


def _label(text: Text, *, columns: int = 1, rows: int = 1) -> Square:
    return Square(role=Role.LABEL, text=text, columns=columns, rows=rows)


def _figures(
    table: TableSpec,
    row: RowSpec,
    columns: Sequence[ColumnSpec],
    spans: Sequence[int] | None = None,
) -> tuple[Square, ...]:
    widths = spans or [1] * len(columns)
    return tuple(
        Square(role=Role.FIGURE, cell=f"{table.id}/{row.id}/{column.id}", columns=width)
        for column, width in zip(columns, widths, strict=True)
    )


_LAYOUTS: dict[Layout, Callable[[TableSpec, frozenset[str]], tuple[_Rows, _Rows]]] = {
    Layout.BLOCKS: _blocks,
    Layout.MATRIX: _matrix,
    Layout.STRIP: _strip,
}
