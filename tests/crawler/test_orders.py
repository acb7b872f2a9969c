"""Work orders as files: which one is gone on with."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.journal import Journal, JournalDamaged
from crawler.orders import FiledOrder, file_order, journal_path, unfinished_order
from crawler.portals import WrongOrder
from crawler.records import BatchEnded, EndState
from crawler.visits import now
from tests.crawler.records import listed, order

MORNING = now()


def filed(folder: Path, run: str = "crawl-1") -> FiledOrder:
    return file_order(
        folder, order(run=run, journal=str(journal_path(folder, run))), made_at=MORNING
    )


def begun(folder: Path, run: str = "crawl-1") -> FiledOrder:
    work = filed(folder, run)
    with Journal(Path(work.order.journal)) as journal:
        journal.append(listed())
    return work


def test_an_order_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    work = begun(tmp_path / "runs")
    found = unfinished_order(tmp_path / "runs", now=MORNING)
    assert found is not None
    assert (found.order, found.path) == (work.order, work.path)
    assert [path.suffix for path in sorted((tmp_path / "runs").iterdir())] == [".journal", ".order"]


def test_the_newest_order_is_gone_on_with_until_its_batch_has_ended(tmp_path: Path) -> None:
    begun(tmp_path, "crawl-1")
    newest = begun(tmp_path, "crawl-2")
    found = unfinished_order(tmp_path, now=MORNING)
    assert found is not None
    assert found.order.run == "crawl-2"
    with Journal(Path(newest.order.journal)) as journal:
        journal.append(BatchEnded(state=EndState.OK, counts={}))
    assert unfinished_order(tmp_path, now=MORNING) is None


def test_an_order_whose_starter_died_before_its_journal_was_made_is_gone_on_with(
    tmp_path: Path,
) -> None:
    work = filed(tmp_path)
    found = unfinished_order(tmp_path, now=MORNING)
    assert found is not None, "another order would run beside the batch that is about to begin"
    assert (found.path, found.order.journal) == (work.path, work.order.journal)


def test_an_order_that_is_a_day_old_is_left(tmp_path: Path) -> None:
    assert unfinished_order(tmp_path / "none", now=MORNING) is None
    work = begun(tmp_path)
    made = (MORNING - timedelta(days=1, seconds=1)).timestamp()
    os.utime(work.path, (made, made))
    assert unfinished_order(tmp_path, now=MORNING) is None


def test_an_order_or_journal_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    work = begun(tmp_path)
    journal = Path(work.order.journal)
    journal.write_bytes(b"gossip\n" + journal.read_bytes())
    with pytest.raises(JournalDamaged, match="line 1"):
        unfinished_order(tmp_path, now=MORNING)
    work.path.write_text("{}", encoding="utf-8")
    with pytest.raises(WrongOrder):
        unfinished_order(tmp_path, now=MORNING)
