"""Subtotals that reports add to table 3: read where both readers are sure of the group."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from audits.audit import audit
from audits.documents.opening import open_document
from audits.reading.read import read_report
from audits.result import AuditResult, Source, Submission
from rules.judge import Tally
from rules.report import Report
from rules.spec import spec_of
from tests.audits.published import (
    Printed,
    Publication,
    Row,
    Rows,
    as_docx,
    as_html,
    parts_of,
    tables_with,
    word_rows,
)
from tests.audits.reading.layouts import said_on_each_row, unmerged

SPEC = spec_of("ogi-2021")
CELLS = SPEC.table("t3").cell_ids
FIGURES = {cell: str(100 + number) for number, cell in enumerate(CELLS)}
TABLES = tables_with(FIGURES)
COLUMNS = [column.id for column in SPEC.table("t3").blocks[0].columns]
SUBTOTAL = ("91", "92", "93", "94", "95", "96", "97")
FIRST_OF_4 = "1.本机关不掌握相关政府信息"
LAST_OF_4 = "3.补正后申请内容仍不明确"
PARTS_OF_4 = ("unable.not_held", "unable.needs_creation", "unable.still_unclear")
HEADING_4 = "（四）无法提供"
NAMED = {f"t3/unable.subtotal/{c}": text for c, text in zip(COLUMNS, SUBTOTAL, strict=True)}

Medium = Callable[[Publication], bytes]


def _page(publication: Publication) -> bytes:
    return as_html(publication).encode()


def _word_file(publication: Publication) -> bytes:
    tables = {number: [word_rows(rows)] for number, rows in enumerate(publication.tables)}
    return as_docx(publication.with_tables(tables))


MEDIA: tuple[Medium, ...] = (_page, _word_file)


def _values() -> Row:
    return tuple(Printed(text=text) for text in SUBTOTAL)


def _at(rows: Rows, label: str) -> int:
    return next(n for n, row in enumerate(rows) if any(c.text == label for c in row))


def _grown(rows: Rows, *labels: str) -> Rows:
    """The cells with these labels cover one row more."""
    return tuple(
        tuple(replace(c, rows=c.rows + 1) if c.text in labels else c for c in row) for row in rows
    )


def _inserted(rows: Rows, at: int, row: Row) -> Rows:
    return (*rows[:at], row, *rows[at:])


def _last_of_its_group(label: str = "小计") -> Rows:
    """A row inside the span of the heading, below the items."""
    rows = _grown(TABLES[1], "三、本年度办理结果", HEADING_4)
    return _inserted(rows, _at(rows, LAST_OF_4) + 1, (Printed(text=label), *_values()))


def _below_its_group(label: str) -> Rows:
    """A row that no heading of a group spans."""
    rows = _grown(TABLES[1], "三、本年度办理结果")
    row = (Printed(text=label, columns=2), *_values())
    return _inserted(rows, _at(rows, LAST_OF_4) + 1, row)


def _beside_the_heading(heading: str = HEADING_4) -> Rows:
    """The heading has a row of its own, with figures; the items stand below it."""
    rows = _grown(TABLES[1], "三、本年度办理结果")
    at = _at(rows, heading)
    items = (Printed(text=""), *rows[at][1:])
    spanned = next(c.rows for c in rows[at] if c.text == heading)
    items = (replace(items[0], rows=spanned), *items[1:])
    return (*rows[:at], (Printed(text=heading, columns=2), *_values()), items, *rows[at + 1 :])


def _publication(rows: Rows) -> Publication:
    return Publication(parts=parts_of((TABLES[0], rows, TABLES[2])))


def _read(content: bytes) -> Report:
    report = read_report(open_document(content).document)
    assert report is not None
    return report


def _judged(content: bytes) -> AuditResult:
    return audit(Submission(source=Source(name="input", content=content)))


def _tally(rows: Rows) -> Tally | None:
    judgement = _judged(_page(_publication(rows))).judgement
    assert judgement is not None
    return judgement.tallies.get("B309")


def _texts(report: Report) -> dict[str, str]:
    return {name: cell.raw for name, cell in report.cells.items() if name.startswith("t3/")}


SURE: Sequence[Rows] = (
    _last_of_its_group(),
    _last_of_its_group("小  计"),
    _last_of_its_group("无法提供小计"),
    _last_of_its_group("小计（无法提供）"),
    _last_of_its_group("（四）无法提供合计"),
    _below_its_group("（四）无法提供小计"),
    _below_its_group("小计：无法提供"),
    said_on_each_row(_last_of_its_group()),
)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("number", range(len(SURE)))
def test_a_subtotal_of_a_sure_group_is_read_by_both_readers(number: int, medium: Medium) -> None:
    report = _read(medium(_publication(SURE[number])))
    assert _texts(report) == FIGURES | NAMED
    assert report.tables["t3"].subtotals == ("unable.subtotal",)
    assert not report.disputed
    assert report.tables["t3"].rows_surplus == ()


def test_figures_beside_a_heading_are_the_subtotal_of_its_group() -> None:
    report = _read(_page(_publication(_beside_the_heading())))
    assert _texts(report) == FIGURES | NAMED
    assert report.tables["t3"].subtotals == ("unable.subtotal",)
    assert not report.disputed


def test_what_only_one_reader_takes_for_a_subtotal_is_not_judged() -> None:
    """In a Word file nothing tells the second reader where the row of the heading ends."""
    result = _judged(_word_file(_publication(_beside_the_heading())))
    assert result.report is not None
    assert result.judgement is not None
    assert _texts(result.report) == FIGURES
    assert set(result.report.disputed) == set(NAMED)
    assert result.judgement.tallies["B309"] == Tally(not_assessable=7)


def test_a_subtotal_other_than_the_sum_is_told_and_the_items_are_as_before() -> None:
    judgement = _judged(_page(_publication(_last_of_its_group()))).judgement
    assert judgement is not None
    assert _tally(_last_of_its_group()) == Tally(failed=7)
    found = {f.place: f.message.zh for f in judgement.findings if f.code == "B309"}
    parts = sum(int(FIGURES[f"t3/{row}/natural_person"]) for row in PARTS_OF_4)
    told = found["t3/unable.subtotal/natural_person"]
    assert told == f"自然人：无法提供小计为91，各分项之和为{parts}"
    before = _judged(_page(_publication(TABLES[1]))).judgement
    assert before is not None
    others = {c: t for c, t in judgement.tallies.items() if c != "B309"}
    assert others == before.tallies


def test_figures_beside_the_heading_of_the_last_group_are_its_subtotal() -> None:
    rows = _beside_the_heading("（六）其他处理")
    report = _read(_page(_publication(rows)))
    assert report.tables["t3"].rows_merged == ()
    assert report.tables["t3"].subtotals == ("other.subtotal",)
    assert report.cells["t3/other.subtotal/total"].raw == "97"
    assert _tally(rows) == Tally(failed=7)


@pytest.mark.parametrize(
    "rows", [_below_its_group("小计"), unmerged(_last_of_its_group())], ids=["below", "unmerged"]
)
def test_a_subtotal_of_no_sure_group_is_no_cell_and_is_not_judged(rows: Rows) -> None:
    report = _read(_page(_publication(rows)))
    assert _texts(report) == FIGURES
    tally = _tally(rows)
    assert tally is not None
    assert (tally.passed, tally.failed) == (0, 0)
    assert tally.not_assessable > 0


def test_a_heading_beside_the_figures_of_a_row_that_lost_its_label_is_no_subtotal() -> None:
    rows = tuple(
        tuple(replace(c, text="") if c.text == FIRST_OF_4 else c for c in row) for row in TABLES[1]
    )
    report = _read(_page(_publication(rows)))
    assert report.tables["t3"].subtotals == ()
    assert not any("subtotal" in cell for cell in (*report.cells, *report.disputed))


def test_a_row_that_lost_its_label_is_not_made_up_for_by_a_subtotal() -> None:
    rows = tuple(
        tuple(replace(c, text="") if c.text == FIRST_OF_4 else c for c in row)
        for row in _last_of_its_group()
    )
    report = _read(_page(_publication(rows)))
    assert report.tables["t3"].subtotals == ()
    assert not any("subtotal" in cell for cell in (*report.cells, *report.disputed))
    tally = _tally(rows)
    assert tally is not None
    assert tally.failed == 0


def test_a_blank_row_beside_a_heading_is_no_subtotal() -> None:
    rows = tuple(
        tuple(replace(c, text="") if c.text in SUBTOTAL else c for c in row)
        for row in _beside_the_heading("（六）其他处理")
    )
    report = _read(_page(_publication(rows)))
    assert report.tables["t3"].subtotals == ()
    assert (_tally(rows) or Tally()).failed == 0


def test_two_subtotals_of_one_group_are_neither_read() -> None:
    rows = _last_of_its_group()
    again = tuple(
        replace(c, text=c.text.replace("9", "8")) for c in (Printed(text="小计"), *_values())
    )
    at = _at(rows, "小计")
    both = _inserted(_grown(rows, "三、本年度办理结果", HEADING_4), at + 1, again)
    report = _read(_page(_publication(both)))
    assert _texts(report) == FIGURES
    tally = _tally(both)
    assert tally is not None
    assert tally.failed == 0


def test_a_report_without_subtotals_is_not_asked() -> None:
    assert _tally(TABLES[1]) is None


def test_a_subtotal_that_names_another_group_than_the_one_it_stands_in_is_not_judged() -> None:
    rows = _last_of_its_group("不予公开小计")
    assert _read(_page(_publication(rows))).tables["t3"].subtotals == ()
    told = _tally(rows)
    assert told is not None
    assert (told.failed, told.not_assessable) == (0, 2)
