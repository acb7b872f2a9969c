"""A page put upright and level, as far as its ruled lines and its text tell how it lies."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np

from audits.documents.recognition.sheet import Picture, Reading, Region

_STEEPEST = 12.0  # degrees that a page may lean
_LEAST = 0.03
_SCALE = 0.5  # of the page, on which lines are looked for
_LONG = 0.04  # of the longer side, that a line must have to tell how the page leans
_LOOKED_AT = 6
_TELLING = 5.0  # widths for a height
_BETTER = 1.1
_SURE = 0.8
_TALL = 1.8
_WORDS = re.compile(r"[\u3400-\u9fff]")


def level(page: Picture) -> Picture:
    """The page turned by a few degrees, so that its long ruled lines lie level."""
    lean = lean_of(page)
    if abs(lean) < _LEAST:
        return page
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
    sine, cosine = abs(turn[0, 1]), abs(turn[0, 0])
    size = (round(height * sine + width * cosine), round(height * cosine + width * sine))
    turn[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned = cv2.warpAffine(
        page, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )  # fmt: skip
    return np.asarray(turned, dtype=np.uint8)


def lean_of(page: Picture) -> float:
    """Degrees by which long lines fall to the right; 0 where there are none."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    found: Any = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, _SCALE).detect(grey)[0]
    if found is None:
        return 0.0
    ends = np.reshape(found, (-1, 4)).astype(np.float64)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    lengths = np.hypot(across, down)
    leans = (np.degrees(np.arctan2(down, across)) + 45) % 90 - 45
    told = (lengths > _LONG * max(grey.shape)) & (np.abs(leans) <= _STEEPEST)
    if not told.any():
        return 0.0
    order = np.argsort(leans[told])
    passed = np.cumsum(lengths[told][order])
    return float(leans[told][order][np.searchsorted(passed, passed[-1] / 2)])


def upright(
    page: Picture,
    find: Callable[[Picture], Sequence[Region]],
    read: Callable[[Sequence[Picture]], Sequence[Reading]],
) -> tuple[Picture, Sequence[Region]]:
    """The page turned by quarters until its text is readable, and where its text stands."""
    found = find(page)
    if _lies_on_its_side(found):
        page = np.ascontiguousarray(np.rot90(page))
        found = find(page)
    if not found or _reads_upright([region.of(page) for region in _told_by(found)], read):
        return page, found
    turned = np.ascontiguousarray(np.rot90(page, 2))
    return turned, find(turned)


def _lies_on_its_side(found: Sequence[Region]) -> bool:
    """Most lines with more than a few characters stand on end."""
    tall = sum(r.height for r in found if r.height > _TALL * r.width)
    wide = sum(r.width for r in found if r.width > _TALL * r.height)
    return tall > wide


def _told_by(found: Sequence[Region]) -> list[Region]:
    """Lines of some characters, which look unlike themselves upside down."""
    return sorted(found, key=lambda r: abs(r.width / max(1, r.height) - _TELLING))[:_LOOKED_AT]


def _reads_upright(
    lines: Sequence[Picture], read: Callable[[Sequence[Picture]], Sequence[Reading]]
) -> bool:
    """The lines read no worse as they are than upside down."""
    readings = read(lines)
    words = [r for r in readings if r.surety >= _SURE and len(_WORDS.findall(r.text)) > 1]
    if 2 * len(words) > len(lines):
        return True
    turned = read([np.ascontiguousarray(np.rot90(line, 2)) for line in lines])
    return _sum(turned) <= _BETTER * _sum(readings)


def _sum(readings: Sequence[Reading]) -> float:
    return sum(reading.surety for reading in readings if reading.text)
