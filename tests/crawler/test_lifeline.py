"""A batch does not outlive its starter, nor its time, and never runs twice at once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from crawler.journal import Journal
from crawler.orders import file_order, unfinished_order
from crawler.portals import WorkOrder
from crawler.records import BatchEnded
from crawler.supervision import run_order
from crawler.visits import now
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Reply, Site, portal
from tests.programs import ROOT

OpenSite = Callable[[], Site]
PATIENCE = 30
STARTER = """
import sys
from pathlib import Path
from crawler.supervision import run_order
run_order(Path(sys.argv[1]), journal=Path(sys.argv[2]), deadline=3600)
"""


class Asked:
    """Tells when a site got its first request."""

    def __init__(self) -> None:
        self.once = Event()

    def __call__(self, _site: Site, _path: str) -> Reply | None:
        self.once.set()
        return None


@pytest.fixture
def site(open_site: OpenSite) -> Site:
    return open_site()


@pytest.fixture
def pages(site: Site) -> list[str]:
    return build_trs(site, pages=1, rows=20, base=0)


@pytest.fixture
def slow(site: Site, pages: list[str], batches: Batches) -> WorkOrder:
    """An order that is not done before a minute is over."""
    return batches.order(portal(site, "qing", "/nb/", delay=3.0))


def supervised(work: WorkOrder, folder: Path, seconds: float) -> "subprocess.Popen[bytes]":
    """A batch as its starter runs it; standard input is the lifeline."""
    filed = file_order(folder, work, made_at=now())
    return subprocess.Popen(
        [sys.executable, "-m", "crawler", "--supervised", str(seconds), str(filed.path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def has_ended(work: WorkOrder) -> bool:
    return any(isinstance(record, BatchEnded) for record in Journal(Path(work.journal)).read())


def test_a_batch_whose_starter_is_killed_ends_and_the_next_crawl_goes_on_with_it(
    site: Site, pages: list[str], slow: WorkOrder, batches: Batches, tmp_path: Path
) -> None:
    site.answering = asked = Asked()
    filed = file_order(tmp_path, slow, made_at=now())
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(filed.path), slow.journal], cwd=ROOT
    ) as starter:
        assert asked.once.wait(PATIENCE)
        starter.kill()
    left = unfinished_order(tmp_path, now=now())
    assert left is not None
    assert left.order == slow
    quick = tmp_path / "quick.order"
    quick.write_text(replace(slow, portals=(portal(site, "qing", "/nb/"),)).to_json(), "utf-8")
    assert run_order(quick, journal=Path(slow.journal), deadline=PATIENCE) is None
    assert "is gone: ending" in filed.path.with_suffix(".log").read_text(encoding="utf-8")
    run = batches.left_by(slow, 0, "")
    assert Counter(record.url for record in run.fetched()) == Counter(map(site.url, pages))
    assert len(run.of(BatchEnded)) == 1


def test_a_batch_keeps_its_deadline_even_when_nobody_stops_it(
    slow: WorkOrder, tmp_path: Path
) -> None:
    with supervised(slow, tmp_path, 1.5) as batch:
        assert batch.wait(PATIENCE) != 0
        assert batch.stderr is not None
        assert b"1.5 seconds are over: ending" in batch.stderr.read()
    assert not has_ended(slow)


def test_a_batch_that_nobody_supervises_needs_no_standard_input(
    site: Site, pages: list[str], batches: Batches
) -> None:
    run = batches.run(batches.order(portal(site, "qing", "/nb/")))
    assert run.status == 0
    assert len(run.fetched()) == len(pages)
