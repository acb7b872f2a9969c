"""A report whose headings, text and tables stand in the rows of one table."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.documents.opening import open_document
from audits.reading.read import read_report
from tests.audits.published import (
    TITLE,
    Printed,
    Publication,
    Row,
    Rows,
    as_html,
    parts_of,
    row_html,
    tables_with,
)
from tests.audits.reading.damaged_tables import (
    DAMAGE,
    FORMS,
    assert_seen,
    figures_of,
)
from tests.audits.reading.layouts import (
    assert_whole,
    damaged,
    numbered_figures,
    report_of,
    with_blanks,
)
from tests.audits.reading.seen import laid_out
from tests.sound_prose import NO_FEE, PROBLEMS

SENTENCE = "本机关坚持以公开为常态、不公开为例外，按月梳理公开事项，及时更新栏目。"


def _one_table(parts: Sequence[str | Rows], text: str = "{}") -> str:
    rows = "".join(
        f'<tr><td colspan="15">{text.format(part)}</td></tr>'
        if isinstance(part, str)
        else "".join(map(row_html, part))
        for part in (TITLE, *parts)
    )
    return f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>"


@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_holds_all_is_read_whole(form: str) -> None:
    figures = numbered_figures(form)
    report = report_of(_one_table(parts_of(tables_with(figures, form=form))))
    assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == (PROBLEMS,)
    assert report.sections["requests"].tables == 1
    assert report.sections["other_matters"].paragraphs == (NO_FEE,)


def test_rows_of_marks_for_none_are_no_text() -> None:
    figures = dict.fromkeys(numbered_figures("ogi-2021"), "—")
    assert_whole(report_of(_one_table(parts_of(tables_with(figures)))), figures)


def test_a_sentence_with_one_figure_in_a_row_of_its_own_is_text() -> None:
    parts = (
        *parts_of(tables_with(numbered_figures("ogi-2021")))[:-1],
        "本年度收取信息处理费300元。",
    )
    told = report_of(_one_table(parts)).sections["other_matters"]
    assert told.paragraphs == ("本年度收取信息处理费300元。",)
    assert told.tables == 0


def test_long_text_in_rows_of_a_table_for_all_is_told_by_its_paragraphs() -> None:
    figures = numbered_figures("ogi-2021")
    parts = parts_of(tables_with(figures))
    page = _one_table(parts).replace(PROBLEMS, f"<p>{SENTENCE * 20}</p><p>末段。</p><p>{PROBLEMS}")
    report = report_of(page)
    assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == (
        SENTENCE * 20,
        "末段。",
        PROBLEMS,
    )


def test_headings_with_their_text_in_one_cell_are_found() -> None:
    figures = numbered_figures("ogi-2021")
    *parts, fifth, problems, sixth, others = parts_of(tables_with(figures))
    cell = f"<p>{fifth}</p><p>{problems}</p><p>{sixth}</p><p>{others}</p>"
    report = report_of(_one_table([*parts, cell]))
    assert_whole(report, figures)
    assert report.sections["problems"].paragraphs == (problems,)


def test_a_heading_in_the_first_row_of_its_table_is_found() -> None:
    figures = numbered_figures("ogi-2021")
    tables = tables_with(figures)
    heading = (Printed(text="三、收到和处理政府信息公开申请情况", columns=10),)
    parts = [p for p in parts_of(tables) if p != heading[0].text]
    publication = Publication(parts=tuple(parts)).with_tables({1: [(heading, *tables[1])]})
    report = report_of(as_html(publication))
    assert_whole(report, figures)
    assert report.sections["requests"].heading == heading[0].text


def test_a_heading_beside_its_text_is_found() -> None:
    second, third, fourth = tables_with(numbered_figures("ogi-2021"))
    names = [p for p in parts_of((second, third, fourth)) if isinstance(p, str)]
    heads = [name for name in names if name[1] == "、"]
    texts: list[str | Rows] = [names[1], second, third, fourth, names[-3], names[-1]]
    rows = "".join(
        row_html((Printed(text=head), Printed(text=text)))
        if isinstance(text, str)
        else row_html((Printed(text=head, columns=10),)) + "".join(map(row_html, text))
        for head, text in zip(heads, texts, strict=True)
    )
    report = report_of(f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>")
    assert len(report.sections) == 6
    assert report.sections["problems"].paragraphs == (names[-3],)


@pytest.mark.parametrize("form", FORMS)
@settings(DAMAGE)
@given(data=st.data())
def test_a_damaged_table_for_all_gives_no_cell_that_it_does_not_show(
    form: str, data: st.DataObject
) -> None:
    tables = [
        damaged(rows, data) for rows in tables_with(with_blanks(figures_of(form, data)), form=form)
    ]
    report = read_report(open_document(_one_table(parts_of(tables)).encode()).document)
    assert_seen(report, form, [laid_out(_one_line_each(tables))])


def _one_line_each(tables: Sequence[Rows]) -> Rows:
    """The tables with a row of text between them, beyond which no cell is due."""
    rows: list[Row] = []
    for part in (TITLE, *parts_of(tables)):
        rows.extend(((Printed(text=part, columns=15),),) if isinstance(part, str) else part)
    return tuple(rows)
