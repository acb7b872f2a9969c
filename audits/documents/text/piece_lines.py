"""The second flattening of a text in which each value has a line of its own."""

from collections.abc import Iterator, Sequence

from audits.documents.document import Line
from audits.documents.text.vocabulary import (
    figures_due,
    is_label,
    is_section_heading,
    is_words,
    strip_form,
    strip_row,
)
from audits.documents.white_space import fold
from rules.place import Place

_FEWEST_FIGURES = 10
_LONGEST_WORDS = 40
_BAR = "|"


def with_bars_behind(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """A line with a bar is a cell, whatever stands around it; a gap above a figure is none."""
    for at, (number, text) in enumerate(lines):
        before, bar, _ = text.partition(_BAR)
        if text.strip() or not _stands_over_figure(lines, at):
            yield Line(text=fold(before), place=Place(line=number), is_cell=bool(bar))


def _stands_over_figure(lines: Sequence[tuple[int, str]], at: int) -> bool:
    """The next line with anything on it has no bar and no words."""
    below = next((text for _, text in lines[at + 1 : at + 4] if text.strip()), _BAR)
    return _BAR not in below and not is_words(fold(below))


def between_bars(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
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


def of_stack(lines: Sequence[tuple[int, str]]) -> Iterator[Line]:
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
