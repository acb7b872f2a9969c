"""The second reader on table 4: heads in the form's order, then the one run of figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audits.documents.document import Line
from audits.reading.figures import form_and_value
from audits.reading.labels import TableLabels, plain
from audits.reading.readings import FoundCell
from rules.report import CellForm


@dataclass(slots=True)
class _Strip:
    """Heads and figures as far as they were met."""

    rows: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    values: list[Line] = field(default_factory=list)


def strip_cells(labels: TableLabels, lines: Sequence[Line]) -> Iterator[tuple[str, FoundCell]]:
    """Every run of figures after heads that is as long as the form has cells."""
    for strip in _strips(labels, lines):
        if _is_the_forms(labels, strip):
            for cell_id, line in zip(labels.table.cell_ids, strip.values, strict=True):
                yield cell_id, FoundCell(raw=line.text, place=line.place)


def _strips(labels: TableLabels, lines: Sequence[Line]) -> Iterator[_Strip]:
    """A strip begins at a row's label and ends at words that follow its figures.

    The last cell of a printed row may not be known to be one: where a cell is due, it is taken.
    """
    due = len(labels.table.cell_ids)
    strip = _Strip()
    for line in lines:
        row = labels.rows.find(line.text) if line.is_cell or strip.rows else None
        is_text = form_and_value(line.text)[0] is CellForm.TEXT
        if strip.values and (is_text or (not line.is_cell and len(strip.values) >= due)):
            yield strip
            strip = _Strip()
        if row is not None:
            strip.rows.append(row)
        elif not strip.rows or plain(line.text) in labels.groups:
            continue
        elif is_text:
            strip.heads.append(plain(line.text))
        elif line.text or (line.is_cell and len(strip.heads) >= due):
            strip.values.append(line)
    yield strip


def _is_the_forms(labels: TableLabels, strip: _Strip) -> bool:
    """All rows in order, every head the form's or its beginning, and a figure for each."""
    columns = [plain(column.label) for column in labels.table.blocks[0].columns]
    due = columns * len(labels.table.rows)
    return (
        strip.rows == [row.id for row in labels.table.rows]
        and len(strip.values) == len(due) == len(strip.heads)
        and all(whole.startswith(head) for head, whole in zip(strip.heads, due, strict=True))
    )
