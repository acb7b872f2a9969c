"""Portals on loopback and batches in a folder, for the tests of the crawl."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.crawler.sites import Batches, Site

_octets = count(2)


@pytest.fixture
def open_site() -> Iterator[Callable[[], Site]]:
    with ExitStack() as stack:

        def opened_site() -> Site:
            opened = Site(f"127.0.7.{next(_octets)}")
            stack.callback(opened.close)
            return opened

        yield opened_site


@pytest.fixture
def batches(tmp_path: Path) -> Batches:
    return Batches(tmp_path)
