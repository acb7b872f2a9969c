"""The compartments that walls part a page into, by knocking slots together where no wall stands.

All walls of a table are drawn out to its edges, which makes slots; two slots are one compartment
where nothing is drawn between them. Where a wall stands half way, the table is not told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from audits.documents.pdf.page import Wall
from rules.place import Box

MOST_SLOTS = 20_000

_SAME_WALL = 2.0  # points between pieces of one wall, sideways
_BREAK = 3.0  # points between pieces of one wall, lengthways
_MEET = 3.0
_SAME_EDGE = 3.5  # double lines count as one
_OPEN_SIDE = 8.0  # points that level walls run out beyond the last upright one
_FEWEST_AT_A_SIDE = 3
_STANDS = 0.8  # of a slot's side
_STANDS_NOT = 0.3
_CORNER = 1.5  # points at either end of a side, where other walls meet


class Compartment(NamedTuple):
    """A cell by its walls; rows and columns of its table, from 0, ends not counted in."""

    box: Box
    row: int
    end_row: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """Walls that hang together."""

    box: Box
    columns: tuple[float, ...]
    """Edges from left to right."""
    rows: tuple[float, ...]
    """Edges from top to bottom."""
    compartments: tuple[Compartment, ...]
    """By row, then by column; empty where they cannot be told."""


def enclosures_of(walls: Sequence[Wall]) -> tuple[Enclosure, ...]:
    """What may be tables, from top to bottom; those with one column are boxes around text."""
    whole = [*_whole_walls(walls, is_upright=True), *_whole_walls(walls, is_upright=False)]
    found = (_enclosure_of(group) for group in _hanging_together(whole))
    return tuple(sorted((e for e in found if e is not None), key=lambda e: e.box.top))


def _whole_walls(walls: Sequence[Wall], *, is_upright: bool) -> Iterator[Wall]:
    """Walls put together from the pieces that they are drawn in."""
    pieces = sorted((w for w in walls if w.is_upright is is_upright), key=lambda w: w.at)
    beside: list[Wall] = []
    for piece in pieces:
        if beside and piece.at - beside[0].at > _SAME_WALL:
            yield from _end_to_end(beside)
            beside = []
        beside.append(piece)
    yield from _end_to_end(beside)


def _end_to_end(pieces: Sequence[Wall]) -> Iterator[Wall]:
    run: list[Wall] = []
    end = 0.0
    for piece in sorted(pieces, key=lambda w: w.start):
        if run and piece.start > end + _BREAK:
            yield _one(run, end)
            run = []
        end = max(end, piece.end) if run else piece.end
        run.append(piece)
    if run:
        yield _one(run, end)


def _one(run: Sequence[Wall], end: float) -> Wall:
    longest = max(run, key=lambda w: w.end - w.start)
    return Wall(longest.is_upright, longest.at, run[0].start, end)


def _hanging_together(walls: Sequence[Wall]) -> Iterator[list[Wall]]:
    uprights = [w for w in walls if w.is_upright and w.end - w.start > _MEET]
    levels = [w for w in walls if not w.is_upright and w.end - w.start > _MEET]
    reached = _Sets(len(uprights) + len(levels))
    for i, upright in enumerate(uprights):
        for j, level in enumerate(levels, start=len(uprights)):
            if _meets(upright, level.at) and _meets(level, upright.at):
                reached.join(i, j)
    groups: dict[int, list[Wall]] = {}
    for index, wall in enumerate((*uprights, *levels)):
        groups.setdefault(reached.first(index), []).append(wall)
    yield from groups.values()


def _meets(wall: Wall, at: float) -> bool:
    return wall.start - _MEET <= at <= wall.end + _MEET


def _enclosure_of(walls: Sequence[Wall]) -> Enclosure | None:
    uprights = [w for w in walls if w.is_upright]
    levels = [w for w in walls if not w.is_upright]
    if not uprights or not levels:
        return None
    levels += _closing_levels(uprights)
    uprights += _closing_uprights(uprights, levels)
    columns, rows = _edges(uprights), _edges(levels)
    count = (len(columns) - 1) * (len(rows) - 1)
    if not 0 < count <= MOST_SLOTS:
        return None
    return Enclosure(
        box=Box(left=columns[0], top=rows[0], right=columns[-1], bottom=rows[-1]),
        columns=columns,
        rows=rows,
        compartments=_Slots(columns, rows, uprights, levels).compartments(),
    )


def _closing_levels(uprights: Sequence[Wall]) -> list[Wall]:
    """Walls over the open top and under the open bottom of a table that a page end cuts."""
    first, last = min(w.start for w in uprights), max(w.end for w in uprights)
    at_top = [w.at for w in uprights if w.start - first <= _MEET]
    at_foot = [w.at for w in uprights if last - w.end <= _MEET]
    return [
        Wall(False, height, min(ends), max(ends))
        for height, ends in ((first, at_top), (last, at_foot))
        if len(ends) > 1
    ]


def _closing_uprights(uprights: Sequence[Wall], levels: Sequence[Wall]) -> list[Wall]:
    """Walls at the sides of a table that is drawn without its outermost lines."""
    outer_left, outer_right = min(w.at for w in uprights), max(w.at for w in uprights)
    first, last = min(w.start for w in levels), max(w.end for w in levels)
    closing = []
    for at, ends, beyond in (
        (first, [w.at for w in levels if w.start - first <= _MEET], outer_left - first),
        (last, [w.at for w in levels if last - w.end <= _MEET], last - outer_right),
    ):
        if beyond > _OPEN_SIDE and len(ends) >= _FEWEST_AT_A_SIDE:
            closing.append(Wall(True, at, min(ends), max(ends)))
    return closing


def _edges(walls: Sequence[Wall]) -> tuple[float, ...]:
    edges: list[float] = []
    for at in sorted(w.at for w in walls):
        if not edges or at - edges[-1] > _SAME_EDGE:
            edges.append(at)
    return tuple(edges)


class _Sets:
    """Numbers that are joined into sets."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def first(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._parent[high] = low


class _Slots:
    """The slots of an enclosure, and what stands between them."""

    def __init__(
        self,
        columns: tuple[float, ...],
        rows: tuple[float, ...],
        uprights: Sequence[Wall],
        levels: Sequence[Wall],
    ) -> None:
        self._columns, self._rows = columns, rows
        self._wide, self._high = len(columns) - 1, len(rows) - 1
        self._beside = [_at_edge(columns, index, uprights) for index in range(len(columns))]
        self._above = [_at_edge(rows, index, levels) for index in range(len(rows))]

    def compartments(self) -> tuple[Compartment, ...]:
        """None when a wall stands half way, or a compartment is no upright box."""
        outside = self._wide * self._high
        joined = _Sets(outside + 1)
        for one, other, standing in self._sides(outside):
            if _STANDS_NOT < standing < _STANDS:
                return ()
            if standing <= _STANDS_NOT:
                joined.join(one, other)
        groups: dict[int, list[int]] = {}
        for slot in range(outside):
            groups.setdefault(joined.first(slot), []).append(slot)
        groups.pop(joined.first(outside), None)
        found = [self._compartment(group) for group in groups.values()]
        told = [compartment for compartment in found if compartment is not None]
        return tuple(sorted(told, key=lambda c: (c.row, c.column))) if told == found else ()

    def _sides(self, outside: int) -> Iterator[tuple[int, int, float]]:
        """Every side between two slots, or a slot and the outside, and how much of it is wall."""
        for row, (top, bottom) in enumerate(pairwise(self._rows)):
            for edge in range(self._wide + 1):
                left = row * self._wide + edge - 1 if edge else outside
                right = row * self._wide + edge if edge < self._wide else outside
                yield left, right, _standing(self._beside[edge], top, bottom)
        for column, (left_edge, right_edge) in enumerate(pairwise(self._columns)):
            for edge in range(self._high + 1):
                above = (edge - 1) * self._wide + column if edge else outside
                below = edge * self._wide + column if edge < self._high else outside
                yield above, below, _standing(self._above[edge], left_edge, right_edge)

    def _compartment(self, slots: Sequence[int]) -> Compartment | None:
        rows = [slot // self._wide for slot in slots]
        columns = [slot % self._wide for slot in slots]
        row, end_row = min(rows), max(rows) + 1
        column, end_column = min(columns), max(columns) + 1
        if (end_row - row) * (end_column - column) != len(slots):
            return None
        box = Box(
            left=self._columns[column],
            top=self._rows[row],
            right=self._columns[end_column],
            bottom=self._rows[end_row],
        )
        return Compartment(box, row, end_row, column, end_column)


def _at_edge(edges: Sequence[float], index: int, walls: Sequence[Wall]) -> list[Wall]:
    end = edges[index + 1] if index + 1 < len(edges) else float("inf")
    return [w for w in walls if edges[index] <= w.at < end]


def _standing(walls: Sequence[Wall], start: float, end: float) -> float:
    """The part of a side, its corners left out, along which a wall stands."""
    corner = min(_CORNER, (end - start) / 4)
    low, high = start + corner, end - corner
    stretches = sorted((max(w.start, low), min(w.end, high)) for w in walls)
    covered, reached = 0.0, low
    for first, last in stretches:
        if last > reached:
            covered += last - max(first, reached)
            reached = last
    return covered / (high - low)
