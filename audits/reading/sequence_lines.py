"""The second reader on lines as a page prints them: the figures at the end of each.

Blank cells cannot be seen in such lines, so a row is read only when its line ends in exactly as
many figures as the form has columns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audits.documents.document import Line
from rules.labels import labels_of, plain, without_numbering
from rules.place import Place
from rules.printed_figures import form_and_value
from rules.report import CellForm
from rules.spec import Layout, RowSpec, TableSpec

_STOP = re.compile(r"^(?:四)?政府信息公开行政复议|行政复议|未经复议")
_FIGURE_WITH_UNIT = re.compile(r"[\d,.]+[件条项次宗个元]{1,2}")
_KEY_LENGTH = 4


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures that end a line, and the words before them and since the figures above."""

    values: tuple[str, ...]
    own_words: str
    words_before: str
    place: Place


def read_lines(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Cell ids with their text, for whichever layout the table has."""
    readers = {Layout.BLOCKS: _blocks, Layout.MATRIX: _matrix, Layout.STRIP: _strip}
    return readers[table.layout](table, lines)


def _figures_in(lines: Sequence[Line]) -> Iterator[_Figures]:
    words: list[str] = []
    for line in lines:
        tokens = line.text.split()
        first = len(tokens)
        while first > 0 and _is_figure(tokens[first - 1]):
            first -= 1
        own = "".join(tokens[:first])
        if first == len(tokens):
            words.append(own)
            continue
        yield _Figures(
            values=tuple(tokens[first:]),
            own_words=own,
            words_before="".join(words),
            place=line.place,
        )
        words = []


def _is_figure(token: str) -> bool:
    """A figure or a mark for none, perhaps with its unit; ``1.重复申请`` begins a label."""
    form = form_and_value(token)[0]
    if form is CellForm.NUMBER_WITH_TEXT:
        return bool(_FIGURE_WITH_UNIT.fullmatch(token))
    return form is not CellForm.TEXT


def _cells(
    table: str, row: str, columns: Sequence[str], found: _Figures
) -> Iterator[tuple[str, Line]]:
    for column, value in zip(columns, found.values, strict=True):
        yield f"{table}/{row}/{column}", Line(value, found.place)


# Table 3


def _matrix(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    region = _from_first_row(lines, table.rows[0].label)
    found = list(_figures_in(region))
    rows = _rows_in_order(table, found, "".join(line.text for line in region))
    columns = [c.id for c in table.blocks[0].columns]
    for row, figures in zip(rows, found, strict=False):
        if row is not None and len(figures.values) == len(columns):
            yield from _cells(table.id, row, columns, figures)


def _from_first_row(lines: Sequence[Line], label: str) -> Sequence[Line]:
    """From the line that begins with the first row's label to the next section's head."""
    texts = [plain(line.text) for line in lines]
    key = plain(label)[:_KEY_LENGTH]
    starts = [i for i, text in enumerate(texts) if text.lstrip("一").startswith(key)]
    if not starts:
        return ()
    start = starts[-1]
    stop = next((i for i in range(start + 1, len(texts)) if _STOP.search(texts[i])), len(texts))
    return lines[start:stop]


def _rows_in_order(table: TableSpec, found: Sequence[_Figures], text: str) -> Sequence[str | None]:
    """The form's rows for the lines of figures: by count when it fits, else by their words."""
    whole = [r.id for r in table.rows]
    if len(found) == len(whole):
        return whole
    merged = _with_merged_rows(table, text)
    if merged and len(found) == len(merged):
        return merged
    return [_row_of(table, figures) for figures in found]


def _with_merged_rows(table: TableSpec, text: str) -> list[str] | None:
    """The rows where some are printed as one: its label is there and those of its parts are not."""
    squeezed = plain(text)
    block = table.blocks[0]
    for merged in block.merged_rows:
        parts = [table.row(p) for p in merged.parts]
        longest = max(parts, key=lambda r: len(r.label))
        if plain(merged.label) in squeezed and plain(longest.label)[:8] not in squeezed:
            replaced = (merged.id if r.id in merged.parts else r.id for r in block.rows)
            return list(dict.fromkeys(replaced))
    return None


def _row_of(table: TableSpec, figures: _Figures) -> str | None:
    """The one row whose label stands on the line itself."""
    words = without_numbering(figures.own_words)
    rows = table.rows
    exact = [r.id for r in rows if _names(r, words)]
    return exact[0] if len(exact) == 1 else None


def _names(row: RowSpec, words: str) -> bool:
    return any(words == without_numbering(w) for w in (row.label, *row.accepted))


# Table 2


def _blocks(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    index = labels_of(table).rows
    for figures in _figures_in(lines):
        row = index.find(figures.own_words)
        if row is None:
            continue
        columns = [c.id for c in table.block_of(row).columns]
        if len(columns) == len(figures.values):
            yield from _cells(table.id, row, columns, figures)


# Table 4


def _strip(table: TableSpec, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """The figures after the heads, over as many lines as they take."""
    keys = [plain(r.label) for r in table.rows]
    values: list[tuple[str, Place]] = []
    started = False
    for line in lines:
        text = plain(line.text)
        started = started or keys[1] in text
        tokens = line.text.split()
        if not started or not tokens:
            continue
        if all(_is_figure(token) for token in tokens):
            values.extend((token, line.place) for token in tokens)
        elif values:
            break
    if len(values) == len(table.cell_ids):
        for cell_id, (raw, place) in zip(table.cell_ids, values, strict=True):
            yield cell_id, Line(raw, place)
