"""A flattened text as blocks: how it sets out its tables, and where each begins and ends."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto

from audits.documents.document import Block, Paragraph, Table
from audits.documents.text.barred import grid_of_bars
from audits.documents.text.broken_labels import (
    NumberedLine,
    with_whole_fields,
    with_whole_labels,
)
from audits.documents.text.delimited import PieceRow, grid_of_rows
from audits.documents.text.spaced import grid_of_spaced, is_row_of_form, may_be_row, pieces_of_row
from audits.documents.text.stacked import grid_of_stack
from audits.documents.text.strip_spans import with_spans_of_heads
from audits.documents.text.vocabulary import is_heads, is_label, is_section_heading, is_words
from audits.documents.white_space import fold
from rules.printed_figures import form_and_value
from rules.report import CellForm

_FEWEST = 3
"""Rows on one line each that there must be before the text is taken to be set out so."""
_LONGEST_CELL = 200
_LONGEST_UNKNOWN = 40
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}\s*、")
_END_BARS = re.compile(r"\s*\|[\s|]*$")
_RULE = re.compile(
    r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?|\s*[+|](?=[^-=]*[-=])[-=+|]{3,}\s*"
)
_PROSE = re.compile("[。；！]")
_FIGURES = frozenset({CellForm.NUMBER, CellForm.PLACEHOLDER})


class _SetOut(Enum):
    TABS = auto()
    COMMAS = auto()
    BARS_IN_ROWS = auto()
    BARS_BEHIND = auto()
    BARS_ALONE = auto()
    SPACES = auto()
    NOTHING = auto()


Run = Sequence[NumberedLine]


def blocks_of(written: Iterable[NumberedLine]) -> tuple[Block, ...]:
    """Paragraphs and tables, in order."""
    lines = list(with_whole_labels(list(with_whole_fields(written))))
    set_out = _set_out([text for _, text in lines])
    runs: dict[_SetOut, Callable[[Run], Iterator[Block]]] = {
        _SetOut.TABS: lambda run: _delimited(run, lambda line: _fields(line, "\t")),
        _SetOut.COMMAS: lambda run: _delimited(run, lambda line: _fields(line, ",")),
        _SetOut.BARS_IN_ROWS: lambda run: _delimited(run, _cutter_at_bars(run)),
        _SetOut.BARS_BEHIND: _barred,
        _SetOut.BARS_ALONE: _bars_alone,
        _SetOut.SPACES: _spaced,
        _SetOut.NOTHING: _stacked,
    }
    return tuple(_with_spans(block) for block in runs[set_out](lines))


def _with_spans(block: Block) -> Block:
    return Table(grid=with_spans_of_heads(block.grid)) if isinstance(block, Table) else block


def _set_out(lines: Sequence[str]) -> _SetOut:
    """The way in which most rows of a table are set out."""
    counts = {
        _SetOut.TABS: sum(1 for s in lines if "\t" in s.strip()),
        _SetOut.BARS_IN_ROWS: sum(1 for s in lines if _has_pieces_apart(s)),
        _SetOut.BARS_BEHIND: sum(1 for s in lines if _END_BARS.search(s) and s.strip(" |\t")),
        _SetOut.BARS_ALONE: sum(1 for s in lines if s.strip() and not s.strip(" |\t")),
        _SetOut.SPACES: sum(1 for s in lines if _is_row_with_spaces(s)),
        _SetOut.COMMAS: sum(1 for s in lines if _is_row_with_commas(s)),
    }
    by_bars = {_SetOut.BARS_BEHIND, _SetOut.BARS_ALONE}
    least = {kind: 1 if kind in by_bars else _FEWEST for kind in counts}
    return next((kind for kind, count in counts.items() if count >= least[kind]), _SetOut.NOTHING)


def _has_pieces_apart(line: str) -> bool:
    return len([piece for piece in line.split("|") if piece.strip()]) > 1


def _fields(line: str, delimiter: str) -> list[str]:
    """The fields of a line; one where it is no line of such a table."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _is_row_with_commas(line: str) -> bool:
    pieces = _fields(line, ",")
    spoken = [piece for piece in pieces if piece.strip()]
    return len(pieces) > 1 and any(map(is_label, spoken[:3])) and not _PROSE.search(line)


def _is_row_with_spaces(line: str) -> bool:
    return len(pieces_of_row(line)) > 1 and is_row_of_form(line)


# Rows on one line each


def _cutter_at_bars(lines: Run) -> Callable[[str], list[str]]:
    """Bars around every row are its border; else a bar at an end has a blank cell beyond it."""
    rows = [text.strip() for _, text in lines if _has_pieces_apart(text)]
    left = all(row.startswith("|") for row in rows)
    right = all(row.endswith("|") for row in rows)

    def cut(line: str) -> list[str]:
        pieces = line.strip().split("|")
        if len(pieces) == 1:
            return pieces
        return pieces[1 if left else 0 : -1 if right else None]

    return cut


def _delimited(lines: Run, cut: Callable[[str], list[str]]) -> Iterator[Block]:
    run: list[PieceRow] = []
    for at, (number, line) in enumerate(lines):
        pieces = tuple(fold(piece) for piece in cut(line))
        spoken = [piece for piece in pieces if piece]
        if _RULE.fullmatch(line) or not (spoken or _are_blank_figures(run, pieces)):
            continue
        if (len(spoken) > 1 and _is_row(spoken)) or (
            len(pieces) > 1 and all(map(is_label, spoken))
        ):
            fell = _goes_on_below(pieces, lines[at + 1 : at + 3], cut)
            run.append(PieceRow(number, pieces[:-1] if fell else pieces))
            continue
        if run:
            yield Table(grid=grid_of_rows(run))
            run = []
        if text := fold(line if len(spoken) > 1 else " ".join(spoken)):
            yield Paragraph(text=text)
    if run:
        yield Table(grid=grid_of_rows(run))


def _goes_on_below(pieces: Sequence[str], below: Run, cut: Callable[[str], list[str]]) -> bool:
    """The row broke off before one of its figures: its last field is no blank cell."""
    if pieces[-1:] != ("",) or is_heads(pieces):
        return False
    first = next((cut(line)[:1] for _, line in below if line.strip()), [])
    return any(map(_is_figure, first))


def _are_blank_figures(run: Sequence[PieceRow], pieces: Sequence[str]) -> bool:
    """Nothing is printed on the line; right under heads it is a row all the same."""
    return len(pieces) > 1 and bool(run) and is_heads(run[-1].pieces)


def _is_row(spoken: Sequence[str]) -> bool:
    """Pieces of prose that a comma or bar in it cut apart are no row."""
    return any(map(is_label, spoken)) or not any(_PROSE.search(piece) for piece in spoken)


# A value a line


def _barred(lines: Run) -> Iterator[Block]:
    """Runs of lines that end in bars."""
    run: list[NumberedLine] = []
    for at, (number, line) in enumerate(lines):
        is_open = bool(run) and _row_is_open(run[-1][1])
        if _END_BARS.search(line) or (is_open and _may_be_cell(line, lines[at + 1 : at + 4])):
            run.append((number, line))
            continue
        if run and not line.strip():
            continue
        if run:
            yield Table(grid=grid_of_bars(run))
            run = []
        if text := fold(line):
            yield Paragraph(text=text)
    if run:
        yield Table(grid=grid_of_bars(run))


def _row_is_open(line: str) -> bool:
    """One bar says that the row goes on; several, or none, that it ended."""
    return line.count("|") == 1


def _may_be_cell(line: str, below: Run) -> bool:
    """The last cell of a row has no bar in some copies; a numbered heading is no cell.

    Nor is a blank line with a figure under it: that one is the cell.
    """
    if not line.strip():
        following = next((text for _, text in below if text.strip()), "|")
        return "|" in following or not _is_figure(following)
    return len(line) <= _LONGEST_CELL and not _HEADING.match(line.strip())


def _is_figure(text: str) -> bool:
    return form_and_value(fold(text))[0] in _FIGURES


def _bars_alone(lines: Run) -> Iterator[Block]:
    """Bars on lines of their own stand between the cells: two with nothing between hold a blank.

    So does a bar with an empty line behind it, where words begin the next row.
    """
    pieces: list[NumberedLine] = []
    after_bar = after_blank = False
    for number, line in lines:
        text = fold(line.replace("|", " "))
        if after_bar and ((not text and "|" in line) or (after_blank and is_words(text))):
            pieces.append((number, ""))
        if text:
            pieces.append((number, text))
        after_blank = not line.strip()
        after_bar = "|" in line or (after_blank and after_bar)
    yield from _stacks(pieces, blanks_are_cells=True)


def _stacked(lines: Run) -> Iterator[Block]:
    yield from _stacks([(number, fold(text)) for number, text in lines], blanks_are_cells=False)


def _stacks(pieces: Run, *, blanks_are_cells: bool) -> Iterator[Block]:
    """Tables begin at a label and end before a heading or prose."""
    run: list[NumberedLine] = []
    for at, (number, text) in enumerate(pieces):
        if run:
            if _goes_on(pieces, at):
                run.append((number, text))
                continue
            yield Table(grid=grid_of_stack(run, blanks_are_cells=blanks_are_cells))
            run = []
        if is_label(text) and not is_section_heading(text):
            run.append((number, text))
        elif text:
            yield Paragraph(text=text)
    if run:
        yield Table(grid=grid_of_stack(run, blanks_are_cells=blanks_are_cells))


def _goes_on(pieces: Run, at: int) -> bool:
    """The piece belongs to the table before it; an unknown word only if a figure follows it."""
    text = pieces[at][1]
    if not text or not is_words(text):
        return True
    if is_section_heading(text) or _PROSE.search(text):
        return False
    if is_label(text):
        return True
    after = next((t for _, t in pieces[at + 1 : at + 4] if t), "")
    return (
        len(text) <= _LONGEST_UNKNOWN and bool(after) and (not is_words(after) or is_label(after))
    )


# A row a line, by spaces


def _spaced(lines: Run) -> Iterator[Block]:
    run: list[NumberedLine] = []
    for number, line in lines:
        if not line.strip():
            continue
        is_heading = is_words(pieces_of_row(line)[-1]) and is_section_heading(line)
        if not is_heading and (is_row_of_form(line) or (run and may_be_row(line))):
            run.append((number, line))
            continue
        if run:
            yield Table(grid=grid_of_spaced(run))
            run = []
        yield Paragraph(text=fold(line))
    if run:
        yield Table(grid=grid_of_spaced(run))
