"""Evidence first, then the record of it."""

from typing import Self

from scrapy.crawler import Crawler

from crawler.middlewares.running import batch_of
from crawler.visits import Outcome


class EvidencePipeline:
    """Archives the bytes of every outcome and writes its records into the journal."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: Outcome) -> Outcome:
        """Keep the outcome.

        Raises:
            OSError: archive or journal cannot be written; the spider then stops the batch.
        """
        batch_of(self._crawler).keep(item)
        return item
