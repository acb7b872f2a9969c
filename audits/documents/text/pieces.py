"""The second flattening of a text: line after line cut into the pieces that are cells.

It builds no table. What it keeps of a row is which places had a head above them, so that a blank
left by a merged cell is not taken for a blank cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audits.documents.document import Line
from audits.documents.text.vocabulary import (
    figures_due,
    is_heads,
    is_label,
    is_section_heading,
    is_words,
    strip_form,
    strip_row,
    wordings,
)
from audits.documents.white_space import fold
from rules.labels import without_numbering
from rules.place import Place
from rules.printed_figures import form_and_value
from rules.report import CellForm

_FEWEST_ROWS = 3
_FEWEST_FIGURES = 10
_LONGEST_WORDS = 40
_MOST_LINES_BROKEN = 4
_MOST_LINES_QUOTED = 40
_BAR, _TAB, _COMMA = "|", "\t", ","


def lines_of(written: Iterable[tuple[int, str]]) -> tuple[Line, ...]:
    """Every line by itself, or piece after piece where it is a row."""
    lines = _mended(written)
    for mark in (_TAB, _BAR):
        if sum(1 for _, text in lines if _stands_inside(mark, text)) >= _FEWEST_ROWS:
            return tuple(_rows_cut_at(mark, lines))
    bars = [(text.count(_BAR), bool(text.replace(_BAR, "").strip())) for _, text in lines]
    if any(count and spoken for count, spoken in bars):
        return tuple(_with_bars_behind(lines))
    if any(count for count, _ in bars):
        return tuple(_between_bars(lines))
    if sum(1 for _, text in lines if _begins_with_label(text)) >= _FEWEST_ROWS:
        return tuple(_rows_cut_at(_COMMA, lines))
    return tuple(_of_stack(lines))


def _stands_inside(mark: str, text: str) -> bool:
    _, found, after = text.strip().lstrip(f" |{mark}").partition(mark)
    return bool(found) and bool(after.strip(" |\t"))


def _begins_with_label(text: str) -> bool:
    """A label before one of the first commas that are not quoted."""
    pieces = quoted_pieces(text)
    return len(pieces) > 1 and any(without_numbering(piece) in wordings() for piece in pieces[:3])


# Labels broken over lines


def _mended(written: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines whose words end a label that the lines above begin are put behind them."""
    done: list[tuple[int, str]] = []
    for number, line in _closed(list(written)):
        text, words = line, _words_before_cells(line)
        for count in range(min(_MOST_LINES_BROKEN, len(done)), 0, -1):
            above = [t for _, t in done[-count:]]
            if words and _complete(above, words):
                del done[-count:]
                text = "".join(map(str.strip, above)) + line.lstrip()
                break
        done.append((number, text))
    return done


def _closed(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A line in which a quoted field is left open goes on until it is closed."""
    at = 0
    while at < len(lines):
        number, text = lines[at]
        at += 1
        ahead = at
        whole = text
        while _is_left_open(whole) and ahead < min(len(lines), at + _MOST_LINES_QUOTED):
            whole += lines[ahead][1]
            ahead += 1
        if whole != text and not _is_left_open(whole):
            text, at = whole, ahead
        yield number, text


def _is_left_open(text: str) -> bool:
    """A quote at the beginning of a field has no quote at the end of one after it."""
    is_open = False
    for place, character in enumerate(text):
        if character != '"':
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if not is_open and (place == 0 or before in {_COMMA, _TAB}):
            is_open = True
        elif is_open and (not after or after in {_COMMA, _TAB}):
            is_open = False
    return is_open


def _complete(above: Sequence[str], words: str) -> bool:
    """The parts make one label of the form, and are not labels each."""
    parts = [*above, words]
    if any(not part.strip() or _words_before_cells(part) != part.strip() for part in above):
        return False
    is_whole = without_numbering("".join(parts)) in wordings()
    return is_whole and any(without_numbering(part) not in wordings() for part in parts)


def _words_before_cells(text: str) -> str:
    """What stands before the first border, or before the figures at the end."""
    ends = [place for mark in (_BAR, _TAB) if (place := text.strip().find(mark)) >= 0]
    if ends:
        return text.strip()[: min(ends)].strip()
    tokens = text.split(" ")
    while tokens and (not tokens[-1] or not is_words(tokens[-1])):
        tokens.pop()
    return " ".join(tokens).strip()


# A row a line


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


def _rows_cut_at(mark: str, lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    framed = [text.strip() for _, text in lines if _stands_inside(mark, text)]
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
    yield from lines_of_rows(_without_ends_that_fell(rows))


def _without_ends_that_fell(
    rows: Sequence[tuple[int, list[str], str]],
) -> Iterator[tuple[int, list[str], str]]:
    """Where a line begins with a figure, the field left open above it was that figure's."""
    for at, (number, pieces, text) in enumerate(rows):
        below = next((cut for _, cut, line in rows[at + 1 : at + 3] if line.strip()), [""])
        fell = _is_figure(below[0]) and not pieces[-1].strip() and any(map(_is_figure, pieces))
        yield number, pieces[:-1] if fell else pieces, text


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


def lines_of_rows(rows: Iterable[tuple[int, list[str], str]]) -> Iterator[Line]:
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


# A value a line


def _with_bars_behind(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """A line with a bar is a cell, whatever stands around it."""
    for number, text in lines:
        before, bar, _ = text.partition(_BAR)
        yield Line(text=fold(before), place=Place(line=number), is_cell=bool(bar))


def _between_bars(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """Whatever stands before or behind a bar is a cell; bars with nothing between hold a blank."""
    texts = [(number, fold(text)) for number, text in lines]
    spoken = [at for at, (_, text) in enumerate(texts) if text]
    is_bar = [bool(text) and not text.strip(" |") for _, text in texts]
    for above, at, below in zip([-1, *spoken], spoken, [*spoken[1:], -1], strict=False):
        number, text = texts[at]
        before, after = above >= 0 and is_bar[above], below >= 0 and is_bar[below]
        ends_in_blank = before and at - above > 1 and not is_bar[at] and is_words(text)
        if ends_in_blank or (before and is_bar[at]):
            yield Line(text="", place=Place(line=number), is_cell=True)
        if not is_bar[at]:
            yield Line(text=text, place=Place(line=number), is_cell=before or after)


def _of_stack(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """In a table every label of the form is a cell, every figure, and a word before a figure.

    Where hardly any figure has a line to itself, lines are rows, and given as they are printed.
    """
    spoken = [fold(text) for _, text in lines]
    is_stack = sum(1 for t in spoken if t and " " not in t and not is_words(t)) >= _FEWEST_FIGURES
    in_table = False
    blanks_due = 0
    for at, (number, _) in enumerate(lines):
        text = spoken[at]
        if text and is_words(text):
            known = is_label(text) and not is_section_heading(text)
            in_table = known or (in_table and _is_before_figure(spoken, at))
            blanks_due = _blanks_among_figures(spoken, at) if in_table else 0
        blanks_due -= not text
        is_cell = in_table and (bool(text) or blanks_due >= 0)
        yield Line(text=text, place=Place(line=number), is_cell=is_stack and is_cell)


def _blanks_among_figures(texts: Sequence[str], at: int) -> int:
    """Blank lines that are cells: with them, words are followed by just the figures due."""
    rows, columns = strip_form()
    first = at
    while first > 0 and texts[first - 1] and is_words(texts[first - 1]):
        first -= 1
    is_strip = any(strip_row(text) for text in texts[first : at + 1])
    due = {len(rows) * len(columns)} if is_strip else set(figures_due(texts[at]))
    end = next((n for n in range(at + 1, len(texts)) if texts[n] and is_words(texts[n])), None)
    behind = list(texts[at + 1 : end])
    while len(behind) > max(due, default=0) and not behind[-1]:
        behind.pop()
    return behind.count("") if len(behind) in due else 0


def _is_before_figure(texts: Sequence[str], at: int) -> bool:
    after = next((text for text in texts[at + 1 : at + 4] if text), "")
    is_short = len(texts[at]) <= _LONGEST_WORDS and not is_section_heading(texts[at])
    return is_short and bool(after) and not is_words(after)
