"""The note on how table 3 balances is missed only where neither reader finds it."""

from dataclasses import replace

import pytest

from audits.audit import audit
from audits.documents.document import Grid, GridCell, Line
from audits.documents.opening import open_document
from audits.reading.read import read_report
from audits.reading.table_note import grids_lack_note, lines_lack_note
from audits.result import Source, Submission
from rules.place import Place
from rules.report import TableReading
from rules.spec import spec_of
from tests.audits.published import (
    NOTE,
    Publication,
    as_docx,
    as_html,
    as_text,
    parts_of,
    tables_with,
    word_rows,
)

TABLE_3 = spec_of("ogi-2021").table("t3")


def _publication(note: str, form: str = "ogi-2021") -> Publication:
    before, requests, after = tables_with({}, form=form)
    noted = tuple(
        tuple(replace(c, text=note) if c.text == NOTE else c for c in row) for row in requests
    )
    return Publication(parts=parts_of((before, noted, after)))


def _word_file(publication: Publication) -> bytes:
    tables = {number: [word_rows(rows)] for number, rows in enumerate(publication.tables)}
    return as_docx(publication.with_tables(tables))


def _reading(content: bytes) -> TableReading:
    report = read_report(open_document(content).document)
    assert report is not None
    return report.tables["t3"]


def _accused(content: bytes) -> bool:
    judgement = audit(Submission(source=Source(name="input", content=content))).judgement
    assert judgement is not None
    return any(finding.code == "T207" for finding in judgement.findings)


@pytest.mark.parametrize("form", ["ogi-2021", "ogi-2019"])
def test_a_table_whose_corner_is_empty_lacks_the_note_in_every_medium(form: str) -> None:
    bare, noted = _publication("", form), _publication(NOTE, form)
    for publication, lacks in ((bare, True), (noted, False)):
        for content in (
            as_html(publication).encode(),
            _word_file(publication),
            as_text(publication).encode(),
        ):
            assert _reading(content).note_missing == lacks
    assert _accused(_word_file(bare))
    assert not _accused(_word_file(noted))


@pytest.mark.parametrize(
    "note",
    [
        "（本列数据的勾嵇关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "(本列 数据的 勾稽关系为: 第一项 加第二项之和, 等于第三项加第四项之和)",
        "第一项加第二项之和等于第三项加第四项之和",
        "本列数据的勾稽",
        "注：一+二=三+四",
        "构稽关系：一加二等于三加四",
    ],
)
def test_a_note_that_is_shortened_misprinted_or_in_other_words_is_a_note(note: str) -> None:
    assert not _reading(as_html(_publication(note)).encode()).note_missing


def test_a_note_below_the_table_is_a_note() -> None:
    page = as_html(_publication("")).replace("</body>", f"<p>注：{NOTE}</p></body>")
    assert NOTE in page
    assert not _reading(page.encode()).note_missing


def test_the_name_of_the_corner_alone_is_no_note() -> None:
    assert _reading(as_html(_publication("项目")).encode()).note_missing


def test_a_note_in_pieces_is_found_by_the_second_reader_alone() -> None:
    pieces = [Line(text=c, place=Place(line=n)) for n, c in enumerate(NOTE, start=1)]
    assert not lines_lack_note(TABLE_3, pieces)
    assert lines_lack_note(TABLE_3, pieces[:3])


def test_a_cell_that_shows_more_than_its_text_may_hold_the_note() -> None:
    plain = GridCell(text="", row=0, column=0)
    assert grids_lack_note(TABLE_3, [Grid(rows=1, columns=1, cells=(plain,))])
    boxed = plain._replace(shows_more=True)
    assert not grids_lack_note(TABLE_3, [Grid(rows=1, columns=1, cells=(boxed,))])


def test_a_table_for_which_the_form_has_no_note_lacks_none() -> None:
    assert not lines_lack_note(spec_of("ogi-2021").table("t4"), [])
