"""What the compartments of a page hold, glyph by glyph as pdfium places them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audits.documents.pdf.characters import characters_meant
from audits.documents.pdf.compartments import Compartment, Enclosure, enclosures_of
from audits.documents.pdf.page import Glyph, PageText
from audits.documents.white_space import fold
from rules.place import Box

_SAME_LINE = 0.5  # em between base lines
_WORD_SPACE = 0.25  # em
_PADDING = 10.8  # points that a word processor keeps free in a cell, both sides together
_LAST_CHINESE = 2.2  # em that a full line of Chinese may leave free beside the padding
_FIRST_CHINESE = "\u2e80"
_OF_FIGURES = frozenset("0123456789.,")
_TALLER = 1.25  # of a cell's height: type of a watermark
_PUSHED_OUT = 8.0  # em under the last row of a page
_SAME_TYPE = 0.1


@dataclass(slots=True, kw_only=True)
class CellText:
    """A cell on its way into lines; two halves become one by ``take``."""

    page: int
    compartment: Compartment
    text: str
    free: float
    """Points that its last line leaves free, without usual padding."""
    em: float
    """Height of the type; 0 for an empty cell."""
    is_at_top: bool = False
    is_at_foot: bool = False
    is_whole: bool = True
    """No half of it may stand on another page, unseen."""
    rows: int = 1

    @property
    def box(self) -> Box:
        """Where it stands on its page; of a cell in two halves, the upper one."""
        return self.compartment.box

    @property
    def is_full(self) -> bool:
        """Whether the last line has no room for another Chinese character."""
        return bool(self.em) and self.free <= _LAST_CHINESE * self.em


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """What a page shows of a table whose compartments are told."""

    enclosure: Enclosure
    cells: list[CellText]
    """By row, then by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """The tables of a page, and the glyphs outside of them; page numbers are in neither."""

    number: int
    tables: tuple[PageTable, ...]
    loose: tuple[Glyph, ...]
    untold: tuple[Box, ...]
    """Where walls hang together that make no compartments."""


def parts_of(page: PageText) -> PageParts:
    """The glyphs of a page, each in the innermost compartment that holds it."""
    enclosures = [e for e in enclosures_of(page.walls) if len(e.columns) > 2]
    left = list(page.glyphs)
    tables = []
    for enclosure in sorted(enclosures, key=_area):
        if not enclosure.compartments:
            continue
        held, left = _held_by(enclosure, left)
        tables.append((enclosure, held))
    loose = [glyph for glyph in left if not _is_furniture(glyph, page)]
    tables.sort(key=lambda table: table[0].box.top)
    if tables:
        loose = _without_pushed_out(tables[-1], loose)
    return PageParts(
        number=page.number,
        tables=tuple(_table(page, enclosure, held) for enclosure, held in tables),
        loose=tuple(loose),
        untold=tuple(e.box for e in enclosures if not e.compartments),
    )


_Held = dict[Compartment, list[Glyph]]


def _area(enclosure: Enclosure) -> float:
    box = enclosure.box
    return (box.right - box.left) * (box.bottom - box.top)


def _held_by(enclosure: Enclosure, glyphs: Sequence[Glyph]) -> tuple[_Held, list[Glyph]]:
    held: _Held = {compartment: [] for compartment in enclosure.compartments}
    home_at = {
        (row, column): compartment
        for compartment in enclosure.compartments
        for row in range(compartment.row, compartment.end_row)
        for column in range(compartment.column, compartment.end_column)
    }
    others = []
    for glyph in glyphs:
        slot = (
            bisect_right(enclosure.rows, glyph.middle) - 1,
            bisect_right(enclosure.columns, glyph.center) - 1,
        )
        home = home_at.get(slot)
        if home is None:
            others.append(glyph)
        elif glyph.em <= _TALLER * (home.box.bottom - home.box.top):
            held[home].append(glyph)
    return held, others


def _is_furniture(glyph: Glyph, page: PageText) -> bool:
    return any(box.holds(glyph.center, glyph.middle) for box in page.furniture)


def _without_pushed_out(table: tuple[Enclosure, _Held], loose: list[Glyph]) -> list[Glyph]:
    """The loose glyphs, unless all under the last table of a page go on in cells of its last row.

    Some printers push the last lines of a label out under the page's last row, or all of a cell
    that names rows, which then stands empty.
    """
    enclosure, held = table
    foot = [c for c in held if c.end_row == len(enclosure.rows) - 1]
    worded = [c for c in foot if any(glyph.text >= _FIRST_CHINESE for glyph in held[c])]
    last_worded = max((c.column for c in worded), default=0)
    foot = [c for c in foot if c in worded or (not held[c] and c.column < last_worded)]
    under: list[tuple[Compartment, Glyph]] = []
    for glyph in loose:
        if glyph.middle <= enclosure.box.bottom:
            continue
        above = next((c for c in foot if c.box.left <= glyph.center <= c.box.right), None)
        if above is None or not _may_be_pushed_out(held[above], above, glyph):
            return loose
        under.append((above, glyph))
    for above, glyph in under:
        held[above].append(glyph)
    out = {id(glyph) for _, glyph in under}
    return [glyph for glyph in loose if id(glyph) not in out]


def _may_be_pushed_out(inside: Sequence[Glyph], home: Compartment, glyph: Glyph) -> bool:
    em = inside[-1].em if inside else glyph.em
    return (
        glyph.text >= _FIRST_CHINESE
        and abs(glyph.em - em) <= _SAME_TYPE * em
        and glyph.middle - home.box.bottom <= _PUSHED_OUT * em
        and (not inside or _free_beside(list(_lines_of(inside))[-1], home) <= _LAST_CHINESE * em)
    )


def _table(page: PageText, enclosure: Enclosure, held: _Held) -> PageTable:
    last = len(enclosure.rows) - 1
    cells = []
    for compartment, glyphs in held.items():
        inside = _printed_in_cell(glyphs, page)
        lines = list(_lines_of(inside))
        cells.append(
            CellText(
                page=page.number,
                compartment=compartment,
                text=_text_of(lines, compartment),
                free=_free_beside(lines[-1], compartment) if lines else 0.0,
                em=max((glyph.em for glyph in inside), default=0.0),
                is_at_top=compartment.row == 0,
                is_at_foot=compartment.end_row == last,
                rows=compartment.end_row - compartment.row,
            )
        )
    return PageTable(enclosure=enclosure, cells=cells)


def _printed_in_cell(glyphs: Sequence[Glyph], page: PageText) -> Sequence[Glyph]:
    """Without a page number; but a number that is all that a cell holds may be its figure."""
    own = [glyph for glyph in glyphs if not _is_furniture(glyph, page)]
    return own if own or not all(glyph.text.isdigit() for glyph in glyphs) else glyphs


def _lines_of(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if line and glyph.base - line[-1].base > _SAME_LINE * min(line[-1].em, glyph.em):
            yield sorted(line, key=lambda g: g.left)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda g: g.left)


def _free_beside(line: Sequence[Glyph], compartment: Compartment) -> float:
    inner = compartment.box.right - compartment.box.left - _PADDING
    return inner - (max(glyph.right for glyph in line) - line[0].left)


def _text_of(lines: Sequence[Sequence[Glyph]], compartment: Compartment) -> str:
    text = ""
    above: Sequence[Glyph] | None = None
    for line in lines:
        words = fold(characters_meant("".join(_spaced(line))))
        text = words if above is None else text + _joint(above, line, compartment) + words
        above = line
    return text


def _joint(above: Sequence[Glyph], below: Sequence[Glyph], compartment: Compartment) -> str:
    """What stands between two lines of a cell: nothing in Chinese, and within a broken number."""
    last, first = above[-1], below[0]
    if max(last.text[-1], first.text[0]) >= _FIRST_CHINESE:
        return ""
    is_broken_number = (
        _OF_FIGURES.issuperset(last.text + first.text)
        and _free_beside(above, compartment) < first.right - first.left
        and below[-1].right - first.left <= above[-1].right - above[0].left + 1
    )
    return "" if is_broken_number else " "


def _spaced(line: Sequence[Glyph]) -> Iterator[str]:
    for before, glyph in pairwise((line[0], *line)):
        if glyph.left - before.right > _WORD_SPACE * max(before.em, glyph.em):
            yield " "
        yield glyph.text
