"""What is painted over text so that nobody sees it: opaque boxes and pictures drawn after it.

What cannot be told to hide all that it lies upon hides nothing here.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from audits.documents.matrix import Matrix
from rules.place import Box

ToPage = Callable[[float, float], tuple[float, float]]
"""From the space that an object is drawn in to the page as displayed."""

_SMALLEST = 4.0  # points
_CORNER = 0.5
_OPAQUE = 250  # of 255
_BOX_SEGMENTS = 5


@dataclass(slots=True)
class _Cover:
    box: Box
    after: int
    """Pieces of text drawn before it."""
    picture: Any = None
    hides: bool | None = None
    """``None`` until it was looked at."""


@dataclass(slots=True)
class Covers:
    """The covers of a page, told object by object in the order in which they are painted."""

    page: pypdfium2.PdfPage
    _texts: dict[int, int] = field(default_factory=dict)
    _found: list[_Cover] = field(default_factory=list)

    def add_text(self, handle: Any) -> None:
        """A piece of text is painted."""
        self._texts[_address(handle)] = len(self._texts)

    def add_path(self, handle: Any, place: ToPage) -> None:
        """A filled path is painted."""
        if self._texts and _is_opaque(handle):
            box = _rectangle(handle, place)
            self._add(handle, box, place)

    def add_picture(self, handle: Any, box: Box, place: ToPage) -> None:
        """A picture is painted."""
        if self._texts and not pdfium.FPDFPageObj_HasTransparency(handle):
            self._add(handle, box, place, picture=handle)

    def _add(self, handle: Any, box: Box | None, place: ToPage, picture: Any = None) -> None:
        for clip in _clips(handle, place):
            box = _common(box, clip) if box else None
        if box and min(box.right - box.left, box.bottom - box.top) >= _SMALLEST:
            self._found.append(_Cover(box, len(self._texts), picture))

    def __bool__(self) -> bool:
        return bool(self._found)

    def hide(self, handle: Any, x: float, y: float) -> bool:
        """Whether what this piece of text shows at a point is painted over."""
        drawn = self._texts.get(_address(handle))
        return drawn is not None and any(
            cover.after > drawn and cover.box.holds(x, y) and self._hides(cover)
            for cover in self._found
        )

    def _hides(self, cover: _Cover) -> bool:
        if cover.hides is None:
            cover.hides = cover.picture is None or self._has_no_hole(cover.picture)
        return cover.hides

    def _has_no_hole(self, picture: Any) -> bool:
        drawn = pdfium.FPDFImageObj_GetRenderedBitmap(self.page.pdf, self.page, picture)
        if not drawn:
            return False
        with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfBitmap.from_raw(drawn)) as held:
            if held.n_channels != 4:  # three colors and how opaque
                return True
            return min(bytes(held.buffer)[3::4], default=0) >= _OPAQUE
        return False


def space_of(handle: Any) -> Matrix:
    """From the space of an object to that in which it is drawn."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _is_opaque(handle: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return False
    return alpha.value >= _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(handle)


def _rectangle(handle: Any, place: ToPage) -> Box | None:
    """The box that a path fills; ``None`` for other shapes."""
    count = pdfium.FPDFPath_CountSegments(handle)
    if not 0 < count <= _BOX_SEGMENTS:
        return None
    space = space_of(handle)
    points = []
    for segment in (pdfium.FPDFPath_GetPathSegment(handle, index) for index in range(count)):
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return None
        points.append(place(*space.place(*_point(segment))))
    box = _around(points)
    met = {(_end(x, box.left, box.right), _end(y, box.top, box.bottom)) for x, y in points}
    return box if met == {(i, j) for i in (0, 1) for j in (0, 1)} else None


def _end(at: float, first: float, last: float) -> int | None:
    if abs(at - first) <= _CORNER:
        return 0
    return 1 if abs(at - last) <= _CORNER else None


def _clips(handle: Any, place: ToPage) -> Iterator[Box]:
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        segments = (pdfium.FPDFClipPath_GetPathSegment(clip, path, i) for i in range(count))
        points = [place(*_point(segment)) for segment in segments]
        if points:
            yield _around(points)


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


def _common(one: Box, other: Box) -> Box:
    return Box(
        left=max(one.left, other.left),
        top=max(one.top, other.top),
        right=min(one.right, other.right),
        bottom=min(one.bottom, other.bottom),
    )
