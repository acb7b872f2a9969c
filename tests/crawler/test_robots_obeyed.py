"""Robots.txt is asked for first, obeyed, and its absence through trouble is a no."""

from collections.abc import Callable

from crawler.records import EndState, Listed, PortalEnded, Role
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Reply, Site, portal

OpenSite = Callable[[], Site]


def test_a_disallowed_column_is_not_asked_for(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=2, base=0)
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /nb/\n")
    run = batches.run(batches.order(portal(site, "jin", "/nb/")))
    assert site.asked == ["/robots.txt"]
    (ended,) = run.of(PortalEnded)
    assert ended.state is EndState.REFUSED
    assert ended.reason == f"robots_disallowed {site.url('/nb/')}"
    (asked,) = run.fetched(Role.LIST)
    assert (asked.status, asked.error) == (None, "robots_disallowed")
    assert not run.of(Listed)[0].complete


def test_rules_for_another_robot_are_not_ours(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=2, base=0)
    site.pages["/robots.txt"] = Reply(b"User-agent: OtherBot\nDisallow: /\n")
    run = batches.run(batches.order(portal(site, "kai", "/nb/")))
    assert len(run.fetched()) == 2


def test_robots_in_trouble_is_a_no_for_the_whole_host(
    open_site: OpenSite, batches: Batches
) -> None:
    sites = {str(status): open_site() for status in (500, 503, 429)}
    for status, site in sites.items():
        build_trs(site, pages=1, rows=2, base=0)
        site.pages["/robots.txt"] = Reply(b"later", int(status))
    run = batches.run(batches.order(*(portal(site, name, "/nb/") for name, site in sites.items())))
    assert [site.asked for site in sites.values()] == [["/robots.txt"]] * 3
    assert {(r.state, (r.reason or "").partition(" ")[0]) for r in run.of(PortalEnded)} == {
        (EndState.UNREACHABLE, "robots_unavailable")
    }


def test_the_answer_to_robots_is_archived(open_site: OpenSite, batches: Batches) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=1, base=0)
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nAllow: /\n")
    run = batches.run(batches.order(portal(site, "kai", "/nb/")))
    (robots,) = run.fetched(Role.ROBOTS)
    assert run.archive.read(robots.sha256 or "") == b"User-agent: *\nAllow: /\n"
