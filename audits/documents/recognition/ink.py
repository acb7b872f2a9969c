"""What is printed in a cell, before anybody reads it: ink or none, and how far it reaches."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from audits.documents.recognition.sheet import Picture, Region

_SHADE = 38  # levels of grey by which the faintest print is darker than its paper
_SPECK = 0.13  # em; what is smaller each way is dust
_STAMP_RED = 60  # levels by which red stands out in the ink of a stamp
_STAMPED = 0.002  # of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The printed parts of a cell."""

    extent: Region
    """What holds all of them."""


def without_stamp(page: Picture) -> Picture:
    """The page in grey, as it is without red ink; black print under a stamp stays.

    Each point is lightened by as much as its share of the stamp's ink darkened it.
    """
    redness = _redness(page)
    stamp = redness > _STAMP_RED
    if not _covers_enough(stamp):
        return _grey(page)
    red = page[:, :, 0].astype(np.float32)
    darkened = max(0.0, float(np.percentile(red[~stamp], 75) - np.median(red[stamp])))
    share = redness.clip(min=0) / float(np.median(redness[stamp]))
    return np.clip(red + darkened * share, 0, 255).astype(np.uint8)


def is_stamped(page: Picture) -> bool:
    """Red ink covers more of it than a mark would."""
    return _covers_enough(_redness(page) > _STAMP_RED)


def _redness(page: Picture) -> NDArray[np.int16]:
    """Levels by which red is brighter than the other colours."""
    other = np.maximum(page[:, :, 1], page[:, :, 2]).astype(np.int16)
    return page[:, :, 0].astype(np.int16) - other


def _covers_enough(stamp: NDArray[np.bool_]) -> bool:
    return float(stamp.mean()) > _STAMPED


def _grey(page: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def darkest(page: Picture) -> Picture:
    """The page in grey where every colour counts as ink."""
    return np.ascontiguousarray(page.min(axis=2))


def ink_mask(grey: Picture, rules: NDArray[np.uint8], em: int) -> NDArray[np.uint8]:
    """Where print is, ruled lines and dust left out; 1 and 0."""
    paper = _paper(grey, em)
    dark = (paper - grey.astype(np.int16) > _SHADE).astype(np.uint8)
    dark[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    least = max(2, round(_SPECK * em))
    small = (stats[:, cv2.CC_STAT_WIDTH] <= least) & (stats[:, cv2.CC_STAT_HEIGHT] <= least)
    dust = np.flatnonzero(small[:count])
    dark[np.isin(labels, dust)] = 0
    return dark


def _paper(grey: Picture, em: int) -> NDArray[np.int16]:
    """The paper as it would be without print, shaded as it is."""
    height, width = grey.shape
    coarse = max(1, em // 7)
    size = (max(1, width // coarse), max(1, height // coarse))
    bright = cv2.dilate(grey, np.ones((3, 3), np.uint8))
    small = cv2.resize(bright, size, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, 15)
    return np.asarray(cv2.resize(paper, (width, height)), dtype=np.int16)


def ink_in(mask: NDArray[np.uint8], cell: Region) -> Ink | None:
    """The ink within a cell; ``None`` where there is none."""
    part = cell.of(mask)
    if not part.any():
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return Ink(
        extent=Region(
            cell.left + int(columns[0]),
            cell.top + int(rows[0]),
            cell.left + int(columns[-1]) + 1,
            cell.top + int(rows[-1]) + 1,
        )
    )
