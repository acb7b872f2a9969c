"""Damaged reports: what is read under an id is what the table shows there, or nothing is."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import (
    Publication,
    Row,
    as_docx,
    as_html,
    as_text,
    labels_of,
    parts_of,
    tables_with,
    word_rows,
)
from tests.audits.reading.damaged_tables import (
    DAMAGE,
    FORMS,
    ORDINARY,
    SPANS,
    assert_seen,
    change_column_span,
    figures_of,
    repeat_heads,
    toggle_continued,
    with_faults,
)
from tests.audits.reading.seen import laid_out, word_sheet


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_page_gives_no_cell_that_it_does_not_show(form: str, data: st.DataObject) -> None:
    tables = tables_with(figures_of(form, data), form=form)
    damaged = {n: with_faults(t, ORDINARY + SPANS, data) for n, t in enumerate(tables)}
    page = as_html(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(page.encode()).document)
    assert_seen(report, form, [laid_out(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_word_file_gives_no_cell_that_it_does_not_show(
    form: str, data: st.DataObject
) -> None:
    tables = [word_rows(t) for t in tables_with(figures_of(form, data), form=form)]
    damages = (*ORDINARY, change_column_span, toggle_continued)
    damaged = {n: with_faults(t, damages, data) for n, t in enumerate(tables)}
    file = as_docx(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(file).document)
    assert_seen(report, form, [word_sheet(rows) for parts in damaged.values() for rows in parts])


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_flat_text_gives_no_cell_that_does_not_follow_its_label(
    form: str, data: st.DataObject
) -> None:
    tables = tables_with(figures_of(form, data), form=form)
    rows_kept = tuple(d for d in ORDINARY if d is not repeat_heads)
    damaged = {
        n: [(*t[:n_heads], *part) for part in with_faults(t[n_heads:], rows_kept, data)[:1]]
        for n, (t, n_heads) in enumerate(zip(tables, (0, 3, 3), strict=True))
    }
    text = as_text(Publication(parts=parts_of(tables)).with_tables(damaged))
    report = read_report(open_document(text.encode()).document)
    _assert_follows(
        report, form, [row for parts in damaged.values() for rows in parts for row in rows]
    )


def _assert_follows(report: Report | None, form: str, rows: Sequence[Row]) -> None:
    """In a text the cells behind a label, in order, are the row's: all of them or none."""
    if report is None:
        return
    spec = spec_of(form)
    table = spec.table("t3")
    columns = [c.id for c in table.blocks[0].columns]
    texts: dict[str, set[tuple[str, ...]]] = {}
    for printed in rows:
        cells = tuple("".join(c.text.split()) for c in printed)
        for row in table.rows:
            for label in labels_of(row).intersection(cells):
                at = len(cells) - cells[::-1].index(label)
                texts.setdefault(row.id, set()).add(cells[at:])
    for cell_id, cell in report.cells.items():
        table_id, row_id, column = cell_id.split("/")
        if table_id == "t3":
            shown = {values[columns.index(column)] for values in texts[row_id] if len(values) == 7}
            assert shown == {cell.raw}, (cell_id, cell.raw, texts[row_id])


NOISE = (
    "{}",
    "<p>{}</p>",
    "<!-- <td>9</td> > -->{}",
    "<span title='>' data-a=\"'\">{}</span>",
    "{}<!--[if gte mso 9]><xml>9</xml><![endif]-->",
    "<![if !vml]>{}<![endif]>",
    "\x00{}\x00",
    "&#8203;{}&nbsp;",
    "<span style='display:none'>9</span>{}",
    "<script>document.write('<td>9</td>')</script>{}",
    "<font><b><i><u>{}</u></i></b></font><o:p></o:p>",
    "{}<p></p>",
    "<br>{}",
    "<b>{}",
    '<a name="x=\'9">{}</a>',
)


@settings(DAMAGE)
@given(data=st.data(), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]))
def test_noise_in_the_markup_changes_no_figure(data: st.DataObject, encoding: str) -> None:
    figures = figures_of("ogi-2021", data)
    tables = []
    for table in tables_with(figures):
        noise = data.draw(st.lists(st.sampled_from(NOISE), min_size=7, max_size=7))
        tables.append(
            tuple(
                tuple(
                    replace(c, markup=noise[(n + m) % 7].format(c.text)) for m, c in enumerate(row)
                )
                for n, row in enumerate(table)
            )
        )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    page = as_html(Publication(parts=parts_of(tables)), head=head)
    report = read_report(open_document(page.encode(encoding)).document)
    assert report is not None
    for cell_id, cell in report.cells.items():
        assert cell.raw == figures[cell_id]
    assert len(report.cells) + len(report.disputed) == 200
