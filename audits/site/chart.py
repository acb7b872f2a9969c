"""A small line over years, as numbers that a template draws; the axis starts at zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 560
HEIGHT = 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 544, 16, 168


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A year with a figure; coordinates in the units of the drawing."""

    x: int
    y: int
    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLevel:
    """A line of equal height behind the points."""

    y: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """A line broken where a year has no figure."""

    points: tuple[ChartPoint, ...]
    strokes: tuple[str, ...]
    """``points`` attributes of the unbroken stretches."""
    levels: tuple[ChartLevel, ...]
    years: tuple[tuple[int, int], ...]
    """Where each year stands below the axis: x and the year."""


def line_chart(values: Mapping[int, Decimal | None]) -> LineChart | None:
    """The chart of figures by year, none of them negative; ``None`` below two figures."""
    known = {year: value for year, value in values.items() if value is not None}
    if len(known) < 2:
        return None
    first, last = min(values), max(values)
    years = range(first, last + 1)
    top = _level_above(max(known.values()))
    at = {year: _LEFT + (_RIGHT - _LEFT) * (year - first) // (last - first) for year in years}
    points = tuple(
        ChartPoint(x=at[year], y=_height(value, top), year=year, value=value)
        for year, value in sorted(known.items())
    )
    return LineChart(
        points=points,
        strokes=_strokes(points),
        levels=tuple(
            ChartLevel(y=_height(Decimal(level), top), value=level) for level in (0, top // 2, top)
        ),
        years=tuple((at[year], year) for year in years),
    )


def _level_above(highest: Decimal) -> int:
    """The least of 2, 4, 10, 20, 40, 100, … that is not below it."""
    power = 1
    while True:
        for step in (2, 4, 10):
            if highest <= step * power:
                return step * power
        power *= 10


def _height(value: Decimal, top: int) -> int:
    return _BOTTOM - round((_BOTTOM - _TOP) * value / top)


def _strokes(points: tuple[ChartPoint, ...]) -> tuple[str, ...]:
    stretches: list[list[ChartPoint]] = []
    for point in points:
        if stretches and stretches[-1][-1].year == point.year - 1:
            stretches[-1].append(point)
        else:
            stretches.append([point])
    return tuple(
        " ".join(f"{point.x},{point.y}" for point in stretch)
        for stretch in stretches
        if len(stretch) > 1
    )
