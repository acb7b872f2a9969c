"""Workbooks: what is shown of a cell, what is merged or hidden, and where a table ends."""

import datetime
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from audits.audit import audit
from audits.documents.document import Document, DocumentUnreadable, Grid, Paragraph, Table
from audits.documents.office.profile import profile
from audits.documents.office.program import run
from audits.documents.opening import media_type_of, open_document
from audits.documents.xlsx.file import read_workbook
from audits.documents.xlsx.number_format import shown_number
from audits.result import AuditResult, Source, Submission
from rules.spec import spec_of
from tests.audits.published import Publication, Row, parts_of, tables_with, zipped

SPEC = spec_of("ogi-2021")
FIGURES = {"t3/received/total": "25", "t3/total/total": "7", "t4/direct_suit/total": "3"}


def _saved(fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, top: int, rows: tuple[Row, ...]) -> int:
    """The rows of a table from this row on; the row below it."""
    width = sum(cell.columns for cell in rows[0])
    free = [[True] * width for _ in rows]
    for index, row in enumerate(rows):
        for cell in row:
            left = free[index].index(True)
            for covered in free[index : index + cell.rows]:
                covered[left : left + cell.columns] = [False] * cell.columns
            value = int(cell.text) if cell.text.isdigit() else cell.text or None
            sheet.cell(row=top + index, column=left + 1, value=value)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=top + index,
                    start_column=left + 1,
                    end_row=top + index + cell.rows - 1,
                    end_column=left + cell.columns,
                )
    return top + len(rows)


def _report(gap: int, figures: Mapping[str, str] | None = None) -> bytes:
    """A whole report on one sheet, with so many empty rows below each table."""

    def fill(sheet: Worksheet) -> None:
        publication = Publication(parts=parts_of(tables_with(figures or FIGURES)))
        top = 1
        for part in (publication.title, publication.intro, *publication.parts):
            if isinstance(part, str):
                sheet.cell(row=top, column=1, value=part)
                top += 1
            else:
                top = _put(sheet, top, part) + gap

    return _saved(fill)


def _audited(content: bytes) -> AuditResult:
    return audit(Submission(source=Source(name="report.xlsx", content=content)))


def _document(fill: Callable[[Worksheet], None]) -> Document:
    return read_workbook(_saved(fill))


def _grid(document: Document) -> Grid:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table.grid


@pytest.mark.parametrize("gap", [0, 1])
def test_a_report_on_one_sheet_is_read_whole(gap: int) -> None:
    result = _audited(_report(gap))
    assert result.report is not None
    assert len(result.report.cells) == 200
    assert {k: str(result.report.cells[k].value) for k in FIGURES} == FIGURES
    assert not result.report.disputed
    assert len(result.report.sections) == 6
    assert (result.report.body, result.report.year) == ("云上市青禾区水务局", 2023)


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("row", ["t2/fees", "t3/refused.administrative_inquiry", "t3/received"])
def test_a_row_whose_figures_are_blank_stays_in_its_table(row: str, gap: int) -> None:
    blank = {cell: "" for table in SPEC.tables for cell in table.cell_ids if cell.startswith(row)}
    report = _audited(_report(gap, FIGURES | blank)).report
    assert report is not None
    assert len(report.cells) == 200
    assert all(report.cells[cell].value is None for cell in blank)


def test_an_old_workbook_has_the_cells_of_the_new_one(libreoffice: Path, tmp_path: Path) -> None:
    source = tmp_path / "report.xlsx"
    source.write_bytes(_report(1))
    with profile() as own:
        assert run(own, "xls:MS Excel 97", [source], tmp_path, 120.0)
    content = (tmp_path / "report.xls").read_bytes()
    assert media_type_of(content) == "application/vnd.ms-excel"
    old, new = _audited(content).report, _audited(_report(1)).report
    assert old is not None
    assert new is not None
    assert {k: c.raw for k, c in old.cells.items()} == {k: c.raw for k, c in new.cells.items()}


@pytest.mark.parametrize(
    ("written", "code", "text"),
    [
        ("1234", "General", "1234"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234.5", "0", "1235"),
        ("1234.5", "0_ ", "1235"),
        ("1234", "0.00_ ", "1234.00"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-5", "0_);[Red]\\(0\\)", "(5)"),
        ("-5", "0_ ", "-5"),
        ("0", "0;-0;;@", ""),
        ("0", "#", ""),
        ("0", "#,##0;-#,##0;-", "-"),
        ("12", '0"件"', "12件"),
        ("0.125", "0.0%", "12.5%"),
        ("5", "@", "5"),
    ],
)
def test_a_number_is_what_its_format_shows(written: str, code: str, text: str) -> None:
    assert shown_number(written, code) == (text, True)


@pytest.mark.parametrize(
    ("written", "code"), [("1E+20", "General"), ("5", "yyyy-mm"), ("x", "0"), ("NaN", "0")]
)
def test_a_number_in_a_format_that_we_do_not_follow_is_not_told(written: str, code: str) -> None:
    assert not shown_number(written, code).is_whole


@pytest.mark.parametrize("code", ["General", "0", "0.00", "#,##0", "0_ ", "#,##0.00_ ", "0.0%"])
def test_both_readings_show_a_number_alike(code: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["件数", 1234.5, 0, -7, 2.675, 1000000])
        for cell in sheet[1]:
            cell.number_format = code

    document = _document(fill)
    assert [c.text for c in _grid(document).cells] == [line.text for line in document.lines]


def test_a_formula_without_its_result_is_not_blank() -> None:
    document = _document(lambda sheet: sheet.append(["合计", "=1+1"]))
    assert [(c.text, c.shows_more) for c in _grid(document).cells] == [
        ("合计", False),
        ("", True),
    ]


def test_a_date_and_struck_characters_are_not_taken_for_figures() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", datetime.date(2024, 1, 2), 5])
        sheet["C1"].font = Font(strike=True)

    assert [c.shows_more for c in _grid(_document(fill)).cells] == [False, True, True]


def test_a_merged_cell_stands_once_and_hidden_rows_and_columns_do_not() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["a", "b", "c", "d"], [None, 1, 2, 3], ["x", 9, 9, 9], ["e", 4, 5, 6]):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    document = _document(fill)
    grid = _grid(document)
    assert [(c.text, c.row, c.column, c.row_span) for c in grid.cells] == [
        ("a", 0, 0, 2),
        ("b", 0, 1, 1),
        ("d", 0, 2, 1),
        ("1", 1, 1, 1),
        ("3", 1, 2, 1),
        ("e", 2, 0, 1),
        ("4", 2, 1, 1),
        ("6", 2, 2, 1),
    ]
    assert [line.text for line in document.lines] == ["a", "b", "d", "1", "3", "e", "4", "6"]


def test_a_sheet_that_is_not_shown_is_not_there() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "shown"
    other = book.create_sheet()
    other["A1"] = "hidden"
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    document = read_workbook(out.getvalue())
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["shown"]
    assert [line.text for line in document.lines] == ["shown"]


def test_a_cell_says_where_it_stands_in_the_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C3"] = "a", 5

    places = [cell.place for cell in _grid(_document(fill)).cells]
    assert [(p.row, p.column) for p in places if p] == [(3, 2), (3, 3)]


@pytest.mark.parametrize(
    "content",
    [
        _report(1)[:-30],
        zipped({"xl/workbook.xml": b"<workbook/>"}),
        zipped({"xl/workbook.xml": b"<workbook"}),
        zipped({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        _saved(lambda sheet: sheet.cell(row=9_999, column=1, value="far")),
        _saved(lambda sheet: sheet.cell(row=1, column=999, value="far")),
        zipped({"xl/workbook.xml": bytes(100 * 1024 * 1024)}),
    ],
    ids=["cut", "empty", "broken", "entity", "far down", "far right", "bomb"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        open_document(content)
    assert refusal.value.zh
    assert refusal.value.en
