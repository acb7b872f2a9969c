"""A batch in a child process: what is told of its end, and that it does end."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import supervision
from crawler.journal import Journal
from crawler.portals import WorkOrder
from crawler.records import BatchEnded
from crawler.supervision import run_order
from tests.crawler.pages import build_trs
from tests.crawler.sites import Batches, Site, portal

OpenSite = Callable[[], Site]


@pytest.fixture
def slow_order(open_site: OpenSite, batches: Batches) -> WorkOrder:
    """More pages than any test waits for."""
    site = open_site()
    build_trs(site, pages=1, rows=60, base=0)
    return batches.order(replace(portal(site, "qing", "/nb/"), delay=1))


def carried_out(work: WorkOrder, folder: Path, **how: object) -> str | None:
    path = folder / "order.json"
    path.write_text(work.to_json(), encoding="utf-8")
    options = {"deadline": 60.0, **how}
    return run_order(path, journal=Path(work.journal), **options)  # type: ignore[arg-type]


def is_over(work: WorkOrder) -> bool:
    return any(isinstance(record, BatchEnded) for record in Journal(Path(work.journal)).read())


def test_a_batch_that_ends_by_itself_leaves_nothing_to_tell(
    open_site: OpenSite, batches: Batches, tmp_path: Path
) -> None:
    site = open_site()
    build_trs(site, pages=1, rows=2, base=0)
    work = batches.order(portal(site, "qing", "/nb/"))
    seen: list[int] = []
    assert carried_out(work, tmp_path, progress=seen.append) is None
    assert is_over(work)
    assert seen == sorted(seen)


def test_a_batch_that_takes_too_long_is_stopped(slow_order: WorkOrder, tmp_path: Path) -> None:
    why = carried_out(slow_order, tmp_path, deadline=3.0)
    assert why == "stopped after 0.05 minutes"
    assert not is_over(slow_order)


def test_a_batch_is_stopped_when_somebody_asks(slow_order: WorkOrder, tmp_path: Path) -> None:
    begun = Path(slow_order.journal)
    why = carried_out(
        slow_order,
        tmp_path,
        asked_to_end=lambda: begun.exists() and begun.stat().st_size > 0,
    )
    assert why == "stopped because it was asked to end"
    assert not is_over(slow_order)


def test_what_the_child_said_last_is_told(tmp_path: Path) -> None:
    path = tmp_path / "order.json"
    path.write_text("{}", encoding="utf-8")
    why = run_order(path, journal=tmp_path / "journal", deadline=60)
    assert why is not None
    assert "status 1" in why
    assert "work order: run: expected a value" in why
    assert "(see order.log)" in why


def test_a_child_that_does_not_listen_is_killed_with_its_own_children(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervision, "GRACE", 0.2)
    deaf = (
        "import signal, subprocess, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        "print(child.pid, flush=True)\n"
        "signal.pause()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        supervision._stop(child)
        assert child.returncode == -9
        assert child.stdout.read() == b"", "nobody holds the pipe any longer"
