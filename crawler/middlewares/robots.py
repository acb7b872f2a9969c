"""Robots.txt before anything else of an origin, and its Crawl-delay; without an answer, nothing.

Scrapy's own middleware allows everything when robots.txt cannot be had.
"""

import asyncio
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from crawler.addresses import origin_of
from crawler.answers import Answer
from crawler.faults import FetchFailed
from crawler.middlewares.failures import FAILURES, answer_of, failed_answer
from crawler.middlewares.running import batch_of, spider_of
from crawler.portals import PendingPage
from crawler.records import Role
from crawler.robots import Rules

LARGEST = 512 * 1024
"""Bytes of a robots.txt; RFC 9309 asks for 500 KiB at least."""


class RobotsMiddleware:
    """Holds the rules of every origin met in this batch."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass where the rules of its origin allow it.

        Raises:
            FetchFailed: disallowed, or the rules could not be had.
        """
        if request.meta.get("robots"):
            return
        origin = origin_of(request.url)
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin, request))
        rules = await asyncio.shield(self._rules[origin])
        fault = rules.fault_for(request.url, batch_of(self._crawler).order.user_agent)
        if fault is not None:
            raise FetchFailed(fault)

    async def _ask(self, origin: str, request: Request) -> Rules:
        portal = request.meta["portal"]
        asked = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            meta={"portal": portal, "robots": True, "download_maxsize": LARGEST},
            dont_filter=True,
        )
        answer = await self._fetch(asked)
        rules = _rules_of(answer)
        self._note(asked.url, portal, answer)
        batch = batch_of(self._crawler)
        batch.slow_down(batch.frontier.lane(origin), rules.delay(batch.order.user_agent))
        return rules

    async def _fetch(self, asked: Request) -> Answer:
        try:
            response = await self._crawler.engine.download_async(asked)
        except FAILURES as error:
            return failed_answer(error, asked) or Answer(final_url=asked.url)
        return answer_of(response)

    def _note(self, url: str, portal: str, answer: Answer) -> None:
        spider = spider_of(self._crawler)
        page = PendingPage(url=url, portal=portal, kind=Role.ROBOTS)
        visits = spider.batch.visits
        spider.note(visits.answered(visits.begin(page), answer))


def _rules_of(answer: Answer) -> Rules:
    if answer.fault is not None or answer.status is None:
        return Rules.of_fault(answer.fault) if answer.fault else Rules()
    return Rules.of_answer(answer.status, answer.content or b"")
