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
    for cell_id in dict.fromkeys((*grid.cells, *sequence.cells)):
        by_grid, by_sequence = grid.cells.get(cell_id), sequence.cells.get(cell_id)
        if by_grid and by_sequence and _is_same(by_grid.raw, by_sequence.raw):
            form, value = form_and_value(by_grid.raw)
            cells[cell_id] = Cell(
                raw=by_grid.raw,
                value=value,
                form=form,
                origins=_origins(by_grid, by_sequence, by_grid.raw),
                recognised=by_grid.recognised,
                picture=by_grid.picture,
            )
        else:
            disputed[cell_id] = Dispute(
                grid=by_grid.raw if by_grid else None,
                sequence=by_sequence.raw if by_sequence else None,
                origins=_origins(by_grid, by_sequence),
                picture=by_grid.picture if by_grid else "",
            )
    return Agreed(cells=cells, disputed=disputed)


def _origins(
    grid: FoundCell | None, sequence: FoundCell | None, agreed: str | None = None
) -> tuple[Origin, ...]:
    """Where each was found; what was read is said only where it is not the agreed text itself."""
    found = (("grid", grid), ("sequence", sequence))
    return tuple(
        Origin(
            reader=name,
            place=cell.place,
            raw=None if agreed is None or cell.raw == agreed else cell.raw,
        )
        for name, cell in found
        if cell
    )


def _is_same(left: str, right: str) -> bool:
    """The same characters, and the same figure: ``1 2`` is not ``12``."""
    return left == right or (
        _squeezed(left) == _squeezed(right) and form_and_value(left) == form_and_value(right)
    )


def _squeezed(raw: str) -> str:
    """The text without white space, in one width: the readers fold breaks differently."""
    return "".join(unicodedata.normalize("NFKC", raw).split())
