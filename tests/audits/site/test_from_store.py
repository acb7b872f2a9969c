"""The same pages from a real store, filled by a crawl and an audit."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from audits.bodies import Register
from audits.china_time import CHINA
from audits.site.build import build
from audits.site.from_store import content_of
from audits.store.connection import open_for_reading
from tests.audits.site.district import NOON
from tests.audits.site.shown_page import ShownPage, folded
from tests.audits.small_office import COLUMN, Office, Page, auditor, body

FAULTY = """body 某某区审计局
year 2023
cell t3/total/total 5
cell t3/carried_forward/total 2
fails B301 t3/total/total
doubts B302 t3/total/business"""


@pytest.fixture
def audited(office: Office) -> Office:
    """An office with a faulty report and a file that cannot be read."""
    office.crawl(
        Page(content=FAULTY),
        Page(url=f"{COLUMN}2022.html", content="status unreadable", title="某某区2022年报告"),
    )
    office.audit(auditor())
    return office


def pages_of(office: Office, out: Path) -> Path:
    with open_for_reading(office.store.path) as store:
        build(content_of(store), out, office.archive.read, NOON)
    return out


def test_a_stored_report_has_its_page_with_findings_and_evidence(
    audited: Office, tmp_path: Path
) -> None:
    out = pages_of(audited, tmp_path / "pages")
    page = ShownPage(out / "reports/audit-office-2023.html")
    assert "B301" in page.words
    assert "待整改" in page.words
    assert page.one("td[id='t3/total/total'] a.flag").attributes["href"] == "#f1"
    assert page.target(page.one("a[download]").attributes["href"]).is_file()


def test_the_overview_tells_what_the_store_holds(audited: Office, tmp_path: Path) -> None:
    out = pages_of(audited, tmp_path / "pages")
    overview = ShownPage(out / "index.html")
    assert "■ 错误 1" in folded(overview.one(".sentence"))
    assert "无法读取" in overview.words
    assert "某某区审计局" in overview.words


def test_a_finding_that_is_fixed_leaves_the_ledger(audited: Office, tmp_path: Path) -> None:
    out = pages_of(audited, tmp_path / "pages")
    assert "B301" in ShownPage(out / "ledger.html").words
    mended = FAULTY.replace("total 5\n", "total 3\n").replace("fails B301 t3/total/total\n", "")
    audited.crawl(Page(content=mended), run="crawl-2")
    audited.audit(auditor())
    pages_of(audited, out)
    assert "B301" not in ShownPage(out / "ledger.html").words
    assert "✓ 已整改" in ShownPage(out / "reports/audit-office-2023.html").words


def test_another_look_that_changes_nothing_rewrites_no_report(
    audited: Office, tmp_path: Path
) -> None:
    out = pages_of(audited, tmp_path / "pages")
    page = out / "reports/audit-office-2023.html"
    before = page.stat().st_mtime_ns
    audited.crawl(Page(content=FAULTY), run="crawl-2")
    audited.audit(auditor())
    pages_of(audited, out)
    assert page.stat().st_mtime_ns == before


def test_missing_reports_stand_in_the_ledger_and_the_counts_each_as_a_fault_of_its_own(
    office: Office, tmp_path: Path
) -> None:
    office.register = Register.of([body(), body("某某区民政局", id="civil")])
    earlier = Page(
        url=f"{COLUMN}2022.html",
        title="某某区审计局2022年政府信息公开工作年度报告",
        content="body 某某区审计局\nyear 2022",
        published_on=date(2023, 1, 20),
    )
    who = replace(auditor(), codes_across={"P601": 1, "P602": 1})
    for days in (5, 12):
        office.now = datetime(2024, 1, 31, 12, tzinfo=CHINA) + timedelta(days=days)
        office.crawl(earlier, run=f"crawl-{days}")
        office.audit(who, today=office.now.date())

    out = pages_of(office, tmp_path / "pages")
    assert "■ 错误 2" in folded(ShownPage(out / "index.html").one(".sentence"))
    ledger = [folded(row) for row in ShownPage(out / "ledger.html").all("table.ledger tbody tr")]
    assert [("P601" in row, "未见2023年度报告" in row) for row in ledger] == [(True, True)] * 2
    silent = ShownPage(out / "bodies/civil.html")
    assert "■ 错误 1" in folded(silent.one(".sentence"))
    assert COLUMN in silent.words
    assert "未见该单位更早的报告" in silent.words
    assert "涉及 2 份年报" in ShownPage(out / "rules/P601.html").words
