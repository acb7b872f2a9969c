"""One line of JSON an input, with the names of the contract."""

import json

import pytest

from audits.audit import audit
from audits.checking.as_json import line_of
from audits.result import Source, Submission
from tests.audits.published import Publication, as_html, parts_of, tables_with

WRONG = {"t3/received/natural_person": "25", "t3/received/total": "28", "t2/regulations/issued": ""}


def _said(page: str) -> dict[str, object]:
    result = audit(Submission(source=Source(name="a.html", content=page.encode())))
    line = line_of("a.html", result)
    assert "\n" not in line
    said = json.loads(line)
    assert isinstance(said, dict)
    return said


def test_a_report_says_all_that_the_contract_names() -> None:
    said = _said(as_html(Publication(parts=parts_of(tables_with(WRONG)))))
    assert said["status"] == "audited"
    assert said["media_type"] == "text/html"
    assert (said["body"], said["year"], said["format"]) == ("云上市青禾区水务局", 2023, "ogi-2021")
    assert set(said["sections"].values()) == {True}  # type: ignore[attr-defined]
    cells = said["cells"]
    assert isinstance(cells, dict)
    assert cells["t3/received/natural_person"] == {"raw": "25", "value": "25"}
    assert cells["t2/regulations/issued"] == {"raw": "", "value": None}
    assert said["suspect"] is False
    assert said["disputed"] == {}


def test_a_finding_carries_its_equation_and_its_repair() -> None:
    said = _said(as_html(Publication(parts=parts_of(tables_with(WRONG)))))
    findings = said["findings"]
    assert isinstance(findings, list)
    found = next(f for f in findings if f["code"] == "B303")
    assert (found["left"], found["right"]) == ("25", "28")
    assert {"fault", "name", "severity", "message", "cells", "quote", "suggestion"} <= found.keys()


@pytest.mark.parametrize(
    ("printed", "value"),
    [("007", "7"), ("1,200", "1200"), ("3.50", "3.5"), ("+4", "4"), ("/", None)],
)
def test_a_value_is_canonical(printed: str, value: str | None) -> None:
    tables = tables_with({"t2/fees/amount": printed})
    cells = _said(as_html(Publication(parts=parts_of(tables))))["cells"]
    assert isinstance(cells, dict)
    assert cells["t2/fees/amount"] == {"raw": printed, "value": value}


def test_a_refusal_gives_its_reason_and_no_findings() -> None:
    said = _said("<html><p>通知</p>")
    assert said["status"] == "not_a_report"
    assert said["reason"]
    assert "findings" not in said
