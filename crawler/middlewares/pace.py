"""How fast a host is asked: never before its delay, its Crawl-delay, its own slowness, Retry-After.

Scrapy holds each lane to one request at a time; this sets the gap before the next one.
"""

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.running import batch_of

LONGEST_WAIT = 300.0
"""Seconds that a Retry-After is obeyed."""
SLOWEST = 60.0
"""Seconds between requests to a server that is merely slow."""


class Pace:
    """Sets each lane's delay as a request reaches it, and counts what is sent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._latency: dict[str, float] = {}
        self._pause: dict[str, float] = {}
        crawler.signals.connect(self.reached, signals.request_reached_downloader)
        crawler.signals.connect(self.downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def reached(self, request: Request) -> None:
        """A request is about to wait its turn in its lane."""
        batch, lane = batch_of(self._crawler), request.meta["download_slot"]
        batch.sent[request.meta["portal"]] += 1
        slow = min(self._latency.get(lane, 0.0), SLOWEST)
        delay = max(batch.delay(lane), slow, self._pause.pop(lane, 0.0))
        self._crawler.engine.downloader.slots[lane].delay = delay

    def downloaded(self, response: Response, request: Request) -> None:
        """An answer came: what it says of the next request."""
        lane = request.meta["download_slot"]
        self._latency[lane] = request.meta.get("download_latency", 0.0)
        wait = (response.headers.get("Retry-After") or b"").decode("ascii", "replace").strip()
        if response.status in (429, 503) and wait.isascii() and wait.isdigit():
            self._pause[lane] = min(float(wait), LONGEST_WAIT)
