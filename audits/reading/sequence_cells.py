"""The second reader on lines that are known to be cells: labels, and what stands between them.

A row is read only when exactly as many cells follow its label, before the next label, as the
form has columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audits.documents.document import Line
from audits.reading.figures import form_and_value
from audits.reading.labels import TableLabels, labels_of, plain, without_numbering
from audits.reading.readings import FoundCell
from rules.report import CellForm
from rules.spec import Layout, TableSpec


@dataclass(slots=True)
class _Run:
    """The cells after a label, while they last."""

    row: str
    columns: tuple[str, ...]
    values: list[Line] = field(default_factory=list)

    def cells(self, table: str) -> Iterator[tuple[str, FoundCell]]:
        if len(self.values) == len(self.columns):
            for column, line in zip(self.columns, self.values, strict=True):
                yield f"{table}/{self.row}/{column}", FoundCell(raw=line.text, where=line.where)


def read_cells(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, FoundCell]]:
    """Cell ids with their text, for whichever layout the table has."""
    if table.layout is Layout.STRIP:
        return _strip(table, lines)
    return _rows(table, lines)


def _rows(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, FoundCell]]:
    labels = labels_of(table)
    started = table.layout is Layout.BLOCKS
    heads: list[str] = []
    run: _Run | None = None
    for line in lines:
        row = labels.rows.find(line.text) if line.is_cell else None
        if not started:
            started = row is not None and _begins(table, line, row)
        if not started:
            continue
        if row is not None:
            yield from _ended(run, table)
            run = _Run(row=row, columns=_columns(table, row, heads))
        elif _is_head(table, labels, line, heads):
            yield from _ended(run, table)
            run = None
        elif run is not None and _goes_on(run, line):
            run.values.append(line)
        elif run is not None and line.text:
            yield from _ended(run, table)
            run = None
    yield from _ended(run, table)


def _ended(run: _Run | None, table: TableSpec) -> Iterable[tuple[str, FoundCell]]:
    return run.cells(table.id) if run is not None else ()


def _begins(table: TableSpec, line: Line, row: str) -> bool:
    """A first row's label, and not a head above the rows that reads like one."""
    is_column = labels_of(table).columns.find(line.text) is not None
    return not table.row(row).total and not (
        is_column and plain(line.text) == without_numbering(line.text)
    )


def _is_head(table: TableSpec, labels: TableLabels, line: Line, heads: list[str]) -> bool:
    """A corner, a group or a column's head; heads of blocks are remembered in order."""
    if table.layout is Layout.BLOCKS:
        column = labels.columns.find(line.text)
        if column is not None:
            heads.append(column)
            return True
        if plain(line.text) == "信息内容":
            heads.clear()
            return True
    return line.is_cell and without_numbering(line.text) in labels.groups


def _columns(table: TableSpec, row: str, heads: Sequence[str]) -> tuple[str, ...]:
    """The columns in the order of the heads above; none when the heads are not the block's."""
    own = tuple(c.id for c in table.block_of(row).columns)
    if table.layout is Layout.MATRIX:
        return own
    return tuple(heads) if set(heads) <= set(own) and len(set(heads)) == len(heads) else ()


def _goes_on(run: _Run, line: Line) -> bool:
    """Words after the last figure due name another row; a line that is no cell must be due."""
    due = len(run.values) < len(run.columns)
    is_text = form_and_value(line.text)[0] is CellForm.TEXT
    return (due or not is_text) if line.is_cell else (due and not is_text)


def _strip(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, FoundCell]]:
    """The one run of figures after the heads, if it is as long as the form has cells."""
    labels = labels_of(table)
    ids = table.cell_ids
    values: list[Line] = []
    started = False
    for line in lines:
        known = labels.rows.find(line.text) is not None if line.is_cell else False
        started = started or known
        if not started:
            continue
        is_text = form_and_value(line.text)[0] is CellForm.TEXT
        if known or (is_text and line.is_cell and len(values) < len(ids) // 2):
            values.clear()
        elif is_text or (not line.is_cell and len(values) >= len(ids)):
            if values:
                break
        else:
            values.append(line)
    if len(values) == len(ids):
        for cell_id, line in zip(ids, values, strict=True):
            yield cell_id, FoundCell(raw=line.text, where=line.where)
