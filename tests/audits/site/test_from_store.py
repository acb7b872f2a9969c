"""The same pages from a real store, filled by a crawl and an audit."""

from pathlib import Path

import pytest

from audits.site.build import build
from audits.site.from_store import content_of
from audits.store.connection import open_for_reading
from tests.audits.site.district import NOON
from tests.audits.site.shown_page import ShownPage, folded
from tests.audits.small_office import COLUMN, Office, Page, auditor

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
