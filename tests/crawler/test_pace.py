"""The gaps between requests: a portal's delay, its Crawl-delay, and Retry-After."""

import time
from collections.abc import Callable
from itertools import pairwise

from crawler.portals import Limits
from crawler.records import Fetched
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Reply, Site, portal

OpenSite = Callable[[], Site]
CLOCK = 0.05
"""Seconds that two clocks may differ over one gap."""


class Moments:
    """When a site was asked for what."""

    def __init__(self, site: Site) -> None:
        self.asked: list[tuple[float, str]] = []
        build_trs(site, pages=1, rows=2, base=0)
        site.answering = self

    def __call__(self, site: Site, path: str) -> Reply | None:
        self.asked.append((time.monotonic(), path))
        first_list = path == "/nb/" and site.times("/nb/") == 1
        if "/busy" in site.pages and first_list:
            return Reply(b"busy", 429, {"Retry-After": "1"})
        return None

    def gaps(self) -> list[float]:
        """Between one page and the next; robots.txt comes before its own Crawl-delay is known."""
        return [later - sooner for (sooner, _), (later, _) in pairwise(self.asked[1:])]


def test_no_request_comes_before_its_time(open_site: OpenSite, batches: Batches) -> None:
    own, asked_for, busy = open_site(), open_site(), open_site()
    moments = {site: Moments(site) for site in (own, asked_for, busy)}
    asked_for.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.5\n")
    busy.pages["/busy"] = Reply()
    run = batches.run(
        batches.order(
            portal(own, "own", "/nb/", delay=0.4),
            portal(asked_for, "asked", "/nb/"),
            portal(busy, "busy", "/nb/"),
            limits=Limits(timeout=5.0, retries=1),
        )
    )
    assert all(record.error in (None, "http_404") for record in run.of(Fetched))
    assert min(moments[own].gaps()) >= 0.4 - CLOCK
    assert min(moments[asked_for].gaps()) >= 0.5 - CLOCK
    assert moments[busy].gaps()[0] >= 1.0 - CLOCK
