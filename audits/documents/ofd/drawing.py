"""What a page of an OFD file draws: characters, rules and pictures, by its tree of objects.

The values are those of PDF pages, so that tables are found, read and joined in the same way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from audits.documents.matrix import Matrix
from audits.documents.ofd.objects import PlacedObject, objects_of
from audits.documents.ofd.package import root_of, too_much
from audits.documents.ofd.pages import OfdPage
from audits.documents.ofd.strokes import segments_of
from audits.documents.ofd.text import MOST_CHARACTERS_A_PAGE, OfdCharacter, characters_of
from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.page import Character, PageDrawing, Rule
from rules.place import Box

_POINTS = 72 / 25.4  # a millimetre
_MIDDLE = 0.38  # em from the base line to the middle of a character
_SMALLEST_PICTURE = 36.0  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A picture on a page, large enough to hold content."""

    box: Box
    resource: str
    """Its id among the document's resources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """A page."""

    drawing: PageDrawing
    pictures: tuple[PagePicture, ...]
    """From top to bottom."""
    unread: tuple[Box, ...]
    """Where upright characters stand that cannot be told, or do not show on white."""
    aslant: int
    """Characters left out because they do not stand upright."""


def drawn_page(page: OfdPage, units: Mapping[str, etree._Element]) -> DrawnPage:
    """What the page shows.

    Raises:
        DocumentUnreadable: the page is damaged, or holds more than a page of a report.
    """
    objects = [
        placed for content in page.contents for placed in objects_of(root_of(content), units)
    ]
    characters = list(_characters_in(objects))
    upright = [character for character in characters if not character.is_aslant]
    return DrawnPage(
        drawing=PageDrawing(
            characters=tuple(map(_character, (c for c in upright if c.is_told))),
            rules=tuple(_rules_in(objects)),
        ),
        pictures=tuple(sorted(_pictures_in(objects), key=lambda picture: picture.box.top)),
        unread=tuple(_box_of(c) for c in upright if not c.is_told),
        aslant=len(characters) - len(upright),
    )


def _characters_in(objects: Iterable[PlacedObject]) -> Iterator[OfdCharacter]:
    count = 0
    for placed in objects:
        if placed.kind == "TextObject":
            for character in characters_of(placed):
                count += 1
                if count > MOST_CHARACTERS_A_PAGE:
                    raise too_much()
                yield character


def _rules_in(objects: Iterable[PlacedObject]) -> Iterator[Rule]:
    for placed in objects:
        if placed.kind == "PathObject":
            for (x0, y0), (x1, y1) in segments_of(placed):
                yield Rule(
                    is_upright=y1 - y0 > x1 - x0,
                    left=x0 * _POINTS,
                    top=y0 * _POINTS,
                    right=x1 * _POINTS,
                    bottom=y1 * _POINTS,
                )


def _pictures_in(objects: Iterable[PlacedObject]) -> Iterator[PagePicture]:
    for placed in objects:
        if placed.kind == "ImageObject":
            box = _unit_square(placed.matrix)
            if min(box.right - box.left, box.bottom - box.top) >= _SMALLEST_PICTURE:
                yield PagePicture(box=box, resource=placed.element.get("ResourceID", ""))


def _unit_square(matrix: Matrix) -> Box:
    """Where a picture stands: its own space is the unit square."""
    corners = [matrix.place(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return Box(
        left=min(x for x, _ in corners) * _POINTS,
        top=min(y for _, y in corners) * _POINTS,
        right=max(x for x, _ in corners) * _POINTS,
        bottom=max(y for _, y in corners) * _POINTS,
    )


def _character(character: OfdCharacter) -> Character:
    return Character(
        text=characters_meant(character.text),
        left=character.left * _POINTS,
        right=character.right * _POINTS,
        middle=(character.base - _MIDDLE * character.em) * _POINTS,
        em=character.em * _POINTS,
    )


def _box_of(character: OfdCharacter) -> Box:
    return Box(
        left=character.left * _POINTS,
        top=(character.base - character.em) * _POINTS,
        right=character.right * _POINTS,
        bottom=character.base * _POINTS,
    )
