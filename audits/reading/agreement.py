"""Two readings into one: a cell is kept only where both found the same text."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from audits.reading.figures import form_and_value
from audits.reading.readings import FoundCell, TableFound
from rules.report import Cell, Dispute, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The cells both readers found alike, and those they did not."""

    cells: Mapping[str, Cell]
    disputed: Mapping[str, Dispute]


def agree(grid: TableFound, sequence: TableFound) -> Agreed:
    """The agreement of the two readers over one table."""
    cells: dict[str, Cell] = {}
    disputed: dict[str, Dispute] = {}
    in_sequence = sequence.cells
    new = tuple.__new__  # a report has hundreds: half the time of the constructors
    for cell_id, by_grid in grid.cells.items():
        by_sequence = in_sequence.get(cell_id)
        raw, place, recognised, picture = by_grid
        if by_sequence is not None and _is_same(raw, by_sequence.raw):
            form, value = form_and_value(raw)
            other, other_place, _, _ = by_sequence
            origins = (
                new(Origin, ("grid", place, None)),
                new(Origin, ("sequence", other_place, None if raw == other else other)),
            )
            cells[cell_id] = new(Cell, (raw, value, form, origins, recognised, picture))
        else:
            disputed[cell_id] = _dispute(by_grid, by_sequence)
    if len(in_sequence) > len(cells):
        found = (item for item in in_sequence.items() if item[0] not in grid.cells)
        disputed |= {cell_id: _dispute(None, by_sequence) for cell_id, by_sequence in found}
    return Agreed(cells=cells, disputed=disputed)


def _dispute(grid: FoundCell | None, sequence: FoundCell | None) -> Dispute:
    found = (("grid", grid), ("sequence", sequence))
    return Dispute(
        grid=grid.raw if grid else None,
        sequence=sequence.raw if sequence else None,
        origins=tuple(Origin(name, cell.place) for name, cell in found if cell),
        picture=grid.picture if grid else "",
    )


def _is_same(left: str, right: str) -> bool:
    """The same characters, and the same figure: ``1 2`` is not ``12``."""
    return left == right or (
        _squeezed(left) == _squeezed(right) and form_and_value(left) == form_and_value(right)
    )


def _squeezed(raw: str) -> str:
    """The text without white space, in one width: the readers fold breaks differently."""
    return "".join(unicodedata.normalize("NFKC", raw).split())
