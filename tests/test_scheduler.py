"""The service: one job at a time, late ones once, failing ones in nobody's way, a clean end."""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from audits.store.connection import StoreInUse
from line.jobs import JobDone
from line.stopping import AskedToEnd
from scheduler import Work, service_of
from settings import SettingsFaulty
from tests.programs import command, gouji, surroundings

PAST = datetime(2026, 1, 1, tzinfo=UTC)
DUE = DateTrigger(PAST)
SOON = 20
"""Seconds within which a job that is due has run, even on a busy machine."""


def done(sentence: str = "done") -> JobDone:
    return JobDone(sentence=sentence, is_whole=True)


@contextmanager
def running(service: BackgroundScheduler) -> Iterator[None]:
    service.start()
    try:
        yield
    finally:
        service.shutdown(wait=True)


def telling(ends: "Queue[str]", name: str, act: Callable[[], JobDone] = done) -> Work:
    """A work that tells when it has ended, however it ends."""

    def work() -> JobDone:
        try:
            return act()
        finally:
            ends.put(name)

    return work


def test_jobs_that_are_due_together_run_one_after_another() -> None:
    ends: Queue[str] = Queue()
    under_way: list[str] = []
    most: list[int] = []

    def work(name: str) -> Work:
        def act() -> JobDone:
            under_way.append(name)
            most.append(len(under_way))
            Event().wait(0.05)
            under_way.remove(name)
            return done()

        return telling(ends, name, act)

    names = ("crawl", "audit", "pages", "notify")
    service = service_of({name: work(name) for name in names}, dict.fromkeys(names, DUE))
    with running(service):
        ended = {ends.get(timeout=SOON) for _ in names}
    assert ended == set(names)
    assert max(most) == 1


def test_a_job_that_missed_many_of_its_times_runs_once() -> None:
    ends: Queue[str] = Queue()
    names = ("crawl", "audit")
    service = service_of(
        {name: telling(ends, name) for name in names},
        {"crawl": IntervalTrigger(days=1), "audit": DUE},
    )
    service.start(paused=True)
    service.modify_job("crawl", next_run_time=datetime.now(UTC) - timedelta(days=30))
    service.resume()
    ended = [ends.get(timeout=SOON) for _ in names]
    service.shutdown(wait=True)
    assert sorted(ended) == ["audit", "crawl"]
    assert ends.empty()


def test_a_job_that_fails_is_logged_with_what_to_do_and_the_next_goes_on(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    ends: Queue[str] = Queue()

    def failing(fault: BaseException) -> Callable[[], JobDone]:
        def act() -> JobDone:
            raise fault

        return act

    works = {
        "crawl": telling(ends, "crawl", failing(SettingsFaulty("gouji.toml: 1 fault(s)"))),
        "audit": telling(ends, "audit", failing(ValueError("手机号13800001234"))),
        "pages": telling(ends, "pages", failing(StoreInUse(tmp_path / "gouji.db"))),
        "other": telling(ends, "other", failing(AskedToEnd())),
        "notify": telling(ends, "notify", lambda: done("2 notices sent")),
    }
    caplog.set_level(logging.INFO, logger="gouji")
    with running(service_of(works, dict.fromkeys(works, DUE))):
        for _ in works:
            ends.get(timeout=SOON)
    told = {record.getMessage().split(":")[0]: record for record in caplog.records}
    assert "tried again at its next time" in told["crawl"].getMessage()
    assert "Traceback" not in told["crawl"].getMessage()
    assert "another process" in told["pages"].getMessage()
    assert "in act" in told["audit"].getMessage(), "our own failures come with their trace"
    assert "13800001234" not in told["audit"].getMessage()
    assert "138****1234" in told["audit"].getMessage()
    assert told["audit"].levelno == logging.ERROR
    assert told["other"].levelno == logging.INFO
    assert told["notify"].getMessage() == "notify: 2 notices sent"


def served(home: Path) -> "subprocess.Popen[str]":
    """A service that has told when its jobs are next."""
    service = subprocess.Popen(
        command("serve", "--home", home, "--out", home / "out"),
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert service.stderr is not None
    lines = [service.stderr.readline() for _ in range(4)]
    assert all("next at" in line for line in lines), lines
    return service


def test_a_home_has_one_service_and_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    with served(tmp_path) as service:
        second = gouji("serve", "--home", tmp_path)
        service.send_signal(signal.SIGTERM)
        out, err = service.communicate(timeout=60)
    assert second.status == 1
    assert "another `gouji serve` works on this home; stop it first" in second.err
    assert (service.returncode, out) == (0, "")
    assert "asked to end" in err
    assert "Traceback" not in err
    with served(tmp_path) as third:
        third.send_signal(signal.SIGINT)
        assert third.wait(60) == 0


def test_a_service_that_cannot_keep_its_schedule_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('[schedule]\ncrawl = "0 8 * * 8"', encoding="utf-8")
    ended = gouji("serve", "--home", tmp_path)
    assert ended.status == 1
    assert "schedule.crawl: '8' is no weekday" in ended.err
    assert "Traceback" not in ended.err


def test_a_second_signal_acts_as_if_nobody_had_asked_before() -> None:
    program = (
        "import os, signal\n"
        "from line.stopping import asked_to_end\n"
        "with asked_to_end() as asked:\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    assert asked.wait(10)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(), check=False, timeout=60
    )
    assert ended.returncode == -signal.SIGTERM
