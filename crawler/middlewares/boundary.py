"""Where we may go: the portal's own hosts, while they are not given up and its budget lasts.

Every redirect passes here again, so it cannot lead anywhere else.
"""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.addresses import is_on_hosts
from crawler.faults import Fault, FetchFailed
from crawler.middlewares.running import batch_of

_WORDS = frozenset(Fault)


class BoundaryMiddleware:
    """Refuses requests out of bounds, and puts the others into their host's lane."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass into its lane.

        Raises:
            FetchFailed: off the portal's hosts, host given up, or no requests left.
        """
        batch = batch_of(self._crawler)
        portal = batch.portals[request.meta["portal"]]
        if not is_on_hosts(request.url, portal.hosts):
            raise FetchFailed(Fault.OFF_HOST)
        stopped = batch.frontier.stopped(request.url)
        if stopped is not None:
            raise FetchFailed(Fault(stopped) if stopped in _WORDS else Fault.HOST_STOPPED)
        spent = batch.sent[portal.id] >= batch.order.limits.max_requests_per_portal
        if spent and not request.meta.get("robots"):
            raise FetchFailed(Fault.REQUEST_BUDGET)
        request.meta["download_slot"] = batch.frontier.lane(request.url)
