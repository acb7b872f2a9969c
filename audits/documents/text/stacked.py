"""A value a line without borders: words after figures begin the next row."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Grid, GridCell
from audits.documents.text.broken_labels import NumberedLine
from audits.documents.text.vocabulary import figures_due, is_words, strip_form, strip_row
from rules.labels import plain
from rules.place import Place

Stack = Sequence[NumberedLine]
_CORNER = "信息内容"
_FEWEST_TO_HALVE = 4


def grid_of_stack(stack: Stack, *, blanks_are_cells: bool) -> Grid:
    """The rows of the pieces, heads in a row of their own; blanks as ``blanks_are_cells`` says.

    Where that is False, blank lines are cells only if every row then has the figures that its
    label asks for, and without them some has not.
    """
    if not blanks_are_cells:
        blanks_are_cells = not _are_full(_spoken(stack)) and _are_full(stack)
    rows = list(_rows_of(stack if blanks_are_cells else _spoken(stack)))
    cells = tuple(
        GridCell(text=text, row=number, column=column, place=Place(line=line))
        for number, row in enumerate(rows)
        for column, (line, text) in enumerate(row)
    )
    return Grid(rows=len(rows), columns=max(map(len, rows), default=0), cells=cells)


def _spoken(stack: Stack) -> Stack:
    return [(line, text) for line, text in stack if text]


def _are_full(stack: Stack) -> bool:
    """Every row whose label is known is followed by just the figures it asks for."""
    told = [(_due(words), len(values)) for words, values in _runs(stack) if words]
    return any(due for due, _ in told) and all(count in due for due, count in told if due)


def _due(words: Stack) -> frozenset[int]:
    """How many figures follow the words; empty where these do not tell."""
    if any(strip_row(text) for _, text in words):
        rows, columns = strip_form()
        return frozenset({len(rows) * len(columns)})
    return figures_due(words[-1][1]) if words else frozenset()


def _runs(stack: Stack) -> Iterator[tuple[list[NumberedLine], list[NumberedLine]]]:
    """Words, and the figures and blanks that follow them; blanks between words are no cells."""
    words: list[NumberedLine] = []
    values: list[NumberedLine] = []
    for line, text in stack:
        if text and is_words(text):
            if values and not _may_be_spacing(words, values):
                yield words, values
                words = []
            values = []
            words.append((line, text))
        elif words:
            values.append((line, text))
    yield words, _without_spacing(words, values)


def _without_spacing(words: Stack, values: list[NumberedLine]) -> list[NumberedLine]:
    """The blanks behind the last figure due stand between the table and what follows it."""
    end = len(values)
    while end > max(_due(words), default=0) and not values[end - 1][1]:
        end -= 1
    return values[:end]


def _may_be_spacing(words: Stack, values: Stack) -> bool:
    """Nothing but blanks behind words that label no row."""
    return not any(text for _, text in values) and not figures_due(words[-1][1])


def _rows_of(stack: Stack) -> Iterator[Stack]:
    for words, values in _runs(stack):
        if not values or any(strip_row(text) for _, text in words):
            yield from (row for row in (words, values) if row)
            continue
        *before, label = words
        yield from _rows_of_heads(before, len(values) + 1)
        due = figures_due(label[1])
        if due and len(values) not in due:
            yield from ([piece] for piece in (label, *values))
        else:
            yield [label, *values]


def _rows_of_heads(words: Stack, width: int) -> Iterator[Stack]:
    """Heads behind their corner stand over the figures below; others only tell their order.

    These are set in two rows, one above the other, so that no head stands over figures.
    """
    corners = [n for n, (_, text) in enumerate(words) if plain(text) == _CORNER]
    start = corners[-1] if corners else max(0, len(words) - width)
    yield from ([word] for word in words[:start])
    heads = words[start:]
    half = 0 if corners or len(heads) < _FEWEST_TO_HALVE else len(heads) // 2
    yield from (row for row in (heads[:half], heads[half:]) if row)
