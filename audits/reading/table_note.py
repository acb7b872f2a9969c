"""Whether a table lacks the note that the form prints in it: asked of both flattenings apart.

A few characters of the note on end are enough to see it, and so are other words for the same
relation. Whoever finds it in either flattening does not miss it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from audits.documents.document import Grid, Line
from rules.labels import plain
from rules.spec import TableSpec

_ENOUGH = 4
"""Characters on end: the note may be misprinted, or broken by a page end."""
_IN_OTHER_WORDS = re.compile(
    "[一1]项?(?:加|和|与|[+])第?[二2]项?.{0,6}(?:等于|[=])(?:第?[三3]|办理结果|本年度办理)"
    "|[勾钩构]嵇|[钩构]稽"
)


def grids_lack_note(table: TableSpec, grids: Iterable[Grid]) -> bool:
    """No cell of the grids that hold a table prints its note, and none shows more than its text."""
    if table.note is None:
        return False
    cells = [cell for grid in grids for cell in grid.cells]
    if any(cell.shows_more for cell in cells):
        return False
    return not _prints(table.note, [cell.text for cell in cells])


def lines_lack_note(table: TableSpec, lines: Sequence[Line]) -> bool:
    """No line of the document prints the note of a table, not even in several pieces."""
    return table.note is not None and not _prints(table.note, [line.text for line in lines])


def _prints(note: str, texts: Iterable[str]) -> bool:
    text = "".join(map(plain, texts))
    return any(words in text for words in _pieces(note)) or bool(_IN_OTHER_WORDS.search(text))


@lru_cache(maxsize=16)
def _pieces(note: str) -> tuple[str, ...]:
    words = plain(note)
    return tuple(words[at : at + _ENOUGH] for at in range(len(words) - _ENOUGH + 1))
