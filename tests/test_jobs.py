"""The jobs of the line on the demo portal: cut off, stopped, alone, and beside a broken portal."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from audits.store.connection import StoreInUse, open_for_writing
from crawler.demo_portal import DemoPortal
from line import jobs
from line.stopping import AskedToEnd
from settings import RulesSettings, SettingsFaulty, read_settings
from tests.homes import rows, settled
from tests.programs import command, gouji, surroundings

REPORTS = 42


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal() as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="module")
def crawled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with everything crawled and nothing audited; its portal is gone."""
    home = tmp_path_factory.mktemp("crawled") / "home"
    with DemoPortal() as portal:
        assert jobs.crawl(settled(home, portal)).is_whole
    return home


@pytest.fixture
def crawled(crawled_once: Path, home: Path) -> Path:
    """A copy of that home."""
    return Path(shutil.copytree(crawled_once, home))


def after(records: int, act: Callable[[], object]) -> jobs.Progress:
    """Acts once, when a crawl has so many records."""
    acted = Event()

    def progress(done: int, _known: int) -> None:
        if done >= records and not acted.is_set():
            acted.set()
            act()

    return progress


def wait_for_requests(portal: DemoPortal, number: int) -> None:
    """Until the portal was asked so often; a crawl asks within seconds."""
    end = time.monotonic() + 60
    while len(portal.requests) < number:
        assert time.monotonic() < end, "the crawl does not ask"
        Event().wait(0.02)


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def kill_crawl(home: Path) -> None:
    """SIGKILL to the process that carries out the newest order of this home."""
    [order] = home.joinpath("runs").glob("*.order")
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                line = (process / "cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if line.endswith(os.fsencode(order) + b"\x00"):
                os.kill(int(process.name), signal.SIGKILL)


def test_a_crawl_that_is_killed_is_gone_on_with_and_nothing_is_lost_or_asked_twice(
    portal: DemoPortal, home: Path, crawled_once: Path
) -> None:
    settings = settled(home, portal)
    cut = jobs.crawl(settings, progress=after(30, lambda: kill_crawl(home)))
    assert not cut.is_whole
    assert "ended with status -9" in cut.sentence
    assert rows(home, "SELECT state FROM v_runs") == [("interrupted",)]
    [(held,)] = rows(home, "SELECT count(*) FROM v_fetches")
    assert 0 < held < 60
    done = jobs.crawl(settings)
    assert done.is_whole
    assert [run.suffix for run in sorted((home / "runs").glob("*.order"))] == [".order"]
    assert rows(home, "SELECT state FROM v_runs") == [("ok",)]
    pages = "SELECT count(*), count(DISTINCT body) FROM pages"
    assert rows(home, pages) == rows(crawled_once, pages)
    details = [r.path for r in portal.requests if r.status == 200 and "/t20" in r.path]
    assert len(details) - len(set(details)) <= 2


def test_what_a_crawl_quotes_when_it_breaks_down_is_told_without_personal_data(
    portal: DemoPortal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "the crawl ended with status 1: KeyError: '手机13800001234\x1b]0;'"
    monkeypatch.setattr(jobs, "run_order", lambda *_, **__: said)
    done = jobs.crawl(settled(home, portal))
    kept = str(rows(home, "SELECT place, error FROM run_failures"))
    for told in (done.sentence, kept):
        assert "138****1234" in told
        assert "13800001234" not in told
    assert "\x1b" not in done.sentence


def test_a_crawl_that_was_left_with_its_parent_is_folded_in_by_the_next(
    portal: DemoPortal, home: Path
) -> None:
    settled(home, portal)
    with subprocess.Popen(
        command("crawl", "--home", home), env=surroundings(), stderr=subprocess.PIPE
    ) as running:
        wait_for_requests(portal, 30)
        running.kill()
    kill_crawl(home)
    done = jobs.crawl(settled(home, portal))
    assert done.is_whole
    assert rows(home, "SELECT kind, state FROM v_runs") == [("crawl", "ok")]


def test_a_crawl_that_takes_too_long_is_stopped_and_says_so(portal: DemoPortal, home: Path) -> None:
    settings = settled(home, portal, "[crawl]\ndeadline_minutes = 0.0001\n")
    done = jobs.crawl(settings)
    assert not done.is_whole
    assert "stopped after 0.0001 minutes; the next crawl goes on" in done.sentence
    assert rows(home, "SELECT state FROM v_runs") == [("interrupted",)]


def test_a_portal_that_is_down_is_named_and_the_others_are_whole(
    portal: DemoPortal, home: Path
) -> None:
    down = f"""
        [portals.down]
        name = "停机门户"
        home = "http://127.0.0.1:{closed_port()}/"
        allow_private = true
        delay = 0
        column_urls = ["http://127.0.0.1:{closed_port()}/nb/"]
        hosts = ["127.0.0.1"]
    """
    ended = gouji("crawl", "--home", settled(home, portal, down).home)
    assert ended.status == 1
    assert "down is unreachable" in ended.out
    assert "demo-county" not in ended.out
    states = dict(rows(home, "SELECT portal, state FROM portal_runs"))
    assert states == {"demo-county": "ok", "demo-townships": "ok", "down": "unreachable"}
    assert rows(home, "SELECT count(*) FROM v_fetches WHERE portal <> 'down' AND error IS NULL") > [
        (60,)
    ]


def test_a_store_that_another_process_writes_ends_a_job_with_what_to_do(
    portal: DemoPortal, home: Path
) -> None:
    settings = settled(home, portal)
    with open_for_writing(settings.database):
        ended = gouji("audit", "--home", home)
        with pytest.raises(StoreInUse):
            jobs.notify(settings)
    assert (ended.status, ended.out) == (1, "")
    assert "is being written by another process; wait until it ends" in ended.err
    assert "Traceback" not in ended.err


def test_a_run_that_is_asked_to_end_stops_its_crawl_and_is_marked_interrupted(
    portal: DemoPortal, home: Path
) -> None:
    settled(home, portal)
    with subprocess.Popen(
        command("run", "--home", home, "--out", home / "out"),
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        wait_for_requests(portal, 20)
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "asked to end" in out.decode()
    assert b"Traceback" not in err
    assert rows(home, "SELECT kind, state FROM v_runs") == [("crawl", "interrupted")]
    asked = len(portal.requests)
    [journal] = (home / "runs").glob("*.journal")
    last = json.loads(journal.read_bytes().splitlines()[-1])
    assert last["record"] != "batch_ended"
    assert len(portal.requests) == asked
    assert not (home / "out").exists()


def test_an_audit_that_is_asked_to_end_keeps_what_it_has_and_the_next_does_the_rest(
    crawled: Path,
) -> None:
    settings = read_settings(home=crawled)
    asked = Event()
    asked.set()
    with pytest.raises(AskedToEnd):
        jobs.audit(settings, asked=asked)
    assert rows(crawled, "SELECT state FROM v_runs WHERE kind = 'audit'") == [("interrupted",)]
    [(some,)] = rows(crawled, "SELECT count(*) FROM v_reports")
    assert 0 < some < REPORTS
    assert jobs.audit(settings).is_whole
    assert rows(crawled, "SELECT count(*) FROM v_reports") == [(REPORTS,)]


def test_a_rule_that_is_switched_off_is_not_asked_and_its_findings_are_taken_back(
    crawled: Path,
) -> None:
    told = "SELECT count(*) FROM v_findings WHERE code = 'S112'"
    every_rule = read_settings(home=crawled)
    but_one = every_rule.model_copy(update={"rules": RulesSettings(disable=("S112",))})
    jobs.audit(but_one)
    assert rows(crawled, told) == [(0,)]
    assert f"Audited {REPORTS} reports" in jobs.audit(every_rule).sentence
    assert rows(crawled, told) == [(1,)]
    jobs.audit(but_one)
    assert rows(crawled, f"{told} AND state = 'retracted'") == [(1,)]
    jobs.audit(every_rule)
    assert rows(crawled, f"{told} AND state = 'open'") == [(1,)]


def test_a_damaged_journal_does_not_stand_in_the_way_of_later_crawls(
    portal: DemoPortal, home: Path
) -> None:
    settings = settled(home, portal)
    jobs.crawl(settings, progress=after(30, lambda: kill_crawl(home)))
    [journal] = (home / "runs").glob("*.journal")
    journal.write_bytes(b"gossip\n" + journal.read_bytes())
    told = jobs.crawl(settings)
    assert "line 1: not JSON" in told.sentence
    assert rows(home, "SELECT count(*) FROM v_runs WHERE state = 'ok'") == [(1,)]
    assert jobs.crawl(settings).is_whole


def test_a_trial_goes_to_a_supervisor_that_exists(portal: DemoPortal, home: Path) -> None:
    settings = settled(home, portal)
    assert "county@gouji-demo.example by file" in jobs.send_trial(settings, "county").sentence
    assert len(list((home / "mail").glob("*.eml"))) == 1
    with pytest.raises(SettingsFaulty, match=r"no \[supervisors.nobody\]"):
        jobs.send_trial(settings, "nobody")
