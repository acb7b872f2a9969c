"""The batch that a running Scrapy crawler belongs to."""

from typing import Protocol

from scrapy.crawler import Crawler

from crawler.batch import Batch
from crawler.visits import Outcome


class BatchSpider(Protocol):
    """What the middlewares know of the spider."""

    batch: Batch

    def note(self, outcome: Outcome) -> None:
        """Keep an outcome with the next answer."""


def spider_of(crawler: Crawler) -> BatchSpider:
    """The spider of a crawler that runs.

    Raises:
        TypeError: the crawler has no spider with a batch; it was not started by `crawler.spider`.
    """
    spider = crawler.spider
    if not isinstance(getattr(spider, "batch", None), Batch):
        raise TypeError(f"{spider!r} carries no batch; start crawls by crawler.spider.run")
    return spider  # type: ignore[return-value]


def batch_of(crawler: Crawler) -> Batch:
    """The batch of a crawler that runs."""
    return spider_of(crawler).batch
