"""The cells of tables, from the ruled lines that a picture shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from audits.documents.recognition.sheet import Picture, Region

_LEVEL = 2.5  # em; the shortest level rule
_UPRIGHT = 1.25  # em; the shortest upright rule: no digit is as tall, a row is
_BREAK = 1.0  # em; a gap in a rule that dirt or a poor copy may have made
_SAME_EDGE = 0.3  # em
_OPEN = 0.6  # em that rules reach beyond the last row that is closed
_DRAWN = 0.6  # of a side, that must be drawn
_WHOLLY = 0.95  # of an upright side that only one row has: less is a stroke of the print
_CONTRAST = 14  # levels of grey by which a rule is darker than what is around it

_Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """The cells of a table, and whether each is told for certain."""

    cells: tuple[Region, ...]
    doubtful: frozenset[Region]
    """Slots whose sides are drawn in part, so that they make no rectangle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The ruled lines of a page as masks."""

    level: _Mask
    upright: _Mask

    @property
    def both(self) -> _Mask:
        """All of them."""
        return np.asarray(cv2.bitwise_or(self.level, self.upright), dtype=np.uint8)


def rules_of(grey: Picture, em: int) -> Rules:
    """The ruled lines of a level page whose type is so high."""
    around = 2 * em + 1
    dark = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, _CONTRAST
    )
    return Rules(
        level=_lines_in(dark, length=int(_LEVEL * em), gap=int(_BREAK * em)),
        upright=_turned(_lines_in(_turned(dark), length=int(_UPRIGHT * em), gap=int(em))),
    )


def _turned(mask: Any) -> _Mask:
    return np.asarray(cv2.transpose(mask), dtype=np.uint8)


def _lines_in(dark: Any, *, length: int, gap: int) -> _Mask:
    """Level runs of that length, and what lies between two such runs on one height."""
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))  # a rule that leans changes its height
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    return np.asarray(joined, dtype=np.uint8)


def tables_of(rules: Rules, em: int) -> tuple[RuledTable, ...]:
    """The tables that the rules make, from top to bottom; boxes of one column among them."""
    near = np.ones((3, 3), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(rules.both, near))
    tables = []
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[label])
        if width < 4 * em or height < em:
            continue
        window = Region(left, top, left + width, top + height)
        own = window.of(np.asarray(labels == label, dtype=np.uint8))
        part = Rules(level=window.of(rules.level) * own, upright=window.of(rules.upright) * own)
        if part.upright.any() and part.level.any():
            tables.append(_shifted(_table(part, em), left, top))
    found = [table for table in tables if table.cells]
    return tuple(sorted(found, key=lambda table: min(cell.top for cell in table.cells)))


def rules_around(tables: Sequence[RuledTable], rules: Rules, em: int) -> _Mask:
    """The rules at the edges of cells; a tall stroke within a cell is print."""
    near = np.zeros_like(rules.level)
    room = 2 * max(2, int(_SAME_EDGE * em)) + 1
    for cell in (cell for table in tables for cell in table.cells):
        cv2.rectangle(near, cell[:2], cell[2:], 255, thickness=room)
    return np.asarray(cv2.bitwise_and(near, rules.both), dtype=np.uint8)


def _shifted(table: RuledTable, x: int, y: int) -> RuledTable:
    def moved(r: Region) -> Region:
        return Region(r.left + x, r.top + y, r.right + x, r.bottom + y)

    return RuledTable(
        cells=tuple(moved(cell) for cell in table.cells),
        doubtful=frozenset(moved(cell) for cell in table.doubtful),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    places: tuple[int, ...]
    closing: frozenset[int]
    """Those that are not drawn, where the other rules end."""


def _table(rules: Rules, em: int) -> RuledTable:
    columns = _edges(_turned(rules.upright), rules.level.any(axis=0), em)
    rows = _edges(rules.level, rules.upright.any(axis=1), em)
    if len(columns.places) < 2 or len(rows.places) < 2:
        return RuledTable(cells=(), doubtful=frozenset())
    return _cells(rules, rows, columns, em)


def _edges(level: _Mask, reach: Any, em: int) -> _Edges:
    """Heights of the level rules, and where the upright ones begin and end beyond them."""
    count, _, stats, centres = cv2.connectedComponentsWithStats(level)
    drawn = sorted(
        (float(centres[label][1]), float(stats[label][cv2.CC_STAT_WIDTH]))
        for label in range(1, count)
    )
    groups: list[list[tuple[float, float]]] = []
    for height, weight in drawn:
        if groups and height - groups[-1][-1][0] <= _SAME_EDGE * em:
            groups[-1].append((height, weight))
        else:
            groups.append([(height, weight)])
    places = [round(sum(h * w for h, w in g) / sum(w for _, w in g)) for g in groups]
    ends = np.flatnonzero(reach)
    closing = []
    if places and len(ends):
        if places[0] - int(ends[0]) > _OPEN * em:
            closing.append(int(ends[0]))
        if int(ends[-1]) - places[-1] > _OPEN * em:
            closing.append(int(ends[-1]))
    return _Edges(places=tuple(sorted({*places, *closing})), closing=frozenset(closing))


def _cells(rules: Rules, rows: _Edges, columns: _Edges, em: int) -> RuledTable:
    """Slots between which no rule is drawn are one cell, where they make a rectangle."""
    height, width = len(rows.places) - 1, len(columns.places) - 1
    room = max(2, int(_SAME_EDGE * em))
    across = _turned(rules.upright)
    xs, ys = ([*pairwise(edges.places)] for edges in (columns, rows))
    under = [
        [
            _share_drawn(rules.level, rows, y, _within(xs[x], room), room) > _DRAWN
            for x in range(width)
        ]
        for y in range(height + 1)
    ]
    beside = [
        [
            _share_drawn(across, columns, x, _within(ys[y], room), room) > _DRAWN
            for x in range(width + 1)
        ]
        for y in range(height)
    ]
    for y, x in [*_lone(beside)]:
        beside[y][x] = _share_drawn(across, columns, x, ys[y], room) > _WHOLLY
    cells: list[Region] = []
    doubtful: set[Region] = set()
    for group in _groups(height, width, under, beside):
        whole = (
            min(y for y, _ in group),
            min(x for _, x in group),
            max(y for y, _ in group) + 1,
            max(x for _, x in group) + 1,
        )
        if not _is_closed(whole, under, beside):
            continue
        if len(group) == (whole[2] - whole[0]) * (whole[3] - whole[1]):
            cells.append(_region(rows, columns, whole))
        else:
            slots = [_region(rows, columns, (y, x, y + 1, x + 1)) for y, x in group]
            cells.extend(slots)
            doubtful.update(slots)
    return RuledTable(cells=tuple(cells), doubtful=frozenset(doubtful))


def _is_closed(
    whole: tuple[int, int, int, int],
    under: Sequence[Sequence[bool]],
    beside: Sequence[Sequence[bool]],
) -> bool:
    """Rules stand on three of its sides or more: else it is the room around a table."""
    top, left, bottom, right = whole
    sides = (
        any(under[top][left:right]),
        any(under[bottom][left:right]),
        any(beside[y][left] for y in range(top, bottom)),
        any(beside[y][right] for y in range(top, bottom)),
    )
    return sum(sides) >= 3


def _region(rows: _Edges, columns: _Edges, slots: tuple[int, int, int, int]) -> Region:
    top, left, bottom, right = slots
    return Region(
        columns.places[left], rows.places[top], columns.places[right], rows.places[bottom]
    )


def _share_drawn(
    mask: _Mask, edges: _Edges, number: int, ends: tuple[int, int], room: int
) -> float:
    """How much of that edge has a rule between the two ends."""
    place = edges.places[number]
    if place in edges.closing:
        return 1.0
    first, last = ends
    strip = mask[max(0, place - room) : place + room + 1, first : max(last, first + 1)]
    return float(strip.any(axis=0).mean()) if strip.size else 0.0


def _within(ends: tuple[int, int], room: int) -> tuple[int, int]:
    return ends[0] + room, ends[1] - room


def _lone(beside: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int]]:
    """Upright sides that are drawn beside one slot, and neither above nor below it."""
    for y, sides in enumerate(beside):
        for x, is_drawn in enumerate(sides):
            others = (beside[near][x] for near in (y - 1, y + 1) if 0 <= near < len(beside))
            if is_drawn and not any(others):
                yield y, x


def _groups(
    height: int,
    width: int,
    under: Sequence[Sequence[bool]],
    beside: Sequence[Sequence[bool]],
) -> Iterator[list[tuple[int, int]]]:
    """Slots that no rule parts, in the order of their first."""
    seen: set[tuple[int, int]] = set()
    for start in ((y, x) for y in range(height) for x in range(width)):
        if start in seen:
            continue
        seen.add(start)
        group, waiting = [], [start]
        while waiting:
            y, x = waiting.pop()
            group.append((y, x))
            for slot, parted in (
                ((y - 1, x), under[y][x]),
                ((y + 1, x), under[y + 1][x]),
                ((y, x - 1), beside[y][x]),
                ((y, x + 1), beside[y][x + 1]),
            ):
                inside = 0 <= slot[0] < height and 0 <= slot[1] < width
                if inside and not parted and slot not in seen:
                    seen.add(slot)
                    waiting.append(slot)
        yield group
