"""The page of a report: the form as published, its findings, and what could not be told."""

from dataclasses import replace
from pathlib import Path

import pytest

from audits.records import FindingState
from audits.result import AuditStatus
from rules.finding import Counterpart
from rules.language import Text
from rules.report import TableState
from tests.audits.site.district import World
from tests.audits.site.invented_reports import balanced, faulty, filled
from tests.audits.site.shown_page import ShownPage, folded, packed

FAULTY = "reports/990101-gov-office-2024.html"
CLEAN = "reports/990101-gov-2024.html"


@pytest.fixture
def page(pages: Path) -> ShownPage:
    """The page of the report with faults."""
    return ShownPage(pages / FAULTY)


def test_it_says_first_how_the_report_stands(district: World, page: ShownPage) -> None:
    tallies = district.tallies("990101-gov-office", 2024)
    applied = [tally for tally in tallies if tally.passed or tally.failed]
    partly = [tally for tally in applied if tally.not_assessable]
    sentence = folded(page.one(".sentence"))
    assert sentence.startswith("■ 错误 2 ▲ 疑点 2 ○ 提示 1")
    assert sentence.endswith(
        f"{len(tallies)} 条规则中 {len(applied)} 条可核验（其中 {len(partly)} 条只核验了一部分）"
    )
    assert len(page.all("article.card.error")) == 2


def test_what_to_do_comes_before_the_detail(page: ShownPage) -> None:
    html = page.one("main").html or ""
    assert html.index('class="sentence"') < html.index('class="next"') < html.index("<table")


def test_findings_of_one_cause_are_one_card_with_its_consequences(page: ShownPage) -> None:
    assert "B301" in page.one("#f1 h3").text()
    assert [node.text() for node in page.all("#f1 .consequence .code")] == ["B302", "B303"]


def test_a_passage_of_another_report_stands_beside_the_quote(
    district: World, tmp_path: Path
) -> None:
    first = district.findings[0]
    beside = Counterpart(
        report=Text(zh="白云镇2023年报告", en="The report of Baiyun for 2023"),
        quote="白云镇把水价办法贴到村口。",
        address="https://www.example.gov.cn/nb/1.html",
    )
    finding = replace(
        first.finding, equation=None, quote="我镇把水价办法贴到村口。", counterpart=beside
    )
    district.build(tmp_path, findings=(replace(first, finding=finding),))
    page = ShownPage(tmp_path / FAULTY)

    quotes = [node.text().strip() for node in page.all("article.card blockquote")]
    assert quotes == ["我镇把水价办法贴到村口。", "白云镇把水价办法贴到村口。"]
    assert "白云镇2023年报告" in page.one(".counterpart").text()
    assert page.one(".counterpart a").attributes["href"] == beside.address


def test_cards_are_numbered_gravest_first(page: ShownPage) -> None:
    classes = [str(node.attributes["class"]).split()[-1] for node in page.all("article.card")]
    assert classes == sorted(classes, key=["error", "warning", "info"].index)
    assert [n.text() for n in page.all(".card .number")] == ["①", "②", "③", "④", "⑤"]


def test_the_equation_is_set_with_each_figure_linked_to_its_cell(page: ShownPage) -> None:
    equation = page.one("#f2 .equation")
    written = "10结果维持+1结果纠正+0其他结果+0尚未审结=11≠0总计"
    assert packed(equation) == written
    assert [a.attributes["href"] for a in equation.css("a")] == [
        f"#t4/reconsideration/{column}"
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]


def test_a_long_equation_shows_its_zeros_apart(page: ShownPage) -> None:
    (long,) = [n for n in page.all(".consequences li") if "B302" in page.one(".code", n).text()]
    assert len(long.css(".zeros a")) == 18
    assert packed(page.one(".equation", long)).startswith("23予以公开+4保护第三方合法权益+1")


def test_a_suggestion_names_its_cell_and_figure(page: ShownPage) -> None:
    assert folded(page.one("#f1 .suggestion")) == "疑似应为：总计·总计 28"
    assert page.one("#f1 .repair a").attributes["href"] == "#t3/total/total"


def test_a_card_tells_basis_rule_first_seen_and_state(page: ShownPage) -> None:
    facts = folded(page.one("#f1 .facts"))
    assert "国办公开办函〔2021〕30号" in facts
    assert "首次发现 2026年3月1日" in facts
    assert "待整改" in facts
    assert page.one("#f1 .facts a").attributes["href"] == "../rules/B301.html"


def test_flagged_cells_carry_sign_and_number(page: ShownPage) -> None:
    total = page.one("td[id='t3/total/total']")
    assert page.one("a.flag", total).attributes["href"] == "#f1"
    assert "■①" in total.text()
    assert total.text().split()[-1] == "26"


def test_cells_that_only_take_part_in_an_equation_are_not_flagged(page: ShownPage) -> None:
    assert not page.has("td[id='t3/received/total'] a")


def test_a_finding_on_a_whole_table_marks_lightly_and_lists_apart(
    world: World, tmp_path: Path
) -> None:
    blank = {name: "" for name in balanced(1).cells if name.startswith("t3/")}
    world.add("990101-gov", 2024, filled("ogi-2021", blank))
    world.build(tmp_path)
    shown = ShownPage(tmp_path / CLEAN)
    assert len(shown.all("td.flagged.lightly[id^='t3/']")) == 175
    assert len(shown.all(".card details.cells a")) == 175


def test_blank_placeholder_disputed_and_unlocated_cells_are_told_apart(page: ShownPage) -> None:
    assert page.has("td.blank[id='t3/not_processed.repeated/legal_service']")
    assert page.one("td[id='t2/regulations/issued']").text().split()[-1] == "/"
    assert packed(page.one("td.disputed[id='t3/other.other/research']")) == "两次读取不一致3≠8"
    assert page.one("td.unlocated[id='t2/coercion/decisions']").text() == "未定位"


def test_figures_stand_as_published(page: ShownPage) -> None:
    assert page.one("td[id='t2/fees/amount']").text() == "96171.6"
    assert page.one("td[id='t2/licensing/decisions']").text() == "1204"


def test_what_could_not_be_checked_stands_with_its_reason(page: ShownPage) -> None:
    reasons = [folded(node) for node in page.all(".obstacles > li")]
    assert any("两次读取不一致" in reason and "B302" in reason for reason in reasons)
    assert "条规则核验后符合" in page.words
    assert "文本第311行" in page.words


def test_a_number_of_a_quoted_sentence_is_marked(world: World, tmp_path: Path) -> None:
    world.add("990101-gov-office", 2024, faulty())
    first = world.findings[0]
    quoted = replace(
        first.finding, equation=None, quote="全年新收申请30件，其中网络28件。", suggestion=None
    )
    world.findings = [replace(first, finding=quoted)]
    world.build(tmp_path)
    assert [n.text() for n in ShownPage(tmp_path / FAULTY).all("mark")] == ["30", "28"]


def test_a_number_whose_middle_is_hidden_is_marked_as_one(world: World, tmp_path: Path) -> None:
    world.add("990101-gov-office", 2024, faulty())
    first = world.findings[0]
    quoted = replace(
        first.finding,
        cells=(),
        equation=None,
        quote="手机号码为138****1234，另有4件。",
        message=Text(zh="载有手机号码：138****1234", en="A mobile number: 138****1234"),
        suggestion=None,
    )
    world.findings = [replace(first, finding=quoted)]
    world.build(tmp_path)
    page = ShownPage(tmp_path / FAULTY)
    assert [n.text() for n in page.all("mark")] == ["138****1234"]
    assert "■ 的单元格" not in page.one(".next").text()


def test_an_unreadable_report_has_a_page_with_the_reason(pages: Path) -> None:
    unreadable = ShownPage(pages / "reports/990101-baiyun-2024.html")
    assert "无法读取" in unreadable.words
    assert "文件已加密" in unreadable.words
    assert not unreadable.has("table.form")


@pytest.mark.parametrize("status", AuditStatus)
def test_every_status_without_a_result_has_its_words(
    world: World, tmp_path: Path, status: AuditStatus
) -> None:
    world.add("990101-gov", 2024, None, status=status)
    world.build(tmp_path)
    assert folded(ShownPage(tmp_path / CLEAN).one(".sentence"))


def test_a_row_that_stands_for_three_is_shown_as_printed(pages: Path) -> None:
    merged = ShownPage(pages / "reports/990101-finance-2024.html")
    assert merged.has("td[id='t3/other/natural_person']")
    assert not merged.has("td[id='t3/other.other/natural_person']")
    assert "印为一行" in merged.words


def test_a_table_that_is_a_picture_is_said_to_be_one(world: World, tmp_path: Path) -> None:
    report = balanced(1)
    picture = replace(
        report.tables["t4"],
        state=TableState.PICTURE,
        reason=Text(zh="第四部分是图片", en="a picture"),
    )
    cells = {name: cell for name, cell in report.cells.items() if not name.startswith("t4")}
    tables = {**report.tables, "t4": picture}
    world.add("990101-gov", 2024, replace(report, tables=tables, cells=cells))
    world.build(tmp_path)
    shown = ShownPage(tmp_path / CLEAN)
    assert "这张表是图片或附件" in shown.words
    assert "第四部分是图片" in shown.words
    assert not shown.has("td[id^='t4/']")


def test_a_report_of_unknown_format_shows_no_form(world: World, tmp_path: Path) -> None:
    world.add("990101-gov", 2024, replace(balanced(1), format=None, cells={}, tables={}))
    world.build(tmp_path)
    shown = ShownPage(tmp_path / CLEAN)
    assert "未能判定报告所用的格式" in shown.words
    assert not shown.has("table.form")


def test_a_suspect_text_is_said_to_be_one(world: World, tmp_path: Path) -> None:
    lost = Text(zh="日期中的数字缺失", en="digits lost")
    world.add("990101-gov", 2024, replace(balanced(1), suspect=lost))
    world.build(tmp_path)
    assert "文本疑似残缺：日期中的数字缺失" in ShownPage(tmp_path / CLEAN).words


def test_fixed_findings_stay_on_the_page_without_flags(world: World, tmp_path: Path) -> None:
    world.add("990101-gov-office", 2024, faulty(), state=FindingState.FIXED)
    world.build(tmp_path)
    shown = ShownPage(tmp_path / FAULTY)
    assert "没有发现问题" in folded(shown.one(".sentence"))
    assert "✓ 已整改" in shown.words
    assert not shown.has("td.flagged")


def test_a_waived_finding_is_not_said_to_be_no_finding(world: World, tmp_path: Path) -> None:
    world.add("990101-gov-office", 2024, faulty(), state=FindingState.WAIVED)
    world.build(tmp_path)
    shown = ShownPage(tmp_path / FAULTY)
    assert folded(shown.one(".sentence")).startswith("没有未了结的问题")
    assert shown.has("td.flagged")


def test_findings_that_a_new_text_could_not_settle_keep_their_reason(
    world: World, tmp_path: Path
) -> None:
    old = world.add("990101-gov-office", 2024, faulty())
    reason = Text(zh="新文本的表是图片", en="The table is a picture now")
    kept = [replace(found, unjudged=reason) for found in world.findings]
    new = replace(world.add("990101-gov-office", 2024, balanced(1)), version=2)
    world.records = [replace(old, is_current=False), new]
    world.findings = kept
    world.build(tmp_path)
    shown = ShownPage(tmp_path / FAULTY)
    assert "此前发现、这一版未能复核" in shown.words
    assert "新文本的表是图片" in shown.words
    assert "错误 2" in folded(shown.one(".sentence"))
    assert "历次文本" in shown.words


def test_the_english_page_has_the_same_cells_and_cards(pages: Path, page: ShownPage) -> None:
    english = ShownPage(pages / "en" / FAULTY)
    assert [n.attributes["id"] for n in english.all("td[id]")] == [
        n.attributes["id"] for n in page.all("td[id]")
    ]
    assert "Requests received and handled do not balance" in english.words
    assert "Legal persons and other organisations" in english.words
