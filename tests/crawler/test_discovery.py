"""Lists of reports found from a portal's home, through guides, shells, years and parts."""

from collections.abc import Callable

import pytest

from crawler.adapters.adapter import Page
from crawler.discovery import columns_behind, is_annual_list, parts_behind
from crawler.records import EndState, Listed, PageFound, PortalEnded
from crawler.shells import beyond
from tests.crawler.pages import article
from tests.crawler.sites import Batches, Site, portal

OpenSite = Callable[[], Site]
TITLE = "清县财政局{}年政府信息公开工作年度报告"


def link(path: str, words: str) -> str:
    return f'<li><a href="{path}">{words}</a></li>'


def listed(path: str, year: int) -> str:
    return f'<li><a href="{path}">{TITLE.format(year)}</a><span>{year + 1}-01-20</span></li>'


def shown(site: Site, path: str, content: str) -> None:
    site.page(path, f"<!DOCTYPE html><html>{content}</html>")


def countable(site: Site, path: str, rows: str) -> None:
    shown(site, path, f"<ul>{rows}</ul><script>createPageHTML(1, 0, 'index', 'html');</script>")


def build(site: Site) -> None:
    """A home, the column 政府信息公开, its list of annual reports, and two years below it."""
    shown(site, "/", link("/xw/", "新闻中心") + link("/zfxxgk/", "政府信息公开"))
    shown(site, "/zfxxgk/", link("/zfxxgk/zn/", "政府信息公开指南") + link("/zfxxgk/nb/", "年报"))
    countable(
        site, "/zfxxgk/nb/", link("/zfxxgk/nb/2022n/", "2022年") + listed("/a2023.html", 2023)
    )
    countable(site, "/zfxxgk/nb/2022n/", listed("/a2022.html", 2022))
    for year in (2022, 2023):
        site.page(f"/a{year}.html", article(TITLE.format(year)))


def test_reports_are_found_from_the_home_alone(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build(site)
    run = batches.run(batches.order(portal(site, "qing", discover=True)))
    assert {page.url for page in run.of(PageFound)} == {
        site.url("/a2022.html"),
        site.url("/a2023.html"),
    }
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.OK]
    assert site.times("/zfxxgk/zn/") == 0 == site.times("/xw/")


def test_a_part_belongs_to_the_list_that_led_to_it(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build(site)
    run = batches.run(batches.order(portal(site, "qing", "/zfxxgk/nb/")))
    column = site.url("/zfxxgk/nb/")
    assert {(each.column_url, each.part_of) for each in run.of(Listed)} == {
        (column, None),
        (site.url("/zfxxgk/nb/2022n/"), column),
    }
    assert {page.column_url for page in run.of(PageFound)} == {column}


def test_a_search_that_finds_no_list_is_no_success(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    shown(site, "/", link("/xw/", "新闻中心"))
    run = batches.run(batches.order(portal(site, "qing", discover=True)))
    (ended,) = run.of(PortalEnded)
    assert ended.state is EndState.INCOMPLETE
    assert ended.reason == (
        f"no list of annual reports was found from {site.url('/')}: name its column_urls"
    )


def test_a_list_that_has_moved_is_looked_for_from_the_home(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    build(site)
    run = batches.run(batches.order(portal(site, "qing", "/old/nb/")))
    assert len(run.of(PageFound)) == 2
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.INCOMPLETE]


@pytest.mark.parametrize(
    "shell",
    [
        '<script>window.location.href="/real/";</script>',
        "<script>location.replace('/real/')</script>",
        '<frameset><frame src="/real/"></frameset>',
        '<body><iframe src="/visitcount.jsp"></iframe><iframe src="/real/"></iframe></body>',
    ],
)
def test_a_shell_leads_to_its_page(shell: str, open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    shown(site, "/nb/", shell.replace("real", "nb/real"))
    countable(site, "/nb/real/", listed("/a2023.html", 2023))
    shown(site, "/a2023.html", shell.replace("real", "a/real"))
    site.page("/a/real/", article(TITLE.format(2023)))
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    (found,) = run.of(PageFound)
    assert (found.url, found.title) == (site.url("/a2023.html"), TITLE.format(2023))
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.OK]


def test_shells_that_lead_in_a_circle_come_to_an_end(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    shown(site, "/nb/", '<script>location.href="/b/";</script>')
    shown(site, "/b/", '<script>location.href="/nb/";</script>')
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    assert len(site.asked) < 8
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.INCOMPLETE]


def page(text: str) -> Page:
    return Page(url="http://a.example/x/", text=text)


@pytest.mark.parametrize(
    "text",
    [
        '<script>location.href="http://b.example/";</script>',
        "<noscript><script>var s = 'location'</script></noscript>",
        f'<script>location.href="/y/";</script><p>{"公开" * 200}</p>',
        '<iframe src="/login.jsp"></iframe>',
        '<iframe src="/y/"></iframe><a href="/z/">2023年年报</a>',
        '<iframe src="/report.pdf"></iframe>',
    ],
)
def test_what_is_no_shell_leads_nowhere(text: str) -> None:
    assert beyond(page(text)) is None


def test_a_page_says_what_it_lists_by_its_column_type() -> None:
    assert is_annual_list(page('<meta name="columntype" content="信息公开年报">'))
    assert not is_annual_list(page('<meta name="ColumnType" content="信息公开指南">'))


def test_links_to_lists_of_other_subjects_are_left_alone() -> None:
    others = ("财政预决算", "网站工作年度报表", "法治政府建设年度报告", "依申请公开", "统计年鉴")
    assert columns_behind(page("".join(link(f"/{n}/", w) for n, w in enumerate(others)))) == ()
    assert parts_behind(page(link("/z/", "2022年部门预算") + link("/w/", "部门动态"))) == ()
