"""A report that was changed after it was published, on its page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.case import Case
from rules.judge import judge
from rules.registry import rule_of
from rules.report import Report, SectionReading
from rules.revision import Earlier, KeptCopy
from rules.spec import spec_of
from tests.audits.site.district import World
from tests.audits.site.invented_reports import cell, faulty
from tests.audits.site.shown_page import ShownPage, folded

PAGE = "reports/990101-gov-office-2024.html"
CELL = "t3/received/total"
BEFORE, NOW = "全年公开信息231条，组织培训两次。", "全年公开信息213条，组织培训两次。"


def told(report: Report, text: str, raw: str) -> Report:
    """The report with this sentence and this figure."""
    overview = SectionReading(heading="一、总体情况", position=0, paragraphs=(text,))
    return replace(
        report,
        cells={**report.cells, CELL: cell(raw)},
        sections={**report.sections, "overview": overview},
    )


@pytest.fixture
def page(district: World, tmp_path: Path) -> ShownPage:
    first, last = date(2025, 1, 22), date(2025, 3, 5)
    earlier = Earlier(
        report=told(faulty(), BEFORE, ""),
        before=KeptCopy(text="old", sha256="1" * 64, first_held=first, last_held=last),
        now=KeptCopy(text="new", sha256="2" * 64, first_held=last, last_held=last),
    )
    report = told(faulty(), NOW, "999")
    case = Case(report=report, spec=spec_of("ogi-2021"), earlier=earlier)
    (finding,) = judge(case, (rule_of("P606"),)).findings
    district.build(tmp_path, findings=(replace(district.findings[0], finding=finding),))
    return ShownPage(tmp_path / PAGE)


def test_each_cell_that_changed_is_shown_with_both_figures(page: ShownPage) -> None:
    (row,) = page.all(".revision tbody tr")
    assert [folded(node) for node in row.css("td")] == ["空白", "999"]
    assert page.one(".revision tbody th a").attributes["href"] == f"#{CELL}"


def test_each_paragraph_that_changed_is_shown_in_both_wordings_with_the_change_marked(
    page: ShownPage,
) -> None:
    assert [folded(node) for node in page.all(".revision .paragraph dd")] == [BEFORE, NOW]
    assert page.all(".revision del")
    assert page.all(".revision ins")
    assert {folded(n) for n in page.all(".revision :is(del, ins)")} <= {"3", "1"}


def test_both_texts_are_told_with_their_whole_hashes(page: ShownPage) -> None:
    hashes = [node.text() for node in page.all(".revision .copies code")]
    assert hashes == ["1" * 64, "2" * 64]
    assert "2025年1月22日" in page.one(".revision .copies dd").text()


def test_the_cell_that_changed_is_flagged_on_the_form(page: ShownPage) -> None:
    assert page.one(f'[id="{CELL}"]').css("a")
