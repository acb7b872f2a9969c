"""Damaged tables, flattened: what is read is what stands behind the label, in the form's number."""

import os
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.spec import FormatSpec, spec_of
from tests.audits.flattened import MARKDOWN_FORMS, TEXT_FORMS
from tests.audits.published import Printed, Publication, Row, Rows, labels_of, parts_of, tables_with

FUZZ = os.environ.get("GOUJI_FUZZ") == "1"
DAMAGE = settings(
    max_examples=int(os.environ.get("GOUJI_FUZZ_EXAMPLES", "1000")) if FUZZ else 4,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    derandomize=not FUZZ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
HEADS = (0, 3, 3)
"""Rows at the top of each table that stay as they are; table 2 has its heads among its rows."""
Draw = Callable[[st.SearchStrategy[int]], int]
Damage = Callable[[Row, int, int], Row]
NOTE = "见附件"


def _figure(text: str) -> Printed:
    return Printed(text=text)


def drop(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], *row[at + 1 :])


def double(row: Row, at: int, chance: int) -> Row:
    return (*row[: at + 1], *row[at:])


def insert_figure(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], _figure(str(chance)), *row[at:])


def insert_blank(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], _figure(""), *row[at:])


def insert_words(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], _figure(NOTE), *row[at:])


def blank(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], _figure(""), *row[at + 1 :])


def swap(row: Row, at: int, chance: int) -> Row:
    return (*row[:at], *reversed(row[at : at + 2]), *row[at + 2 :])


DAMAGES = (drop, double, insert_figure, insert_blank, insert_words, blank, swap)


WIDTH_KEPT = (blank, swap)


def _damaged(rows: Rows, draw: Draw, damages: Sequence[Damage], *, keeps_rows: bool) -> Rows:
    """Up to four faults in rows that hold figures, and perhaps a row lost or doubled."""
    for _ in range(draw(st.integers(0, 4))):
        number = draw(st.integers(0, len(rows) - 1))
        row = rows[number]
        if not any(cell.text.isdigit() for cell in row):
            continue
        at = draw(st.integers(0, len(row) - 1))
        damage = damages[draw(st.integers(0, len(damages) - 1))]
        rows = (*rows[:number], damage(row, at, draw(st.integers(0, 9))), *rows[number + 1 :])
    number = draw(st.integers(0, len(rows) - 1))
    if not keeps_rows and any(c.text.isdigit() for c in rows[number]) and len(rows) > 1:
        change = draw(st.integers(0, 5))
        if change == 0:
            rows = (*rows[:number], *rows[number + 1 :])
        elif change == 1:
            rows = (*rows[: number + 1], *rows[number:])
    return rows


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_value(text: str) -> bool:
    return not any("\u4e00" <= character <= "\u9fff" for character in text)


def _behind_labels(spec: FormatSpec, cells: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Row ids with the figures and blanks behind their labels, and behind a note to the label."""
    for at, text in enumerate(cells):
        first = at + 1 + sum(1 for text in cells[at + 1 : at + 2] if text == NOTE)
        end = next((n for n in range(first, len(cells)) if not _is_value(cells[n])), len(cells))
        for table in spec.tables[:2]:
            for row in table.rows:
                if text in labels_of(row):
                    yield f"{table.id}/{row.id}", tuple(cells[first:end])


def _shown(spec: FormatSpec, tables: Sequence[Rows], *, rowwise: bool) -> dict[str, set[str]]:
    """What a person may take for a cell: blanks may be seen or not, further figures may not."""
    shown: dict[str, set[str]] = {}
    parts = (
        [list(row) for t in tables for row in t]
        if rowwise
        else [[c for r in t for c in r] for t in tables]
    )
    for part in parts:
        for row, behind in _behind_labels(spec, [_squeezed(c.text) for c in part]):
            table = spec.table(row.split("/")[0])
            columns = [c.id for c in table.block_of(row.partition("/")[2]).columns]
            told = [text for text in behind if text]
            for texts in (list(behind), told, [*told, *[""] * (len(columns) - len(told))]):
                if len(told) <= len(columns) == len(texts):
                    for column, text in zip(columns, texts, strict=True):
                        shown.setdefault(f"{row}/{column}", set()).add(text)
    strip = [_squeezed(cell.text) for cell in tables[2][-1]]
    for texts in (strip, [text for text in strip if text]):
        if len(texts) == len(spec.table("t4").cell_ids):
            for cell, text in zip(spec.table("t4").cell_ids, texts, strict=True):
                shown.setdefault(cell, set()).add(text)
    return shown


FLAT = {**TEXT_FORMS, "markdown": MARKDOWN_FORMS["markdown"]}
RECTANGLES = {"tabs", "rows_in_bars", "commas", "commas_everywhere", "markdown"}
"""In these a person goes by columns; the tables are damaged so that no row changes its width."""


@pytest.mark.parametrize("spec", ["ogi-2021", "ogi-2019"])
@pytest.mark.parametrize("name", FLAT)
@settings(DAMAGE)
@given(data=st.data())
def test_no_cell_is_read_that_the_text_does_not_show(
    name: str, spec: str, data: st.DataObject
) -> None:
    cells = [cell for table in spec_of(spec).tables for cell in table.cell_ids]
    step = data.draw(st.integers(1, 9))
    figures = {c: str(n * step) if n % 5 else "0" for n, c in enumerate(cells)}
    whole = tables_with(figures, form=spec)
    is_rectangle = name in RECTANGLES
    damages = WIDTH_KEPT if is_rectangle else DAMAGES
    tables = tuple(
        (*table[:heads], *_damaged(table[heads:], data.draw, damages, keeps_rows=is_rectangle))
        for table, heads in zip(whole, HEADS, strict=True)
    )
    text = FLAT[name](Publication(parts=parts_of(tables)))
    report = read_report(open_document(text.encode()).document)
    if report is None:
        return
    shown = _shown(spec_of(spec), tables, rowwise="stacked" not in name)
    if "bars" in name:
        for cell, texts in _shown(spec_of(spec), tables, rowwise=False).items():
            shown.setdefault(cell, set()).update(texts)
    for cell, read in report.cells.items():
        raw = _squeezed(read.raw)
        assert raw in shown.get(cell, ()), (cell, raw, shown.get(cell), read.origins)
