"""Tables of PDF pages by their ruled lines, as pdfplumber's table finder finds them."""

from collections.abc import Iterator, Sequence

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from audits.documents.pdf.cells import table_part, with_overflow
from audits.documents.pdf.page import PageDrawing, PageText, Rule, TablePart
from rules.place import Box

_SNAP = 3.0  # points
_MEET = 3.0  # points
_OUT = 8.0  # points that level rules run out over the last upright one
_ROWS_AND_ONE = 3


def table_parts(drawing: PageDrawing, page: PageText) -> tuple[TablePart, ...]:
    """The tables that the rules of a page make, from top to bottom.

    A part with a single column may be a table's row or only a box around text: the caller knows.
    """
    printed = [
        character
        for character in drawing.characters
        if not any(box.holds(character.center, character.middle) for box in page.furniture)
    ]
    parts = [
        table_part(boxes, printed, page=page.number)
        for band in _bands_of(drawing.rules)
        for boxes in _tables_of(band)
    ]
    if parts:
        lowest = parts[-1].box.bottom
        beneath = [character for character in printed if character.middle > lowest]
        parts[-1] = with_overflow(parts[-1], beneath)
    return tuple(parts)


def _bands_of(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The rules of one table after the other: tables are apart where no upright rule runs.

    Each is worked on alone, since rules of two tables that nearly align would be drawn together.
    """
    bands: list[tuple[float, float]] = []
    uprights = (rule for rule in rules if rule.is_upright)
    for rule in sorted(uprights, key=lambda rule: rule.top):
        if bands and rule.top <= bands[-1][1] + _SNAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], rule.bottom))
        else:
            bands.append((rule.top, rule.bottom))
    for top, bottom in bands:
        yield [rule for rule in rules if rule.top >= top - _SNAP and rule.bottom <= bottom + _SNAP]


def _closing(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules over the open top and under the open bottom of a table that a page end cuts."""
    uprights = [rule for rule in rules if rule.is_upright]
    first = min(rule.top for rule in uprights)
    last = max(rule.bottom for rule in uprights)
    for height, ends in (
        (first, [rule.left for rule in uprights if rule.top - first <= _SNAP]),
        (last, [rule.left for rule in uprights if last - rule.bottom <= _SNAP]),
    ):
        yield Rule(is_upright=False, left=min(ends), right=max(ends), top=height, bottom=height)
    yield from _missing_sides(rules, min(r.left for r in uprights), max(r.left for r in uprights))


def _missing_sides(rules: Sequence[Rule], left: float, right: float) -> Iterator[Rule]:
    """Upright rules where the level ones end, on a table without any at its outermost sides."""
    levels = [rule for rule in rules if not rule.is_upright]
    for reach, ends in (
        (left, [rule.left for rule in levels]),
        (right, [rule.right for rule in levels]),
    ):
        side = min(ends, default=reach) if reach == left else max(ends, default=reach)
        beside = [r for r, end in zip(levels, ends, strict=True) if abs(end - side) <= _SNAP]
        if abs(side - reach) > _OUT and len(beside) >= _ROWS_AND_ONE:
            top, bottom = min(r.top for r in beside), max(r.top for r in beside)
            yield Rule(is_upright=True, left=side, right=side, top=top, bottom=bottom)


def _tables_of(band: Sequence[Rule]) -> list[list[Box]]:
    """The cells of each table from top to bottom; a cell that touches no other is a table too."""
    drawn = [_edge(rule) for rule in (*band, *_closing(band))]
    edges = merge_edges(drawn, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(edges, _MEET, _MEET))
    tables = cells_to_tables(cells)
    in_tables = {cell for table in tables for cell in table}
    tables += [[cell] for cell in cells if cell not in in_tables]
    boxes = [
        [Box(left=x0, top=top, right=x1, bottom=bottom) for x0, top, x1, bottom in table]
        for table in tables
    ]
    return sorted(boxes, key=lambda table: min(box.top for box in table))


def _edge(rule: Rule) -> dict[str, str | float]:
    """The rule as pdfplumber's table functions want it."""
    return {
        "orientation": "v" if rule.is_upright else "h",
        "x0": rule.left,
        "x1": rule.right,
        "top": rule.top,
        "bottom": rule.bottom,
        "doctop": rule.top,
        "width": rule.right - rule.left,
        "height": rule.bottom - rule.top,
    }
