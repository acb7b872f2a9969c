"""The figures of a few cells, for rules that put them beside one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.case import Case
from rules.figures import Figure, Figures, Unread, joined
from rules.finding import NotAssessable
from rules.gates import FORMAT_UNKNOWN, table_obstacle
from rules.language import Text

NO_FIGURE_PRINTED = Text(
    zh="单元格没有填写数字，无从核对", en="A cell holds no figure, so there is nothing to compare"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigures:
    """What each of the cells counts for."""

    values: Mapping[str, Decimal]
    """By cell; a blank item is zero."""
    printed: frozenset[str]
    """The cells with a figure of their own, or a total left blank over figures."""


def figures_at(
    case: Case, cells: Sequence[str], *, place: str | None = None
) -> KnownFigures | NotAssessable:
    """The figures of these cells, or why they cannot be had.

    Args:
        case: the report.
        cells: ids of cells of its form.
        place: what an obstacle is told of; the first cell when ``None``.
    """
    if case.spec is None or case.figures is None:
        return FORMAT_UNKNOWN
    for table in dict.fromkeys(cell.split("/")[0] for cell in cells):
        obstacle = table_obstacle(case, case.spec.table(table), figures=True)
        if obstacle is not None:
            return obstacle
    found = {cell: case.figures.figure(cell) for cell in cells}
    obstacles = [f for f in found.values() if isinstance(f, Unread)]
    if obstacles:
        return _unread(joined(obstacles), place or cells[0])
    read = {cell: f for cell, f in found.items() if isinstance(f, Figure)}
    return KnownFigures(
        values={cell: f.value for cell, f in read.items()},
        printed=frozenset(cell for cell, f in read.items() if _is_printed(case.figures, f)),
    )


def not_printed(place: str, cells: Sequence[str]) -> NotAssessable:
    """A figure that a comparison needs is not there."""
    return NotAssessable(place=place, cells=tuple(cells), reason=NO_FIGURE_PRINTED)


def _is_printed(figures: Figures, figure: Figure) -> bool:
    read = (figures.report.cells.get(leaf) for leaf in figure.leaves)
    return any(cell is not None and cell.value is not None for cell in read)


def _unread(obstacle: Unread, place: str) -> NotAssessable:
    zh = "；".join(reason.zh for reason in obstacle.reasons)
    en = "; ".join(reason.en for reason in obstacle.reasons)
    return NotAssessable(place=place, cells=obstacle.cells, reason=Text(zh=zh, en=en))
