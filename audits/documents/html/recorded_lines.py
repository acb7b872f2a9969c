"""What tags do to the text of a page, written down to be done again elsewhere."""

from collections.abc import Callable, Sequence

from audits.documents.html.text_lines import Cell, TextLines

Event = tuple[Callable[..., None], tuple[str, ...]]
"""A method of ``TextLines`` and what it is given."""

_WITHIN_CELL = frozenset({TextLines.add, TextLines.space, TextLines.break_line})
_AFTER_CELL = frozenset({TextLines.take, TextLines.end_row, TextLines.space, TextLines.break_line})
"""What does nothing after the end of a cell, but that it may end the row."""


class RecordedText:
    """Takes note of what is done instead of doing it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._events: list[Event] = []

    @property
    def events(self) -> Sequence[Event]:
        """All that was done, in order."""
        self._note_pieces()
        return self._events

    def add(self, text: str) -> None:
        """Text as written in the mark-up."""
        self.pieces.append(text)

    def open_cell(self) -> None:
        """What follows is in a cell."""
        self._note(TextLines.open_cell)

    def take(self) -> None:
        """The text so far is a line of its own."""
        self._note(TextLines.take)

    def open_table(self) -> None:
        """A table begins."""
        self._note(TextLines.open_table)

    def close_table(self) -> None:
        """A table ends."""
        self._note(TextLines.close_table)

    def end_row(self) -> None:
        """A row begins or ends."""
        self._note(TextLines.end_row)

    def break_line(self) -> None:
        """A new line."""
        self._note(TextLines.break_line)

    def space(self) -> None:
        """White space between tags."""
        self._note(TextLines.space)

    def _note(self, done: Callable[[TextLines], None]) -> None:
        self._note_pieces()
        self._events.append((done, ()))

    def _note_pieces(self) -> None:
        self._events.extend((TextLines.add, (piece,)) for piece in self.pieces)
        self.pieces.clear()


def cell_at_start(events: Sequence[Event]) -> tuple[Cell | None, tuple[Event, ...]]:
    """The cell with which it begins, and what follows.

    ``None`` and all of it, when it does not begin with a cell that ends and holds only text.
    """
    whole = (None, tuple(events))
    if not events or events[0][0] is not TextLines.open_cell:
        return whole
    cell = TextLines()
    cell.open_cell()
    ends_row = False
    for at, (done, written) in enumerate(events[1:], start=1):
        if cell.lines:
            if done not in _AFTER_CELL:
                return (cell.lines[0].text, ends_row), tuple(events[at:])
        elif done in _WITHIN_CELL:
            done(cell, *written)
        elif done in _AFTER_CELL:
            cell.take()
        else:
            return whole
        ends_row |= done is TextLines.end_row
    return ((cell.lines[0].text, ends_row), ()) if cell.lines else whole
