"""A host, and a platform of several hosts, has at most one request of ours in flight."""

import threading
from collections.abc import Callable

from crawler.records import EndState, PortalEnded
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Reply, Site, portal

OpenSite = Callable[[], Site]
LONG_ENOUGH = 0.7
"""Seconds in which a second request would have come."""


class Watch:
    """Holds the first list's answer and sees whether another request comes meanwhile."""

    def __init__(self, held: str) -> None:
        self._held = held
        self._another = threading.Event()
        self._holding = False
        self.overlapped = False

    def __call__(self, _: Site, path: str) -> Reply | None:
        if path == self._held and not self._holding:
            self._holding = True
            self.overlapped = self._another.wait(LONG_ENOUGH)
        elif self._holding:
            self._another.set()
        return None


def test_a_host_of_two_columns_and_two_portals_gets_one_request_at_a_time(
    open_site: OpenSite, batches: Batches
) -> None:
    site = open_site()
    for folder in ("/nb/", "/xz/", "/jd/"):
        build_trs(site, pages=2, rows=2, base=0, folder=folder)
    site.answering = watch = Watch("/nb/")
    run = batches.run(batches.order(portal(site, "yi", "/nb/", "/xz/"), portal(site, "er", "/jd/")))
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.OK] * 2
    assert not watch.overlapped
    assert site.most_at_once == 1
    assert site.times("/robots.txt") == 1


def test_portals_of_one_platform_share_one_request_at_a_time(
    open_site: OpenSite, batches: Batches
) -> None:
    first, second = open_site(), open_site()
    watch = Watch("/nb/")
    for site, folder in ((first, "/nb/"), (second, "/jd/")):
        build_trs(site, pages=2, rows=2, base=0, folder=folder)
        site.answering = watch
    run = batches.run(
        batches.order(
            portal(first, "yi", "/nb/", platform="cloud"),
            portal(second, "er", "/jd/", platform="cloud"),
        )
    )
    assert [ended.state for ended in run.of(PortalEnded)] == [EndState.OK] * 2
    assert not watch.overlapped


def test_hosts_that_share_nothing_do_not_wait_for_each_other(
    open_site: OpenSite, batches: Batches
) -> None:
    first, second = open_site(), open_site()
    watch = Watch("/nb/")
    for site, folder in ((first, "/nb/"), (second, "/jd/")):
        build_trs(site, pages=2, rows=8, base=0, folder=folder)
        site.answering = watch
    batches.run(batches.order(portal(first, "yi", "/nb/"), portal(second, "er", "/jd/")))
    assert watch.overlapped
