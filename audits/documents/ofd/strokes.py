"""Straight rules that path objects draw (GB/T 33190-2016, 9.1)."""

from collections.abc import Iterator
from itertools import pairwise

from audits.documents.ofd.numbers import numbers_in
from audits.documents.ofd.objects import PlacedObject, is_inked
from audits.documents.ofd.package import damaged
from audits.documents.ofd.pages import text_at

_THICKEST = 1.06  # millimetres; what is thicker is a surface
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STRAIGHT = frozenset("LC")

Point = tuple[float, float]
Segment = tuple[Point, Point]
"""Between two points of the page, in millimetres."""


def segments_of(placed: PlacedObject) -> Iterator[Segment]:
    """The level and upright lines that a person sees; of a thin surface its middle.

    Raises:
        DocumentUnreadable: the path is not written as the standard says.
    """
    is_outlined = is_inked(placed.element, "Stroke", usually=True)
    is_filled = is_inked(placed.element, "Fill", usually=False)
    if not is_outlined and not is_filled:
        return
    for figure in _figures_in(text_at(placed.element, "AbbreviatedData")):
        points = [(placed.matrix.place(*point), is_straight) for point, is_straight in figure]
        is_plain = all(is_straight for _, is_straight in points[1:])
        middle = _middle_of([point for point, _ in points]) if is_plain else None
        if middle is not None:
            yield middle
        elif is_outlined:
            for (start, _), (end, is_straight) in pairwise(points):
                side = _middle_of([start, end]) if is_straight else None
                if side is not None:
                    yield side


def _middle_of(points: list[Point]) -> Segment | None:
    """The line along what is thin, level or upright; None for anything else."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    width, height = right - left, bottom - top
    if height <= _THICKEST and width > height:
        middle = (top + bottom) / 2
        return (left, middle), (right, middle)
    if width <= _THICKEST and height > width:
        middle = (left + right) / 2
        return (middle, top), (middle, bottom)
    return None


def _figures_in(written: str) -> Iterator[list[tuple[Point, bool]]]:
    """Connected points of the path, each with whether a straight line leads to it."""
    words = written.split()
    figure: list[tuple[Point, bool]] = []
    at = 0
    while at < len(words):
        name = words[at]
        count = _ARGUMENTS.get(name)
        if count is None or at + count >= len(words):
            raise damaged()
        numbers = numbers_in(" ".join(words[at + 1 : at + 1 + count]))
        at += 1 + count
        if name in "SM":
            if len(figure) > 1:
                yield figure
            figure = [((numbers[0], numbers[1]), False)]
        elif not figure:
            raise damaged()
        else:
            end = (numbers[-2], numbers[-1]) if count else figure[0][0]
            figure.append((end, name in _STRAIGHT))
    if len(figure) > 1:
        yield figure
