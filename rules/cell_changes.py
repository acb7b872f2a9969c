"""The cells of two texts of one report whose figures differ."""

from dataclasses import dataclass

from rules.figures import Figure, Figures, figures_of
from rules.report import Report
from rules.revision import CellChange
from rules.spec import spec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsCompared:
    """What the cells of two texts show."""

    changes: tuple[CellChange, ...] = ()
    """In the order of the form."""
    is_whole: bool
    """No cell of either text was left out, so that no change here means none at all."""


def cells_compared(before: Report, now: Report) -> CellsCompared:
    """The cells that both texts print with a figure that is known for certain.

    A blank item counts as zero and a blank total as the sum of its parts, so that a cell filled in
    is no other figure. Left out is what was read in one of the texts only, was read in two ways or
    off a picture, or stands otherwise in the page than in its file.
    """
    if before.format is None or now.format is None:
        return CellsCompared(is_whole=False)
    figures = figures_of(before, spec_of(before.format)), figures_of(now, spec_of(now.format))
    doubted = {d.cell for report in (before, now) for d in report.differences}
    is_whole = before.cells.keys() == now.cells.keys() and not before.disputed and not now.disputed
    changes = []
    for cell in now.cells:
        if cell not in before.cells or before.cells[cell].raw == now.cells[cell].raw:
            continue
        pair = [_known(each, cell) for each in figures]
        if cell in doubted or pair[0] is None or pair[1] is None:
            is_whole = False
        elif pair[0].value != pair[1].value:
            printed = before.cells[cell].raw, now.cells[cell].raw
            changes.append(CellChange(cell=cell, before=printed[0], now=printed[1]))
    return CellsCompared(changes=tuple(changes), is_whole=is_whole)


def _known(figures: Figures, cell: str) -> Figure | None:
    found = figures.figure(cell)
    if not isinstance(found, Figure):
        return None
    read = (figures.report.cells.get(leaf) for leaf in found.leaves)
    return None if any(leaf is None or leaf.recognised for leaf in read) else found
