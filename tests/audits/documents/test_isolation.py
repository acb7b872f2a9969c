"""Work on hostile bytes ends within its limits, and what comes after it is done all the same."""

import os
import signal
import time

import pytest

from audits.documents.document import DocumentUnreadable
from audits.documents.isolation import IsolatedWorkFailed, Limits, dismiss, isolated

SHORT = Limits(seconds=0.5)


def process_and_value(value: int) -> tuple[int, int]:
    return os.getpid(), value


def refuse(_: int) -> None:
    raise DocumentUnreadable(zh="读不了", en="cannot be read")


def break_down(_: int) -> None:
    raise LookupError("our own fault")


def hang(_: int) -> None:
    time.sleep(3600)


def swell(_: int) -> int:
    return len(bytearray(8 * 1024**3))


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def chatter(value: int) -> int:
    os.write(1, b"a library prints this")
    return value


@pytest.fixture(autouse=True)
def _no_process_is_left() -> None:
    dismiss()


def test_work_is_done_in_one_process_that_is_not_this_one() -> None:
    first, value = isolated(process_and_value, 7, Limits())
    second, _ = isolated(process_and_value, 8, Limits())
    assert value == 7
    assert first == second != os.getpid()


def test_a_refusal_comes_back_as_it_was_raised() -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        isolated(refuse, 0, Limits())
    assert (refusal.value.zh, refusal.value.en) == ("读不了", "cannot be read")


def test_our_own_fault_comes_back_with_its_trace() -> None:
    with pytest.raises(IsolatedWorkFailed, match="our own fault"):
        isolated(break_down, 0, Limits())


@pytest.mark.parametrize(
    ("work", "limits", "word"),
    [(hang, SHORT, "longer than"), (swell, Limits(), "memory"), (die, Limits(), "break off")],
)
def test_what_goes_beyond_its_limits_is_unreadable_and_the_next_work_is_done(
    work: object, limits: Limits, word: str
) -> None:
    with pytest.raises(DocumentUnreadable, match=word):
        isolated(work, 0, limits)  # type: ignore[arg-type]
    assert isolated(process_and_value, 3, Limits())[1] == 3


def test_what_a_library_prints_is_no_answer() -> None:
    assert isolated(chatter, 5, Limits()) == 5


def test_a_child_of_a_fork_makes_a_process_of_its_own() -> None:
    mine, _ = isolated(process_and_value, 1, Limits())
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        theirs, _ = isolated(process_and_value, 1, Limits())
        os.write(write_end, str(theirs).encode())
        dismiss()
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(read_end, 20)) != mine
    assert isolated(process_and_value, 1, Limits())[0] == mine
