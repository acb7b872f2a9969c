"""The pages in a real Chromium, from the file system, with no network."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from tests.audits.site.hostile_district import hostile_district

FAULTY = "reports/990101-gov-office-2024.html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if anything is asked of the network or goes wrong in it."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("request", lambda request: troubles.extend(_outside(request.url)))
    yield opened
    context.close()
    assert not troubles


def _outside(address: str) -> list[str]:
    return [] if address.startswith(("file:", "data:")) else [address]


def in_view(page: Page, selector: str) -> bool:
    inside = """node => {
        const box = node.getBoundingClientRect();
        return box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
    }"""
    return bool(page.locator(selector).evaluate(inside))


def test_a_flag_leads_to_its_card_and_a_figure_back_to_its_cell(page: Page, pages: Path) -> None:
    page.goto((pages / FAULTY).as_uri())
    page.locator("[id='t4/reconsideration/total'] a.flag").click()
    expect(page).to_have_url((pages / FAULTY).as_uri() + "#f2")
    assert in_view(page, "#f2")
    page.locator("#f2 .equation a").last.click()
    assert page.url.endswith("#t4/reconsideration/total")
    assert in_view(page, "[id='t4/reconsideration/total']")


def test_a_flag_can_be_reached_and_followed_by_keyboard(page: Page, pages: Path) -> None:
    page.goto((pages / FAULTY).as_uri())
    page.locator("[id='t3/total/total'] a.flag").focus()
    width = "node => getComputedStyle(node).outlineWidth"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.locator(":focus").evaluate(width) == "3px"
    page.keyboard.press("Enter")
    assert page.url.endswith("#f1")


def test_everything_is_there_without_script(browser: Browser, pages: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((pages / "ledger.html").as_uri())
    assert opened.locator("tbody tr").count() > 5
    assert opened.locator("input, button").count() == 0
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        FAULTY,
        "reports/990101-finance-2023.html",
        "ledger.html",
        "bodies/990101-gov-office.html",
        "runs.html",
        "rules/index.html",
        "rules/B301.html",
    ],
)
def test_nothing_is_wider_than_a_phone_or_a_screen(page: Page, pages: Path, path: str) -> None:
    for language in ("", "en/"):
        page.goto((pages / (language + path)).as_uri())
        for width, height in ((390, 844), (1400, 900)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_dark_mode_follows_the_system(page: Page, pages: Path) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto((pages / "index.html").as_uri())
    ground = page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")
    assert ground == "rgb(21, 24, 27)"


def test_wide_tables_scroll_in_their_own_box(page: Page, pages: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((pages / FAULTY).as_uri())
    box = page.locator(".scroll:has(table.strip)")
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    assert box.evaluate("node => getComputedStyle(node).overflowX") == "auto"


def test_lists_can_be_sorted_and_filtered(page: Page, pages: Path) -> None:
    page.goto((pages / "ledger.html").as_uri())
    years = page.locator("tbody td:nth-child(2)")
    page.get_by_role("button", name="年份").click()
    assert years.all_inner_texts() == sorted(years.all_inner_texts())
    page.get_by_role("button", name="年份").click()
    assert years.all_inner_texts() == sorted(years.all_inner_texts(), reverse=True)
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    page.get_by_label("筛选").fill("B304")
    assert page.locator("tbody tr:visible").count() == 1


def test_a_row_of_a_list_is_one_link(page: Page, pages: Path) -> None:
    page.goto((pages / "index.html").as_uri())
    page.locator("tbody tr").nth(1).locator("td").nth(0).click(force=True)
    assert page.url.endswith("bodies/990101-gov-office.html")


def test_print_is_black_on_white_in_dark_mode_too(page: Page, pages: Path) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((pages / FAULTY).as_uri())
    colours = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    assert page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator("header.top nav").is_visible()


def test_the_ledger_prints_on_landscape_paper(page: Page, pages: Path) -> None:
    page.goto((pages / "ledger.html").as_uri())
    with closing(PdfDocument(page.pdf(prefer_css_page_size=True))) as printed:
        width, height = printed[0].get_size()
    assert width > height


def test_hostile_text_runs_nothing_and_keeps_the_page_in_shape(page: Page, tmp_path: Path) -> None:
    hostile_district().build(tmp_path)
    for path in sorted(tmp_path.rglob("*.html")):
        if path.parent.name in {"reports", "en"}:
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(path.as_uri())
            page.mouse.move(200, 300)
            assert page.evaluate("window.owned") is None
            assert page.evaluate("document.documentElement.scrollWidth") == 390, path
