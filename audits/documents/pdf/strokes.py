"""What pdfium knows of the drawings on a page: walls between cells, backgrounds and pictures.

Its functions are described in its public header ``fpdf_edit.h``.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.document import DocumentUnreadable
from audits.documents.matrix import Matrix
from audits.documents.pdf.covers import Covers, space_of
from audits.documents.pdf.page import Wall
from rules.place import Box

MOST_OBJECTS_A_PAGE = 50_000
MOST_SEGMENTS_A_PAGE = 200_000
DEEPEST_FORM = 12

_WALL_WIDTH = 3.0  # points
_FEWEST_RULES = 3  # two sides and what closes them, at a page end
_BOX_SEGMENTS = 5
_SMALLEST_PICTURE = 36.0  # points
_WHITE = 250  # of 255
_SEEN = 16  # of 255

Place = Callable[[float, float], tuple[float, float]]
"""From the user space of a page to the page as displayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The drawings of a page; lengths in points of the page as displayed."""

    walls: tuple[Wall, ...]
    grounds: tuple[Box, ...]
    """Filled with something else than white, and too thick for a wall."""
    pictures: tuple[Box, ...]
    """Those large enough to hold content, from top to bottom."""
    covers: Covers
    """What is painted over text."""

    @property
    def has_rules(self) -> bool:
        """Whether the walls are enough to close a cell."""
        return len(self.walls) >= _FEWEST_RULES


class _Shape(NamedTuple):
    handle: Any
    kind: int
    space: Matrix
    """From the space that the shape is drawn in to the user space of the page."""

    def onto(self, place: Place) -> Place:
        """From the space that the shape is drawn in to the page as displayed."""
        return lambda x, y: place(*self.space.place(x, y))


@dataclass(slots=True)
class _Collected:
    covers: Covers
    walls: list[Wall] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    segments: int = 0


def shapes_of(page: pypdfium2.PdfPage, place: Place, *, number: int) -> Shapes:
    """The drawings of a page.

    Raises:
        DocumentUnreadable: there are more than a page of a report can hold.
    """
    found = _Collected(Covers(page))
    for count, shape in enumerate(_shapes_in(page.raw, Matrix(), depth=0)):
        if count >= MOST_OBJECTS_A_PAGE or found.segments > MOST_SEGMENTS_A_PAGE:
            raise _too_many(number)
        if shape.kind == pdfium.FPDF_PAGEOBJ_PATH:
            _collect_path(shape, place, found)
        elif shape.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.covers.add_text(shape.handle)
        elif shape.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(shape, place)
            if box:
                found.covers.add_picture(shape.handle, box, shape.onto(place))
            if box and min(box.right - box.left, box.bottom - box.top) >= _SMALLEST_PICTURE:
                found.pictures.append(box)
    return Shapes(
        walls=tuple(found.walls),
        grounds=tuple(found.grounds),
        pictures=tuple(sorted(found.pictures, key=lambda box: box.top)),
        covers=found.covers,
    )


def _too_many(number: int) -> DocumentUnreadable:
    return DocumentUnreadable(
        zh=f"第 {number} 页图形过多（超过 {MOST_OBJECTS_A_PAGE} 个），未读取；"
        "请核对是否为年度报告原件",
        en=f"page {number} holds more than {MOST_OBJECTS_A_PAGE} drawn objects and was "
        "not read; check that this is the report itself",
    )


def _shapes_in(parent: Any, space: Matrix, *, depth: int) -> Iterator[_Shape]:
    """The shapes of a page, and those of the forms on it."""
    count_of, shape_at = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(count_of(parent)):
        handle = shape_at(parent, index)
        if not handle:
            continue
        kind = pdfium.FPDFPageObj_GetType(handle)
        yield _Shape(handle, kind, space)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            yield from _shapes_in(handle, space_of(handle).then(space), depth=depth + 1)


def _bounds(shape: _Shape, place: Place) -> Box | None:
    """The upright box around a shape; ``None`` where pdfium knows none."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(shape.handle, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return _box_around(
        [place(*shape.space.place(x, y)) for x in (left, right) for y in (bottom, top)]
    )


def _box_around(corners: list[tuple[float, float]]) -> Box | None:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if not all(map(math.isfinite, (*xs, *ys))):
        return None
    return Box(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


def _collect_path(shape: _Shape, place: Place, found: _Collected) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape.handle, fill, stroke)
    is_filled = bool(fill.value) and _is_seen(shape.handle, pdfium.FPDFPageObj_GetFillColor)
    is_stroked = bool(stroke.value) and _is_seen(shape.handle, pdfium.FPDFPageObj_GetStrokeColor)
    if not fill.value and not is_stroked:
        return
    segments = max(pdfium.FPDFPath_CountSegments(shape.handle), 0)
    found.segments += segments
    box = _bounds(shape, place)
    if box is None or found.segments > MOST_SEGMENTS_A_PAGE:
        return
    wall = _wall_along(box)
    if fill.value and wall is None:
        found.covers.add_path(shape.handle, shape.onto(place))
    if not is_filled and not is_stroked:
        return
    if wall is not None:
        found.walls.append(wall)
    elif segments > _BOX_SEGMENTS or is_stroked:
        _collect_strokes(shape, place, segments, found, is_stroked=is_stroked)
    if is_filled and wall is None:
        found.grounds.append(box)


def _is_seen(handle: Any, color_of: Callable[..., int]) -> bool:
    """Whether the color is told from paper; a pattern, which has no single color, is."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(handle, red, green, blue, alpha):
        return True
    return alpha.value >= _SEEN and min(red.value, green.value, blue.value) < _WHITE


def _collect_strokes(
    shape: _Shape, place: Place, segments: int, found: _Collected, *, is_stroked: bool
) -> None:
    """The walls in a path of many parts: its straight strokes, or its thin fillings."""
    for points in _outlines(shape, place, segments):
        filled = _box_around(points)
        thin = _wall_along(filled) if filled else None
        if thin is not None:
            found.walls.append(thin)
        elif is_stroked:
            for ends in pairwise(points):
                side = _box_around(list(ends))
                wall = _wall_along(side) if side else None
                if wall is not None:
                    found.walls.append(wall)


def _outlines(shape: _Shape, place: Place, segments: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path; a part with a curve is given up to the curve."""
    space = space_of(shape.handle).then(shape.space)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(shape.handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        if kind not in {pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO}:
            continue
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(place(*space.place(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _wall_along(box: Box) -> Wall | None:
    """The wall along the middle of a thin box; ``None`` for what is thick or a dot."""
    width, height = box.right - box.left, box.bottom - box.top
    if height <= _WALL_WIDTH and width > height:
        return Wall(is_upright=False, at=(box.top + box.bottom) / 2, start=box.left, end=box.right)
    if width <= _WALL_WIDTH and height > width:
        return Wall(is_upright=True, at=(box.left + box.right) / 2, start=box.top, end=box.bottom)
    return None
