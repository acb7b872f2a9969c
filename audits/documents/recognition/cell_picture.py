"""Small pictures of cells, for a person to compare with what was read."""

import base64

import cv2

from audits.documents.recognition.sheet import Picture

MOST_BYTES = 4_000
_SHADES = 16
_WIDEST = 400
_HIGHEST = 120


def png_of(cell: Picture) -> str:
    """PNG in base64, of at most so many bytes; empty where that cannot be."""
    grey = cv2.cvtColor(cell, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, _WIDEST / grey.shape[1], _HIGHEST / grey.shape[0])
    while min(grey.shape) * scale >= 4:
        size = [max(1, round(side * scale)) for side in grey.shape[::-1]]
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        coarse = small // _SHADES * _SHADES + small // _SHADES
        done, png = cv2.imencode(".png", coarse, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        if done and len(png) * 4 // 3 <= MOST_BYTES:
            return base64.b64encode(png.tobytes()).decode()
        scale *= 0.7
    return ""
