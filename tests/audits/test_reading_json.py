"""What the store holds of a report is the report."""

import json
from decimal import Decimal

import pytest

from audits.documents.opening import open_document
from audits.reading.read import read_report
from audits.store.encoding import READINGS
from audits.store.reading_json import reading_json
from rules.place import Box, Place
from rules.report import Cell, CellForm, Dispute, Origin, Report
from tests.audits.published import Publication, as_html, parts_of, tables_with

PRINTED = {
    "t3/received/natural_person": "１２",
    "t3/brought_forward/natural_person": "007",
    "t3/granted/natural_person": '3"5\\',
    "t3/granted/total": "",
    "t2/regulations/issued": "/",
    "t2/fees/amount": "251000.50元",
    "t4/reconsideration/upheld": "1,204",
}


def _report() -> Report:
    page = as_html(Publication(parts=parts_of(tables_with(PRINTED))))
    report = read_report(open_document(page.encode()).document)
    assert report is not None
    assert {report.cells[cell].raw for cell in PRINTED if cell in report.cells} - {"0"}
    return report


def test_a_report_is_read_back_as_it_was() -> None:
    report = _report()
    assert READINGS.validate_json(reading_json(report).whole) == report


def test_cells_off_pictures_and_disputes_are_read_back() -> None:
    place = Place(page=2, box=Box(1.5, 2.0, 3.0, 4.0))
    cell = Cell(
        raw="8",
        value=Decimal(8),
        form=CellForm.NUMBER,
        origins=(Origin("grid", place), Origin("sequence", place, "８")),
        recognised=True,
        picture="aGk=",
    )
    report = Report(
        format="ogi-2021",
        cells={"t3/received/total": cell},
        disputed={"t3/received/business": Dispute(grid="1", sequence=None)},
    )
    assert READINGS.validate_json(reading_json(report).whole) == report


def test_a_reading_stored_before_cells_were_tuples_is_read() -> None:
    stored = (
        '{"format":"ogi-2021","cells":{"t3/received/total":{"raw":"1","value":"1","form":"number",'
        '"origins":[{"reader":"grid","place":[null,1,2,3,null,null,null,null]}]}}}'
    )
    cell = READINGS.validate_json(stored).cells["t3/received/total"]
    assert cell == Cell(
        raw="1",
        value=Decimal(1),
        form=CellForm.NUMBER,
        origins=(Origin("grid", Place(table=1, row=2, column=3)),),
    )


def test_cells_are_told_by_their_text_and_their_figure_where_that_differs() -> None:
    told = json.loads(reading_json(_report()).cells)
    assert told["t3/received/natural_person"] == ["１２", "12"]
    assert told["t3/brought_forward/natural_person"] == ["007", "7"]
    assert told["t3/granted/natural_person"] == ['3"5\\', None]
    assert told["t3/granted/total"] == ["", None]
    assert told["t3/received/business"] == "0"


def test_half_a_character_is_refused() -> None:
    cell = Cell(raw="\ud800", value=None, form=CellForm.TEXT)
    with pytest.raises(UnicodeEncodeError):
        reading_json(Report(format=None, cells={"t3/received/total": cell}))
