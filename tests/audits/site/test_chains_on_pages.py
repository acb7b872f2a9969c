"""The chains of a body on its page."""

from pathlib import Path

import pytest

from audits.result import AuditStatus
from rules.report import Report
from tests.audits.site.district import BODIES, World
from tests.audits.site.invented_reports import filled
from tests.audits.site.shown_page import ShownPage, folded

OFFICE = "990101-gov-office"
PAGE = f"bodies/{OFFICE}.html"


def report(brought: int, carried: int, stock: int, fees: str, *, business: int = 0) -> Report:
    """A report of the form of 2021 with these figures and nothing else."""
    return filled(
        "ogi-2021",
        {
            "t2/normative_documents/in_force": str(stock),
            "t2/fees/amount": fees,
            "t3/brought_forward/natural_person": str(brought - business),
            "t3/brought_forward/business": str(business),
            "t3/brought_forward/total": str(brought),
            "t3/carried_forward/natural_person": str(carried),
            "t3/carried_forward/total": str(carried),
        },
    )


def chained() -> World:
    """An office with a year that is not held, one that cannot be read, and three steps broken."""
    world = World(bodies=BODIES)
    years = {
        2019: filled("ogi-2019", {}),
        2021: report(0, 4, 30, "12.5"),
        2022: report(4, 2, 30, "126000"),
        2023: report(3, 2, 30, "13.1"),
        2024: report(2, 5, 28, "13.4", business=1),
    }
    for year, held in years.items():
        world.add(OFFICE, year, held, previous=years.get(year - 1))
    world.add(OFFICE, 2025, None, status=AuditStatus.UNREADABLE)
    return world


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chains")
    chained().build(folder)
    return folder


@pytest.fixture
def page(pages: Path) -> ShownPage:
    return ShownPage(pages / PAGE)


def steps(page: ShownPage, table: str) -> list[list[str]]:
    rows = page.all(f"#{table} ~ .scroll[aria-labelledby={table}] tbody tr")
    return [[folded(node) for node in row.css("th, td")] for row in rows]


def test_each_step_stands_with_both_figures_and_its_state(page: ShownPage) -> None:
    found = steps(page, "carry")
    assert [row[0] for row in found] == [f"{y - 1} → {y}" for y in range(2025, 2019, -1)]
    assert [row[1] for row in found] == [
        "无法核验",
        "≠ 不符",
        "≠ 不符",
        "✓ 相符",
        "缺年",
        "缺年",
    ]
    assert found[2][2:4] == ["2", "3"]


def test_a_gap_and_an_unreadable_year_tell_why(page: ShownPage) -> None:
    found = steps(page, "carry")
    assert found[4][2:] == ["—", "0", "没有2020年的年报"]
    assert "文件已加密" in found[0][4]


def test_applicants_who_changed_under_one_total_are_named(page: ShownPage) -> None:
    applicants = steps(page, "carry")[1][4]
    assert "自然人 2 → 1 ≠ 不符" in applicants
    assert "商业企业 0 → 1 ≠ 不符" in applicants


def test_the_stock_is_followed_and_a_row_of_zeros_takes_one_line(page: ShownPage) -> None:
    found = steps(page, "stock-normative_documents")
    states = [
        folded(node) for node in page.all("[aria-labelledby=stock-normative_documents] .link")
    ]
    assert states[:3] == ["无法核验", "≠ 不符", "✓ 相符"]
    assert found[1][2:6] == ["30", "0", "0", "28"]
    assert "历年均为 0 或空白。" in folded(page.one("#stock-regulations + p"))


def test_a_year_whose_fees_are_in_yuan_is_named(page: ShownPage) -> None:
    (slip,) = page.all("p.slip")
    assert "2022年" in slip.text()
    assert "合12.6万元" in slip.text()
    assert "2021、2023、2024年" in slip.text()


def test_a_step_leads_to_the_report_of_its_later_year(page: ShownPage, pages: Path) -> None:
    links = [node.attributes["href"] for node in page.all(".chain th a")]
    assert f"../reports/{OFFICE}-2024.html" in links
    assert all((pages / "bodies" / str(href)).is_file() for href in links)


def test_the_english_page_has_the_same_steps(pages: Path, page: ShownPage) -> None:
    english = ShownPage(pages / "en" / PAGE)
    assert len(steps(english, "carry")) == len(steps(page, "carry"))
    assert "year not held" in english.words


def test_a_body_with_one_year_says_that_there_is_no_step(world: World, tmp_path: Path) -> None:
    world.add(OFFICE, 2024, report(0, 0, 0, "0"))
    world.build(tmp_path)
    page = ShownPage(tmp_path / PAGE)
    assert folded(page.one("#chains + p")) == "只有一个年度的年报，无从与上年衔接。"
