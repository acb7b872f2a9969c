"""What was read off the picture of a page: values that the steps of reading hand to each other."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height × width × 3 (red, green, blue), or height × width where it is grey."""


PRINTED_LIKE_NOUGHT = "OoＯ〇○"
"""Signs that a picture of a nought may be read as."""


class Region(NamedTuple):
    """An upright rectangle in pixels from the top left corner; right and bottom lie outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def common(self, other: "Region") -> "Region":
        """What lies in both; of no width or height where nothing does."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Region(
            left,
            top,
            max(left, min(self.right, other.right)),
            max(top, min(self.bottom, other.bottom)),
        )

    def touches(self, other: "Region") -> bool:
        """Whether something lies in both."""
        common = self.common(other)
        return common.width > 0 and common.height > 0

    def of(self, picture: Picture) -> Picture:
        """The part of the picture."""
        return picture[self.top : self.bottom, self.left : self.right]


class Reading(NamedTuple):
    """A line of text as it was recognised."""

    text: str
    surety: float
    """Probability of its least sure character, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line of text."""

    text: str
    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell as ruled lines enclose it, in both readings."""

    region: Region
    first: str
    second: str
    """Another text than ``first`` wherever there is a doubt."""
    room: int = 0
    """Pixels that its last line leaves free."""
    picture: str = ""
    """PNG in base64; empty for a cell without ink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page, upright and level."""

    width: int
    height: int
    em: int
    """Usual height of the type in pixels."""
    lines: tuple[SheetLine, ...]
    """Of the first reading, those in cells included; from top to bottom."""
    tables: tuple[tuple[SheetCell, ...], ...]
    """From top to bottom."""
