"""The second flattening of a text in which each line is a row.

It builds no table. What it keeps of a row is which places had a head above them, so that a blank
left by a merged cell is not taken for a blank cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audits.documents.document import Line
from audits.documents.text.vocabulary import is_heads, is_label, is_words
from audits.documents.white_space import fold
from rules.place import Place
from rules.printed_figures import form_and_value
from rules.report import CellForm

_BAR, _COMMA = "|", ","


def rows_cut_at(mark: str, lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """The cells of lines in which that mark parts one cell from the next."""
    framed = [text.strip() for _, text in lines if stands_inside(mark, text)]
    opens = mark == _BAR and all(text[0] == mark for text in framed)
    closes = mark == _BAR and all(text[-1] == mark for text in framed)

    def cut(text: str) -> list[str]:
        if mark != _BAR:
            return quoted_pieces(text, mark)
        inner = text.strip()
        if mark in inner:
            inner = inner[1:] if opens else inner
            inner = inner[:-1] if closes else inner
        return inner.split(mark)

    rows = [(number, cut(text), text) for number, text in lines]
    yield from _lines_of_rows(_without_ends_that_fell(rows))


def _without_ends_that_fell(
    rows: Sequence[tuple[int, list[str], str]],
) -> Iterator[tuple[int, list[str], str]]:
    """Where a line begins with a figure, the field left open above it was that figure's."""
    for at, (number, pieces, text) in enumerate(rows):
        below = next((cut for _, cut, line in rows[at + 1 : at + 3] if line.strip()), [])
        fell = any(map(_is_figure, below[:1])) and not "".join(pieces[-1:]).strip()
        is_row = any(piece.strip() for piece in pieces) and not is_heads(pieces)
        yield number, pieces[:-1] if fell and is_row else pieces, text


def _is_figure(piece: str) -> bool:
    return form_and_value(fold(piece))[0] in {CellForm.NUMBER, CellForm.PLACEHOLDER}


@dataclass(slots=True)
class _HeadsAbove:
    """The heads that hold, place by place."""

    rows: list[list[str]] = field(default_factory=list)
    are_open: bool = False

    def take(self, pieces: list[str]) -> Iterator[tuple[int, str]]:
        """Keeps a row of heads and gives those that are new; repeated ones are merged cells."""
        if not self.are_open:
            self.rows.clear()
        above = self.rows[-1] if self.rows and len(self.rows[-1]) == len(pieces) else []
        for place, text in enumerate(pieces):
            is_repeated = (place > 0 and pieces[place - 1] == text) or (
                bool(above) and above[place] == text
            )
            if text and not is_repeated:
                yield place, text
        self.rows.append(pieces)
        self.are_open = True

    def stand_over(self, place: int) -> bool:
        return any(place < len(row) and row[place] for row in self.rows)

    def merges(self, place: int) -> bool:
        """The place has the same head as the one before it."""
        lowest = self.rows[-1] if self.rows else []
        if not 0 < place < len(lowest) or not lowest[place]:
            return False
        return lowest[place] == lowest[place - 1]


def _lines_of_rows(rows: Iterable[tuple[int, list[str], str]]) -> Iterator[Line]:
    """The cells of rows that are given as line number, pieces and the line as a whole."""
    heads = _HeadsAbove()
    for number, cut, whole in rows:
        pieces = [fold(piece) for piece in cut]
        spoken = [piece for piece in pieces if piece]
        if spoken and not "".join(spoken).strip("-=:+|"):
            continue
        if not spoken:
            if heads.are_open and len(pieces) > 1:
                yield from _as_cells(number, _cells_of(pieces, heads))
            continue
        if len(cut) == 1 or (len(spoken) == 1 and not is_label(spoken[0])):
            text = spoken[0] if len(spoken) == 1 else fold(whole)
            yield Line(text=text, place=Place(line=number))
            heads.are_open = False
            continue
        if not any(map(is_label, spoken)) and any("。" in p or "；" in p for p in spoken):
            yield Line(text=fold(whole), place=Place(line=number))
            continue
        kept = heads.take(pieces) if is_heads(pieces) else _cells_of(pieces, heads)
        yield from _as_cells(number, kept)


def _as_cells(number: int, kept: Iterable[tuple[int, str]]) -> Iterator[Line]:
    for place, text in kept:
        yield Line(text=text, place=Place(line=number, column=place + 1), is_cell=True)


def _cells_of(pieces: list[str], heads: _HeadsAbove) -> Iterator[tuple[int, str]]:
    """The labels of a row, once each, and what stands behind them under heads."""
    words = [place for place, text in enumerate(pieces) if text and is_words(text)]
    first = words[-1] + 1 if words else 0
    for place in words:
        if place == 0 or pieces[place - 1] != pieces[place]:
            yield place, pieces[place]
    if len(words) != 1 or first < len(pieces):
        heads.are_open = False
    is_aligned = len(pieces) > 0 and any(len(row) == len(pieces) for row in heads.rows)
    for place in range(first, len(pieces)):
        text = pieces[place]
        if not is_aligned:
            yield place, text
        elif text and heads.merges(place) and place > first and pieces[place - 1] == text:
            continue
        elif text or (heads.stand_over(place) and not heads.merges(place)):
            yield place, text


def quoted_pieces(text: str, mark: str = _COMMA) -> list[str]:
    """A line cut at its commas or tabs, but for those between quotes."""
    pieces, piece, quoted = [], "", False
    for character in text:
        if character == '"':
            quoted = not quoted
        elif character == mark and not quoted:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    return [*pieces, piece]


def stands_inside(mark: str, text: str) -> bool:
    """Whether the mark has something behind it, and may part cells."""
    _, found, after = text.strip().lstrip(f" |{mark}").partition(mark)
    return bool(found) and bool(after.strip(" |\t"))
