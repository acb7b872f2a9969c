"""The second reader on table 4: heads in the form's order, then the one run of figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from audits.reading.labels import TableLabels, plain
from audits.reading.sequence_pieces import Piece


@dataclass(slots=True)
class _Strip:
    """Heads and figures as far as they were met."""

    rows: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    values: list[int] = field(default_factory=list)


def strip_cells(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[tuple[str, int]]:
    """Cell ids with their pieces: every run of figures after heads, as long as the form's."""
    for strip in _strips(labels, pieces):
        if _is_the_forms(labels, strip):
            yield from zip(labels.table.cell_ids, strip.values, strict=True)


def _strips(labels: TableLabels, pieces: Iterable[Piece]) -> Iterator[_Strip]:
    """A strip begins at a row's label and ends at words that follow its figures.

    The last cell of a printed row may not be known to be one: where a cell is due, it is taken.
    """
    due = len(labels.table.cell_ids)
    strip = _Strip()
    for number, means, is_cell in pieces:
        row = means.row if is_cell or strip.rows else None
        if strip.values and (means.is_words or (not is_cell and len(strip.values) >= due)):
            yield strip
            strip = _Strip()
        if row is not None:
            strip.rows.append(row)
        elif not strip.rows or means.is_group:
            continue
        elif means.is_words:
            strip.heads.append(means.head)
        elif not means.is_blank or (is_cell and len(strip.heads) >= due):
            strip.values.append(number)
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
