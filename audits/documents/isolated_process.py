"""The process that works on hostile bytes: takes work, gives answers, and ends with its parent."""

import os
import pickle
import resource
import signal
import sys
import threading
import time
import traceback
from typing import BinaryIO

from audits.documents.document import DocumentUnreadable
from audits.documents.isolation import Answer, read_frame, write_frame
from audits.garbage_collection import collect_less_often

_LOOK_EVERY = 1.0  # seconds
_NO_MEMORY = (
    "读取所需内存超过限度，已中止；请人工核对，或索取原始 Word 文件",
    "reading needs more memory than is allowed; look at it by hand, or ask for the Word file",
)


def main() -> None:
    """Answer each piece of work until there is no more."""
    collect_less_often()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    work = sys.stdin.buffer
    while (frame := read_frame(work)) is not None:
        _reply(answers, _answer(frame))
    _end_group()


def _reply(answers: BinaryIO, answer: Answer) -> None:
    try:
        frame = pickle.dumps(answer)
    except MemoryError:
        frame = pickle.dumps(Answer(unreadable=_NO_MEMORY))
    write_frame(answers, frame)


def _answer(frame: bytes) -> Answer:
    work = pickle.loads(frame)  # noqa: S301  # written by our own parent
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (work.memory, hard))
    try:
        return Answer(made=work.function(work.given))
    except DocumentUnreadable as fault:
        return Answer(unreadable=(fault.zh, fault.en))
    except MemoryError:
        return Answer(unreadable=_NO_MEMORY)
    except Exception:  # noqa: BLE001  # told to the parent, which raises it
        return Answer(trace=traceback.format_exc())


def _end_with(parent: int) -> None:
    """A parent that was killed leaves nobody to work for."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    _end_group()


def _end_group() -> None:
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main()
