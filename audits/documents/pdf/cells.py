"""The text of ruled cells, character by character."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audits.documents.pdf.characters import continued, is_ideographic
from audits.documents.pdf.page import Character, RuledCell, TablePart
from audits.documents.white_space import fold
from rules.place import Box

_SAME_LINE = 0.5  # em between the middles of characters
_WORD_SPACE = 0.3  # em
_FULL = 1.6  # em that a line leaves free, its cell's padding counted, when no digit more fits
_WRAPPED = 2.5  # the same when no Chinese character more fits; the text may go on below
_DEEPEST = 8.0  # em under the edge; a label pushed out may take several lines
_SAME_TYPE = 0.1  # of the height of type
_TALLER = 1.25  # of the height of a cell; only a watermark is
_PRINTED_TWICE = 0.25  # em; bold faked by a second copy beside the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """The rows and columns that the edges of boxes make."""

    columns: tuple[float, ...]
    """Edges from left to right: one more than there are columns."""
    rows: tuple[float, ...]
    """Edges from top to bottom."""

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> "Lattice":
        """The lattice whose edges are those of the boxes."""
        return cls(
            columns=tuple(sorted({x for box in boxes for x in (box.left, box.right)})),
            rows=tuple(sorted({y for box in boxes for y in (box.top, box.bottom)})),
        )

    def slots(self, box: Box) -> Iterator[tuple[int, int]]:
        """Row and column of every slot that a box with edges of this lattice covers."""
        for row in range(self.rows.index(box.top), self.rows.index(box.bottom)):
            for column in range(self.columns.index(box.left), self.columns.index(box.right)):
                yield row, column

    def slot(self, x: float, y: float) -> tuple[int, int]:
        """The slot of a point; one that no box covers where the point is outside."""
        return bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1


def table_part(boxes: Sequence[Box], characters: Iterable[Character], *, page: int) -> TablePart:
    """The part of a table that the boxes make, with the characters that stand in each box."""
    lattice = Lattice.of(boxes)
    box_at = {slot: index for index, box in enumerate(boxes) for slot in lattice.slots(box)}
    held: list[list[Character]] = [[] for _ in boxes]
    for character in characters:
        index = box_at.get(lattice.slot(character.center, character.middle))
        if index is not None and character.em <= _TALLER * _height(boxes[index]):
            held[index].append(character)
    return TablePart(
        page=page,
        box=Box(
            left=lattice.columns[0],
            top=lattice.rows[0],
            right=lattice.columns[-1],
            bottom=lattice.rows[-1],
        ),
        cells=tuple(_cell(box, held[index]) for index, box in enumerate(boxes)),
    )


def _height(box: Box) -> float:
    return box.bottom - box.top


def with_overflow(part: TablePart, beneath: Sequence[Character]) -> TablePart:
    """The part with what its last row prints under its lower edge where the page ends.

    Some printers push the last line of a label out of a merged cell. ``beneath`` is everything
    printed under the part; unless all of it goes on in full cells, it is text after the table.
    """
    foot = [cell for cell in part.cells if cell.box.bottom == part.box.bottom]
    held: dict[RuledCell, list[Character]] = {}
    for character in beneath:
        above = next((cell for cell in foot if _overflows(cell, character)), None)
        if above is None:
            return part
        held.setdefault(above, []).append(character)
    return replace(
        part,
        box=part.box._replace(
            bottom=max((c.middle + c.em / 2 for c in beneath), default=part.box.bottom),
        ),
        cells=tuple(_going_on(cell, held.get(cell, [])) for cell in part.cells),
    )


def _overflows(cell: RuledCell, character: Character) -> bool:
    return (
        cell.room <= _WRAPPED * cell.em
        and abs(character.em - cell.em) < _SAME_TYPE * cell.em
        and character.middle - cell.box.bottom < _DEEPEST * cell.em
        and cell.box.left <= character.center <= cell.box.right
        and is_ideographic(character.text[0])
        and any(map(is_ideographic, cell.text))
    )


def _going_on(cell: RuledCell, characters: list[Character]) -> RuledCell:
    below = _cell(cell.box, characters)
    return replace(below, text=continued(cell.text, below.text, is_full=True)) if below.em else cell


def _cell(box: Box, characters: list[Character]) -> RuledCell:
    text, room, em = "", 0.0, 0.0
    for row in _rows_of(characters):
        text = continued(text, fold("".join(_spaced(row))), is_full=room <= _FULL * em)
        room = box.right - box.left - (max(c.right for c in row) - row[0].left)
        em = max(character.em for character in row)
    return RuledCell(box=box, text=text, room=room, em=em)


def _rows_of(characters: list[Character]) -> Iterator[list[Character]]:
    row: list[Character] = []
    for character in sorted(characters, key=lambda character: character.middle):
        if row and character.middle - row[0].middle > _SAME_LINE * max(row[0].em, character.em):
            yield sorted(row, key=lambda character: character.left)
            row = []
        row.append(character)
    if row:
        yield sorted(row, key=lambda character: character.left)


def _spaced(row: list[Character]) -> Iterator[str]:
    before: Character | None = None
    for character in row:
        if before is not None:
            em = max(before.em, character.em)
            if character.text == before.text and character.left - before.left < _PRINTED_TWICE * em:
                continue
            if character.left - before.right > _WORD_SPACE * em:
                yield " "
        yield character.text
        before = character
