"""The end of a batch whose starter died, or whose time is over: nobody else is left to stop it.

The starter holds one end of a pipe and never writes. However it dies, the system closes that end,
and the batch reads the end of the file. This holds on every system, and needs no look at process
ids, which are given out anew.
"""

import os
import signal
import sys
import time
from threading import TIMEOUT_MAX, Event, Thread

GRACE = 60.0
"""Seconds to end in order; then the process ends as it is, which its journal allows for."""


def end_with_starter(pipe: int, *, deadline: float) -> None:
    """From now on, end this process when the pipe is closed or the time is over.

    It is asked as an operator would, by SIGTERM; what was begun is then kept, as far as it comes
    within `GRACE`.

    Args:
        pipe: file descriptor that the starter holds the other end of.
        deadline: seconds from now.
    """
    closed = Event()
    Thread(target=_wait_for_end, args=(pipe, closed), name="lifeline", daemon=True).start()
    Thread(target=_end, args=(closed, deadline), name="deadline", daemon=True).start()


def _wait_for_end(pipe: int, closed: Event) -> None:
    while os.read(pipe, 512):
        pass
    closed.set()


def _end(closed: Event, deadline: float) -> None:
    cut = closed.wait(min(deadline, TIMEOUT_MAX))
    why = "the process that started this batch is gone" if cut else f"{deadline:g} seconds are over"
    sys.stderr.write(f"crawler: {why}: ending\n")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
