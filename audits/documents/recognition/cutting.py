"""A long picture cut into pages, where nothing or least is printed."""

import cv2
import numpy as np

from audits.documents.recognition.sheet import Picture

_LONG = 1.9  # heights for a width; a page of A4 has 1.41
_PAGE = 1.414
_EARLIEST = 0.72  # of a page
_COARSE = 4  # pixels that are looked at together
_PRINT = 40  # levels of grey by which print is darker than paper, so coarsely seen


def pages_of(picture: Picture) -> tuple[Picture, ...]:
    """The picture itself, or the pages that stand under each other in a long one."""
    height, width = picture.shape[:2]
    if height <= _LONG * width:
        return (picture,)
    printed = _print_by_row(picture)
    pages, top = [], 0
    while height - top > _LONG * width:
        first, last = (int(top + share * _PAGE * width) // _COARSE for share in (_EARLIEST, 1.12))
        cut = _emptiest(printed[first:last]) + first
        pages.append(picture[top : cut * _COARSE])
        top = cut * _COARSE
    return (*pages, picture[top:])


def _print_by_row(picture: Picture) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    size = (max(1, grey.shape[1] // _COARSE), max(1, grey.shape[0] // _COARSE))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.int16)
    found = (float(np.median(small)) - small > _PRINT).sum(axis=1)
    return np.asarray(found, dtype=np.int64)


def _emptiest(printed: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """The middle of the longest run of rows with the least print."""
    least = printed == printed.min()
    best, length, run = 0, 0, 0
    for row, is_least in enumerate((*least, False)):
        if is_least:
            run += 1
            continue
        if run > length:
            best, length = row - (run + 1) // 2, run
        run = 0
    return best
