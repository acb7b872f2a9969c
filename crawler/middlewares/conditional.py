"""Asks only for what has changed, by the validators of the order."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.middlewares.running import batch_of


class ConditionalMiddleware:
    """Sets If-None-Match and If-Modified-Since where the bytes they speak of are still held."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Make a GET conditional on what is held of its address; robots.txt is read whole."""
        if request.meta.get("robots") or request.method != "GET":
            return
        validator = batch_of(self._crawler).visits.validator(request.url)
        for header, value in (
            ("If-None-Match", validator and validator.etag),
            ("If-Modified-Since", validator and validator.last_modified),
        ):
            request.headers.pop(header, None)
            if value:
                request.headers[header] = value
