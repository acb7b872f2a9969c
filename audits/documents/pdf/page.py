"""What stands on a page of a PDF file: values that the steps of reading hand to each other.

Lengths are points (1/72 inch) from the top left corner of the page as it is displayed, that is,
after ``/Rotate``; ``top`` is smaller than ``bottom``.
"""

from dataclasses import dataclass
from typing import NamedTuple

from rules.place import Box


class Glyph(NamedTuple):
    """A printed character as pdfium places it."""

    text: str
    left: float
    right: float
    base: float
    """Height of its base line."""
    em: float
    """Height of the type."""

    @property
    def center(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Height of the middle of a Chinese character or a figure."""
        return self.base - 0.35 * self.em


class Wall(NamedTuple):
    """A straight line that is drawn, upright or level, as pdfium places it."""

    is_upright: bool
    at: float
    """From the left for an upright wall, from the top for a level one."""
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of text as the eye sees it: everything on one base line, from left to right."""

    text: str
    box: Box
    em: float
    """Height of the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What pdfium finds on a page."""

    number: int
    """From 1."""
    width: float
    height: float
    lines: tuple[TextLine, ...]
    """From top to bottom."""
    furniture: tuple[Box, ...] = ()
    """Where page numbers and running heads stand, which are no longer among the lines."""
    pictures: tuple[Box, ...] = ()
    """Pictures large enough to hold content."""
    has_rules: bool = False
    """Lines are drawn that may be a table's."""
    glyphs_aslant: int = 0
    """Glyphs left out because they slant, such as a watermark's."""
    glyphs_turned: int = 0
    """Glyphs left out because they lie on their side or stand on their head."""
    glyphs: tuple[Glyph, ...] = ()
    """Every upright glyph; those of ``furniture`` are still among them."""
    walls: tuple[Wall, ...] = ()
    """Drawn lines that may part the cells of a table."""


def picture_name(page: int, count: int) -> str:
    """How a picture is called: its page, and its number among the page's, both from 1."""
    return f"page {page}, picture {count}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A printed character as pdfplumber places it, in points from the top left of the page."""

    text: str
    left: float
    right: float
    middle: float
    """Height of its middle."""
    em: float

    @property
    def center(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line that is drawn, upright or level, as pdfplumber places it."""

    is_upright: bool
    left: float
    top: float
    right: float
    """Equal to ``left`` for an upright rule."""
    bottom: float
    """Equal to ``top`` for a level rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDrawing:
    """What pdfplumber finds on a page."""

    characters: tuple[Character, ...]
    """Those that stand upright and are printed, not white space."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledCell:
    """A cell as ruled lines enclose it on one page."""

    box: Box
    text: str
    """White space folded, line ends gone; empty for an empty cell."""
    room: float = 0.0
    """Width that the last line leaves free."""
    em: float = 0.0
    """Height of the type; 0 for an empty cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """What one page shows of a table."""

    page: int
    """Number of the page, from 1."""
    box: Box
    cells: tuple[RuledCell, ...]

    @property
    def columns(self) -> tuple[float, ...]:
        """Edges of the columns, from left to right."""
        return tuple(sorted({x for cell in self.cells for x in (cell.box.left, cell.box.right)}))
