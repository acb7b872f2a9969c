"""What a page end does to a table: rows cut in two, merged cells cut in two, heads repeated.

Two halves belong together when the geometry or the missing label says so; where neither does,
the rows stay apart. Nothing that stands in both halves is ever dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audits.documents.pdf.characters import continued
from rules.place import Place

_WRAPPED = 2.5  # em that a line leaves free, its cell's padding counted, when the text goes on
_TOO_LOW = 1.2  # em; a row that holds no line of text
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentCell:
    """A cell at its row and column of a fragment, both from 0."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    height: float
    """Points."""
    room: float
    """Points that the last line leaves free."""
    em: float
    """Height of the type in points; 0 for an empty cell."""
    place: Place

    @property
    def end_row(self) -> int:
        """The row after its last."""
        return self.row + self.row_span

    @property
    def has_words(self) -> bool:
        """Whether it is a label rather than a figure or nothing."""
        return _IDEOGRAPH.search(self.text) is not None

    @property
    def is_numbered(self) -> bool:
        """Whether it begins as an item does: ``（三）``, ``1.``, ``四、``."""
        return _NUMBERED.match(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Rows of a table."""

    rows: int
    cells: tuple[FragmentCell, ...]


_Pair = tuple[FragmentCell, FragmentCell]
"""A cell at the foot of a page, and the one under it at the head of the next."""


def without_repeated_head(whole: Fragment, part: Fragment) -> Fragment:
    """The part without the leading rows in which it prints the head of the table again."""
    for count in range(min(whole.rows, part.rows) - 1, 0, -1):
        head = _head(part, count)
        if head and head == _head(whole, count) and _is_head(head):
            return Fragment(
                rows=part.rows - count,
                cells=tuple(
                    replace(cell, row=cell.row - count) for cell in part.cells if cell.row >= count
                ),
            )
    return part


def _head(fragment: Fragment, count: int) -> set[tuple[str, int, int, int, int]]:
    """The first rows by text and place; empty where a cell runs on below them."""
    cells = [cell for cell in fragment.cells if cell.row < count]
    if any(cell.end_row > count for cell in cells):
        return set()
    return {
        (cell.text.replace(" ", ""), cell.row, cell.row_span, cell.column, cell.column_span)
        for cell in cells
    }


def _is_head(head: set[tuple[str, int, int, int, int]]) -> bool:
    return all(text and _IDEOGRAPH.search(text) for text, *_ in head)


def stacked(upper: Fragment, lower: Fragment) -> Fragment:
    """The lower fragment under the upper one, with what the page end cut put together."""
    foot = [cell for cell in upper.cells if cell.end_row == upper.rows]
    head = [cell for cell in lower.cells if cell.row == 0]
    pairs = _pairs_of(foot, head)
    is_cut = len(pairs) == len(foot) == len(head) and _row_is_cut(pairs)
    whole = pairs if is_cut else [pair for pair in pairs if _group_goes_on(pair, foot, head)]
    shift = upper.rows - is_cut
    apart_above, apart_below = {pair[0] for pair in whole}, {pair[1] for pair in whole}
    return Fragment(
        rows=shift + lower.rows,
        cells=(
            *(cell for cell in upper.cells if cell not in apart_above),
            *(_put_together(above, below, shift) for above, below in whole),
            *(
                replace(cell, row=cell.row + shift)
                for cell in lower.cells
                if cell not in apart_below
            ),
        ),
    )


def _pairs_of(foot: Sequence[FragmentCell], head: Sequence[FragmentCell]) -> list[_Pair]:
    under = {(cell.column, cell.column_span): cell for cell in head}
    pairs = [(cell, under.get((cell.column, cell.column_span))) for cell in foot]
    return [
        (above, below)
        for above, below in sorted(pairs, key=lambda pair: pair[0].column)
        if below is not None
    ]


def _put_together(above: FragmentCell, below: FragmentCell, shift: int) -> FragmentCell:
    return replace(
        above,
        text=continued(above.text, below.text, is_full=False),
        row_span=shift + below.end_row - above.row,
        height=above.height + below.height,
        room=below.room if below.text else above.room,
        em=below.em or above.em,
    )


def _wraps(above: FragmentCell, below: FragmentCell) -> bool:
    """Whether the text above had no place to go on but below."""
    is_full = above.room <= _WRAPPED * above.em
    return is_full and above.has_words and below.has_words and not below.is_numbered


def _row_is_cut(pairs: Sequence[_Pair]) -> bool:
    """Whether the last row of a page and the first of the next are halves of one row."""
    if any(above.text and below.text and not _wraps(above, below) for above, below in pairs):
        return False
    own = [pair for pair in pairs if pair[0].row_span == pair[1].row_span == 1]
    if not own:
        return False
    aboves, belows = [above for above, _ in own], [below for _, below in own]
    if not any(cell.text for cell in aboves):
        return True
    if not any(cell.text for cell in belows):
        return _is_too_low(belows, aboves) or _is_labelled(aboves)
    if any(_wraps(above, below) for above, below in own):
        return True
    return bool(aboves[0].text) != bool(belows[0].text)


def _is_too_low(blank: Sequence[FragmentCell], filled: Sequence[FragmentCell]) -> bool:
    em = max(cell.em for cell in filled)
    return min(cell.height for cell in blank) < _TOO_LOW * em


def _is_labelled(row: Sequence[FragmentCell]) -> bool:
    """Whether the row is a label and figures, so that a row without a label is its other half."""
    return row[0].has_words and not any(cell.has_words for cell in row[1:])


def _group_goes_on(pair: _Pair, foot: Sequence[FragmentCell], head: Sequence[FragmentCell]) -> bool:
    """Whether a cell that groups rows runs over the page end."""
    above, below = pair
    if not (_groups(above, foot) and _groups(below, head)):
        return False
    if not above.text or not below.text:
        return True
    return not below.is_numbered and (_wraps(above, below) or above.is_numbered)


def _groups(cell: FragmentCell, row: Sequence[FragmentCell]) -> bool:
    """Whether a label stands to the right of the cell."""
    return any(other.column > cell.column and other.has_words for other in row)
