"""A batch in a child process: started, watched, stopped when it takes too long.

The exit status is only a hint; what was done stands in the journal. The child ends by itself when
this process dies, or should it fail to stop the child in time.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen

from crawler.lifeline import GRACE

TICK = 0.1
"""Seconds between two looks at a child."""


def run_order(
    order_file: Path,
    *,
    journal: Path,
    deadline: float,
    progress: Callable[[int], None] = lambda _: None,
    asked_to_end: Callable[[], bool] = lambda: False,
) -> str | None:
    """Carry out a work order; why the batch did not end by itself, or ``None``.

    Args:
        order_file: the order, as JSON; the child's own words go into a ``.log`` beside it.
        journal: the order's journal, looked at for progress.
        deadline: seconds after which the child is stopped; the same order then goes on later.
        progress: told the number of records from time to time.
        asked_to_end: looked at as often; the child is stopped when it is true.
    """
    log = order_file.with_suffix(".log")
    log.touch(mode=0o600)
    with log.open("ab") as words:
        child = Popen(  # noqa: S603 - our own module, with the path of an order we wrote
            _command(order_file, deadline=deadline + GRACE),
            stdin=subprocess.PIPE,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
        try:
            end = time.monotonic() + deadline
            for records in _looks(child, journal):
                progress(records)
                if asked_to_end():
                    return "stopped because it was asked to end"
                if time.monotonic() > end:
                    return f"stopped after {deadline / 60:g} minutes"
        finally:
            _stop(child)
            _let_go(child)
    if child.returncode == 0:
        return None
    return f"the crawl ended with status {child.returncode}: {_last_line(log)} (see {log.name})"


def _command(order_file: Path, *, deadline: float) -> list[str]:
    return [sys.executable, "-m", "crawler", "--supervised", str(deadline), str(order_file)]


def _looks(child: Popen[bytes], journal: Path) -> Iterator[int]:
    """How many records the journal has, from time to time, until the child has ended."""
    records = read = 0
    while True:
        try:
            child.wait(timeout=TICK)
        except subprocess.TimeoutExpired:
            new = _from(journal, read)
            read += len(new)
            records += new.count(b"\n")
            yield records
        else:
            return


def _from(journal: Path, start: int) -> bytes:
    """What was written to a journal since its first bytes."""
    if not journal.exists():
        return b""
    with journal.open("rb") as file:
        file.seek(start)
        return file.read()


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _stop(child: Popen[bytes]) -> None:
    """Ask a child to end, and make it end; its own children go with it."""
    if child.poll() is not None:
        return
    os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _let_go(child: Popen[bytes]) -> None:
    """Close our end of the pipe that a child lives by."""
    if child.stdin is not None:
        child.stdin.close()
