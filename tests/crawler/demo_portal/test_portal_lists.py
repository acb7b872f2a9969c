import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import requests
from selectolax.lexbor import LexborHTMLParser

from crawler.demo_portal import DemoPortal
from crawler.demo_portal.county import BODIES, YEARS, BodyKind


def fetch(url: str) -> requests.Response:
    return requests.get(url, timeout=10, allow_redirects=False)


def static_pages(column: str) -> Iterator[requests.Response]:
    """All list pages as the pager of the first one counts them, from 0."""
    first = fetch(column)
    pager = re.search(r'createPageHTML\((\d+), 0, "index", "html"\)', first.text)
    assert pager is not None
    yield first
    for number in range(1, int(pager.group(1))):
        yield fetch(urljoin(column, f"index_{number}.html"))


def record_windows(column: str) -> Iterator[str]:
    """All record sets, each from the address that the one before it gives."""
    text = fetch(column).text
    yield text
    while group := re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', text):
        text = fetch(urljoin(column, html.unescape(group.group(1)))).text
        yield text


def static_links(portal: DemoPortal) -> list[tuple[str, str]]:
    column = portal.portals[0].column_url
    return [
        (urljoin(page.url, link.attributes["href"] or ""), link.attributes["title"] or "")
        for page in static_pages(column)
        for link in LexborHTMLParser(page.content).css("ul.list a")
    ]


def record_links(portal: DemoPortal) -> list[tuple[str, str]]:
    column = portal.portals[1].column_url
    return [
        (urljoin(column, address), title)
        for window in record_windows(column)
        for address, title in re.findall(r'<record>.*?<a href="([^"]+)" title="([^"]+)"', window)
    ]


def reports_of(portal: DemoPortal, *kinds: BodyKind) -> dict[str, str]:
    return {
        portal.report_address(body.id, year): f"{body.name}{year}年政府信息公开工作年度报告"
        for body in BODIES
        if body.kind in kinds
        for year in YEARS
    }


def test_the_static_list_needs_several_pages_and_holds_every_report_once(
    portal: DemoPortal,
) -> None:
    links = static_links(portal)
    expected = reports_of(portal, BodyKind.GOVERNMENT, BodyKind.DEPARTMENT)
    assert len(list(static_pages(portal.portals[0].column_url))) > 2
    assert len(links) == len(dict(links))
    assert expected.items() <= dict(links).items()
    assert len(expected) == 27


def test_the_record_sets_need_several_windows_and_hold_every_report_once(
    portal: DemoPortal,
) -> None:
    links = record_links(portal)
    expected = reports_of(portal, BodyKind.TOWNSHIP)
    assert len(list(record_windows(portal.portals[1].column_url))) > 2
    assert len(links) == len(dict(links))
    assert expected.items() <= dict(links).items()
    assert len(expected) == 15


def test_both_lists_show_the_newest_first(portal: DemoPortal) -> None:
    static = [
        span.text()
        for page in static_pages(portal.portals[0].column_url)
        for span in LexborHTMLParser(page.content).css("ul.list span")
    ]
    records = [
        date
        for window in record_windows(portal.portals[1].column_url)
        for date in re.findall(r"<b>(\d{4}-\d\d-\d\d)</b>", window)
    ]
    for dates in (static, records):
        assert len(dates) > 20
        assert dates == sorted(dates, reverse=True)


def test_the_declared_total_of_the_record_sets_is_the_number_of_records(
    portal: DemoPortal,
) -> None:
    declared = {
        int(total)
        for window in record_windows(portal.portals[1].column_url)
        for total in re.findall(r"<totalrecord>(\d+)</totalrecord>", window)
    }
    assert declared == {len(record_links(portal))}


def test_each_list_holds_decoys_whose_pages_exist_and_are_no_reports(portal: DemoPortal) -> None:
    reports = reports_of(portal, *BodyKind)
    decoys = [
        link for link in static_links(portal) + record_links(portal) if link[0] not in reports
    ]
    titles = " ".join(title for _, title in decoys)
    assert all(mark in titles for mark in ("图解", "政府网站工作年度报表", "法治政府建设年度报告"))
    for address, title in decoys:
        page = fetch(address)
        assert page.status_code == 200
        assert title in page.text
        assert "总体情况" not in page.text


def test_there_is_no_list_page_after_the_last(portal: DemoPortal) -> None:
    column = portal.portals[0].column_url
    count = len(list(static_pages(column)))
    assert fetch(urljoin(column, f"index_{count}.html")).status_code == 404
    assert fetch(urljoin(column, "index_0.html")).status_code == 404


def test_the_query_of_the_column_page_is_for_browsers_only(portal: DemoPortal) -> None:
    column = portal.portals[1].column_url
    assert fetch(f"{column}?uid=486021&pageNum=2").content == fetch(column).content


def test_dataproxy_reads_page_and_ignores_startrecord(portal: DemoPortal) -> None:
    proxy = urljoin(portal.portals[1].home, "/module/web/jpage/dataproxy.jsp")
    second = fetch(f"{proxy}?page=2&appid=1").content
    assert fetch(f"{proxy}?startrecord=1&endrecord=8&page=2&perpage=300").content == second
    assert fetch(f"{proxy}?page=1").content != second
    assert fetch(f"{proxy}?startrecord=9").status_code == 404


def test_the_name_in_the_next_group_is_encoded_twice(portal: DemoPortal) -> None:
    townships = portal.portals[1]
    group = re.search(r"webname=([^&]+)&amp;", fetch(townships.column_url).text)
    assert group is not None
    assert unquote(unquote(group.group(1))) == townships.name
    assert unquote(group.group(1)) != townships.name


def test_a_stub_of_the_static_portal_links_to_a_file_beside_it(portal: DemoPortal) -> None:
    page = fetch(portal.report_address("999921-housing", 2024))
    link = LexborHTMLParser(page.content).css_first(".view.TRS_UEDITOR a")
    assert link is not None
    assert "见附件" in page.text
    assert re.fullmatch(r"\./P0\d{20}\.pdf", link.attributes["href"] or "")
    file = fetch(urljoin(page.url, link.attributes["href"] or ""))
    assert file.headers["Content-Type"] == "application/pdf"


def test_a_file_of_the_township_portal_is_reached_by_a_redirect(portal: DemoPortal) -> None:
    page = fetch(portal.report_address("999921-heting", 2024))
    link = LexborHTMLParser(page.content).css_first("#zoom a")
    assert link is not None
    program = fetch(urljoin(page.url, link.attributes["href"] or ""))
    assert program.status_code == 302
    assert re.fullmatch(r"/attach/0/[0-9a-f]{32}\.docx", program.headers["Location"])
    file = fetch(urljoin(page.url, program.headers["Location"]))
    assert file.content.startswith(b"PK\x03\x04")


def test_pages_carry_the_metas_that_portals_must_have(portal: DemoPortal) -> None:
    for body in ("999921-market", "999921-shidi"):
        page = LexborHTMLParser(fetch(portal.report_address(body, 2025)).content)
        metas = {m.attributes.get("name"): m.attributes.get("content") for m in page.css("meta")}
        assert metas["ColumnType"] == "信息公开年报"
        assert metas["ArticleTitle"].endswith("2025年政府信息公开工作年度报告")
        assert metas["ContentSource"].startswith("汀砚县")
        assert re.fullmatch(r"2026-01-\d\d \d\d:\d\d", metas["PubDate"])
        assert metas["SiteIDCode"].startswith("999921")


def test_robots_allow_the_reports_and_close_the_search(portal: DemoPortal) -> None:
    for served in portal.portals:
        robots = fetch(urljoin(served.home, "/robots.txt"))
        assert robots.status_code == 200
        assert robots.text == "User-agent: *\nDisallow: /search/\n"


def test_the_home_page_leads_to_the_column(portal: DemoPortal) -> None:
    for served in portal.portals:
        home = LexborHTMLParser(fetch(served.home).content)
        links = {link.text(): link.attributes["href"] for link in home.css("a")}
        assert urljoin(served.home, links["政府信息公开年报"] or "") == served.column_url


def test_each_portal_has_an_address_of_its_own(portal: DemoPortal) -> None:
    county, townships = portal.portals
    assert county.host != townships.host
    assert all(urlsplit(served.home).hostname.startswith("127.") for served in portal.portals)
