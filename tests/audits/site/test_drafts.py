"""Reports checked before publication have the same pages, without states and times."""

from dataclasses import replace
from pathlib import Path

import pytest

from audits.result import AuditResult, AuditStatus
from audits.site.build import build
from audits.site.drafts import content_of_drafts
from rules.case import Case
from rules.judge import judge
from rules.language import Text
from rules.spec import spec_of
from tests.audits.site.district import NOON
from tests.audits.site.invented_reports import faulty
from tests.audits.site.shown_page import ShownPage


def result(name: str) -> AuditResult:
    report = faulty()
    return AuditResult(
        name=name,
        sha256="0" * 64,
        media_type="text/html",
        status=AuditStatus.AUDITED,
        report=report,
        judgement=judge(Case(report=report, spec=spec_of("ogi-2021"))),
    )


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Pages of two drafts of one name and a file that could not be read."""
    unreadable = replace(
        result("scan.pdf"),
        status=AuditStatus.UNREADABLE,
        reason=Text(zh="没有文字层", en="There is no text layer"),
        report=None,
        judgement=None,
    )
    results = [result("drafts/年报.html"), result("drafts/年报.html"), unreadable]
    build(content_of_drafts(results, NOON), tmp_path, None, NOON)
    return tmp_path


def test_every_draft_has_a_page_of_its_own(drafts: Path) -> None:
    assert len(list((drafts / "reports").glob("*.html"))) == 3
    links = ShownPage(drafts / "index.html").all("a.row")
    assert len({link.attributes["href"] for link in links}) == 3


def test_a_draft_shows_its_findings_without_state_or_history(drafts: Path) -> None:
    page = ShownPage(next((drafts / "reports").glob("*-2024.html")))
    assert "B301" in page.words
    assert page.has("td.flagged")
    for word in ("待整改", "首次发现", "取得时间"):
        assert word not in page.words
    assert "公开前请更正" in page.words


def test_drafts_have_an_overview_and_a_ledger_and_no_runs(drafts: Path) -> None:
    overview = ShownPage(drafts / "index.html")
    assert "未公开稿" in overview.words
    assert "没有文字层" in overview.words
    assert ShownPage(drafts / "ledger.html").has("tbody tr")
    assert not (drafts / "runs.html").exists()
    assert not overview.has("a[href$='runs.html']")


def test_nothing_to_check_says_so(tmp_path: Path) -> None:
    build(content_of_drafts([], NOON), tmp_path, None, NOON)
    assert "没有送来核查的稿件" in ShownPage(tmp_path / "index.html").words
