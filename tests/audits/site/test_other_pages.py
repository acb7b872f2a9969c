"""The overview, the bodies, the ledger, the rules and the runs."""

from dataclasses import replace
from pathlib import Path

from audits.records import FindingState
from tests.audits.site.district import World
from tests.audits.site.invented_reports import faulty, filled
from tests.audits.site.shown_page import ShownPage, folded, packed


def test_the_overview_counts_faults_not_findings(pages: Path) -> None:
    sentence = packed(ShownPage(pages / "index.html").one(".sentence"))
    assert sentence.startswith("已核查6份年报：■错误3▲疑点")


def test_the_overview_names_failing_portals_and_what_is_unknown(pages: Path) -> None:
    words = ShownPage(pages / "index.html").words
    assert "baiyun：拒绝访问，被网站防护系统拦截" in words
    assert "1 份应公开年报情况不明" in words
    assert "1 份应公开年报未见公开" in words
    assert "文件已加密" in words


def test_the_overview_has_a_row_for_every_body_and_its_years(pages: Path) -> None:
    overview = ShownPage(pages / "index.html")
    assert len(overview.all("table.list tbody tr")) == 4
    years = [folded(node) for node in overview.all("table.list thead th")][2:-1]
    assert years == ["2025年", "2024年", "2023年"]
    row = folded(overview.all("table.list tbody tr")[0])
    assert row.startswith("青石区人民政府政府")
    assert "未见公开" in row


def test_a_body_whose_reports_could_not_be_read_is_not_called_clean(pages: Path) -> None:
    row = folded(ShownPage(pages / "index.html").all("table.list tbody tr")[3])
    assert "无法读取" in row
    assert row.endswith("未核查")


def test_a_report_that_was_not_wholly_checked_says_so_in_the_list(
    district: World, pages: Path
) -> None:
    reach = ShownPage(pages / "index.html").all("table.list tbody tr")[1].css_first(".reach")
    tallies = district.tallies("990101-gov-office", 2024)
    applied = [tally for tally in tallies if tally.passed or tally.failed]
    assert 0 < len(applied) < len(tallies)
    assert reach is not None
    assert reach.text() == f"{len(applied)}/{len(tallies)}"


def test_the_ledger_has_a_line_for_every_open_fault_and_no_other(
    district: World, tmp_path: Path
) -> None:
    waived = tuple(
        replace(f, state=FindingState.WAIVED) if f.finding.code == "S112" else f
        for f in district.findings
    )
    district.build(tmp_path, findings=waived)
    ledger = ShownPage(tmp_path / "ledger.html")
    codes = [node.text() for node in ledger.all("tbody .code")]
    assert codes == ["B301", "B304", "T209", "T204", "T220", "T223", "T222"]
    assert "疑似应为：总计·总计 28" in ledger.words
    assert "暂不处理" in ShownPage(tmp_path / "bodies/990101-gov-office.html").words


def test_an_empty_site_says_why_it_is_empty(world: World, tmp_path: Path) -> None:
    world.build(tmp_path, bodies=())
    assert "还没有公开主体和年报" in ShownPage(tmp_path / "index.html").words
    assert "没有未了结的问题" in ShownPage(tmp_path / "ledger.html").words
    assert "还没有运行记录" in ShownPage(tmp_path / "runs.html").words


def test_a_rule_page_tells_what_why_and_how_often(pages: Path) -> None:
    words = ShownPage(pages / "rules/B301.html").words
    assert "不符合的例子" in words
    assert "25 + 3 ≠ 27 + 0" in words
    assert "国办公开办函〔2021〕30号" in words
    assert "现有 1 处未了结，涉及 1 份年报" in words
    assert "{" not in words


def test_the_carry_over_is_drawn_with_its_figures_in_words(pages: Path) -> None:
    body = ShownPage(pages / "bodies/990101-gov-office.html")
    assert body.one("svg.chart desc").text() == "2023年：7，2024年：2，2025年：2"
    assert len(body.all("svg.chart circle")) == 3


def test_a_body_page_lists_reports_duties_and_the_bodies_below(pages: Path) -> None:
    office = ShownPage(pages / "bodies/990101-finance.html")
    assert [folded(n) for n in office.all("#reports + .scroll tbody th")] == ["2024年", "2023年"]
    assert "逾期公开" in office.words
    government = ShownPage(pages / "bodies/990101-gov.html")
    assert len(government.all("ul.columns li")) == 3


def test_an_unassigned_report_has_its_page_and_place(world: World, tmp_path: Path) -> None:
    world.add(None, 2024, filled("ogi-2021", {}))
    world.build(tmp_path)
    overview = ShownPage(tmp_path / "index.html")
    (page,) = (tmp_path / "reports").glob("x-*-2024.html")
    assert overview.one("#unassigned + p + .scroll a").attributes["href"] == f"reports/{page.name}"
    assert "青石区人民政府办公室" in ShownPage(page).words


def test_a_run_shows_what_failed_as_ours(pages: Path) -> None:
    runs = ShownPage(pages / "runs.html")
    assert "网站没有及时回应" in runs.words
    assert "不是公开主体的问题" in runs.words
    assert "请求 1,204" in runs.words


def test_a_cluster_of_copied_reports_is_one_fault_wherever_all_are_counted(
    world: World, tmp_path: Path
) -> None:
    for body in ("990101-finance", "990101-gov-office"):
        world.add(body, 2024, faulty())
    alike = [f for f in world.findings if f.finding.code == "S112"]
    assert len(alike) == 2
    copied = [replace(f, finding=replace(f.finding, code="C702", cluster="text-1")) for f in alike]
    world.build(tmp_path, findings=tuple(copied))
    ledger = ShownPage(tmp_path / "ledger.html")
    assert len(ledger.all("table.list tbody tr")) == 1
    sentence = packed(ShownPage(tmp_path / "index.html").one(".sentence"))
    assert sentence == "已核查2份年报：▲疑点1"
    for body in ("990101-finance", "990101-gov-office"):
        page = packed(ShownPage(tmp_path / f"reports/{body}-2024.html").one(".sentence"))
        assert "▲疑点1" in page
