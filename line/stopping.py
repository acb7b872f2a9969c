"""Ending on request: after SIGTERM or SIGINT a job comes to a clean end, and the next goes on."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


class AskedToEnd(KeyboardInterrupt):
    """A job ended early because it was asked to."""


@contextmanager
def asked_to_end() -> Iterator[Event]:
    """Set by the first SIGTERM or SIGINT; a second one acts as if this were not here."""
    asked = Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.getsignal(number) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def end(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        restore()

    for number in numbers:
        signal.signal(number, end)
    try:
        yield asked
    finally:
        restore()
