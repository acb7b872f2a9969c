"""Who refuses is left alone at once, who is down is passed over, and the others are read whole."""

from collections.abc import Callable

from crawler.portals import Limits
from crawler.records import EndState, Listed, PortalEnded, Role
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Reply, Run, Site, portal

OpenSite = Callable[[], Site]

RUISHU = "<html><head><script>$_ts=window['$_ts'];</script></head><body></body></html>"
JSL = "<html><script>document.cookie='__jsl_clearance=1|x';location.reload()</script></html>"
WAF = "<html><body><h1>您的请求被拦截</h1><p>事件编号 0001</p></body></html>"
CAPTCHA = "<html><body>请输入验证码<input name='codeValue'></body></html>"


def ends(run: Run) -> dict[str, tuple[EndState, str]]:
    return {r.portal: (r.state, (r.reason or "").partition(" ")[0]) for r in run.of(PortalEnded)}


REFUSALS = {
    "waf": (200, WAF, "blocked:waf"),
    "waf-503": (503, WAF, "blocked:waf"),
    "ruishu": (200, RUISHU, "blocked:ruishu"),
    "ruishu-202": (202, RUISHU, "blocked:ruishu"),
    "ruishu-412": (412, RUISHU, "blocked:ruishu"),
    "jsl-521": (521, JSL, "blocked:jsl"),
    "captcha": (200, CAPTCHA, "blocked:captcha"),
}


def refusing(site: Site, status: int, body: str) -> None:
    """From the fifth request on."""
    build_trs(site, pages=2, rows=4, base=0)
    refusal = Reply(body.encode(), status, {"Content-Type": "text/html"})
    site.answering = lambda asked, _: refusal if len(asked.asked) > 4 else None


def test_a_refusal_of_any_status_stops_its_host_and_is_kept_as_evidence(
    open_site: OpenSite, batches: Batches
) -> None:
    sites = {name: open_site() for name in (*REFUSALS, "kai")}
    for name, (status, body, _) in REFUSALS.items():
        refusing(sites[name], status, body)
    articles = build_trs(sites["kai"], pages=1, rows=2, base=0)
    run = batches.run(batches.order(*(portal(site, name, "/nb/") for name, site in sites.items())))
    assert run.status == 0, run.stderr
    assert {r.url for r in run.fetched() if r.portal == "kai"} == {
        sites["kai"].url(path) for path in articles
    }
    assert ends(run).pop("kai") == (EndState.OK, "")
    for name, (status, body, word) in REFUSALS.items():
        assert ends(run)[name] == (EndState.REFUSED, word), name
        assert len(sites[name].asked) == 5, name
        (refused,) = [r for r in run.fetched() if r.portal == name and r.error is not None]
        assert (refused.status, refused.error) == (status, word)
        assert run.archive.read(refused.sha256 or "") == body.encode()


def test_a_portal_that_is_down_leaves_the_others_whole(
    open_site: OpenSite, batches: Batches
) -> None:
    down, up = open_site(), open_site()
    down.close()
    articles = build_trs(up, pages=1, rows=3, base=0)
    run = batches.run(batches.order(portal(down, "guan", "/nb/"), portal(up, "kai", "/nb/")))
    assert run.status == 0, run.stderr
    assert ends(run) == {
        "guan": (EndState.UNREACHABLE, "robots_unavailable"),
        "kai": (EndState.OK, ""),
    }
    (robots,) = [r for r in run.fetched(Role.ROBOTS) if r.portal == "guan"]
    assert (robots.status, robots.error) == (None, "unreachable")
    assert len(run.fetched()) == len(articles)


def test_three_failures_in_a_row_stop_a_host(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=9, base=0)
    site.answering = lambda _, path: Reply(b"busy", 503) if "/t2024" in path else None
    run = batches.run(batches.order(portal(site, "man", "/nb/")))
    assert [r.error for r in run.fetched()] == ["http_503"] * 3
    assert ends(run)["man"] == (EndState.UNREACHABLE, "http_503")


def test_a_missing_page_is_no_fault_of_the_list(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    first, *_ = build_trs(site, pages=1, rows=3, base=0)
    del site.pages[first]
    run = batches.run(batches.order(portal(site, "que", "/nb/")))
    assert [r.error for r in run.fetched()] == ["http_404", None, None]
    assert ends(run) == {"que": (EndState.OK, "")}


def test_a_list_that_is_gone_is_incomplete_with_its_reason(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    run = batches.run(batches.order(portal(site, "que", "/nb/")))
    (listed,) = run.of(Listed)
    assert not listed.complete
    assert listed.warnings == (f"http_404 {site.url('/nb/')}",)
    assert ends(run) == {"que": (EndState.INCOMPLETE, "gone;")}


def test_no_more_requests_are_sent_than_the_order_allows(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=20, base=0)
    limits = Limits(timeout=5.0, retries=0, max_requests_per_portal=6)
    run = batches.run(batches.order(portal(site, "duo", "/nb/"), limits=limits))
    assert len(site.asked) == 6
    assert ends(run) == {"duo": (EndState.INCOMPLETE, "request_budget")}


def test_a_family_without_adapter_is_ours_to_mend_and_touches_no_other_portal(
    open_site: OpenSite, batches: Batches
) -> None:
    odd, plain = open_site(), open_site()
    for site in (odd, plain):
        build_trs(site, pages=1, rows=2, base=0)
    run = batches.run(
        batches.order(
            portal(odd, "qi", "/nb/", family="gopher", platform="cloud"),
            portal(plain, "kai", "/nb/", platform="cloud"),
        )
    )
    assert run.status == 0, run.stderr
    assert ends(run) == {"qi": (EndState.INCOMPLETE, "our_error"), "kai": (EndState.OK, "")}
