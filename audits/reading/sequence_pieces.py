"""What the second reader knows of the lines of a document: what each may stand for in the tables.

The reader decides by that and never by the text itself, so what follows from it is worked out once
for all documents whose lines may stand for the same things in the same order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from audits.documents.document import Line
from rules.labels import TableLabels, labels_of, plain, without_numbering
from rules.printed_figures import form_and_value
from rules.report import CellForm
from rules.spec import TableSpec
from rules.subtotal_labels import subtotal_labels

_TEXTS_REMEMBERED = 16_384
_VOCABULARIES_REMEMBERED = 16
_LONGEST_PIECE = 120
"""A longer line outside of cells is prose: neither a label nor a figure."""
_NO_HEAD = "\x00"
_ANY_FIGURE = "1"
_CELL, _END_OF_ROW = 1, 3
"""What the last two bits of a code tell."""
_COUNT = re.compile(r"[0-9]{1,15}")
"""Counts that stand for the same, whatever their digits."""


class Meaning(NamedTuple):
    """What a text may stand for in one table."""

    row: str | None = None
    """The row that it labels."""
    column: str | None = None
    """The column that it heads; what is numbered heads none."""
    begins_heads: bool = False
    """The corner of a block's heads: ``信息内容``."""
    group: str | None = None
    """The heading, note or corner that it is, whatever counts it."""
    is_group: bool = False
    """It is one as it is printed."""
    subtotal: str | None = None
    """The subtotal of a group that it names."""
    is_any_subtotal: bool = False
    """It names a subtotal and no group: 小计."""
    is_words: bool = True
    """Neither a figure nor a mark for none nor blank."""
    is_blank: bool = False
    head: str = _NO_HEAD
    """Its plain text, where the label of a column begins so; else the beginning of none."""


class Spot(NamedTuple):
    """Which cell of its row a piece is, by counting; spans are not known here."""

    row: int
    """Number of the row in the document; 0 where rows are not marked."""
    place: int
    """Cells before it in the row."""
    length: int
    """Cells of the row."""


_NOWHERE = Spot(0, 0, 0)


class Piece(NamedTuple):
    """A line as the reader takes it."""

    number: int
    """Among the pieces."""
    means: Meaning
    is_cell: bool
    ends_row: bool = False
    spot: Spot = _NOWHERE


class Vocabulary:
    """What texts stand for in the tables of a form, as numbers: 0 means nothing but words."""

    def __init__(self, tables: Sequence[TableSpec]) -> None:
        self._labels = tuple(labels_of(table) for table in tables)
        self._column = {table.id: place for place, table in enumerate(tables)}
        words = tuple(Meaning() for _ in tables)
        self._meanings = [words]
        self._codes = {words: 0}
        self.code_of = lru_cache(maxsize=_TEXTS_REMEMBERED)(self._code_of)
        """The number of what a text may stand for."""

    def meaning(self, code: int, table: str) -> Meaning:
        """What texts of that number stand for in a table."""
        return self._meanings[code][self._column[table]]

    def _code_of(self, text: str) -> int:
        if text != _ANY_FIGURE and _COUNT.fullmatch(text):
            return self.code_of(_ANY_FIGURE)
        meanings = tuple(_meaning(labels, text) for labels in self._labels)
        code = self._codes.setdefault(meanings, len(self._meanings))
        if code == len(self._meanings):
            self._meanings.append(meanings)
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The lines that may belong to a table.

    Left out are what stands above the first cell, and below the last from the first words on. Of
    several lines outside of cells that are mere words the first stands for all.
    """

    vocabulary: Vocabulary
    codes: tuple[int, ...]
    """Four times the number of what each may stand for; one more if it is known to be a cell, and
    two more if that is known to be the last of its row."""
    lines: tuple[Line, ...]


def pieces_of(tables: Sequence[TableSpec], lines: Sequence[Line]) -> Pieces:
    """The pieces of a document for the tables of a form."""
    vocabulary = _vocabulary(tuple(tables))
    code_of = vocabulary.code_of
    others = [number for number, line in enumerate(lines) if not line.is_cell]
    last_cell = next((n for n in reversed(range(len(lines))) if lines[n].is_cell), -1)
    codes: list[int] = []
    kept: list[Line] = []
    begin = 0
    for number in (*others, len(lines)):
        if begin < number:
            cells = lines[begin:number]
            codes += [
                4 * code_of(text) + (_END_OF_ROW if ends_row else _CELL)
                for text, _, _, ends_row in cells
            ]
            kept += cells
        begin = number + 1
        if number == len(lines) or not codes or codes[-1] == 0:
            continue
        text = lines[number].text
        code = 4 * code_of(text) if len(text) <= _LONGEST_PIECE else 0
        codes.append(code)
        kept.append(lines[number])
        if code == 0 and number > last_cell:
            break
    return Pieces(vocabulary=vocabulary, codes=tuple(codes), lines=tuple(kept))


def in_table(table: str, vocabulary: Vocabulary, codes: Sequence[int]) -> Iterator[Piece]:
    """Pieces by what they stand for in a table."""
    spots = _spots(codes)
    for number, code in enumerate(codes):
        means = vocabulary.meaning(code >> 2, table)
        spot = spots.get(number, _NOWHERE)
        yield Piece(number, means, bool(code & _CELL), code & 3 == _END_OF_ROW, spot)


def _spots(codes: Sequence[int]) -> dict[int, Spot]:
    """The spots of cells by piece; a row goes on over cells only."""
    spots: dict[int, Spot] = {}
    row: list[int] = []
    rows = 0
    for number, code in enumerate(codes):
        if not code & _CELL:
            row = []
            continue
        row.append(number)
        if code & 3 == _END_OF_ROW:
            rows += 1
            spots |= {n: Spot(rows, place, len(row)) for place, n in enumerate(row)}
            row = []
    return spots


@lru_cache(maxsize=_VOCABULARIES_REMEMBERED)
def _vocabulary(tables: tuple[TableSpec, ...]) -> Vocabulary:
    return Vocabulary(tables)


def _meaning(labels: TableLabels, text: str) -> Meaning:
    words, counted = plain(text), without_numbering(text)
    subtotals = subtotal_labels(labels.table)
    return Meaning(
        row=labels.rows.find(text),
        column=labels.columns.find(text) if words == counted else None,
        begins_heads=words == "信息内容",
        group=labels.groups.get(counted),
        is_group=words in labels.groups,
        subtotal=subtotals.named(text),
        is_any_subtotal=subtotals.is_alone(text),
        is_words=form_and_value(text)[0] is CellForm.TEXT,
        is_blank=not text,
        head=words if any(head.startswith(words) for head in labels.heads) else _NO_HEAD,
    )
