"""Work on hostile bytes in a process of its own, with an end to its time and memory.

One such process stands by and does one piece of work after another. What hangs, swells or kills it
is told as unreadable; the process is then made again. Its own children die with it.
"""

import atexit
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, cast

from audits.documents.document import DocumentUnreadable

Given = TypeVar("Given")
Made = TypeVar("Made")

_IN_IT = "GOUJI_ISOLATED"
_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where work on one file ends."""

    seconds: float = 60.0
    """Of the clock on the wall."""
    memory: int = 2 * 1024**3
    """Bytes of address space, libraries included."""


class IsolatedWorkFailed(RuntimeError):
    """The work broke down by our own fault; the message holds the trace."""


@dataclass(frozen=True, slots=True)
class _Work:
    function: Callable[[object], object]
    given: object
    memory: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a piece of work: one of the three."""

    made: object = None
    unreadable: tuple[str, str] | None = None
    trace: str | None = None


def isolated(function: Callable[[Given], Made], given: Given, limits: Limits) -> Made:
    """``function(given)``, worked out in another process.

    Args:
        function: of a module, so that it can be named to the other process.
        given: handed over as a pickle.
        limits: where the work ends.

    Raises:
        DocumentUnreadable: the function raises it, or it went beyond its limits, or its process
            died.
        IsolatedWorkFailed: the function raised anything else.
    """
    if os.environ.get(_IN_IT):
        return function(given)
    work = _Work(cast("Callable[[object], object]", function), given, limits.memory)
    with _LOCK:
        answer = _worker().answer(work, limits)
    if answer.unreadable is not None:
        zh, en = answer.unreadable
        raise DocumentUnreadable(zh=zh, en=en)
    if answer.trace is not None:
        raise IsolatedWorkFailed(answer.trace)
    return cast("Made", answer.made)


class _Worker:
    """The process that stands by."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, work: _Work, limits: Limits) -> Answer:
        process = self._process = self._process or _started()
        try:
            write_frame(cast("BinaryIO", process.stdin), pickle.dumps(work))
            frame = _frame_before(process, time.monotonic() + limits.seconds)
        except TimeoutError:
            self.end()
            return Answer(unreadable=_too_slow(limits))
        except (EOFError, OSError):
            self.end()
            return Answer(unreadable=_DIED)
        return cast("Answer", pickle.loads(frame))  # noqa: S301  # written by our own child

    def end(self) -> None:
        """Kill the process with all that it started."""
        process, self._process = self._process, None
        if process is None or self.owner != os.getpid():
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()


_LOCK = threading.Lock()
_STANDING_BY: list[_Worker] = []


def _worker() -> _Worker:
    """The one of this process; a fork does not share that of its parent."""
    if not _STANDING_BY or _STANDING_BY[0].owner != os.getpid():
        _STANDING_BY[:] = [_Worker()]
    return _STANDING_BY[0]


def dismiss() -> None:
    """End the process that stands by; the next piece of work makes another."""
    with _LOCK:
        for worker in _STANDING_BY:
            worker.end()
        _STANDING_BY.clear()


atexit.register(dismiss)


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "audits.documents.isolated_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, _IN_IT: "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _frame_before(process: subprocess.Popen[bytes], end: float) -> bytes:
    length = _LENGTH.unpack(_bytes_before(process, _LENGTH.size, end))[0]
    return _bytes_before(process, length, end)


def _bytes_before(process: subprocess.Popen[bytes], count: int, end: float) -> bytes:
    pipe = cast("BinaryIO", process.stdout).fileno()
    got = bytearray()
    while len(got) < count:
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError
        piece = os.read(pipe, min(count - len(got), 1 << 20))
        if not piece:
            raise EOFError
        got += piece
    return bytes(got)


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """Length, then content."""
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """What ``write_frame`` wrote; ``None`` at the end of the pipe."""
    head = pipe.read(_LENGTH.size)
    return pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _too_slow(limits: Limits) -> tuple[str, str]:
    return (
        f"读取超过 {limits.seconds:.0f} 秒，已中止；请人工核对，或索取原始 Word 文件",
        f"reading took longer than {limits.seconds:.0f} seconds and was ended; look at it by hand",
    )


_DIED = (
    "读取程序因该文件异常退出，未读取；请人工核对，或索取原始 Word 文件",
    "the file made its reader break off; look at it by hand, or ask for the Word file",
)
