"""The one spider: it asks for what is pending, one address of each lane at a time.

It knows no portal and no family. Each answer goes to `crawler.visits`, the records that come back
go to the pipeline, and the frontier says what is next; so a batch that goes on after a kill runs as
one that starts.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.adapters import adapter
from crawler.answers import Answer, Visit
from crawler.batch import Batch
from crawler.middlewares.failures import answer_of, failed_answer
from crawler.records import Record, Role
from crawler.scrapy_settings import settings_of
from crawler.visits import Outcome

Yielded = Outcome | Request


class PortalSpider(Spider):
    """Carries out one batch."""

    name = "portals"

    def __init__(self, *, batch: Batch) -> None:
        super().__init__()
        self.batch = batch
        self.own_failure: BaseException | None = None
        self._busy: set[str] = set()
        self._noted: list[Outcome] = []
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy makes it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.answer_broke, signals.spider_error)
        crawler.signals.connect(spider.keeping_broke, signals.item_error)
        return spider

    async def start(self) -> AsyncIterator[Yielded]:
        """The ends of portals with nothing to do, and the first request of every lane."""
        yield Outcome(contents=(), records=self.batch.ends())
        for request in self._wake():
            yield request

    def note(self, outcome: Outcome) -> None:
        """Keep what was learnt beside an answer, together with the next one."""
        self._noted.append(outcome)

    def answered(self, response: Response, visit: Visit, lane: str) -> Iterator[Yielded]:
        """An HTTP answer of any status."""
        yield from self._go_on(visit, lane, answer_of(response))

    def failed(self, failure: Failure) -> Iterator[Yielded]:
        """No answer, or one that was refused on its way.

        Raises:
            Exception: the failure is our own; `answer_broke` then gives up the portal.
        """
        request: Request = failure.request  # type: ignore[attr-defined]
        answer = failed_answer(failure.value, request)
        if answer is None:
            failure.raiseException()
        yield from self._go_on(answer=answer, **request.cb_kwargs)

    def answer_broke(self, failure: Failure, response: Response | Failure) -> None:
        """Our own fault in reading an answer: its portal is given up, the others go on."""
        request: Request = response.request  # type: ignore[assignment,union-attr]
        visit: Visit = request.cb_kwargs["visit"]
        why = f"our_error {type(failure.value).__name__}: {failure.value} ({visit.request.url})"
        noted = self._drain()
        records = (*noted.records, *self.batch.abandon(visit.page.portal, why))
        self.batch.keep(Outcome(contents=noted.contents, records=records))
        self._busy.discard(request.cb_kwargs["lane"])
        for following in self._wake():
            self.crawler.engine.crawl(following)

    def keeping_broke(self, failure: Failure) -> None:
        """Evidence cannot be kept: nothing more is asked for."""
        if self.own_failure is None:
            self.own_failure = failure.value
            closing = self.crawler.engine.close_spider_async(reason="cannot_keep_evidence")
            self._closing = asyncio.ensure_future(closing)

    def _go_on(self, visit: Visit, lane: str, answer: Answer) -> Iterator[Yielded]:
        outcome = self._outcome(visit, answer)
        noted = self._drain()
        records = self.batch.learn(*outcome.records, *noted.records)
        follow = outcome.follow
        if follow is not None and self.batch.frontier.stopped(follow.request.url) is not None:
            records = (*records, *self.batch.learn(*self.batch.visits.given_up(visit)))
            follow = None
        yield Outcome(contents=(*outcome.contents, *noted.contents), records=records)
        if follow is not None:
            yield self._request(follow, lane)
            return
        self._busy.discard(lane)
        yield from self._wake()

    def _outcome(self, visit: Visit, answer: Answer) -> Outcome:
        before = self.batch.frontier.stopped(visit.request.url)
        if before is not None and answer.status is None:
            return Outcome(contents=(), records=self.batch.visits.given_up(visit))
        return self.batch.visits.answered(visit, answer)

    def _drain(self) -> Outcome:
        noted, self._noted = self._noted, []
        records: tuple[Record, ...] = tuple(r for one in noted for r in one.records)
        return Outcome(contents=tuple(c for one in noted for c in one.contents), records=records)

    def _wake(self) -> Iterator[Request]:
        """The next request of every lane that waits for no answer."""
        frontier = self.batch.frontier
        for lane in frontier.lanes():
            if lane not in self._busy:
                self._busy.add(lane)
                yield self._request(self.batch.visits.begin(frontier.first(lane)), lane)

    def _request(self, visit: Visit, lane: str) -> Request:
        asked = visit.request
        return Request(
            asked.url,
            method="GET" if asked.body is None else "POST",
            body=asked.body,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"visit": visit, "lane": lane},
            headers=_headers(asked),
            meta={"portal": visit.page.portal, **_cookies(visit)},
            dont_filter=True,
        )


def _headers(asked: adapter.Request) -> dict[str, str]:
    """What a page of the portal would send with such a request."""
    headers = {}
    if asked.referer is not None:
        headers["Referer"] = asked.referer
    if asked.scripted:
        headers["X-Requested-With"] = "XMLHttpRequest"
    if asked.body is not None:
        headers["Content-Type"] = asked.body_type
    return headers


def _cookies(visit: Visit) -> dict[str, object]:
    """A list is paged with the cookies of its own pages; nothing else is asked for with any."""
    if visit.page.kind is Role.LIST:
        return {"cookiejar": visit.page.url}
    return {"dont_merge_cookies": True}


def run(batch: Batch) -> BaseException | None:
    """Carry out what is left of a batch; the error that kept us from keeping evidence, if any.

    Blocks until nothing is left, or SIGTERM or SIGINT asked for an end. A process can do this once.
    """
    process = AsyncCrawlerProcess(settings_of(batch.order))
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, batch=batch)
    process.start()
    spider = crawler.spider
    return spider.own_failure if isinstance(spider, PortalSpider) else None
