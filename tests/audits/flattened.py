"""Invented reports in every form in which pages are flattened to text or Markdown."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.audits.published import Printed, Publication, Rows, as_text, table_html

Form = Callable[[Publication], str]
Table = Sequence[Sequence[str]]


def _written(publication: Publication, table: Callable[[Rows], str]) -> str:
    parts = [part if isinstance(part, str) else table(part) for part in publication.parts]
    return "\n".join([publication.title, publication.intro, *parts]) + "\n"


def _placed(rows: Rows, *, repeats: bool) -> list[list[str]]:
    """A rectangle of texts: a merged cell repeated, or blank but for its first place."""
    width = sum(cell.columns for cell in rows[0])
    texts = [[""] * width for _ in rows]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    taken.add((number + down, column + right))
                    if repeats or not (down or right):
                        texts[number + down][column + right] = cell.text
            column += cell.columns
    return texts


def _own(rows: Rows) -> list[list[str]]:
    """Each row with the cells that begin in it and nothing for the rest."""
    return [[cell.text for cell in row] for row in rows]


def _quoted(table: Table, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table)
    return out.getvalue().rstrip("\n")


def _lines(table: Table, between: str, left: str = "", right: str = "") -> str:
    return "\n".join(left + between.join(row) + right for row in table)


def _flat(rows: Rows) -> Iterator[Printed]:
    return (cell for row in rows for cell in row)


def bars_behind(publication: Publication) -> str:
    return as_text(publication)


def bars_alone(publication: Publication) -> str:
    """A bar on a line of its own between the cells of a row, none between rows."""
    return _written(
        publication,
        lambda t: "\n".join("\n|\n".join(cell.text for cell in row) for row in t),
    )


def bars_alone_everywhere(publication: Publication) -> str:
    return _written(publication, lambda t: "\n|\n".join(cell.text for cell in _flat(t)) + "\n|")


def stacked(publication: Publication) -> str:
    return _written(publication, lambda t: "\n".join(cell.text for cell in _flat(t)))


def stacked_apart(publication: Publication) -> str:
    return stacked(publication).replace("\n", "\n\n")


def tabs(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_placed(t, repeats=False), "\t"))


def tabs_of_own_cells(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_own(t), "\t"))


def spaces(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_own(t), " "))


def wide_spaces(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_own(t), "   ", left="  "))


def rows_in_bars(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_placed(t, repeats=False), " | ", "| ", " |"))


def rows_between_bars(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_own(t), " | "))


def rows_in_bars_of_own_cells(publication: Publication) -> str:
    return _written(publication, lambda t: _lines(_own(t), "|", "|", "|"))


def commas(publication: Publication) -> str:
    return _written(publication, lambda t: _quoted(_placed(t, repeats=False), ","))


def commas_everywhere(publication: Publication) -> str:
    """As a spreadsheet saves it: every line as wide as the widest table."""
    rows: list[list[str]] = []
    for part in (publication.title, publication.intro, *publication.parts):
        rows += [[part]] if isinstance(part, str) else _placed(part, repeats=False)
    width = max(map(len, rows))
    return _quoted([[*row, *[""] * (width - len(row))] for row in rows], ",")


def _ruled(table: Table, *, aligned: bool = False) -> str:
    rule = "|" + "|".join([":---:" if aligned else "---"] * len(table[0])) + "|"
    wide = max(len(text) for row in table for text in row) if aligned else 0
    rows = ["| " + " | ".join(text.ljust(wide) for text in row) + " |" for row in table]
    return "\n".join(["", rows[0], rule, *rows[1:], ""])


def _headed(publication: Publication) -> Publication:
    parts = tuple(
        f"\n## {part}\n" if isinstance(part, str) and re.match("[一二三四五六]、", part) else part
        for part in publication.parts
    )
    return Publication(title=f"# {publication.title}\n", intro=publication.intro, parts=parts)


def markdown(publication: Publication) -> str:
    return _written(_headed(publication), lambda t: _ruled(_placed(t, repeats=False)))


def markdown_repeating(publication: Publication) -> str:
    return _written(_headed(publication), lambda t: _ruled(_placed(t, repeats=True)))


def markdown_aligned(publication: Publication) -> str:
    return _written(_headed(publication), lambda t: _ruled(_placed(t, repeats=True), aligned=True))


def markdown_marked_up(publication: Publication) -> str:
    """Bold labels, labels broken in their cells, figures with escapes around them."""

    def marked(text: str) -> str:
        if not re.search("[\u4e00-\u9fff]{2}", text):
            return text
        return f"**{text[: len(text) // 2]}<br>{text[len(text) // 2 :]}**".replace(".", "\\.")

    return _written(
        _headed(publication),
        lambda t: _ruled([[marked(c) for c in row] for row in _placed(t, repeats=False)]),
    )


def markdown_with_html(publication: Publication) -> str:
    return _written(_headed(publication), lambda t: f"\n{table_html(t)}\n")


def markdown_with_html_lines(publication: Publication) -> str:
    return markdown_with_html(publication).replace("<tr>", "\n  <tr>").replace("<td", "\n    <td")


TEXT_FORMS: Mapping[str, Form] = {
    form.__name__: form
    for form in (
        bars_behind,
        bars_alone,
        bars_alone_everywhere,
        stacked,
        stacked_apart,
        tabs,
        tabs_of_own_cells,
        spaces,
        wide_spaces,
        rows_in_bars,
        rows_between_bars,
        rows_in_bars_of_own_cells,
        commas,
        commas_everywhere,
    )
}
MARKDOWN_FORMS: Mapping[str, Form] = {
    form.__name__: form
    for form in (
        markdown,
        markdown_repeating,
        markdown_aligned,
        markdown_marked_up,
        markdown_with_html,
        markdown_with_html_lines,
    )
}
SHOW_BLANKS = frozenset(TEXT_FORMS) - {
    "stacked",
    "stacked_apart",
    "spaces",
    "wide_spaces",
    "bars_alone",
    "bars_alone_everywhere",
}
"""Forms in which a blank cell is seen to be one."""
