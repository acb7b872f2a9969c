"""A value a line with bars behind it: what is left of the borders tells rows and widths."""

from collections.abc import Sequence

from audits.documents.document import Grid, GridCell
from audits.documents.text.broken_labels import NumberedLine
from audits.documents.text.vocabulary import figures_due, is_wording
from audits.documents.white_space import fold
from rules.place import Place


def grid_of_bars(run: Sequence[NumberedLine]) -> Grid:
    """Rows end at a line with several bars or with none, or when they are as wide as the table.

    A cell's bars are the columns it covers; a row of one cell tells the width of what follows. The
    label of a row begins one also where the row before it has not ended, as one ending in a blank.
    """
    cells: list[GridCell] = []
    row = column = bars_in_row = width = 0
    for number, line in run:
        bars = line.count("|")
        text = fold(line.replace("|", " "))
        if column > 1 and _begins_row(text) and not _is_words(cells[-1].text):
            row, column, bars_in_row = row + 1, 0, 0
        cells.append(GridCell(text=text, row=row, column=column, place=Place(line=number)))
        bars_in_row += bars
        if column == 0 and bars > 1:
            width = bars
        column += 1
        if bars != 1 or bars_in_row == width:
            row, column, bars_in_row = row + 1, 0, 0
    columns = max((c.column + 1 for c in cells), default=0)
    return Grid(rows=row + (1 if column else 0), columns=columns, cells=tuple(cells))


def _begins_row(text: str) -> bool:
    """The text labels a row, or a block of rows, and no column."""
    return bool(figures_due(text)) or (text.startswith("第二十条") and is_wording(text))


def _is_words(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
