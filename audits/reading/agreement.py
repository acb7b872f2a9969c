"""Two readings into one: a cell is kept only where both found the same text."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from audits.documents.document import Line
from audits.reading.readings import TableFound
from rules.place import Place
from rules.printed_figures import form_and_value
from rules.report import Cell, Dispute, Origin

_PLACES_REMEMBERED = 4_096
"""Lines are counted from 1 in every document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The cells both readers found alike, and those they did not."""

    cells: Mapping[str, Cell]
    disputed: Mapping[str, Dispute]


def agree(grid: TableFound, sequence: Mapping[str, Line]) -> Agreed:
    """The agreement of the two readers over one table."""
    cells: dict[str, Cell] = {}
    disputed: dict[str, Dispute] = {}
    origins = grid.origins
    new = tuple.__new__  # a report has hundreds of cells: half the time of the constructor
    for cell_id, (text, _, _, _, _, _, _, recognised, picture) in grid.cells.items():
        line = sequence.get(cell_id)
        if line is None or not (line.text == text or _is_same(text, line.text)):
            disputed[cell_id] = _dispute(grid, cell_id, line)
            continue
        form, value = form_and_value(text)
        told = None if line.text == text else line.text
        found = origins[cell_id], _by_sequence(line.place, told)
        cells[cell_id] = new(Cell, (text, value, form, found, recognised, picture))
    if len(sequence) > len(cells):
        others = (item for item in sequence.items() if item[0] not in grid.cells)
        disputed |= {cell_id: _dispute(grid, cell_id, line) for cell_id, line in others}
    return Agreed(cells=cells, disputed=disputed)


@lru_cache(maxsize=_PLACES_REMEMBERED)
def _by_sequence(place: Place, raw: str | None) -> Origin:
    return Origin("sequence", place, raw)


def _dispute(grid: TableFound, cell_id: str, line: Line | None) -> Dispute:
    cell = grid.cells.get(cell_id)
    origins = [grid.origins[cell_id]] if cell else []
    origins += [Origin("sequence", line.place)] if line else []
    return Dispute(
        grid=cell.text if cell else None,
        sequence=line.text if line else None,
        origins=tuple(origins),
        picture=cell.picture if cell else "",
    )


def _is_same(left: str, right: str) -> bool:
    """The same characters, and the same figure: ``1 2`` is not ``12``."""
    return _squeezed(left) == _squeezed(right) and form_and_value(left) == form_and_value(right)


def _squeezed(raw: str) -> str:
    """The text without white space, in one width: the readers fold breaks differently."""
    return "".join(unicodedata.normalize("NFKC", raw).split())
