"""Text between tags, given out line by line and cell by cell."""

from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from itertools import count

from audits.documents.document import Line
from audits.documents.white_space import fold
from rules.place import Place

MOST_TABLES_OPEN = 200

Cell = tuple[str, bool]
"""The text of a cell, white space folded; and whether it is the last of its row."""


class TextLines:
    """Collects text between tags and gives it out as lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.in_cell = False
        self._cells = 0
        self._before_table: list[tuple[int, int]] = []
        """For every open table the lines and cells before it."""
        self._lines_before_table = 0
        self._others = 0
        self._texts: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Text as written in the mark-up."""
        self.pieces.append(text)

    def take(self) -> None:
        """The text collected so far, if it is a line of its own."""
        if self.in_cell:
            self.in_cell = False
            self._cells += 1
            self.lines.append(Line(self._text(), place_of_cell(self._cells), True))
        elif self.pieces and (text := self._text()):
            self._others += 1
            self.lines.append(Line(text, Place(line=self._others)))

    def _text(self) -> str:
        pieces = self.pieces
        if not pieces:
            return ""
        if len(pieces) > 1:
            text = fold("".join([unescape(p) if "&" in p else p for p in pieces]))
        else:
            raw = pieces[0]
            text = self._texts.get(raw, raw)
            if text is raw and raw not in self._texts:
                text = self._texts[raw] = fold(unescape(raw))
        pieces.clear()
        return text

    def open_cell(self) -> None:
        """What follows is in a cell."""
        self.take()
        self.in_cell = True

    def add_cells(self, cells: Sequence[Cell]) -> None:
        """Whole cells, after what was met so far."""
        if not cells:
            return
        if self.in_cell or self.pieces:
            self.take()
        places = map(place_of_cell, count(self._cells + 1))
        self._cells += len(cells)
        self.lines += [Line(t, place, True, ends) for (t, ends), place in zip(cells, places)]  # noqa: B905

    def open_table(self) -> None:
        """A table in a cell: the text before it is no cell by itself."""
        if not self.in_cell:
            self.end_row()
        self.in_cell = False
        self.take()
        if len(self._before_table) < MOST_TABLES_OPEN:
            self._before_table.append((len(self.lines), self._cells))
            self._lines_before_table = len(self.lines)

    def close_table(self) -> None:
        """The end of a table; one of a single cell is a cell of the table around it."""
        self.end_row()
        if self._before_table:
            lines, cells = self._before_table.pop()
            self._lines_before_table = self._before_table[-1][0] if self._before_table else 0
            if self._before_table and len(self.lines) > lines and self._cells == cells + 1:
                self.lines[-1] = self.lines[-1]._replace(ends_row=False)

    def end_row(self) -> None:
        """The cell that was met last is the last of its row."""
        self.take()
        lines = self.lines
        if len(lines) > self._lines_before_table:
            text, place, is_cell, _ = lines[-1]
            if is_cell:
                lines[-1] = Line(text, place, True, True)

    def space(self) -> None:
        """White space between tags."""
        self.pieces.append(" ")

    def break_line(self) -> None:
        """A new line; in a cell it is a space."""
        if self.in_cell:
            self.pieces.append(" ")
        else:
            self.take()


@lru_cache(maxsize=8192)
def place_of_cell(number: int) -> Place:
    """Where the cell of that number stands; cells are counted from 1 through the page."""
    return Place(cell=number)
