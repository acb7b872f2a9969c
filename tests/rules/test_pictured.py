"""What rests on a picture is a doubt for a person, never an error."""

from dataclasses import replace

from rules.finding import Finding, Severity
from rules.judge import judge
from rules.pictured import COMPARE
from rules.report import Report
from rules.spec import spec_of
from tests.rules.report_builder import Sketch

WRONG = Sketch(cells={"t3/received/total": "28"})


def _findings(report: Report) -> dict[str, Finding]:
    case = replace(WRONG.case(), report=report, spec=spec_of("ogi-2021"))
    return {finding.code: finding for finding in judge(case).findings}


def _with_picture(cell: str) -> Report:
    report = WRONG.report()
    read = report.cells[cell]._replace(recognised=True)
    return replace(report, cells={**report.cells, cell: read})


def test_an_equation_of_printed_figures_is_an_error() -> None:
    found = _findings(WRONG.report())["B301"]
    assert found.severity is Severity.ERROR
    assert COMPARE.zh not in found.message.zh


def test_one_figure_from_a_picture_makes_the_error_a_warning_that_asks_to_compare() -> None:
    found = _findings(_with_picture("t3/brought_forward/total"))["B301"]
    assert found.severity is Severity.WARNING
    assert found.message.zh.endswith(COMPARE.zh)
    assert found.message.en.endswith(COMPARE.en)


def test_a_figure_from_a_picture_in_no_equation_that_fails_changes_nothing() -> None:
    found = _findings(_with_picture("t4/reconsideration/upheld"))["B301"]
    assert found.severity is Severity.ERROR


def test_what_a_scan_lacks_is_a_doubt() -> None:
    lacking = Sketch(sections_absent=("problems",)).report()
    assert _findings(lacking)["S101"].severity is Severity.ERROR
    scanned = _findings(replace(lacking, recognised=True))["S101"]
    assert scanned.severity is Severity.WARNING
    assert scanned.message.zh.endswith(COMPARE.zh)
