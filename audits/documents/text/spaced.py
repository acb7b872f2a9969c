"""A row a line, its cells set apart by spaces: figures at the end, labels before them."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.documents.text.broken_labels import NumberedLine
from audits.documents.text.vocabulary import figures_due, is_label, is_wording, is_words
from rules.place import Place


def pieces_of_row(line: str) -> tuple[str, ...]:
    """Labels and figures of a line; words that make no label of the form are one piece."""
    tokens = line.split()
    first = len(tokens)
    while first > 0 and not is_words(tokens[first - 1]):
        first -= 1
    return (*_labels_in(tokens[:first]), *tokens[first:])


def _labels_in(words: Sequence[str]) -> tuple[str, ...]:
    """The words as labels: from the left the longest that are one, all of them or none."""
    labels: list[str] = []
    at = 0
    while at < len(words):
        ends = range(len(words), at, -1)
        end = next((e for e in ends if is_wording("".join(words[at:e]))), None)
        if end is None:
            return ("".join(words),) if words else ()
        labels.append("".join(words[at:end]))
        at = end
    return tuple(labels)


def is_row_of_form(line: str) -> bool:
    """Labels of the form and nothing else, or such with figures behind them."""
    pieces = pieces_of_row(line)
    words = [piece for piece in pieces if is_words(piece)]
    return bool(words) and all(map(is_label, words))


def may_be_row(line: str) -> bool:
    """Among rows of the form: figures only, or words with figures behind them."""
    pieces = pieces_of_row(line)
    return bool(pieces) and not is_words(pieces[-1]) and not _is_prose(pieces[0])


def _is_prose(text: str) -> bool:
    return any(mark in text for mark in "。；") or len(text) > 60


def grid_of_spaced(run: Sequence[NumberedLine]) -> Grid:
    """The rows as they are printed; a blank cell leaves its row too short to be read."""
    rows = [(number, row) for number, line in run for row in _rows_of(pieces_of_row(line))]
    return Grid(
        rows=len(rows),
        columns=max((len(pieces) for _, pieces in rows), default=0),
        cells=tuple(_cells_of(rows)),
    )


def _rows_of(pieces: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The row; where it has not the figures that its label asks for, each piece by itself."""
    words = [piece for piece in pieces if is_words(piece)]
    due = figures_due(words[-1]) if words else frozenset()
    if due and len(pieces) > len(words) and len(pieces) - len(words) not in due:
        yield from ((piece,) for piece in pieces)
    else:
        yield pieces


def _cells_of(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[GridCell]:
    for row, (number, pieces) in enumerate(rows):
        for column, text in enumerate(pieces):
            place = Place(line=number, column=column + 1)
            yield GridCell(text=text, row=row, column=column, place=place)
