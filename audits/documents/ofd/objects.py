"""The objects that a page shows, each with the matrix that leads to the page.

Names and meaning are those of GB/T 33190-2016, 8 (graphic units), 11 (text) and 13 (composites).
Annotations and seals are not among them.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from audits.documents.matrix import Matrix
from audits.documents.ofd.numbers import matrix_of, numbers_in
from audits.documents.ofd.package import too_much
from audits.documents.ofd.pages import child, children, name_of

MOST_OBJECTS_A_PAGE = 50_000

_DEEPEST = 8
_LIGHT = 250


class PlacedObject(NamedTuple):
    """An object of a page."""

    kind: str
    """``TextObject``, ``PathObject`` or ``ImageObject``."""
    element: etree._Element
    matrix: Matrix
    """From the space of the object to the page, in millimetres."""


def objects_of(root: etree._Element, units: Mapping[str, etree._Element]) -> Iterator[PlacedObject]:
    """What a page or a template shows, in the order in which it is drawn.

    Raises:
        DocumentUnreadable: there are more than a page can hold.
    """
    content = child(root, "Content")
    found = 0
    for layer in () if content is None else children(content, "Layer"):
        for placed in _objects_in(layer, Matrix(), units, 0):
            found += 1
            if found > MOST_OBJECTS_A_PAGE:
                raise too_much()
            yield placed


def _objects_in(
    parent: etree._Element, outer: Matrix, units: Mapping[str, etree._Element], depth: int
) -> Iterator[PlacedObject]:
    if depth > _DEEPEST:
        raise too_much()
    for element in parent:
        kind = name_of(element)
        if kind == "PageBlock":
            yield from _objects_in(element, outer, units, depth + 1)
        elif kind.endswith("Object") and _is_shown(element):
            matrix = matrix_of(element.get("Boundary"), element.get("CTM")).then(outer)
            if kind == "CompositeObject":
                unit = units.get(element.get("ResourceID", ""))
                inside = None if unit is None else child(unit, "Content")
                if inside is not None:
                    yield from _objects_in(inside, matrix, units, depth + 1)
            else:
                yield PlacedObject(kind, element, matrix)


def _is_shown(element: etree._Element) -> bool:
    return element.get("Visible", "true").strip() != "false" and element.get("Alpha") != "0"


def is_inked(element: etree._Element, role: str, *, usually: bool) -> bool:
    """Whether the object is filled or outlined with a colour that shows on white paper.

    Args:
        element: the object.
        role: ``Fill`` or ``Stroke``.
        usually: what holds where the object does not say.
    """
    said = element.get(role, "").strip()
    if said == "false" or (not said and not usually):
        return False
    colour = child(element, f"{role}Color")
    if colour is None:
        return True
    parts = numbers_in(colour.get("Value"))
    if len(parts) == 4:
        is_white = all(ink <= 255 - _LIGHT for ink in parts)
    else:
        is_white = bool(parts) and all(light >= _LIGHT for light in parts)
    return not is_white and colour.get("Alpha", "").strip() != "0"
