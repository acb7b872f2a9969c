"""Damaged tables in every mark-up in which pages set them: no cell that is not seen there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from tests.audits.published import Printed, Publication, Rows, as_html, parts_of, tables_with
from tests.audits.reading.damaged_tables import (
    DAMAGE,
    FORMS,
    ORDINARY,
    SPANS,
    assert_seen,
    figures_of,
    with_faults,
)
from tests.audits.reading.seen import laid_out

MarkUp = Callable[[str], str]
DIVISIONS = {"table": "table", "tr": "table-row", "td": "table-cell"}


def _whole(page: str) -> str:
    return page


def _ends_left_out(page: str) -> str:
    return re.sub("</t[dr]>", "", page)


def _beginnings_of_rows_left_out(page: str) -> str:
    """The end of a row parts it from the next."""
    return page.replace("</tr><tr>", "</tr>")


def _rows_in_a_body(page: str) -> str:
    page = page.replace("<table>", "<table><caption>表</caption><colgroup><col></colgroup><tbody>")
    return page.replace("</table>", "</tbody></table>")


def _in_layout(page: str) -> str:
    return re.sub("<body>(.*)</body>", r"<body><table><tr><td>\1</td></tr></table></body>", page)


def _each_in_layout(page: str) -> str:
    around = "<table><tr><td>{}</td></tr></table>"
    return re.sub("<table>.*?</table>", lambda found: around.format(found[0]), page)


def _divisions(page: str) -> str:
    """Every tag of a table as a division; such tables have no spans."""
    for tag, display in DIVISIONS.items():
        page = page.replace(f"<{tag}>", f'<div style="display:{display}">')
        page = page.replace(f"</{tag}>", "</div>")
    return page


SPANNED: tuple[MarkUp, ...] = (
    _whole,
    _ends_left_out,
    _beginnings_of_rows_left_out,
    _rows_in_a_body,
    _in_layout,
    _each_in_layout,
)


def _without_spans(rows: Rows) -> Rows:
    """A rectangle in which a merged cell stands in its first place, and blanks in the others."""
    cells = laid_out(rows)
    texts = {(cell.row, cell.column): cell.text for cell in cells}
    width = max(cell.column + cell.columns for cell in cells)
    return tuple(
        tuple(Printed(text=texts.get((row, column), "")) for column in range(width))
        for row in range(len(rows))
    )


def _cut(rows: Rows, data: st.DataObject) -> list[Rows]:
    """In up to three parts, at any rows."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=2)))
    starts, ends = [0, *cuts], [*cuts, len(rows)]
    return [rows[a:b] for a, b in zip(starts, ends, strict=True) if a < b]


def _damaged(tables: Sequence[Rows], data: st.DataObject, *, spans: bool) -> dict[int, list[Rows]]:
    damages = ORDINARY + SPANS if spans else ORDINARY
    return {
        number: [
            part for damaged in with_faults(table, damages, data) for part in _cut(damaged, data)
        ]
        for number, table in enumerate(tables)
    }


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data(), mark_up=st.sampled_from(SPANNED))
def test_however_a_page_marks_its_tables_up(
    form: str, data: st.DataObject, mark_up: MarkUp
) -> None:
    tables = tables_with(figures_of(form, data), form=form)
    damaged = _damaged(tables, data, spans=True)
    page = as_html(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(mark_up(page).encode()).document)
    assert_seen(report, form, [laid_out(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_tables_of_divisions(form: str, data: st.DataObject) -> None:
    tables = [_without_spans(t) for t in tables_with(figures_of(form, data), form=form)]
    damaged = _damaged(tables, data, spans=False)
    page = _divisions(as_html(Publication(parts=parts_of(tables)).with_tables(damaged)))
    report = read_report(open_document(page.encode()).document)
    assert_seen(report, form, [laid_out(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data(), headed=st.booleans())
def test_one_table_that_holds_all(form: str, data: st.DataObject, headed: bool) -> None:
    tables = tables_with(figures_of(form, data), form=form)
    damaged = [
        [row for part in with_faults(table, ORDINARY, data) for row in part] for table in tables
    ]
    publication = Publication(parts=parts_of([tuple(rows) for rows in damaged]))
    rows: list[tuple[Printed, ...]] = []
    for part in publication.parts:
        if not isinstance(part, str):
            rows += part
        elif headed:
            rows.append((Printed(text=part, columns=15),))
    page = as_html(replace(publication, parts=(tuple(rows),)))
    report = read_report(open_document(page.encode()).document)
    assert_seen(report, form, [laid_out(tuple(rows))])


@pytest.mark.parametrize("mark_up", [*SPANNED, _divisions], ids=lambda mark_up: mark_up.__name__)
def test_sound_tables_are_read_whole(mark_up: MarkUp) -> None:
    tables: Sequence[Rows] = tables_with({"t3/received/total": "25"})
    if mark_up is _divisions:
        tables = [_without_spans(table) for table in tables]
    page = as_html(Publication(parts=parts_of(tables)))
    report = read_report(open_document(mark_up(page).encode()).document)
    assert report is not None
    assert len(report.cells) == 200
    assert report.cells["t3/received/total"].raw == "25"
