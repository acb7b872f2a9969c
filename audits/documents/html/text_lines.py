"""Text between tags, given out line by line and cell by cell."""

from functools import lru_cache
from html import unescape

from audits.documents.document import Line
from audits.documents.white_space import fold
from rules.place import Place


class TextLines:
    """Collects text between tags and gives it out as lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.in_cell = False
        self._cells = 0
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
            self.lines.append(Line(self._text(), _place_of_cell(self._cells), True))
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

    def open_table(self) -> None:
        """A table in a cell: the text before it is no cell by itself."""
        self.in_cell = False
        self.take()

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
def _place_of_cell(number: int) -> Place:
    return Place(cell=number)
